import { compareText } from "../base/findings.ts";
import type { Attainment } from "./allocation.ts";
import type { Candidate, Leaf, Problem } from "./problem.ts";

/** What effect is worth on a leaf.   Unit: value points. */
export function worthOf(leaf: Leaf, effect: number): number {
  let left = effect;
  let worth = 0;
  for (const segment of leaf.segments) {
    const used = Math.min(left, segment.width);
    worth += used * segment.worth;
    left -= used;
    if (left <= 0) break;
  }
  return worth;
}

/** What each leaf receives when these candidates are funded; sums run in the order of initiatives. */
export function attainmentsOf(problem: Problem, funded: readonly Candidate[]): Attainment[] {
  const sorted = [...funded].sort((a, b) => compareText(a.initiative, b.initiative));
  const sums = new Map<string, number>();
  for (const { effects } of sorted)
    for (const [objective, effect] of effects)
      sums.set(objective, (sums.get(objective) ?? 0) + effect);
  return problem.leaves.map((leaf) => {
    const effect = sums.get(leaf.objective) ?? 0;
    return { objective: leaf.objective, effect, value: worthOf(leaf, effect) };
  });
}

/** The value of attainments together.   Unit: value points. */
export function totalValue(attainments: readonly Attainment[]): number {
  return attainments.reduce((sum, attainment) => sum + attainment.value, 0);
}
