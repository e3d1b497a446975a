import { compareText } from "../../base/findings.ts";
import type { Objective, Plan } from "../../plan/plan.ts";
import type { Leaf } from "../problem.ts";

/** All value together, when every leaf meets its target. */
export const allPoints = 100;

/**
 * The leaf objectives, with their points and the worth of effect as they fill up.
 *
 * Points of a leaf: 100 x the product, along its path, of its weight over the weights of its siblings.
 * Worth: points / target x the factor of the scale `return` at that share of the target. Without such a
 * scale the first effect counts in full up to the target, and nothing beyond it.
 */
export function poseLeaves(plan: Plan): Leaf[] {
  // Sums of fractions hang on their order, and the order of the file must not matter.
  const objectives = [...plan.tables.objectives].sort((a, b) => compareText(a.id, b.id));
  const byId = new Map(objectives.map((row) => [row.id, row]));
  const parents = new Set(objectives.map((row) => row.parent));
  const siblingWeight = new Map<string, number>();
  for (const row of objectives) {
    const key = row.parent ?? "";
    siblingWeight.set(key, (siblingWeight.get(key) ?? 0) + row.weight);
  }
  const shareOf = (row: Objective): number => {
    const among = siblingWeight.get(row.parent ?? "") ?? 0;
    const own = among === 0 ? 0 : row.weight / among;
    const parent = row.parent === undefined ? undefined : byId.get(row.parent);
    return parent === undefined ? own : own * shareOf(parent);
  };
  const steps = returnSteps(plan);
  return objectives
    .filter((row) => !parents.has(row.id))
    .map((row): Leaf => {
      const points = allPoints * shareOf(row);
      const target = row.target_effect ?? 0;
      const segments =
        target === 0
          ? []
          : steps.map((step) => ({
              width: step.width * target,
              worth: (points * step.factor) / target,
            }));
      return { objective: row.id, points, target, segments };
    });
}

/** The scale `return` as steps over the share of the target; the last has infinite width. */
function returnSteps(plan: Plan): { readonly width: number; readonly factor: number }[] {
  const rows = plan.tables.scales
    .filter((row) => row.scale === "return")
    .sort(
      (a, b) =>
        (a.up_to ?? Number.POSITIVE_INFINITY) - (b.up_to ?? Number.POSITIVE_INFINITY) ||
        compareText(a.id, b.id),
    );
  if (rows.length === 0) return [{ width: 1, factor: 1 }];
  let from = 0;
  return rows.map((row) => {
    const to = row.up_to ?? Number.POSITIVE_INFINITY;
    const width = to - from;
    from = to;
    return { width, factor: row.factor };
  });
}
