import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { cents } from "../../base/money.ts";
import { poseProblem } from "../pose/pose.ts";
import type { Item, Problem } from "../problem.ts";
import { tinyLaw, tinyPlan } from "../tiny-plans.test-data.ts";
import { compactProblem } from "./compact/compact.ts";
import {
  candidateOf,
  itemOf,
  problemOf,
  purseOf,
  scopeOf,
} from "./compact/compact-cases.test-data.ts";
import { Draft } from "./draft/draft.ts";
import { KeptDraft } from "./draft/kept-draft.ts";
import { findNeighbors } from "./neighbors.ts";
import { Dual } from "./prices/dual.ts";
import { pricedNow } from "./prices/priced.ts";
import { Search } from "./search.ts";
import { trade } from "./trade.ts";

/** Lets all items trade at prices of a cent and of effect, from a plan on; answers the draft. */
function traded(problem: Problem, funded: readonly string[], cent: number, leaf: number): Draft {
  const c = compactProblem(problem);
  const dual = new Dual(c);
  const prices = new Float64Array(dual.layout.length);
  prices.fill(cent, 0, dual.layout.rows).fill(leaf, dual.layout.leaves);
  dual.valueAt(prices);
  const draft = new Draft(c);
  new KeptDraft(c, draft, dual.scale).weigh();
  const pool = Int32Array.from(problem.items.keys());
  for (const i of pool)
    if (funded.includes(problem.items[i]?.initiative.id ?? ""))
      assert.ok(draft.set(i, c.firstMode[i] as number));
  const given = { priced: pricedNow(c, dual, prices), leaves: prices.subarray(dual.layout.leaves) };
  trade(c, draft, findNeighbors(c), pool, given, 100);
  return draft;
}

/** What an item is funded with: the place of its package, -1 for none. */
function packagesOf(problem: Problem, draft: Draft): readonly number[] {
  const c = compactProblem(problem);
  return problem.items.map((_, i) => {
    const m = draft.mode[i] as number;
    return m < 0 ? -1 : m - (c.firstMode[i] as number);
  });
}

const one = (id: string, cost: number, effect: number): Item =>
  itemOf(id, [candidateOf(id, [cost, 0], effect)], ["A"]);

