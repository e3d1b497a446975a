import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { makeThreadSolver } from "../solver/thread-solver.ts";
import { allocate } from "./allocate.ts";
import { cutOff, cutsAgainst } from "./cuts.ts";
import { makeColumns } from "./model/columns.ts";
import { rowText } from "./model/row-text.test-data.ts";
import { directive, type PaperSpec, paperProblem } from "./paper-plan.test-data.ts";

const fmf = { accounts: ["FMF"] };
const either = { accounts: ["FMF", "IMET"] };
const money = { FMF: [9], IMET: [9] };
const cent = 0.00000001;
const floor = [directive("d", "not_less_than", 1, { accounts: ["FMF"], partners: ["land"] })];
const ceiling = [directive("d", "not_more_than", 1, { partners: ["sea"] })];

/** What a solver that knows money to some cents would get wrong, and what is best. */
const cases: readonly [string, PaperSpec, readonly string[] | "infeasible"][] = [
  [
    "a floor that its only package misses by a cent cannot be kept",
    {
      money,
      initiatives: { court: { ...fmf, partner: "land", costs: [1 - cent], effect: 5 } },
      directives: floor,
    },
    "infeasible",
  ],
  [
    "nor from two accounts of which one counts",
    {
      money,
      initiatives: { court: { ...either, partner: "land", costs: [1 - cent], effect: 5 } },
      directives: floor,
    },
    "infeasible",
  ],
  [
    "a floor is kept by the package that meets it to the cent, not by the better one a cent below",
    {
      money,
      initiatives: {
        court: { ...fmf, partner: "land", costs: [[1 - cent], [1]], effect: [5, 1] },
      },
      directives: floor,
    },
    ["court.1"],
  ],
  [
    "a ceiling that two programs pass by a cent leaves the better one",
    {
      money,
      initiatives: {
        boats: { ...fmf, costs: [0.5], effect: 2 },
        ships: { ...fmf, costs: [0.5 + cent], effect: 3 },
      },
      directives: ceiling,
    },
    ["ships"],
  ],
  [
    "a share of a package that misses a floor by part of a dollar gives way to a larger one",
    {
      money,
      // 0.7 of it is a cent less than a million.
      initiatives: {
        court: {
          ...{ ...fmf, partner: "land", costs: [1.42857142], effect: 1 },
          fields: { least_share: 0.7 },
        },
        boats: { ...fmf, costs: [7.9], effect: 9 },
      },
      directives: floor,
    },
    // 0.8 of the court is 1.142857136: with the boats that is more than 9, and the floor must be kept.
    ["court"],
  ],
];

describe("rules that a solver's tolerance would let slip", () => {
  const solver = makeThreadSolver(1);
  after(() => solver.close());

  for (const [name, spec, expected] of cases) {
    it(name, async () => {
      const options = { gap_ratio: 1e-9, node_budget: 1000 };
      const answer = await allocate(paperProblem(spec), solver, options);
      const found =
        answer.kind === "allocation"
          ? answer.allocation.choices.map((choice) => choice.package)
          : answer.kind;
      assert.deepEqual(found, expected);
    });
  }
});

describe("cuts", () => {
  const problem = paperProblem({
    money,
    initiatives: {
      boats: { ...fmf, costs: [0.5], effect: 2 },
      court: { ...either, partner: "land", costs: [[0.6], [1]], effect: [5, 1] },
      ships: { ...fmf, costs: [0.5 + cent], effect: 3 },
      tower: { accounts: ["IMET"], partner: "land", costs: [2], effect: 1 },
    },
    directives: [...floor, ...ceiling.map((row) => ({ ...row, id: "e" }))],
  });
  const columns = makeColumns(problem, new Set());
  const funding = (...packages: readonly string[]) =>
    new Map(
      columns.choices
        .filter(({ candidate }) => packages.includes(candidate.package))
        .map(({ item, candidate }) => [item, candidate]),
    );
  const payments = problem.items.flatMap((item) =>
    [...funding("boats", "court.0", "ships").values()]
      .filter((one) => one.initiative === item.initiative.id)
      .map((one) => ({
        initiative: one.initiative,
        account: "FMF",
        fiscal_year: one.start,
        amount: one.costs[0] ?? (0 as never),
      })),
  );
  const text = (row: Parameters<typeof rowText>[1]) =>
    rowText({ columns: columns.all, rows: [] }, row);

  it("ask for something else in a floor, and for less under a ceiling", () => {
    const rows = cutsAgainst(problem, columns, funding("boats", "court.0", "ships"), payments);
    assert.deepEqual(rows.map(text), [
      // Not the tower, which the account that counts cannot pay.
      "cut d 2021: 1 <= 1 [x court.1 2021]",
      "cut e 2021: 1 [x boats 2021] + 1 [x ships 2021] <= 1",
    ]);
  });

  it("are none where the money could be moved: the rule is missed, and the packages do not miss it", () => {
    const moved = payments.map((one) => ({ ...one, account: "IMET" }));
    const rows = cutsAgainst(problem, columns, funding("court.1"), moved.slice(0, 0));
    assert.deepEqual(rows, []);
  });

  it("of a whole plan let everything through but that plan", () => {
    assert.equal(
      text(cutOff(columns, funding("boats", "court.1"))),
      "cut plan: 1 [x boats 2021] - 1 [x court.0 2021] + 1 [x court.1 2021] - 1 [x ships 2021] - 1 [x tower 2021] <= 1",
    );
  });
});
