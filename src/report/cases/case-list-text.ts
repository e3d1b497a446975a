import { showDollars } from "../../base/money.ts";
import type { RegisterDay } from "../../casework/register-days.ts";
import { textTable } from "../text-layout.ts";
import { count } from "../words.ts";
import type { CaseSummary } from "./case-list.ts";

const left = (name: string, most: number) => ({ name, side: "left", most }) as const;
const right = (name: string) => ({ name, side: "right" }) as const;

/** A list of cases for a terminal. */
export function caseListText(rows: readonly CaseSummary[], on: string, all: number): string {
  if (rows.length === 0) return `No case of ${count(all, "case")} fits on ${on}.\n`;
  const overdue = rows.filter((row) => row.overdue).length;
  const head = `${count(rows.length, "case")} of ${all} on ${on}${overdue === 0 ? "" : `, ${overdue} overdue`}. Money is what the dearest held package asks for, or what is kept of a tranche.`;
  const table = textTable(
    [
      left("case", 22),
      left("state", 20),
      left("who must act", 24),
      left("next day", 18),
      right("money"),
      left("", 8),
    ],
    rows.map((row) => [
      row.id,
      row.lapsed.length > 0 ? `${row.state_name} (lapsed)` : row.state_name,
      row.closed ? "" : row.waits_for.join(", "),
      row.closed ? `since ${row.since}` : `${row.due ?? ""}${row.overdue ? " overdue" : ""}`,
      row.held === 0 ? "" : showDollars(row.held),
      row.held === 0 || row.money === "free" ? "" : row.money,
    ]),
  );
  return `${[head, ...table, ...delayLines(rows)].join("\n")}\n`;
}

/** Which cases are before a higher level, and which delays are accepted until when. */
function delayLines(rows: readonly CaseSummary[]): string[] {
  const lines = rows.flatMap(({ id, raised, accepted_until: until }) => [
    ...(raised === null
      ? []
      : [`${id} is before a higher level since ${raised.on}: ${raised.level}.`]),
    ...(until === null ? [] : [`${id}: the delay is accepted until ${until}.`]),
  ]);
  return lines.length === 0 ? [] : ["", ...lines];
}

/** Days that the registers set, such as input to the plans of others, for a terminal; empty where there are none. */
export function registerDaysText(days: readonly RegisterDay[]): string {
  if (days.length === 0) return "";
  const table = textTable(
    [left("day", 18), left("what falls due in the registers", 64)],
    days.map(({ day, title, late }) => [`${day}${late ? " overdue" : ""}`, title]),
  );
  return `\n${table.join("\n")}\n`;
}
