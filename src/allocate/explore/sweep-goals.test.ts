import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Plan } from "../../plan/plan.ts";
import { makeRow } from "../../plan/rows.ts";
import { paperLaw, paperPlan } from "../paper-plan.test-data.ts";
import { poseProblem } from "../pose/pose.ts";
import { goalShares, listGoals } from "./sweep-goals.ts";
import { isPacked, packPlaces } from "./sweep-places.ts";

const base = paperPlan({
  money: { FMF: [10] },
  initiatives: { boats: { accounts: ["FMF"], costs: [5], effect: 10 } },
});
const objective = (id: string, parent: string | undefined, weight: number, target?: number) =>
  makeRow("objectives", {
    id,
    level: "goal",
    name: id,
    statement: id,
    weight,
    ...(parent === undefined ? {} : { parent }),
    ...(target === undefined ? {} : { target_effect: target }),
  });
const withObjectives = (objectives: Plan["tables"]["objectives"]): Plan => ({
  ...base,
  tables: { ...base.tables, objectives },
});

describe("goals", () => {
  it("are those right below the one strategy, with their leaves by points", () => {
    const plan = withObjectives([
      objective("strategy", undefined, 1),
      objective("land", "strategy", 1, 50),
      objective("sea", "strategy", 3),
      objective("coast", "sea", 1, 10),
      objective("ocean", "sea", 2, 100),
      objective("idle", "strategy", 0, 10),
    ]);
    const { result: problem } = poseProblem(plan, paperLaw);
    const goals = listGoals(plan, problem);
    assert.deepEqual(
      goals.map(({ id, leaves }) => [
        id,
        leaves.map(({ leaf }) => problem.leaves[leaf]?.objective),
      ]),
      [
        ["land", ["land"]],
        ["sea", ["coast", "ocean"]],
      ],
    );
    // Coast is met twice over, which counts as met; ocean to a quarter: 1/3 x 1 + 2/3 x 1/4 = 1/2. Land to a fifth.
    const effects: Readonly<Record<string, number>> = { coast: 20, land: 10, ocean: 25 };
    const attainments = problem.leaves.map(({ objective: id }) => ({
      objective: id,
      effect: effects[id] ?? 0,
      value: 0,
    }));
    const [land, sea] = goalShares(goals, problem, attainments);
    assert.ok(Math.abs((land ?? 0) - 0.2) < 1e-12);
    assert.ok(Math.abs((sea ?? 0) - 0.5) < 1e-12);
  });

  it("are the tops where there are several, and the one objective where there is only one", () => {
    const two = withObjectives([objective("a", undefined, 1, 5), objective("b", undefined, 1, 5)]);
    const one = withObjectives([objective("a", undefined, 1, 5)]);
    const names = (plan: Plan) =>
      listGoals(plan, poseProblem(plan, paperLaw).result).map(({ id }) => id);
    assert.deepEqual(names(two), ["a", "b"]);
    assert.deepEqual(names(one), ["a"]);
  });
});

describe("packed places", () => {
  it("are read as they were packed", () => {
    const places = [true, false, false, true, true, false, false, false, false, true];
    assert.equal(packPlaces(places), "984");
    assert.deepEqual(
      places.map((_, index) => isPacked("984", index)),
      places,
    );
    assert.equal(packPlaces([]), "");
  });
});
