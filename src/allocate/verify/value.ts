import { compareText } from "../../base/findings.ts";
import type { Effect, Plan } from "../../plan/plan.ts";
import type { Attainment, Choice } from "../allocation.ts";
import { findRow, percentOf, type Reading } from "./reading.ts";

/** What each leaf objective receives from the funded initiatives, sorted by objective. */
export function attainmentsOf(
  reading: Reading,
  funded: ReadonlyMap<string, Choice>,
): readonly Attainment[] {
  const effectsOf = Map.groupBy(reading.plan.tables.effects, (row) => row.initiative);
  const scales = new Map(reading.plan.tables.scales.map((row) => [row.id, row]));
  const factor = (id: string) => findRow(scales, id, "scale").factor;
  const received = new Map<string, number>();
  for (const id of [...funded.keys()].sort(compareText)) {
    const choice = findRow(funded, id, "choice");
    const share = percentOf(choice) / 100;
    for (const row of rowsInForce(effectsOf.get(id) ?? [], choice.package)) {
      const effect = row.effect ?? effectByRule(reading, choice, row, factor);
      received.set(row.objective, (received.get(row.objective) ?? 0) + share * effect);
    }
  }
  const worth = worthOfEffect(reading.plan);
  return leavesOf(reading.plan).map(({ objective, points, target }) => {
    const effect = received.get(objective) ?? 0;
    return { objective, effect, value: target > 0 ? points * worth(effect / target) : 0 };
  });
}

/** Value of attainments together.   Unit: value points. */
export function sumOfValues(attainments: readonly Attainment[]): number {
  return attainments.reduce((sum, { value }) => sum + value, 0);
}

/** A leaf objective with its share of the 100 value points, and its target. */
export interface LeafShare {
  readonly objective: string;
  readonly points: number;
  /** Unit: effect points; 0 when the plan gives none, and then no effect has worth. */
  readonly target: number;
}

/** The leaf objectives, sorted; each has 100 points times its part of the weight at every step above it. */
export function leavesOf(plan: Plan): readonly LeafShare[] {
  const childrenOf = Map.groupBy(plan.tables.objectives, (row) => row.parent ?? null);
  const leaves: LeafShare[] = [];
  const steps = [{ parent: null as string | null, points: 100 }];
  for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
    // In a fixed order, since the last digit of a sum of weights depends on it.
    const children = (childrenOf.get(step.parent) ?? []).toSorted((a, b) =>
      compareText(a.id, b.id),
    );
    const weight = children.reduce((sum, row) => sum + row.weight, 0);
    for (const { id, weight: own, target_effect: target } of children) {
      const points = weight > 0 ? (step.points * own) / weight : 0;
      if (childrenOf.has(id)) steps.push({ parent: id, points });
      else leaves.push({ objective: id, points, target: target ?? 0 });
    }
  }
  return leaves.sort((a, b) => compareText(a.objective, b.objective));
}

/** A row that names the package stands in place of the rows of its objective that name none. */
function rowsInForce(rows: readonly Effect[], chosen: string): readonly Effect[] {
  const own = rows.filter((row) => row.package === chosen);
  const named = new Set(own.map((row) => row.objective));
  return [...own, ...rows.filter((row) => row.package === undefined && !named.has(row.objective))];
}

function effectByRule(
  reading: Reading,
  choice: Choice,
  row: Effect,
  factor: (id: string) => number,
): number {
  const initiative = findRow(reading.initiatives, choice.initiative, "initiative");
  const { tier } = findRow(reading.partners, initiative.partner, "partner");
  const { level } = findRow(reading.packages, choice.package, "package");
  let cost = 0n;
  for (const amount of reading.costs.get(choice.package)?.values() ?? []) cost += amount;
  const millions = Number(cost) / 100_000_000;
  const tierFactor = tier === undefined ? 1 : factor(tier);
  return millions * tierFactor * factor(row.relevance) * factor(row.confidence) * factor(level);
}

/** The area under the steps of the scale `return` up to a share of the target. */
function worthOfEffect(plan: Plan): (reached: number) => number {
  const rows = plan.tables.scales.filter((row) => row.scale === "return");
  const steps = rows
    .map((row) => ({ end: row.up_to ?? Number.POSITIVE_INFINITY, factor: row.factor }))
    .sort((a, b) => (a.end === b.end ? 0 : a.end - b.end));
  if (steps.length === 0) steps.push({ end: 1, factor: 1 });
  return (reached) => {
    let worth = 0;
    let from = 0;
    for (const { end, factor } of steps) {
      worth += factor * Math.max(0, Math.min(reached, end) - from);
      from = end;
    }
    return worth;
  };
}
