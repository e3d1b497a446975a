import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { choiceKey } from "../choice.ts";
import { directive, limit, type PaperSpec, paperProblem } from "../paper-plan.test-data.ts";
import { poseProblem } from "../pose/pose.ts";
import { tinyLaw, tinyPlan } from "../tiny-plans.test-data.ts";
import { bruteForce } from "../verify/brute-force.test-data.ts";
import { millions } from "../verify/case.test-data.ts";
import { findImpossible } from "./presolve.ts";

const ruledOut = (spec: PaperSpec) =>
  [...findImpossible(paperProblem(spec))].map((one) => `${one.package} ${one.start}`);
const cent = 1e-8;

describe("presolve rules out", () => {
  const cases: readonly [string, PaperSpec, readonly string[]][] = [
    [
      "what costs a cent more than its account has, and not what costs all of it",
      {
        money: { FMF: [2] },
        initiatives: {
          all: { accounts: ["FMF"], costs: [2], effect: 1 },
          more: { accounts: ["FMF"], costs: [2 + cent], effect: 1 },
        },
      },
      ["more 2021"],
    ],
    [
      "nothing that two accounts can pay together",
      {
        money: { FMF: [1], IMET: [1] },
        initiatives: { both: { accounts: ["FMF", "IMET"], costs: [2], effect: 1 } },
      },
      [],
    ],
    [
      "starts for which the money has expired, and those that no single year shows to be too dear",
      {
        years: 3,
        money: { FMF: [2, 1, 0] },
        initiatives: {
          // FMF lasts two years: 2 in 2021, 3 in 2022, 1 in 2023, and never more than 3 in all.
          one: { accounts: ["FMF"], costs: [2], effect: 1, starts: [2021, 2023] },
          two: { accounts: ["FMF"], costs: [2, 2], effect: 1, starts: [2021, 2022] },
        },
      },
      ["one 2023", "two 2021", "two 2022"],
    ],
    [
      "what alone exceeds a ceiling, a tranche or what a partner absorbs",
      {
        money: { FMF: [9], IMET: [9] },
        initiatives: {
          small: { accounts: ["FMF"], costs: [2], effect: 1 },
          large: { accounts: ["FMF"], costs: [2 + cent], effect: 1 },
          land: { accounts: ["FMF"], costs: [4], effect: 1, partner: "land" },
        },
        directives: [directive("d", "not_more_than", 2, { partners: ["sea"], accounts: ["FMF"] })],
        limits: [limit("l", "absorption", { partners: ["land"], amount: millions(3) })],
      },
      ["land 2021", "large 2021"],
    ],
    [
      "nothing that can pay outside the ceiling from another account",
      {
        money: { FMF: [9], IMET: [9] },
        initiatives: { both: { accounts: ["FMF", "IMET"], costs: [4], effect: 1 } },
        directives: [directive("d", "not_more_than", 2, { accounts: ["FMF"] })],
      },
      [],
    ],
    [
      "nothing for a ceiling of another year",
      {
        years: 2,
        money: { FMF: [9, 9] },
        initiatives: { late: { accounts: ["FMF"], costs: [4], effect: 1, starts: [2021, 2022] } },
        directives: [directive("d", "not_more_than", 2)],
      },
      ["late 2021"],
    ],
  ];
  for (const [name, spec, expected] of cases) {
    it(name, () => assert.deepEqual(ruledOut(spec).sort(), expected));
  }

  it("nothing that the best allocation funds", () => {
    let ruled = 0;
    fc.assert(
      fc.property(tinyPlan(), (plan) => {
        const impossible = findImpossible(poseProblem(plan, tinyLaw).result);
        const best = bruteForce(plan, tinyLaw);
        if (best === "infeasible" || impossible.size === 0) return;
        ruled++;
        const funded = new Set(best.choices.map(choiceKey));
        for (const one of impossible) assert.ok(!funded.has(choiceKey(one)));
      }),
      { numRuns: 300, seed: 31 },
    );
    assert.ok(ruled > 50, `only ${ruled} plans had something to rule out`);
  });
});
