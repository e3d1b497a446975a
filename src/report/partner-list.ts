import type { Allocation } from "../allocate/allocation.ts";
import { compareText } from "../base/findings.ts";
import type { BaselineRow, Plan } from "../plan/plan.ts";

/** A partner in a list, with its money.   Unit: US cents. */
export interface PartnerListRow {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly bureau: string;
  /** The name of the tier; nothing where it has none. */
  readonly tier: string | null;
  readonly proposals: number;
  /** What the largest package of every proposal costs, over all years. */
  readonly asked: number;
  /** How many proposals are funded, and with how much over all years; nothing without an allocation. */
  readonly funded: number | null;
  readonly allocated: number | null;
  /** Each year that has money: of the record before the plan, else of the allocation. */
  readonly years: { readonly fiscal_year: number; readonly amount: number }[];
}

/** Every partner of a plan with its money, by name. */
export function listPartners(
  plan: Plan,
  allocation: Pick<Allocation, "choices" | "payments"> | null,
): PartnerListRow[] {
  const tiers = new Map(plan.tables.scales.map((row) => [row.id, row.name]));
  const own = Map.groupBy(plan.tables.initiatives, (row) => row.partner);
  const asked = costOfLargest(plan);
  const chosen = new Set(allocation?.choices.map((one) => one.initiative));
  const record = recordByYear(plan);
  const paid = paidByYear(plan, allocation);
  return plan.tables.partners
    .map((row): PartnerListRow => {
      const initiatives = own.get(row.id) ?? [];
      const years = new Map([...(record.get(row.id) ?? []), ...(paid.get(row.id) ?? [])]);
      return {
        id: row.id,
        name: row.name,
        kind: row.kind,
        bureau: row.bureau,
        tier: row.tier === undefined ? null : (tiers.get(row.tier) ?? row.tier),
        proposals: initiatives.length,
        asked: sum(initiatives.map(({ id }) => asked.get(id) ?? 0)),
        funded: allocation && initiatives.filter(({ id }) => chosen.has(id)).length,
        allocated: allocation && sum((paid.get(row.id) ?? new Map<number, number>()).values()),
        years: [...years]
          .map(([fiscal_year, amount]) => ({ fiscal_year, amount }))
          .sort((a, b) => a.fiscal_year - b.fiscal_year),
      };
    })
    .sort((a, b) => compareText(a.name, b.name) || compareText(a.id, b.id));
}

/** What the largest package of each initiative costs, over all its years.   Unit: US cents. */
export function costOfLargest(plan: Plan): ReadonlyMap<string, number> {
  const costs = new Map<string, number>();
  for (const line of plan.tables.lines) {
    costs.set(line.package, (costs.get(line.package) ?? 0) + line.amount);
  }
  const largest = new Map<string, number>();
  for (const { id, initiative } of plan.tables.packages) {
    largest.set(initiative, Math.max(largest.get(initiative) ?? 0, costs.get(id) ?? 0));
  }
  return largest;
}

/** Where a figure is recorded at several stages, the first of these counts, never a sum of them. */
const stageOrder: readonly BaselineRow["stage"][] = [
  "obligated",
  "allocated",
  "enacted",
  "disbursed",
];

/** The rows of the record at one stage for each partner, account and year, so that no dollar counts twice. */
export function recordAtOneStage(rows: readonly BaselineRow[]): readonly BaselineRow[] {
  const groups = Map.groupBy(rows, (row) => `${row.partner} ${row.account} ${row.fiscal_year}`);
  return [...groups.values()].flatMap((group) => {
    const stage = stageOrder.find((name) => group.some((row) => row.stage === name));
    return group.filter((row) => row.stage === stage);
  });
}

type ByYear = Map<string, Map<number, number>>;

function recordByYear(plan: Plan): ByYear {
  const earlier = plan.tables.baseline.filter(
    (row) => row.fiscal_year < plan.head.first_fiscal_year,
  );
  const sums: ByYear = new Map();
  for (const row of recordAtOneStage(earlier)) add(sums, row.partner, row.fiscal_year, row.amount);
  return sums;
}

function paidByYear(plan: Plan, allocation: Pick<Allocation, "payments"> | null): ByYear {
  const partners = new Map(plan.tables.initiatives.map((row) => [row.id, row.partner]));
  const sums: ByYear = new Map();
  for (const one of allocation?.payments ?? []) {
    const partner = partners.get(one.initiative);
    if (partner !== undefined) add(sums, partner, one.fiscal_year, one.amount);
  }
  return sums;
}

function add(sums: ByYear, partner: string, year: number, amount: number): void {
  const years = sums.get(partner) ?? new Map<number, number>();
  years.set(year, (years.get(year) ?? 0) + amount);
  sums.set(partner, years);
}

function sum(amounts: Iterable<number>): number {
  let total = 0;
  for (const amount of amounts) total += amount;
  return total;
}
