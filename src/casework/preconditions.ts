import type { IsoDate } from "../base/fiscal.ts";
import type { Hold } from "../law/hold.ts";
import type { LegalMark } from "../law/law.ts";
import type { Activity, Agreement, Precondition } from "../plan/plan.ts";
import type { PlanRows } from "./plan-rows.ts";

/** Whether a precondition is met on a day; if not, from which day it will be, where that is known. */
export interface PreconditionReading {
  readonly row: Precondition;
  readonly met: boolean;
  readonly from: IsoDate | null;
  /** In one sentence: how it stands, and what would mend it. */
  readonly says: string;
}

/** Every precondition of the plan as it stands on a day. */
export function readPreconditions(rows: PlanRows, on: IsoDate): readonly PreconditionReading[] {
  return rows.plan.tables.preconditions.map((row) => {
    const agreement = rows.find("agreements", row.agreement);
    const activity = rows.find("activities", row.activity);
    const parts = [
      ...(agreement === undefined ? [] : [readAgreement(agreement, on)]),
      ...(activity === undefined ? [] : [readActivity(activity, on)]),
    ];
    // A precondition that names nothing is never met: silence must not free money.
    if (parts.length === 0) {
      return { row, met: false, from: null, says: "It names no agreement and no activity." };
    }
    const open = parts.filter((part) => !part.met);
    const known = open.every((part) => part.from !== null);
    const days = open.flatMap((part) => part.from ?? []).sort();
    return {
      ...{ row, met: open.length === 0 },
      from: known ? (days.at(-1) ?? null) : null,
      says: (open.length === 0 ? parts : open).map((part) => part.says).join(" "),
    };
  });
}

interface Part {
  readonly met: boolean;
  readonly from: IsoDate | null;
  readonly says: string;
}

/** Whether an agreement is in force on a day. */
export function isInForce(agreement: Agreement, on: IsoDate): boolean {
  const { status, since, until } = agreement;
  const begun = since === undefined || since <= on;
  return status === "in_force" && begun && (until === undefined || on <= until);
}

function readAgreement(agreement: Agreement, on: IsoDate): Part {
  const { id, name, status, since, until, owner } = agreement;
  if (isInForce(agreement, on)) {
    return { met: true, from: null, says: `\`${id}\` (${name}) is in force.` };
  }
  const who = owner === undefined ? "" : `; ${owner} answers for it`;
  const ahead = status === "in_force" || status === "signed" ? since : undefined;
  if (ahead !== undefined && ahead > on) {
    return {
      met: false,
      from: ahead,
      says: `\`${id}\` (${name}) enters into force on ${ahead}${who}.`,
    };
  }
  const ended = status === "in_force" && until !== undefined && until < on;
  const words = ended ? `ended on ${until}` : `is \`${status}\``;
  return { met: false, from: null, says: `\`${id}\` (${name}) ${words}${who}.` };
}

function readActivity(activity: Activity, on: IsoDate): Part {
  const { id, name, status, ends_on: end, owner, input_status: input } = activity;
  if (status === "held" && (end === undefined || end <= on)) {
    return { met: true, from: null, says: `\`${id}\` (${name}) was held.` };
  }
  // What State objects to has no day on which it is sure to be held.
  const isSure = status === "planned" && input !== "objection";
  const from = isSure && end !== undefined && end > on ? end : null;
  const when = from === null ? "" : ` until ${from}`;
  return {
    met: false,
    from,
    says: `\`${id}\` (${name}) is \`${status}\`${when}; ${owner} runs it.${sayInput(activity, on)}`,
  };
}

/** What State said to an activity, or still owes, where that keeps it from being held. */
function sayInput({ input_status: said, input_due: due }: Activity, on: IsoDate): string {
  if (said === "objection") return " State objects to it.";
  if ((said !== "asked" && said !== "not_asked") || due === undefined) return "";
  return due < on
    ? ` State's input was due on ${due}, and has not come.`
    : ` State's input is due on ${due}.`;
}

/** Money that preconditions hold: blocked or waiting, as each row says, until what it names is in place. */
export function holdsOfPreconditions(rows: PlanRows, on: IsoDate): readonly Hold[] {
  return readPreconditions(rows, on)
    .filter((reading) => !reading.met)
    .map(({ row, from, says }) => ({
      effect: row.force === "blocks" ? "blocked" : "waiting",
      initiative: row.initiative,
      ...{ packages: [], lines: [], accounts: [] },
      not_before: from,
      row: `preconditions/${row.id}`,
      assumed: false,
      because: `${says} It must be in place: ${row.reason}`,
      citation: row.citation ?? "",
      mark: legalMark(row.mark),
    }));
}

/** A mark of a plan in the words of the law. */
export function legalMark(mark: Precondition["mark"]): LegalMark {
  return mark === "checked" || mark === "knowledge" ? mark : "unsure";
}
