import { compareText } from "../base/findings.ts";
import type { FiscalYear } from "../base/fiscal.ts";
import { type Cents, cents, formatDollars, sumCents, zeroCents } from "../base/money.ts";
import type { Initiative, Line, Plan } from "../plan/plan.ts";
import { departmentOf } from "./departments.ts";

/** One funding level of an effort. */
export interface Level {
  readonly id: string;
  readonly cost: Cents;
  /** What its money buys. */
  readonly kinds: ReadonlySet<string>;
}

/** An initiative as the assessment sees it: who does what for whom, when, and for how much. */
export interface Effort {
  readonly id: string;
  readonly initiative: Initiative;
  readonly department: string;
  /** The first and last fiscal year in which it may cost. */
  readonly first: number;
  readonly last: number;
  /** Its funding levels, by id. */
  readonly levels: readonly Level[];
  /** The cost of its largest package: what is asked at most. */
  readonly cost: Cents;
  /** The same by year in which the package costs. */
  readonly yearly: Cents;
  /** Units that receive it, by itself or by a line, sorted; empty where it is not known. */
  readonly units: readonly string[];
}

/** Money that an allocation gives: a payment, as far as the assessment reads it. */
export interface Paid {
  readonly initiative: string;
  readonly account: string;
  readonly fiscal_year: FiscalYear;
  readonly amount: Cents;
}

/** The initiatives that nobody has excluded, sorted by id. */
export function listEfforts(plan: Plan): readonly Effort[] {
  const packages = Map.groupBy(plan.tables.packages, (row) => row.initiative);
  const lines = Map.groupBy(plan.tables.lines, (row) => row.package);
  return plan.tables.initiatives
    .filter((row) => !row.excluded)
    .sort((a, b) => compareText(a.id, b.id))
    .map((initiative) => {
      const own = (packages.get(initiative.id) ?? []).map(({ id }) => ({
        id,
        lines: lines.get(id) ?? [],
      }));
      return makeEffort(initiative, own);
    });
}

interface OwnPackage {
  readonly id: string;
  readonly lines: readonly Line[];
}

function makeEffort(initiative: Initiative, own: readonly OwnPackage[]): Effort {
  const all = own.flatMap((one) => one.lines);
  const offsets = all.filter((line) => line.amount > 0).map((line) => line.year_offset);
  const levels = own
    .map(({ id, lines }) => ({
      id,
      cost: sumCents(lines.map((line) => line.amount)),
      kinds: new Set<string>(lines.filter((line) => line.amount > 0).map((line) => line.kind)),
      years: new Set(lines.filter((line) => line.amount > 0).map((line) => line.year_offset)).size,
    }))
    .sort((a, b) => compareText(a.id, b.id));
  const largest = levels.reduce<(typeof levels)[number] | undefined>(
    (best, one) => (best === undefined || one.cost > best.cost ? one : best),
    undefined,
  );
  const cost = largest?.cost ?? zeroCents;
  const units = new Set([...initiative.units, ...all.flatMap((line) => line.unit ?? [])]);
  return {
    id: initiative.id,
    initiative,
    department: departmentOf(initiative.agency),
    first: initiative.earliest_start,
    last: initiative.latest_start + Math.max(0, ...offsets),
    levels,
    cost,
    yearly: cents(Math.round(cost / Math.max(1, largest?.years ?? 1))),
    units: [...units].sort(compareText),
  };
}

/** Whether two efforts may cost in a same year. */
export function meetInTime(
  a: Pick<Effort, "first" | "last">,
  b: Pick<Effort, "first" | "last">,
): boolean {
  return a.first <= b.last && b.first <= a.last;
}

/** What efforts ask at most, together. */
export function costOf(efforts: readonly Effort[]): Cents {
  return sumCents(efforts.map((effort) => effort.cost));
}

/** A fact of an effort on which a finding may rest. */
export type FactName = "agency" | "domain" | "purpose" | "focus" | "years" | "units" | "cost";

/** Facts of an effort under their names: those that a finding rests on. */
export function factsOf(effort: Effort, names: readonly FactName[]): Record<string, string> {
  const facts: Record<string, string> = {};
  for (const name of names) facts[`initiatives/${effort.id}/${name}`] = factOf(effort, name);
  return facts;
}

function factOf(effort: Effort, name: FactName): string {
  const { initiative } = effort;
  if (name === "years") return `${effort.first}-${effort.last}`;
  if (name === "units") return effort.units.join(";");
  return name === "cost" ? formatDollars(effort.cost) : initiative[name];
}

/** A list of names for a sentence: the first few, and how many more. */
export function listSome(names: readonly string[], most = 4): string {
  const shown = names.slice(0, most);
  const more = names.length - shown.length;
  return more === 0 ? shown.join(", ") : `${shown.join(", ")} and ${more} more`;
}
