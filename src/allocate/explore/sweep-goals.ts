import { compareText } from "../../base/findings.ts";
import type { Plan } from "../../plan/plan.ts";
import type { Attainment } from "../allocation.ts";
import type { Problem } from "../problem.ts";

/** A goal of the strategy, with the leaf objectives under it by place and their part in it. */
export interface Goal {
  readonly id: string;
  readonly name: string;
  readonly leaves: readonly { readonly leaf: number; readonly part: number }[];
}

/**
 * The goals at the top of the cascade; where one strategy stands above them all, those right below it.
 *
 * Leaves count by their points in the plan, so that a goal means the same in every world. Goals without points or
 * without targets are left out.
 */
export function listGoals(plan: Plan, problem: Problem): readonly Goal[] {
  const objectives = [...plan.tables.objectives].sort((a, b) => compareText(a.id, b.id));
  const parents = new Map(objectives.map((row) => [row.id, row.parent]));
  let top = objectives.filter((row) => row.parent === undefined);
  for (let [only] = top; top.length === 1 && only !== undefined; [only] = top) {
    const id = only.id;
    const below = objectives.filter((row) => row.parent === id);
    if (below.length === 0) break;
    top = below;
  }
  const isUnder = (leaf: string, goal: string) => {
    for (let id: string | undefined = leaf; id !== undefined; id = parents.get(id)) {
      if (id === goal) return true;
    }
    return false;
  };
  return top.flatMap(({ id, name }): Goal[] => {
    const leaves = problem.leaves.flatMap(({ objective, points, target }, leaf) =>
      points > 0 && target > 0 && isUnder(objective, id) ? [{ leaf, points }] : [],
    );
    const all = leaves.reduce((sum, { points }) => sum + points, 0);
    if (all === 0) return [];
    return [{ id, name, leaves: leaves.map(({ leaf, points }) => ({ leaf, part: points / all })) }];
  });
}

/** How much of its targets each goal reaches: 1 when all are met. More than a target counts as the target. */
export function goalShares(
  goals: readonly Goal[],
  problem: Problem,
  attainments: readonly Attainment[],
): readonly number[] {
  return goals.map(({ leaves }) =>
    leaves.reduce((sum, { leaf, part }) => {
      const target = problem.leaves[leaf]?.target ?? 0;
      const effect = attainments[leaf]?.effect ?? 0;
      return sum + part * (target > 0 ? Math.min(1, effect / target) : 0);
    }, 0),
  );
}
