import { type Cents, cents } from "../../base/money.ts";
import type { Plan } from "../../plan/plan.ts";
import type { Problem } from "../problem.ts";
import type { ChangeAxis, RiskMeasure } from "./frontier-axis.ts";

/** A contribution no likelier than this is doubtful: as likely as not. */
const evenChance = 0.5;

/**
 * The risky items of a problem, by index, from what the plan itself says of them.
 *
 * `assumptions`: the initiative, or one of its effects, names an assumption about particular partners that is not known
 * to hold. If it fails, the money is lost with it. Assumptions about nobody in particular, such as one on the growth
 * of all budgets, do not count: every plan rests on them alike, so choosing other initiatives would not lower the risk.
 *
 * `confidence`: the mean confidence of its effects is no better than even. The scale of confidence is the plan's own
 * likelihood that a contribution comes about.
 *
 * Both single out initiatives and not the paths to a loss, so that the share of money on them is a linear rule, which
 * can be held exactly and explained in a sentence. They ignore that failures may come together.
 */
export function findRisky(plan: Plan, problem: Problem, measure: RiskMeasure): number[] {
  const isRisky = measure === "assumptions" ? restsOnOpen(plan) : isDoubtful(plan);
  return problem.items.flatMap(({ initiative, candidates }, item) =>
    candidates.length > 0 && isRisky(initiative.id) ? [item] : [],
  );
}

function restsOnOpen({ tables }: Plan): (initiative: string) => boolean {
  const open = new Set(
    tables.assumptions
      .filter(({ status, partners }) => status !== "holds" && partners.length > 0)
      .map(({ id }) => id),
  );
  const names = (assumptions: readonly string[]) => assumptions.some((id) => open.has(id));
  const risky = new Set([
    ...tables.initiatives.filter((row) => names(row.assumptions)).map(({ id }) => id),
    ...tables.effects.filter((row) => names(row.assumptions)).map((row) => row.initiative),
  ]);
  return (initiative) => risky.has(initiative);
}

function isDoubtful({ tables }: Plan): (initiative: string) => boolean {
  const factors = new Map(tables.scales.map(({ id, factor }) => [id, factor]));
  const effects = Map.groupBy(tables.effects, (row) => row.initiative);
  return (initiative) => {
    const rows = effects.get(initiative) ?? [];
    const sum = rows.reduce((total, row) => total + (factors.get(row.confidence) ?? 1), 0);
    return rows.length > 0 && sum / rows.length <= evenChance;
  };
}

/**
 * What each region or partner had in the year before the plan, in the accounts that the plan spends from.
 *
 * Unit: US cents.   Shape: bureau or partner id → amount; those without a record are absent.
 */
export function moneyBefore(
  plan: Plan,
  problem: Problem,
  of: ChangeAxis["of"],
): ReadonlyMap<string, Cents> {
  const bureaus = new Map<string, string>(plan.tables.partners.map((row) => [row.id, row.bureau]));
  const accounts = new Set(problem.purses.map(({ account }) => account));
  const totals = new Map<string, Cents>();
  for (const row of plan.tables.baseline) {
    if (row.fiscal_year !== plan.head.first_fiscal_year - 1 || !accounts.has(row.account)) continue;
    const key = of === "regions" ? bureaus.get(row.partner) : row.partner;
    if (key !== undefined) totals.set(key, cents((totals.get(key) ?? 0) + row.amount));
  }
  return totals;
}