describe("trading money between items", () => {
  it("moves it from those that lose least to one that gains more", () => {
    // All 100 are spent on three points of effect; b would bring eight.
    const items = [one("a", 60, 2), one("b", 70, 8), one("c", 40, 1)];
    const problem = problemOf(items, [purseOf("A", [100, 0])]);
    const draft = traded(problem, ["a", "c"], 0.01, 1);
    // Both gave: 30 are left, and nothing costs so little.
    assert.deepEqual(packagesOf(problem, draft), [-1, 0, -1]);
    assert.equal(draft.value, 8);
  });

  it("changes nothing where nobody gains more than others lose", () => {
    const items = [one("a", 60, 6), one("b", 70, 6), one("c", 40, 4)];
    const problem = problemOf(items, [purseOf("A", [100, 0])]);
    const draft = traded(problem, ["a", "c"], 0.05, 1);
    assert.deepEqual(packagesOf(problem, draft), [0, -1, 0]);
  });

  it("takes the worth that a leaf has in the plan, not its price", () => {
    // Beyond ten points a point is worth half: what the second costs is worth more elsewhere, whatever the price of effect.
    const items = [one("a", 50, 10), one("b", 50, 4)];
    const problem = problemOf(items, [purseOf("A", [100, 0])]);
    for (const leaf of [0.2, 1]) {
      assert.deepEqual(packagesOf(problem, traded(problem, ["a", "b"], 0.08, leaf)), [0, -1]);
      assert.deepEqual(packagesOf(problem, traded(problem, ["a", "b"], 0.03, leaf)), [0, 0]);
    }
  });

  it("spends at last what nobody gave for anything, on what gains less than money is worth", () => {
    const items = [one("a", 50, 10), one("b", 40, 4)];
    const problem = problemOf(items, [purseOf("A", [100, 0])]);
    // The second gains two points for 40 cents: at 0.07 each less than they are worth, and more than six tenths of it.
    assert.deepEqual(packagesOf(problem, traded(problem, ["a"], 0.07, 1)), [0, 0]);
    assert.deepEqual(packagesOf(problem, traded(problem, ["a"], 0.1, 1)), [0, -1]);
  });

  it("lets others make room under a ceiling, and leaves all as it was where somebody requires them", () => {
    const items = [one("a", 60, 2), one("b", 70, 6), one("c", 10, 1)];
    const purses = [purseOf("A", [200, 0])];
    const ceiling: Problem["amounts"][number] = {
      ids: ["cap"],
      name: "Cap",
      kind: "ceiling",
      scope: scopeOf([0, 1]),
      year: 0,
      amount: cents(80),
      origin: "directive",
    };
    const capped = problemOf(items, purses, { amounts: [ceiling] });
    assert.deepEqual(packagesOf(capped, traded(capped, ["a", "c"], 0.01, 1)), [-1, 0, 0]);
    const links = [{ id: "l", kind: "requires", item: 2, other: 0, lag: 0 }] as const;
    const bound = problemOf(items, purses, { amounts: [ceiling], links });
    assert.deepEqual(packagesOf(bound, traded(bound, ["a", "c"], 0.01, 1)), [0, -1, 0]);
  });

  it("asks another where the one that loses least is required, or counted by a floor", () => {
    const items = [one("a", 60, 0.5), one("b", 60, 6), one("c", 60, 1), one("d", 10, 1)];
    const purses = [purseOf("A", [130, 0])];
    const links = [{ id: "l", kind: "requires", item: 3, other: 0, lag: 0 }] as const;
    const linked = problemOf(items, purses, { links });
    const all = ["a", "c", "d"];
    assert.deepEqual(packagesOf(linked, traded(linked, all, 0.01, 1)), [0, 0, -1, 0]);
    const floor: Problem["amounts"][number] = {
      ids: ["floor"],
      name: "Floor",
      kind: "floor",
      scope: scopeOf([0]),
      year: 0,
      amount: cents(50),
      origin: "directive",
    };
    const floored = problemOf(items, purses, { amounts: [floor] });
    assert.deepEqual(packagesOf(floored, traded(floored, all, 0.01, 1)), [0, 0, -1, 0]);
    const free = problemOf(items, purses);
    assert.deepEqual(packagesOf(free, traded(free, all, 0.01, 1)), [-1, 0, 0, 0]);
  });

  it("keeps every rule of tiny plans, from whatever plan a search found", () => {
    const seen = { plans: 0, taken: 0, better: 0 };
    fc.assert(
      fc.property(tinyPlan(), fc.double({ min: 0, max: 2, noNaN: true }), (plan, times) => {
        const search = new Search(poseProblem(plan, tinyLaw).result);
        for (const _ of search.begin());
        const c = search.compact;
        const dual = new Dual(c);
        const prices = dual.clip(search.prices.map((price) => price * times));
        dual.valueAt(prices);
        const draft = new Draft(c);
        const kept = new KeptDraft(c, draft, dual.scale);
        kept.weigh();
        const pool = Int32Array.from({ length: c.items }, (_, i) => i);
        for (const i of pool) draft.set(i, c.firstMode[i] as number);
        kept.mendAndKeep();
        if (kept.best === null || draft.shortfall > 0) return;
        seen.plans++;
        const before = draft.value;
        const priced = pricedNow(c, dual, prices);
        const leaves = prices.subarray(dual.layout.leaves);
        const { kept: taken } = trade(c, draft, findNeighbors(c), pool, { priced, leaves }, 50);
        if (taken > 0) seen.taken++;
        if (draft.value > before) seen.better++;
        assert.ok(kept.isSound && draft.shortfall <= 0);
        for (const i of pool) if (c.pinned[i] === 1) assert.ok((draft.mode[i] as number) >= 0);
      }),
      { numRuns: 300, seed: 7 },
    );
    assert.ok(seen.plans > 100 && seen.taken > 30 && seen.better > 10, JSON.stringify(seen));
  });
});
