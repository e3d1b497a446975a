import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { cents } from "../base/money.ts";
import type { Payment } from "./allocation.ts";
import { makeColumns, millionsPerCent } from "./model/columns.ts";
import { directive, type PaperSpec, paperProblem } from "./paper-plan.test-data.ts";
import { largestMiss, makePayments } from "./payments.ts";
import type { Problem } from "./problem.ts";

/** Cents as the millions of a paper plan. */
const cent = (count: number) => count * millionsPerCent;

/** Payments when everything is funded, and these flows (in cents, fractions too) were found. */
function pay(problem: Problem, flows: Readonly<Record<string, number>>): Payment[] {
  const columns = makeColumns(problem, new Set());
  const values = columns.all.map(
    ({ name }) => (flows[name.replace(/^flow /, "")] ?? 0) * millionsPerCent,
  );
  const funded = new Map(columns.choices.map(({ item, candidate }) => [item, candidate] as const));
  return makePayments(problem, columns, values, funded);
}
const texts = (payments: readonly Payment[]) =>
  payments.map((one) => `${one.initiative} ${one.account} ${one.fiscal_year} ${one.amount}`);

/** Initiatives that all may be paid by FMF or IMET; costs in cents. */
const shared = (money: readonly [number, number], ...costs: readonly number[]): PaperSpec => ({
  money: { FMF: [cent(money[0])], IMET: [cent(money[1])] },
  initiatives: Object.fromEntries(
    costs.map((cost, place) => [
      `i${place}`,
      { accounts: ["FMF", "IMET"], costs: [cent(cost)], effect: 1 },
    ]),
  ),
});

