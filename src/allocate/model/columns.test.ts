import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import fc from "fast-check";
import { compareText } from "../../base/findings.ts";
import { cents } from "../../base/money.ts";
import type { Plan } from "../../plan/plan.ts";
import { makeThreadSolver } from "../../solver/thread-solver.ts";
import { allocate } from "../allocate.ts";
import { directive, limit, type PaperSpec, paperProblem } from "../paper-plan.test-data.ts";
import { poseProblem } from "../pose/pose.ts";
import type { Problem } from "../problem.ts";
import { tinyLaw, tinyPlan } from "../tiny-plans.test-data.ts";
import { type Columns, costOf, makeColumns, moneyOf } from "./columns.ts";
import type { Terms } from "./linear-model.ts";
import { makeModel } from "./model.ts";
import { rowText } from "./row-text.test-data.ts";

const either = { accounts: ["FMF", "IMET"], costs: [1], effect: 1 };
const initiatives: PaperSpec["initiatives"] = {
  a: either,
  b: { ...either, partner: "land" },
  c: { ...either, accounts: ["FMF", "PKO"] },
  d: { ...either, accounts: ["FMF"] },
  e: { ...either, fields: { excluded: true } },
};
const money = { FMF: [9], IMET: [9], PKO: [9] };
const columnsOf = (problem: Problem) => makeColumns(problem, new Set());
const classesOf = (spec: Partial<PaperSpec>) => {
  const problem = paperProblem({ money, initiatives, ...spec });
  return columnsOf(problem)
    .classes.map(({ items, accounts }) => {
      const ids = items.map((item) => problem.items[item]?.initiative.id);
      return `${ids.join("+")}: ${accounts.join(", ")}`;
    })
    .sort(compareText);
};

const together = ["a+b: FMF, IMET", "c: FMF, PKO"];

describe("flows are shared", () => {
  it("by initiatives of the same several accounts; one account, or no way to be funded, needs none", () => {
    assert.deepEqual(classesOf({}), ["a+b: FMF, IMET", "c: FMF, PKO"]);
  });

  it("unless a rule tells their accounts apart for one and not for the other", () => {
    const one = (values: Parameters<typeof directive>[3]) => ({
      directives: [directive("x", "not_more_than", 9, values)],
    });
    const apart = ["a: FMF, IMET", "b: FMF, IMET", "c: FMF, PKO"];
    assert.deepEqual(classesOf(one({ accounts: ["FMF"], partners: ["land"] })), apart);
    // Both are counted alike.
    assert.deepEqual(classesOf(one({ accounts: ["FMF"] })), together);
    // Both of its accounts are counted, or none: the flows are not told apart.
    assert.deepEqual(classesOf(one({ accounts: ["FMF", "IMET"], partners: ["land"] })), together);
    assert.deepEqual(classesOf(one({ accounts: ["PKO"], partners: ["land"] })), together);
    assert.deepEqual(classesOf(one({ partners: ["land"] })), together);
  });

  it("unless their accounts have shares of one of them, or of both together", () => {
    const shares = (initiatives: readonly string[], accounts = ["FMF"]) => ({
      limits: [limit("l", "account_share_at_most", { accounts, initiatives, ratio: 0.5 })],
    });
    assert.deepEqual(classesOf(shares(["a"])), ["a: FMF, IMET", "b: FMF, IMET", "c: FMF, PKO"]);
    assert.deepEqual(classesOf(shares(["a", "b"])), together);
    assert.deepEqual(classesOf(shares(["a"], ["FMF", "IMET"])), together);
    assert.deepEqual(classesOf(shares(["c"])), together);
  });

  it("within one year only", () => {
    const both = { ...either, costs: [1, 1] };
    const spec = {
      years: 2,
      money: { FMF: [9, 9], IMET: [9, 9] },
      initiatives: { a: both, b: both },
    };
    assert.deepEqual(classesOf(spec), ["a+b: FMF, IMET", "a+b: FMF, IMET"]);
  });
});

describe("columns", () => {
  it("end where nothing more could be asked for, whatever the budgets", () => {
    const problem = paperProblem({
      money: { FMF: [1], IMET: [1] },
      initiatives: {
        boats: { accounts: ["FMF"], costs: [[2], [5]], effect: [20, 50] },
        school: { ...either, costs: [3], effect: 30 },
      },
    });
    const [, , third] = columnsOf(problem).all;
    assert.deepEqual(
      columnsOf(problem).all.map(({ name, upper, integer, objective }) => [
        name,
        upper,
        integer,
        objective,
      ]),
      [
        ["x boats.0 2021", 1, true, 0],
        ["x boats.1 2021", 1, true, 0],
        ["x school 2021", 1, true, 0],
        ["spent FMF 2021", 8, false, 0],
        ["spent IMET 2021", 3, false, 0],
        ["flow school FMF 2021", 8, false, 0],
        ["flow school IMET 2021", 3, false, 0],
        // 80 effect points at most, in hundredths of a point; 1 value point is 1,000 in the objective.
        ["served peace 1", 8000, false, 10],
      ],
    );
    assert.equal(third?.lower, 0);
  });

  it("of what presolve ruled out are fixed at 0", () => {
    const problem = paperProblem({
      money: { FMF: [1], IMET: [0] },
      initiatives: { a: either, d: { ...either, costs: [2] } },
    });
    const [first, second] = problem.items.flatMap((item) => item.candidates);
    assert.ok(first !== undefined && second !== undefined);
    const { all } = makeColumns(problem, new Set([second]));
    assert.deepEqual(
      all.slice(0, 2).map(({ upper }) => upper),
      [1, 0],
    );
  });
});

