import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { Plan } from "../../plan/plan.ts";
import { limit, link, type PaperSpec, paperProblem } from "../paper-plan.test-data.ts";
import { poseProblem } from "../pose/pose.ts";
import { tinyLaw, tinyPlan } from "../tiny-plans.test-data.ts";
import { bruteForce } from "../verify/brute-force.test-data.ts";
import { millions, withRow } from "../verify/case.test-data.ts";
import { findBlocking } from "./blocked.ts";

const fmf = { accounts: ["FMF"] };
const pinned = (id: string) => ({ pinned_package: id, override_reason: "The Secretary asked" });

describe("the rules that rule an initiative out by themselves", () => {
  const blocking = (spec: PaperSpec, id: string): string[] | null => {
    const problem = paperProblem(spec);
    const item = problem.items.findIndex(({ initiative }) => initiative.id === id);
    const found = findBlocking(problem, item);
    return found === null ? null : found.map((rule) => `${rule.kind} ${rule.id}`);
  };
  const two = (fields: object, money: number): PaperSpec => ({
    money: { FMF: [money] },
    initiatives: {
      boats: { ...fmf, costs: [3], effect: 5, fields },
      ships: { ...fmf, costs: [4], effect: 4 },
    },
  });

  it("are the money that is less than it costs", () => {
    assert.deepEqual(blocking(two({}, 3), "ships"), ["account FMF"]);
    assert.equal(blocking(two({}, 4), "ships"), null);
  });

  it("are a ceiling that leaves too little beside what people decided, and not beside what may go", () => {
    const limits = [limit("absorb", "absorption", { partners: ["sea"], amount: millions(6) })];
    assert.deepEqual(blocking({ ...two(pinned("boats"), 9), limits }, "ships"), ["limit absorb"]);
    assert.equal(blocking({ ...two({}, 9), limits }, "ships"), null);
  });

  it("are the decision for a rival, and the need for what cannot be funded", () => {
    const rivals = [link("either", "excludes", "ships", "boats")];
    assert.deepEqual(blocking({ ...two(pinned("boats"), 9), links: rivals }, "ships"), [
      "limit boats",
    ]);
    assert.equal(blocking({ ...two({}, 9), links: rivals }, "ships"), null);
    const needs = [link("first", "requires", "ships", "boats")];
    const out = { excluded: true, override_reason: "Too soon" };
    assert.deepEqual(blocking({ ...two(out, 9), links: needs }, "ships"), ["link first"]);
  });

  it("agree with brute force: no allocation funds what they rule out", () => {
    const seen = { blocked: 0, open: 0 };
    fc.assert(
      fc.property(tinyPlan(), (plan) => {
        const { result: problem } = poseProblem(plan, tinyLaw);
        for (const [item, { bar, initiative }] of problem.items.entries()) {
          if (bar !== undefined || initiative.pinned_package !== undefined) continue;
          if (findBlocking(problem, item) === null) seen.open++;
          else {
            seen.blocked++;
            assert.equal(canFund(plan, initiative.id), false, initiative.id);
          }
        }
      }),
      { numRuns: 150, seed: 91 },
    );
    assert.ok(seen.blocked > 10 && seen.open > 50, JSON.stringify(seen));
  });
});

/** Whether some allocation funds an initiative, by any share of any of its packages. */
function canFund(plan: Plan, id: string): boolean {
  const least = plan.tables.initiatives.find((row) => row.id === id)?.least_share ?? 1;
  const shares = [0.7, 0.8, 0.9, 1].filter((share) => share >= least);
  return plan.tables.packages
    .filter((row) => row.initiative === id)
    .flatMap((row) => shares.map((share) => ({ pinned_package: row.id, pinned_share: share })))
    .some((pin) => bruteForce(withRow(plan, "initiatives", id, pin), tinyLaw) !== "infeasible");
}
