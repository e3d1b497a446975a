import { poseLeaves } from "../../allocate/pose/leaves.ts";
import type { Plan } from "../../plan/plan.ts";

/** Value points of each leaf objective; none while objectives stand above one another in a circle, which is a finding. */
export function leafPoints(plan: Plan): ReadonlyMap<string, number> {
  if (hasCircle(plan)) return new Map();
  return new Map(poseLeaves(plan).map((leaf) => [leaf.objective, leaf.points]));
}

function hasCircle(plan: Plan): boolean {
  const parents = new Map(plan.tables.objectives.map((row) => [row.id, row.parent]));
  const fine = new Set<string>();
  for (const row of plan.tables.objectives) {
    const trail = new Set<string>();
    let at: string | undefined = row.id;
    while (at !== undefined && !fine.has(at)) {
      if (trail.has(at)) return true;
      trail.add(at);
      at = parents.get(at);
    }
    for (const id of trail) fine.add(id);
  }
  return false;
}