describe("the money of a scope", () => {
  const problem = paperProblem({
    money,
    initiatives,
    directives: [directive("x", "not_more_than", 9, { accounts: ["FMF"], partners: ["land"] })],
  });
  const columns = columnsOf(problem);
  const text = (terms: Terms) =>
    rowText({ columns: columns.all, rows: [] }, terms.toRow("is", 0, 0)).replace(
      /^is: | = 0$/g,
      "",
    );
  const all = [0, 1, 2, 3, 4];
  const cases: readonly [string, readonly number[], readonly string[] | null, string][] = [
    [
      "everybody's, from every account",
      all,
      null,
      "1 [spent FMF 2021] + 1 [spent IMET 2021] + 1 [spent PKO 2021]",
    ],
    ["everybody's, from some accounts", all, ["IMET", "XYZ"], "1 [spent IMET 2021]"],
    [
      "some initiatives', from every account: their cost",
      [0, 3],
      null,
      "1 [x a 2021] + 1 [x d 2021]",
    ],
    ["from all accounts that they have: their cost", [1], ["FMF", "IMET"], "1 [x b 2021]"],
    ["from one of their accounts: its flow", [1], ["FMF"], "1 [flow b FMF 2021]"],
    ["from an account that they do not have", [0, 3], ["PKO"], "0"],
    ["some by flow, some by cost", [1, 3], ["FMF"], "1 [x d 2021] + 1 [flow b FMF 2021]"],
    ["of one that is excluded", [4], null, "0"],
    ["of nobody", [], null, "0"],
  ];
  for (const [name, items, accounts, expected] of cases) {
    it(name, () => assert.equal(text(moneyOf(problem, columns, { items, accounts }, 0)), expected));
  }

  it("and the cost of an initiative is that of its choices", () => {
    assert.equal(text(costOf(columns, 3, 0)), "1 [x d 2021]");
    assert.ok(costOf(columns, 4, 0).isEmpty);
  });
});

/** The plan with every initiative asking both of its accounts, so that many have flows. */
function askingBoth(plan: Plan): Plan {
  const accounts = [...new Set(plan.tables.resources.map((row) => row.account))];
  const initiatives = plan.tables.initiatives.map((row) => ({ ...row, accounts }));
  return { ...plan, tables: { ...plan.tables, initiatives } };
}

/** The problem with a ceiling for every initiative that is never reached, so that each has flows of its own. */
function toldApart(problem: Problem): Problem {
  const amounts = problem.items.flatMap(({ initiative, accounts }, item) =>
    accounts.flatMap((payers, year) => {
      const [first] = payers;
      if (first === undefined) return [];
      const rule = {
        ids: [`apart-${initiative.id}`],
        name: "Apart",
        kind: "ceiling",
        year,
      } as const;
      const scope = { items: [item], accounts: [first] };
      return { ...rule, scope, amount: cents(1e13), origin: "directive" as const };
    }),
  );
  return { ...problem, amounts: [...problem.amounts, ...amounts] };
}

describe("shared flows", () => {
  const solver = makeThreadSolver(1);
  after(() => solver.close());
  const flowsOf = ({ classes }: Columns) => classes.reduce((sum, one) => sum + one.flows.size, 0);

  it("lose nothing: each initiative with flows of its own has the same optimum and relaxation", async () => {
    let fewer = 0;
    const options = { gap_ratio: 1e-9, node_budget: 10_000 };
    await fc.assert(
      fc.asyncProperty(tinyPlan(), async (plan) => {
        const { result: problem } = poseProblem(askingBoth(plan), tinyLaw);
        const apart = toldApart(problem);
        const shared = makeModel(problem);
        const single = makeModel(apart);
        if (flowsOf(shared.columns) < flowsOf(single.columns)) fewer++;
        const relax = async (model: typeof shared.model) =>
          (await solver.solve({ ...options, model, relaxed: true })).objective;
        const [a, b] = [await relax(shared.model), await relax(single.model)];
        assert.ok(a === b || Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(b)), `${a} and ${b}`);
        const [one, other] = [
          await allocate(problem, solver, options),
          await allocate(apart, solver, options),
        ];
        assert.equal(one.kind, other.kind);
        if (one.kind !== "allocation" || other.kind !== "allocation") return;
        const difference = Math.abs(one.allocation.value - other.allocation.value);
        assert.ok(difference <= 1e-6 * Math.max(1, one.allocation.value));
      }),
      { numRuns: 120, seed: 51 },
    );
    assert.ok(fewer > 30, `only ${fewer} plans had flows to share`);
  });
});
