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
  const places = new Map(problem.leaves.map(({ objective }, place) => [objective, place]));
  const sums = new Float64Array(problem.leaves.length);
  const add = (effect: number, objective: string) => {
    const place = places.get(objective);
    if (place !== undefined) (sums[place] as number) += effect;
  };
  for (const { effects } of inOrder(funded)) effects.forEach(add);
  return problem.leaves.map((leaf, place) => {
    const effect = sums[place] as number;
    return { objective: leaf.objective, effect, value: worthOf(leaf, effect) };
  });
}

/** In the order of initiatives: the list itself where it is so sorted, as what searches find is. */
export function inOrder<T extends { readonly initiative: string }>(
  list: readonly T[],
): readonly T[] {
  for (let place = 1; place < list.length; place++) {
    const [before, one] = [list[place - 1] as T, list[place] as T];
    if (compareText(before.initiative, one.initiative) > 0)
      return [...list].sort((a, b) => compareText(a.initiative, b.initiative));
  }
  return list;
}

/** The value of attainments together.   Unit: value points. */
export function totalValue(attainments: readonly Attainment[]): number {
  return attainments.reduce((sum, attainment) => sum + attainment.value, 0);
}
