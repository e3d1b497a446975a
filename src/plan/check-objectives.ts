import type { Check } from "./check-context.ts";
import { findCycles, formatCycle } from "./cycles.ts";
import { tables } from "./fields.ts";
import type { Objective } from "./plan.ts";

const levels: readonly string[] = tables.objectives.fields.level.values;

/** Checks the cascade: no circles, parents of a higher level, weights that count, targets on leaves. */
export function checkObjectives(check: Check): void {
  const { objectives } = check.tables;
  const parents = new Set(objectives.map((row) => row.parent));
  checkCycles(check);
  checkWeights(check);
  for (const row of objectives) {
    checkLevel(check, row);
    if (!parents.has(row.id)) checkTarget(check, row);
  }
  checkServed(check, parents);
}

function checkCycles(check: Check): void {
  const arrows = new Map<string, string[]>();
  for (const { id, parent } of check.tables.objectives) {
    if (parent !== undefined) arrows.set(id, [parent]);
  }
  for (const cycle of findCycles(arrows)) {
    check.add("objective_cycle", "objectives", cycle[0] ?? "", "parent", {
      found: `the circle ${formatCycle(cycle)}`,
      expected: "a cascade in which each row stands under one above it",
      help: "Clear the `parent` of the row that should be on top.",
    });
  }
}

function checkLevel(check: Check, row: Objective): void {
  const parent = row.parent === undefined ? undefined : check.find("objectives", row.parent);
  if (parent === undefined || parent.id === row.id) return;
  if (levels.indexOf(parent.level) < levels.indexOf(row.level)) return;
  check.add("objective_level", "objectives", row.id, "parent", {
    found: `the ${row.level} \`${row.id}\` under the ${parent.level} \`${parent.id}\``,
    expected: "a parent of a higher level: strategy, then goal, then objective, then priority",
    help: "Change the level of one of the two, or the parent.",
  });
}

function checkTarget(check: Check, row: Objective): void {
  if (row.target_effect !== undefined && row.target_effect > 0) return;
  check.add("objective_target", "objectives", row.id, "target_effect", {
    found: row.target_effect === undefined ? "no target" : "a target of 0",
    expected: "effect points above 0, since no objective stands under this one",
    help: "Write the effect over all years of the plan that would meet the objective.",
  });
}

function checkWeights(check: Check): void {
  const totals = new Map<string | undefined, { first: Objective; total: number }>();
  for (const row of check.tables.objectives) {
    const group = totals.get(row.parent) ?? { first: row, total: 0 };
    group.total += row.weight;
    totals.set(row.parent, group);
  }
  for (const [parent, { first, total }] of totals) {
    if (total > 0) continue;
    check.add("objective_weights", "objectives", first.id, "weight", {
      found: `weights of 0 for all rows ${parent === undefined ? "on top" : `under \`${parent}\``}`,
      expected: "a weight above 0 for at least one of them",
      help: "Write how important each is among them; only the proportions count.",
    });
  }
}

/** Leaves that weigh something, but on which nothing has an effect. */
function checkServed(check: Check, parents: ReadonlySet<string | undefined>): void {
  const served = new Set(check.tables.effects.map((row) => row.objective));
  for (const row of check.tables.objectives) {
    if (parents.has(row.id) || served.has(row.id) || row.weight === 0) continue;
    check.add("objective_unserved", "objectives", row.id, "id", {
      found: "no effect on this objective",
      expected: "at least one row of effects.csv that names it",
      help: "Add an effect, or give the objective the weight 0: its share of the value is out of reach.",
    });
  }
}
