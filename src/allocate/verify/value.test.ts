import assert from "node:assert/strict";
import { test } from "node:test";
import type { Plan, RowOf } from "../../plan/plan.ts";
import { makeRow } from "../../plan/rows.ts";
import {
  caseAllocation,
  caseLaw,
  casePlan,
  millions,
  withRow,
  withRows,
} from "./case.test-data.ts";
import { leavesOf } from "./value.ts";
import { recount } from "./verify.ts";

const plan = casePlan();
const reached = (of: Plan) =>
  recount(of, caseLaw, caseAllocation()).attainments.map(({ objective, effect, value }) => [
    objective,
    Number(effect.toFixed(9)),
    Number(value.toFixed(9)),
  ]);

const step = (id: string, factor: number, end?: number) =>
  makeRow("scales", {
    id,
    scale: "return",
    name: id,
    factor,
    ...(end === undefined ? {} : { up_to: end }),
  });
const effect = (values: Partial<RowOf<"effects">>) =>
  makeRow("effects", {
    id: "more",
    initiative: "boats",
    objective: "seas",
    relevance: "half",
    confidence: "likely",
    ...values,
  });

const cases: readonly { name: string; plan: Plan; expected: unknown }[] = [
  {
    name: "cost in millions x tier x relevance x confidence x level; a figure of one's own as it is",
    plan,
    expected: [
      ["rule", 1, 6.25],
      ["seas", 2.4, 18],
    ],
  },
  {
    name: "no tier counts as 1",
    plan: withRow(plan, "partners", "sea", { tier: undefined }),
    expected: [
      ["rule", 1, 6.25],
      ["seas", 1.2, 9],
    ],
  },
  {
    name: "no effect on a leaf without a target has worth",
    plan: withRow(plan, "objectives", "seas", { target_effect: undefined }),
    expected: [
      ["rule", 1, 6.25],
      ["seas", 2.4, 0],
    ],
  },
  {
    name: "siblings that all weigh nothing are worth nothing",
    plan: withRow(withRow(plan, "objectives", "seas", { weight: 0 }), "objectives", "rule", {
      weight: 0,
    }),
    expected: [
      ["rule", 1, 0],
      ["seas", 2.4, 0],
    ],
  },
  {
    name: "the level counts",
    plan: withRow(plan, "scales", "full", { factor: 0.5 }),
    expected: [
      ["rule", 1, 6.25],
      ["seas", 1.2, 9],
    ],
  },
  {
    name: "effects of two initiatives on a leaf add up",
    plan: withRows(plan, "effects", [
      effect({ initiative: "school", objective: "seas", effect: 1 }),
    ]),
    expected: [
      ["rule", 1, 6.25],
      ["seas", 3.4, 25.5],
    ],
  },
  {
    name: "a row that names the package stands in place of one that does not",
    plan: withRows(plan, "effects", [effect({ package: "boats.some", effect: 4 })]),
    expected: [
      ["rule", 1, 6.25],
      ["seas", 4, 30],
    ],
  },
  {
    name: "a row that names another package does not count",
    plan: withRows(plan, "effects", [effect({ package: "boats.more", effect: 4 })]),
    expected: [
      ["rule", 1, 6.25],
      ["seas", 2.4, 18],
    ],
  },
  {
    name: "a row that names the package leaves the other objectives alone",
    plan: withRows(plan, "effects", [
      effect({ package: "boats.some", objective: "rule", effect: 1 }),
    ]),
    expected: [
      ["rule", 2, 12.5],
      ["seas", 2.4, 18],
    ],
  },
  {
    name: "nothing is worth more than the target, without a scale `return`",
    plan: withRow(plan, "effects", "school", { effect: 5 }),
    expected: [
      ["rule", 5, 25],
      ["seas", 2.4, 18],
    ],
  },
  {
    // rule: 0.2 x 1.5 + 0.05 x 0.5 = 0.325 of 25; seas: 0.2 x 1.5 + 0.04 x 0.5 = 0.32 of 75.
    name: "steps of the scale `return`, in any row order",
    plan: withRows(plan, "scales", [step("end", 0), step("mid", 0.5, 1), step("start", 1.5, 0.2)]),
    expected: [
      ["rule", 1, 8.125],
      ["seas", 2.4, 24],
    ],
  },
  {
    // rule: 1 x 1 + 1 x 0.1 = 1.1 of 25.
    name: "the open end of the scale `return` goes on",
    plan: withRow(
      withRows(plan, "scales", [step("start", 1, 1), step("end", 0.1)]),
      "effects",
      "school",
      { effect: 8 },
    ),
    expected: [
      ["rule", 8, 27.5],
      ["seas", 2.4, 18],
    ],
  },
];

test("effects and values of the leaves, on paper", async (context) => {
  for (const { name, plan: of, expected } of cases) {
    await context.test(name, () => assert.deepEqual(reached(of), expected));
  }
});

test("a leaf has its part of the weight at every step of the cascade", () => {
  const row = (id: string, parent: string | undefined, weight: number) =>
    makeRow("objectives", {
      id,
      ...(parent === undefined ? {} : { parent }),
      level: "goal",
      name: id,
      statement: id,
      weight,
      target_effect: 2,
    });
  // Two roots of 1 to 3; the second has children of 1 to 1, and one of these a single child.
  const rows = [row("deep", "b2", 7), row("b2", "b", 1), row("b1", "b", 1), row("b", undefined, 3)];
  const cascade = {
    ...plan,
    tables: { ...plan.tables, objectives: [...rows, row("a", undefined, 1)] },
  };
  assert.deepEqual(leavesOf(cascade), [
    { objective: "a", points: 25, target: 2 },
    { objective: "b1", points: 37.5, target: 2 },
    { objective: "deep", points: 37.5, target: 2 },
  ]);
});

test("costs of all years count for the effect, also beyond a million million", () => {
  const rich = withRow(plan, "lines", "boats.some.1", { amount: millions(1_000_000) });
  const [, seas] = reached(rich);
  assert.deepEqual(seas, ["seas", 800_001.6, 75]);
});
