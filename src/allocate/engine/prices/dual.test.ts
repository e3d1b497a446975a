import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { makeInstance } from "../../../../bench/instances.ts";
import { poseProblem } from "../../pose/pose.ts";
import { tinyLaw, tinyPlan } from "../../tiny-plans.test-data.ts";
import { bruteForce } from "../../verify/brute-force.test-data.ts";
import { type Compact, compactProblem } from "../compact/compact.ts";
import { makeRandom, type Random } from "../random.ts";
import { descend } from "./ascent.ts";
import { Dual } from "./dual.ts";
import { plainDual } from "./plain-dual.test-data.ts";
import type { Prices } from "./prices.ts";

/** Prices at random: many are 0 or at a bound of theirs, where rules of thumb go wrong. */
function drawPrices(c: Compact, dual: Dual, random: Random): Prices {
  const { rows, links, leaves } = dual.layout;
  return Float64Array.from({ length: dual.layout.length }, (_, k) => {
    const [lower, upper] = [dual.lower[k] ?? 0, dual.upper[k] ?? 0];
    if (random.next() < 0.25) return lower;
    if (k >= leaves) return lower + (upper - lower) * Math.min(1, 1.1 * random.next());
    const typical = k >= links ? 20 : k >= rows && c.rows > 0 ? dual.scale : 2 * dual.scale;
    return Math.min(upper, typical * random.next());
  });
}

describe("the dual", () => {
  it("is never below the optimum, at any prices, and lower at those it descends to", () => {
    const seen = { plans: 0, lower: 0 };
    fc.assert(
      fc.property(tinyPlan(), fc.nat(), (plan, seed) => {
        const optimum = bruteForce(plan, tinyLaw);
        if (optimum === "infeasible") return;
        seen.plans++;
        const c = compactProblem(poseProblem(plan, tinyLaw).result);
        const dual = new Dual(c);
        const random = makeRandom(seed);
        const least = optimum.value - 1e-9 * Math.max(1, optimum.value);
        let prices = dual.start();
        for (let k = 0; k < 8; k++) {
          prices = drawPrices(c, dual, random);
          const bound = dual.evaluate(prices, 0);
          assert.ok(bound >= least, `${bound} below ${optimum.value}`);
          assert.ok(dual.evaluate(prices, 0.01) >= bound - 1e-9, "rounding off only adds");
        }
        const start = dual.evaluate(prices, 0);
        const { bound } = descend(dual, prices, [{ temperature: 0.01, steps: 30 }]);
        assert.ok(bound >= least && bound <= start);
        if (bound < start) seen.lower++;
      }),
      { numRuns: 600, seed: 61 },
    );
    assert.ok(seen.plans > 300 && seen.lower > 0.85 * seen.plans, JSON.stringify(seen));
  });

  it("is the number that a plain reading of the textbook gives", () => {
    fc.assert(
      fc.property(tinyPlan(), fc.nat(), (plan, seed) => {
        const problem = poseProblem(plan, tinyLaw).result;
        const c = compactProblem(problem);
        const dual = new Dual(c);
        const prices = drawPrices(c, dual, makeRandom(seed));
        const isBarred = (i: number, k: number) => c.barred[(c.firstMode[i] ?? 0) + k] === 1;
        const [fast, plain] = [dual.evaluate(prices, 0), plainDual(problem, [...prices], isBarred)];
        assert.ok(
          Math.abs(fast - plain) <= 1e-9 * Math.max(1, Math.abs(plain)),
          `${fast}, plainly ${plain}`,
        );
      }),
      { numRuns: 600, seed: 62 },
    );
  });

  it("has the slope that small steps show", () => {
    const size = { initiatives: 60, partners: 9, accounts: 6, directives: 12, objectives: 8 };
    for (const seed of [1, 2, 3]) {
      const c = compactProblem(makeInstance(size, 0.5, seed));
      const dual = new Dual(c);
      const random = makeRandom(seed);
      const prices = drawPrices(c, dual, random).map((price, k) => price + 0.01 * unitOf(dual, k));
      const temperature = 0.05;
      dual.evaluate(prices, temperature, true);
      const slope = Float64Array.from(dual.slope);
      const most = Math.max(...slope.map((one, k) => Math.abs(one * unitOf(dual, k))));
      assert.ok(dual.curvature.every((one) => one >= 0));
      for (let k = 0; k < prices.length; k++) {
        const step = 1e-4 * unitOf(dual, k);
        const at = (by: number) => {
          const moved = Float64Array.from(prices);
          (moved[k] as number) += by;
          return dual.evaluate(moved, temperature);
        };
        const shown = (at(step) - at(-step)) / (2 * step);
        const off = Math.abs(shown - (slope[k] ?? 0)) * unitOf(dual, k);
        assert.ok(off < 1e-4 * most, `price ${k}: ${slope[k]}, steps show ${shown}`);
      }
    }
  });

  it("gives no price to what is no rule any more", () => {
    const size = { initiatives: 40, partners: 9, accounts: 6, directives: 12, objectives: 8 };
    const c = compactProblem(makeInstance(size, 0.5, 1));
    const idle: Compact = {
      ...c,
      isIdle: c.isIdle.map(() => 1),
      isIdleLink: c.isIdleLink.map(() => 1),
    };
    const dual = new Dual(idle);
    const ones = new Float64Array(dual.layout.length).fill(1);
    const { rows, leaves } = dual.layout;
    assert.ok(
      dual
        .clip(ones)
        .slice(rows, leaves)
        .every((price) => price === 0),
    );
  });
});

/** A price of a usual size of the kind of price `k`. */
function unitOf({ layout, scale }: Dual, k: number): number {
  return k < layout.links ? scale : 1;
}
