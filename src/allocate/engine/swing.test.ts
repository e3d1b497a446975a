import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { toAllocation } from "../found.ts";
import { poseProblem } from "../pose/pose.ts";
import { tinyLaw, tinyPlan } from "../tiny-plans.test-data.ts";
import { bruteForce } from "../verify/brute-force.test-data.ts";
import { verifyAllocation } from "../verify/verify.ts";
import { compactProblem } from "./compact/compact.ts";
import { Draft } from "./draft/draft.ts";
import { findNeighbors } from "./neighbors.ts";
import { makeRandom } from "./random.ts";
import { Search } from "./search.ts";
import { Swing } from "./swing.ts";

/** Rounding of sums of worth. */
const rounding = (value: number) => 1e-9 * Math.max(1, value);

const options = { tries: 400, thrift: [0.3, 0], heat: [0.05, 0.001] } as const;

describe("a swing of tiny plans with every awkward rule", () => {
  it("never loses the best plan, whose value is at most the optimum, and which the separate check accepts", () => {
    const seen = { swung: 0, better: 0, best: 0 };
    fc.assert(
      fc.property(tinyPlan(), fc.boolean(), (plan, isWide) => {
        const { result: problem } = poseProblem(plan, tinyLaw);
        const search = new Search(problem);
        for (const _ of search.begin());
        const before = search.state.value;
        const { value } = search.swing(options, isWide);
        if (before === null || value === null) {
          assert.equal(value, before, "a swing begins at a plan");
          return;
        }
        seen.swung++;
        assert.ok(value >= before);
        if (value > before + rounding(before)) seen.better++;
        const optimum = bruteForce(plan, tinyLaw);
        assert.ok(optimum !== "infeasible" && value <= optimum.value + rounding(optimum.value));
        if (value >= optimum.value - rounding(optimum.value)) seen.best++;
        const found = search.plan();
        assert.ok(found !== null);
        const { bound } = search.state;
        const allocation = toAllocation(problem, { ...found, bound, status: "budget" }, 1e-3);
        assert.ok(Math.abs(allocation.value - value) <= rounding(value));
        const findings = verifyAllocation(plan, tinyLaw, allocation);
        assert.deepEqual(
          findings.filter((one) => one.severity === "error"),
          [],
        );
        const again = new Search(problem);
        for (const _ of again.begin());
        assert.deepEqual(again.swing(options, isWide), search.state);
        assert.deepEqual(again.plan(), found);
      }),
      { numRuns: 200, seed: 43 },
    );
    assert.ok(seen.swung > 100 && seen.better >= 5, JSON.stringify(seen));
    assert.ok(seen.best >= 0.9 * seen.swung, JSON.stringify(seen));
  });

  it("may miss floors and shares on the way, but no ceiling, link or account", () => {
    const seen = { changes: 0, missed: 0 };
    fc.assert(
      fc.property(tinyPlan(), fc.nat({ max: 99 }), (plan, seed) => {
        const c = compactProblem(poseProblem(plan, tinyLaw).result);
        const draft = new Draft(c);
        const pool = Int32Array.from({ length: c.items }, (_, i) => i);
        const swing = new Swing(c, draft, new Float64Array(c.rows), 1e-9);
        const charge = new Float64Array(c.modes);
        swing.run(pool, findNeighbors(c), charge, makeRandom(seed), options, () => {
          seen.changes++;
          if (draft.shortfall > 0) seen.missed++;
          assert.ok(draft.linksHold && draft.isPaid);
          for (let r = 0; r < c.rows; r++)
            assert.ok(c.isCeiling[r] === 0 || (draft.rowSum[r] ?? 0) <= (c.rowLimit[r] ?? 0) + 0.5);
        });
      }),
      { numRuns: 100, seed: 47 },
    );
    assert.ok(seen.missed > 100 && seen.changes > 2 * seen.missed, JSON.stringify(seen));
  });
});
