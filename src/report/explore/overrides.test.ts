import assert from "node:assert/strict";
import { test } from "node:test";
import { withoutDecisions } from "../../allocate/explore/overrides-plan.ts";
import type { Initiative, Plan } from "../../plan/plan.ts";
import { scenePlan } from "../scene-plan.test-data.ts";
import { makeOverrideCost } from "./overrides.ts";

const plan = scenePlan();
const [first, second] = plan.tables.initiatives;
assert.ok(first !== undefined && second !== undefined);
const [level] = plan.tables.packages.filter((row) => row.initiative === first.id);
assert.ok(level !== undefined);

function decided(change: (row: Initiative) => Initiative): Plan {
  const initiatives = plan.tables.initiatives.map(change);
  return { ...plan, tables: { ...plan.tables, initiatives } };
}

const both = decided((row) => {
  if (row.id === first.id) {
    return { ...row, pinned_package: level.id, override_reason: "The post asks" };
  }
  return row.id === second.id ? { ...row, excluded: true, override_reason: "Too late" } : row;
});

test("decisions are the pins and exclusions of the plan", () => {
  const { decisions } = makeOverrideCost(both, { value: 1, bound: 1 }, { value: 1, bound: 1 });
  assert.deepEqual(decisions, [
    {
      ...{ initiative: first.id, name: first.name, package: level.id, share: null },
      reason: "The post asks",
    },
    {
      ...{ initiative: second.id, name: second.name, package: null, share: null },
      reason: "Too late",
    },
  ]);
  const none = withoutDecisions(both);
  const { decisions: left } = makeOverrideCost(none, { value: 1, bound: 1 }, null);
  assert.deepEqual(left, []);
});

test("the cost is the difference of two solves, between ends that their bounds prove", () => {
  const found = makeOverrideCost(both, { value: 70, bound: 71 }, { value: 75, bound: 75.5 });
  assert.deepEqual([found.cost, found.least, found.most], [5, 4, 5.5]);
  assert.ok(found.sentence.startsWith("People made 2 decisions: fund “"), found.sentence);
  assert.match(found.sentence, /leave out “/);
  assert.match(found.sentence, /75\.0 points instead of 70\.0: keeping them costs 5\.00 points/);
  assert.match(found.sentence, /between 4\.00 and 5\.50/);
});

test("decisions that the best plan makes by itself cost nothing, and where none is found that is said", () => {
  const free = makeOverrideCost(both, { value: 75, bound: 75 }, { value: 75, bound: 75 });
  assert.equal(free.cost, 0);
  assert.match(free.sentence, /keeping them costs nothing/);
  const none = makeOverrideCost(both, { value: 75, bound: 75 }, null);
  assert.deepEqual([none.value_without, none.cost], [null, 0]);
  assert.match(none.sentence, /no allocation was found/);
});

test("of many decisions the first three are named", () => {
  const all = decided((row) => ({ ...row, excluded: true, override_reason: "All of it" }));
  const { sentence } = makeOverrideCost(all, { value: 0, bound: 0 }, { value: 5, bound: 5 });
  assert.match(sentence, new RegExp(` and ${plan.tables.initiatives.length - 3} more\\.`));
});
