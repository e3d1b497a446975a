import type { IsoDate } from "../../base/fiscal.ts";
import type { LawBook } from "../../law/book.ts";
import type { Hold } from "../../law/hold.ts";
import type { LegalMark } from "../../law/law.ts";
import type { Initiative, Line, Package, Plan } from "../../plan/plan.ts";
import type { CaseReading } from "../case-reading.ts";
import type { Casebook } from "../casebook.ts";
import { groupRows } from "../plan-rows.ts";
import { accountsOf, readVetting, type UnitVetting } from "./read-vetting.ts";

/**
 * Money that the vetting of units blocks or keeps waiting on a day, to the line.
 *
 * A barred unit blocks the lines that it receives, for money of the accounts that the law is checked to bind; for
 * accounts of which that is only known, and for units that are not vetted, whose approval ran out, or whose case is
 * open, the money waits. A line without a unit of its own goes to the units of its initiative.
 * Source: 22 U.S.C. 2378d, 10 U.S.C. 362 (law/bars/leahy-*.yaml, law/policies/vetting-laws.yaml).
 */
export function holdsOfVetting(
  plan: Plan,
  book: Casebook,
  law: LawBook,
  on: IsoDate,
  cases?: readonly CaseReading[],
): readonly Hold[] {
  const { tables } = plan;
  if (tables.units.length === 0) return [];
  const { units } = readVetting(plan, book, law, on, cases).result;
  const held = groupRows(
    units.filter((each) => each.effect !== "free" || each.assumed),
    (each) => each.unit.id,
  );
  const packagesOf = groupRows(tables.packages, (row) => row.initiative);
  const linesOf = groupRows(tables.lines, (row) => row.package);
  const bound = new Map(
    book.policies.vetting.map((each) => [each.code, accountsOf(law, each.code, on)]),
  );
  return tables.initiatives.flatMap((initiative) => {
    const received = linesByUnit(initiative, packagesOf.get(initiative.id) ?? [], linesOf);
    return [...received].flatMap(([unit, lines]) =>
      (held.get(unit) ?? []).flatMap((vetting) => {
        const accounts = bound.get(vetting.law.code) ?? new Map();
        return holdsOfUnit(initiative, vetting, lines, accounts, on);
      }),
    );
  });
}

/** The lines that each unit receives: those that name it, and those of its initiative that name none. */
function linesByUnit(
  initiative: Initiative,
  packages: readonly Package[],
  linesOf: ReadonlyMap<string, readonly Line[]>,
): ReadonlyMap<string, readonly Line[]> {
  const received = new Map<string, Line[]>();
  const units = new Set(initiative.units);
  for (const each of packages) {
    for (const line of linesOf.get(each.id) ?? []) {
      for (const unit of line.unit === undefined ? units : [line.unit]) {
        const lines = received.get(unit);
        if (lines === undefined) received.set(unit, [line]);
        else lines.push(line);
      }
    }
  }
  return received;
}

function holdsOfUnit(
  initiative: Initiative,
  vetting: UnitVetting,
  lines: readonly Line[],
  bound: ReadonlyMap<string, { readonly mark: LegalMark; readonly cite: string }>,
  on: IsoDate,
): readonly Hold[] {
  const paying = initiative.accounts.filter((code) => bound.has(code));
  const blocks = vetting.effect === "blocked" && vetting.mark === "checked";
  const markOf = (code: string) => bound.get(code)?.mark ?? "unsure";
  const sure = paying.filter((code) => markOf(code) === "checked");
  const known = paying.filter((code) => markOf(code) !== "checked");
  const base = {
    initiative: initiative.id,
    packages: [...new Set(lines.map((line) => line.package))],
    lines: lines.map((line) => line.id),
    // An outcome that is assumed for a later day frees nothing before it.
    not_before: vetting.effect === "free" && vetting.since > on ? vetting.since : null,
    row: vetting.case === null ? `units/${vetting.unit.id}` : `cases/${vetting.case.case.id}`,
    assumed: vetting.assumed,
    citation: vetting.citation,
  };
  const holds: Hold[] = [];
  if (sure.length > 0) {
    const effect = blocks ? "blocked" : "waiting";
    const because = sayWhy(vetting, effect, sure);
    holds.push({ ...base, effect, accounts: sure, because, mark: vetting.mark });
  }
  if (known.length > 0) {
    const because = `${sayWhy(vetting, "waiting", known)} That the law reaches this money is from knowledge.`;
    holds.push({ ...base, effect: "waiting", accounts: known, because, mark: "knowledge" });
  }
  return holds;
}

function sayWhy(vetting: UnitVetting, effect: Hold["effect"], accounts: readonly string[]): string {
  const { law, case: reading } = vetting;
  const money = `money of ${accounts.join(", ")}`;
  if (vetting.effect === "free")
    return `${vetting.because} It is assumed; until then ${money} waits.`;
  const ways = law.exceptions.map((each) => each.name.toLowerCase()).join(", ");
  const end =
    vetting.effect === "blocked"
      ? `It ends by remediation or an exception (${ways}).`
      : reading === null
        ? "Submit the unit for vetting."
        : `Next: ${reading.waits_for.map((office) => office.name).join(" or ") || "submit it anew"}.`;
  return `${vetting.because} ${effect === "blocked" ? `It gets no ${money}.` : `Until it is cleared, ${money} waits.`} ${end}`;
}
