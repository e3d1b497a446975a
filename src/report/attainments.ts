import type { Allocation } from "../allocate/allocation.ts";
import type { Problem } from "../allocate/problem.ts";
import { compareText } from "../base/findings.ts";
import type { Labels } from "./rows.ts";

/** How far a leaf objective gets. */
export interface Attainment {
  readonly objective: string;
  readonly name: string;
  readonly goal: string;
  /** Unit: value points that it is worth when its target is met. */
  readonly points: number;
  /** Unit: value points that it earns. */
  readonly value: number;
  /** Effect received over the target: 1 meets it. */
  readonly ratio: number;
}

/** Every leaf objective with what it earns, the weightiest first. */
export function listAttainments(
  problem: Problem,
  allocation: Allocation,
  labels: Labels,
): readonly Attainment[] {
  const earned = new Map(allocation.attainments.map((row) => [row.objective, row]));
  return problem.leaves
    .map((leaf) => ({
      objective: leaf.objective,
      name: labels.objective(leaf.objective),
      goal: labels.goal(leaf.objective),
      points: leaf.points,
      value: earned.get(leaf.objective)?.value ?? 0,
      ratio: leaf.target > 0 ? (earned.get(leaf.objective)?.effect ?? 0) / leaf.target : 0,
    }))
    .sort((a, b) => b.points - a.points || compareText(a.objective, b.objective));
}