describe("payments", () => {
  it("of a single account are the cost, year by year", () => {
    const problem = paperProblem({
      years: 2,
      money: { FMF: [9, 0] },
      initiatives: {
        b: { accounts: ["FMF"], costs: [cent(12345), cent(1)], effect: 1 },
        a: { accounts: ["FMF"], costs: [0, cent(7)], effect: 1 },
      },
    });
    assert.deepEqual(texts(pay(problem, {})), ["a FMF 2022 7", "b FMF 2021 12345", "b FMF 2022 1"]);
  });

  it("follow the flows, and deal each out in the order of ids", () => {
    const problem = paperProblem(shared([100_000, 100_000], 30_000, 50_000));
    assert.deepEqual(texts(pay(problem, { "i0 FMF 2021": 40_000, "i0 IMET 2021": 40_000 })), [
      "i0 FMF 2021 30000",
      "i1 FMF 2021 10000",
      "i1 IMET 2021 40000",
    ]);
  });

  it("are exact where both accounts are spent to the cent", () => {
    const problem = paperProblem(shared([60_050, 40_051], 100_101));
    const found = pay(problem, { "i0 FMF 2021": 60_050.0003, "i0 IMET 2021": 40_050.9997 });
    assert.deepEqual(texts(found), ["i0 FMF 2021 60050", "i0 IMET 2021 40051"]);
    assert.equal(largestMiss(problem, found), 0);
  });

  it("keep to the money where the solver's tolerance does not", () => {
    const problem = paperProblem(shared([60_050, 40_051], 100_101));
    // Nine cents too much from one, and nine too few from the other.
    const found = pay(problem, { "i0 FMF 2021": 60_059, "i0 IMET 2021": 40_042 });
    assert.deepEqual(texts(found), ["i0 FMF 2021 60050", "i0 IMET 2021 40051"]);
    assert.equal(largestMiss(problem, found), 0);
  });

  it("give each account its own cents back, so that a floor and a ceiling of one level hold", () => {
    const problem = paperProblem({
      ...shared([900_000, 40_050], 100_100),
      directives: [
        directive("f", "not_less_than", cent(60_050), { accounts: ["FMF"] }),
        directive("c", "not_more_than", cent(60_050), { accounts: ["FMF"] }),
      ],
    });
    const found = pay(problem, { "i0 FMF 2021": 60_050, "i0 IMET 2021": 40_050 });
    assert.deepEqual(texts(found), ["i0 FMF 2021 60050", "i0 IMET 2021 40050"]);
    assert.equal(largestMiss(problem, found), 0);
  });

  it("move others to accounts with money left, along a chain", () => {
    // `a` may use FMF or IMET, `b` IMET or PKO; only PKO has money left. What `a` still owes comes from FMF or IMET,
    // which are spent: `b` moves from IMET to PKO, and `a` takes the place.
    const problem = paperProblem({
      money: { FMF: [cent(10_000)], IMET: [cent(10_000)], PKO: [cent(10_000)] },
      initiatives: {
        a: { accounts: ["FMF", "IMET"], costs: [cent(12_500)], effect: 1 },
        b: { accounts: ["IMET", "PKO"], costs: [cent(10_000)], effect: 1 },
      },
    });
    const found = pay(problem, { "a FMF 2021": 10_000, "b IMET 2021": 10_000 });
    assert.deepEqual(texts(found), [
      "a FMF 2021 10000",
      "a IMET 2021 2500",
      "b IMET 2021 7500",
      "b PKO 2021 2500",
    ]);
    assert.equal(largestMiss(problem, found), 0);
  });

  it("move along chains of two", () => {
    // FMF and IMET are spent; `b` can go to PKO, which is spent too; `c` can go from PKO to CTR.
    const problem = paperProblem({
      money: Object.fromEntries(["FMF", "IMET", "PKO", "CTR"].map((one) => [one, [cent(10_000)]])),
      initiatives: {
        a: { accounts: ["FMF", "IMET"], costs: [cent(12_500)], effect: 1 },
        b: { accounts: ["IMET", "PKO"], costs: [cent(10_000)], effect: 1 },
        c: { accounts: ["CTR", "PKO"], costs: [cent(10_000)], effect: 1 },
      },
    });
    const flows = { "a FMF 2021": 10_000, "b IMET 2021": 10_000, "c PKO 2021": 10_000 };
    const found = pay(problem, flows);
    assert.deepEqual(texts(found), [
      "a FMF 2021 10000",
      "a IMET 2021 2500",
      "b IMET 2021 7500",
      "b PKO 2021 2500",
      "c CTR 2021 2500",
      "c PKO 2021 7500",
    ]);
    assert.equal(largestMiss(problem, found), 0);
  });

  it("always add up to the cost, and pass no account while a way within it exists", () => {
    const amounts = fc.integer({ min: 1, max: 500_000 });
    const noise = fc.double({ min: -9, max: 9, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(amounts, amounts, noise), { minLength: 1, maxLength: 4 }),
        (parts) => {
          // Every initiative costs what its two flows are, and the accounts have not a cent more than that.
          const fmf = parts.reduce((sum, [part]) => sum + part, 0);
          const imet = parts.reduce((sum, [, part]) => sum + part, 0);
          const problem = paperProblem(shared([fmf, imet], ...parts.map(([a, b]) => a + b)));
          const found = pay(problem, {
            "i0 FMF 2021": fmf + (parts[0]?.[2] ?? 0),
            "i0 IMET 2021": imet - (parts[0]?.[2] ?? 0),
          });
          assert.equal(largestMiss(problem, found), 0);
          parts.forEach(([a, b], place) => {
            const own = found.filter((one) => one.initiative === `i${place}`);
            assert.equal(
              own.reduce((sum, one) => sum + one.amount, 0),
              a + b,
            );
            assert.ok(own.every((one) => one.amount > 0));
          });
        },
      ),
      { numRuns: 200, seed: 41 },
    );
  });
});

describe("the largest miss", () => {
  const problem = paperProblem({
    ...shared([60_000, 40_000], 80_000),
    directives: [
      directive("f", "not_less_than", cent(30_000), { accounts: ["FMF"] }),
      directive("c", "not_more_than", cent(50_000), { accounts: ["IMET"] }),
    ],
  });
  const split = (fmf: number, imet: number): Payment[] => {
    const year = problem.years[0];
    assert.ok(year !== undefined);
    const one = { initiative: "i0", fiscal_year: year };
    return [
      { ...one, account: "FMF", amount: cents(fmf) },
      { ...one, account: "IMET", amount: cents(imet) },
    ];
  };
  const cases: readonly [string, readonly Payment[], number][] = [
    ["none", split(40_000, 40_000), 0],
    ["a cent over an account", split(60_001, 19_999), 1],
    ["a floor short of three cents", split(29_997, 40_000), 3],
    ["a ceiling passed, and an account passed by more", split(30_000, 50_002), 10_002],
  ];
  for (const [name, payments, miss] of cases) {
    it(`is told to the cent: ${name}`, () => assert.equal(largestMiss(problem, payments), miss));
  }
});
