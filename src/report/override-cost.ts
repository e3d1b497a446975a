import type { Allocation } from "../allocate/allocation.ts";
import type { Plan } from "../plan/plan.ts";
import { count, listWords, showPoints } from "./words.ts";

/** A decision of a person that the allocation had to follow. */
export interface PlanDecision {
  readonly initiative: string;
  readonly name: string;
  /** The package that must be funded; `null` where the initiative must not be. */
  readonly package: string | null;
  readonly reason: string;
}

/** What following the decisions of people costs, found by solving again without them. */
export interface OverrideCost {
  readonly decisions: readonly PlanDecision[];
  /** Worth of the plan without them; `null` where nothing keeps every rule then.   Unit: value points. */
  readonly value_without: number | null;
  /** What they cost, and the ends between which it is proven to lie.   Unit: value points. */
  readonly cost: number;
  readonly least: number;
  readonly most: number;
  readonly sentence: string;
}

/** How many decisions a sentence names. */
const namedDecisions = 3;

/** The decisions of people that stand in a plan, by the order of its initiatives. */
export function listDecisions(plan: Plan): readonly PlanDecision[] {
  return plan.tables.initiatives.flatMap((row): PlanDecision[] => {
    if (!row.excluded && row.pinned_package === undefined) return [];
    const pinned = row.excluded ? null : (row.pinned_package ?? null);
    const { id, name, override_reason: reason = "" } = row;
    return [{ initiative: id, name, package: pinned, reason }];
  });
}

/** The plan as if nobody had decided anything. */
export function withoutDecisions(plan: Plan): Plan {
  const initiatives = plan.tables.initiatives.map((row) => ({
    ...row,
    pinned_package: undefined,
    excluded: false,
    override_reason: undefined,
  }));
  return { ...plan, tables: { ...plan.tables, initiatives } };
}

/** What decisions cost: the allocation with them, and the one without them (`null` where there is none). */
export function makeOverrideCost(
  plan: Plan,
  made: Pick<Allocation, "value" | "bound">,
  free: Pick<Allocation, "value" | "bound"> | null,
): OverrideCost {
  const decisions = listDecisions(plan);
  const cost = free === null ? 0 : Math.max(0, free.value - made.value);
  const least = free === null ? 0 : Math.max(0, free.value - made.bound);
  const most = free === null ? 0 : Math.max(0, free.bound - made.value);
  const found = { decisions, value_without: free?.value ?? null, cost, least, most };
  return { ...found, sentence: costSentence(plan, made.value, found) };
}

function costSentence(plan: Plan, value: number, found: Omit<OverrideCost, "sentence">): string {
  const { decisions, value_without, cost, least, most } = found;
  const packages = new Map(plan.tables.packages.map((row) => [row.id, row.name]));
  const shown = decisions
    .slice(0, namedDecisions)
    .map((row) =>
      row.package === null
        ? `leave out “${row.name}”`
        : `fund “${row.name}” as “${packages.get(row.package) ?? row.package}”`,
    );
  const rest = decisions.length - shown.length;
  const list = listWords(rest > 0 ? [...shown, `${rest} more`] : shown);
  const made = `People made ${count(decisions.length, "decision")}: ${list}.`;
  const those = decisions.length === 1 ? "it" : "them";
  if (value_without === null) return `${made} Without ${those} no allocation was found.`;
  if (cost === 0) {
    return `${made} Solved again without ${those}, the plan is worth no more: keeping ${those} costs nothing.`;
  }
  const range =
    most - least < 0.005
      ? ""
      : ` (proven to lie between ${showPoints(least)} and ${showPoints(most)})`;
  return (
    `${made} Solved again without ${those}, the plan is worth ${showPoints(value_without)} points instead of ` +
    `${showPoints(value)}: keeping ${those} costs ${showPoints(cost)} points${range}.`
  );
}
