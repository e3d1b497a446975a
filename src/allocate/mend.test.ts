import assert from "node:assert/strict";
import { test } from "node:test";
import { fiscalYear } from "../base/fiscal.ts";
import { cents } from "../base/money.ts";
import { mendPayments } from "./mend.ts";
import { directive, type PaperSpec, paperProblem } from "./paper-plan.test-data.ts";
import { largestMiss } from "./payments.ts";
import { pay } from "./verify/case.test-data.ts";

/** FMF pays 10 cents too little of the school for a floor of 1 million; IMET pays the rest of its 2 millions. */
const payments = [pay("school", 2021, "FMF", 0.9999999), pay("school", 2021, "IMET", 1.0000001)];
const spec: PaperSpec = {
  money: { FMF: [9], IMET: [9] },
  initiatives: { school: { accounts: ["FMF", "IMET"], costs: [2], effect: 1, partner: "land" } },
  directives: [directive("d", "not_less_than", 1, { accounts: ["FMF"], partners: ["land"] })],
};
const more = (rule: ReturnType<typeof directive>): PaperSpec => ({
  ...spec,
  directives: [...(spec.directives ?? []), rule],
});
const inCents = (rows: readonly { account: string; amount: number }[]) =>
  rows.map((row) => `${row.account} ${row.amount}`);

const cases: readonly [string, PaperSpec, readonly string[]][] = [
  ["the cents are moved", spec, ["FMF 100000000", "IMET 100000000"]],
  [
    "as far as a ceiling bears, which stays kept",
    more(directive("e", "not_more_than", 0.99999995, { accounts: ["FMF"] })),
    ["FMF 99999995", "IMET 100000005"],
  ],
  [
    "as far as another floor bears",
    more(directive("e", "not_less_than", 1.00000004, { accounts: ["IMET"] })),
    ["FMF 99999996", "IMET 100000004"],
  ],
  [
    "as far as there is money",
    { ...spec, money: { FMF: [0.99999993], IMET: [9] } },
    ["FMF 99999993", "IMET 100000007"],
  ],
  [
    "a floor of another year moves nothing",
    {
      ...spec,
      years: 2,
      money: { FMF: [9, 9], IMET: [9, 9] },
      directives: [
        directive("d", "not_less_than", 1, { accounts: ["FMF"], fiscal_year: fiscalYear(2022) }),
      ],
    },
    ["FMF 99999990", "IMET 100000010"],
  ],
];
for (const [name, plan, expected] of cases) {
  test(`payments that miss a floor by cents: ${name}`, () => {
    assert.deepEqual(inCents(mendPayments(paperProblem(plan), payments)), expected);
  });
}

test("a ceiling passed by cents is kept by moving them away; an account may be new to the initiative", () => {
  const ceiling = directive("d", "not_more_than", 1.9999999, { accounts: ["FMF"] });
  const problem = paperProblem({ ...spec, directives: [ceiling] });
  const whole = [pay("school", 2021, "FMF", 2)];
  assert.equal(largestMiss(problem, whole), 10);
  const mended = mendPayments(problem, whole);
  assert.deepEqual(inCents(mended), ["FMF 199999990", "IMET 10"]);
  assert.equal(largestMiss(problem, mended), 0);
});

test("payments that keep every rule stay as they are", () => {
  const kept = payments.map((row) => ({ ...row, amount: cents(100_000_000) }));
  assert.deepEqual(mendPayments(paperProblem(spec), kept), kept);
});
