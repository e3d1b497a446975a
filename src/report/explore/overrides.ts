import type { Allocation } from "../../allocate/allocation.ts";
import type { Contradiction } from "../../allocate/answers.ts";
import type { FundedAmount } from "../../allocate/explore/funded-amounts.ts";
import {
  type CostRange,
  costBetween,
  type OverrideOutcome,
  type OverridePrices,
} from "../../allocate/explore/overrides.ts";
import { listDecisions } from "../../allocate/explore/overrides-plan.ts";
import type { Override } from "../../allocate/explore/overrides-problem.ts";
import type { Plan } from "../../plan/plan.ts";
import type { NamedAmount } from "./alternatives-rows.ts";
import { aloneWords, madeWords, togetherWords } from "./overrides-words.ts";

/** A decision of a person that the allocation had to follow. */
export interface PlanDecision {
  readonly initiative: string;
  readonly name: string;
  /** The package that must be funded; `null` where the initiative must not be, or any package will do. */
  readonly package: string | null;
  /** The share of it that must be funded; `null` for the whole, or nothing. */
  readonly share: number | null;
  readonly reason: string;
}

/** What one decision costs by itself, found by solving again with it alone. */
export interface DecisionCost extends PlanDecision {
  readonly kind: Override["kind"];
  /** Unit: value points; `null` where nothing follows the decision. */
  readonly cost: number | null;
  readonly least: number | null;
  readonly most: number | null;
  /** Others that get less money, and others that get more; largest first. */
  readonly loses: readonly NamedAmount[];
  readonly gains: readonly NamedAmount[];
  /** What would have to give way, where the rules forbid it. */
  readonly contradiction: Contradiction | null;
  readonly sentence: string;
}

/** What following the decisions of people costs, found by solving again without them. */
export interface OverrideCost {
  readonly decisions: readonly PlanDecision[];
  /** Worth of the plan without them; `null` where nothing keeps every rule then.   Unit: value points. */
  readonly value_without: number | null;
  /** What they cost together, and the ends between which it is proven to lie; `null` where nothing follows them all. */
  readonly cost: number | null;
  readonly least: number | null;
  readonly most: number | null;
  /** What would have to give way, where nothing follows them all. */
  readonly contradiction: Contradiction | null;
  readonly sentence: string;
  /** Each by itself; empty where that was not worked out. */
  readonly each: readonly DecisionCost[];
  /** What they cost one by one, added up; `null` where not all have a cost.   Unit: value points. */
  readonly sum: number | null;
}

/** What the decisions in a plan cost together: the allocation with them, and that without (`null` where there is none). */
export function makeOverrideCost(
  plan: Plan,
  made: Pick<Allocation, "value" | "bound">,
  free: Pick<Allocation, "value" | "bound"> | null,
): OverrideCost {
  const decisions = listDecisions(plan);
  const isWhole = decisions.every(({ kind }) => kind !== "part");
  const nothing = { cost: 0, least: 0, most: 0 };
  const range = free === null ? nothing : costBetween(free, made, isWhole);
  const value_without = free?.value ?? null;
  return {
    decisions: decisions.map((one) => nameDecision(plan, one)),
    value_without,
    ...range,
    contradiction: null,
    sentence: `${madeWords(plan, decisions)} ${togetherWords(decisions.length, value_without, { kind: "priced", ...range, value: made.value }, null)}`,
    each: [],
    sum: null,
  };
}

/** Priced overrides of a plan, in words. */
export function reportOverrides(plan: Plan, prices: OverridePrices): OverrideCost {
  const { value, each: priced, together } = prices;
  const each = priced.map((one): DecisionCost => {
    const { override, followed, outcome } = one;
    const parts = partsOf(plan, outcome);
    return {
      ...nameDecision(plan, override),
      kind: override.kind,
      ...parts,
      sentence: aloneWords(plan, override, followed, outcome, parts),
    };
  });
  const sum = sumOf(each);
  const { cost, least, most, contradiction } = partsOf(plan, together);
  const overrides = priced.map(({ override }) => override);
  const made =
    together.kind === "priced" ? { ...together, value: together.allocation.value } : together;
  return {
    decisions: overrides.map((one) => nameDecision(plan, one)),
    value_without: value,
    ...{ cost, least, most, contradiction },
    sentence: `${madeWords(plan, overrides)} ${togetherWords(overrides.length, value, made, sum)}`,
    each,
    sum: sum?.cost ?? null,
  };
}

/** The costs one by one, added up; nothing where one has none. */
function sumOf(each: readonly DecisionCost[]): CostRange | null {
  let sum: CostRange = { cost: 0, least: 0, most: 0 };
  for (const { cost, least, most } of each) {
    if (cost === null || least === null || most === null) return null;
    sum = { cost: sum.cost + cost, least: sum.least + least, most: sum.most + most };
  }
  return sum;
}

function nameDecision(
  plan: Plan,
  { initiative, package: chosen, share, reason }: Override,
): PlanDecision {
  const name = plan.tables.initiatives.find(({ id }) => id === initiative)?.name ?? initiative;
  return { initiative, name, package: chosen, share, reason };
}

function partsOf(plan: Plan, outcome: OverrideOutcome) {
  const none = { cost: null, least: null, most: null, loses: [], gains: [] };
  if (outcome.kind === "nothing_found") return { ...none, contradiction: null };
  if (outcome.kind === "impossible") return { ...none, contradiction: outcome.contradiction };
  const { cost, least, most, loses, gains } = outcome;
  const named = { loses: nameAmounts(plan, loses), gains: nameAmounts(plan, gains) };
  return { cost, least, most, ...named, contradiction: null };
}

function nameAmounts(plan: Plan, amounts: readonly FundedAmount[]): NamedAmount[] {
  const rows = new Map(plan.tables.initiatives.map((row) => [row.id, row]));
  return amounts.map(({ initiative, amount }) => {
    const { name = initiative, illustrative = false } = rows.get(initiative) ?? {};
    return { initiative, name, illustrative, amount };
  });
}
