import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { makeInstance } from "../../../../bench/instances.ts";
import { poseProblem } from "../../pose/pose.ts";
import { tinyLaw, tinyPlan } from "../../tiny-plans.test-data.ts";
import { type Compact, compactProblem } from "../compact/compact.ts";
import { candidateOf, itemOf, problemOf, purseOf } from "../compact/compact-cases.test-data.ts";
import { makeRandom, type Random } from "../random.ts";
import { Draft } from "./draft.ts";

/** Value points per missed cent. */
const weight = 1e-7;

/** A draft whose rows count when missed, except ceilings. */
function draftOf(c: Compact): Draft {
  const draft = new Draft(c);
  draft.setWeights((r) => (c.isCeiling[r] === 1 ? 0 : weight));
  return draft;
}

/** All that a draft holds. */
function snapshot(draft: Draft) {
  const { mode, flow, spent, rowSum, linkSum, effect } = draft;
  const copies = [mode, flow, spent, rowSum, linkSum, effect].map((array) => [...array]);
  return { copies, value: draft.value, missed: draft.missed };
}

/** What a draft holds is what its modes and payments come to when they are counted from scratch. */
function assertCounted(c: Compact, draft: Draft): void {
  const fresh = draftOf(c);
  fresh.load(draft.mode, draft.flow);
  assert.deepEqual([...draft.spent], [...fresh.spent]);
  assert.deepEqual([...draft.linkSum], [...fresh.linkSum]);
  const near = (a: number, b: number, room: number, what: string) =>
    assert.ok(Math.abs(a - b) <= room, `${what}: ${a}, from scratch ${b}`);
  // Rows with ratios sum parts of cents.
  for (const [r, sum] of draft.rowSum.entries()) near(sum, fresh.rowSum[r] ?? 0, 0.001, "row");
  for (const [f, sum] of draft.effect.entries()) near(sum, fresh.effect[f] ?? 0, 1e-9, "effect");
  near(draft.value, fresh.value, 1e-8, "value");
  near(draft.missed, fresh.missed, 1e-8, "missed");
  near(draft.shortfall, fresh.shortfall, 1, "shortfall");
}

/** Money, ceilings and links hold, and every class pays what its modes cost. */
function assertHolds(c: Compact, draft: Draft): void {
  assert.ok(draft.isPaid && draft.linksHold);
  assert.ok(draft.flow.every((amount) => amount >= 0 && Number.isInteger(amount)));
  for (let r = 0; r < c.rows; r++)
    assert.ok(c.isCeiling[r] === 0 || (draft.rowSum[r] ?? 0) <= (c.rowLimit[r] ?? 0) + 0.5);
  const owed = new Float64Array(c.classYear.length);
  for (const [i, m] of draft.mode.entries())
    for (let t = 0; m >= 0 && t < c.years; t++)
      if ((c.cost[m * c.years + t] ?? 0) > 0)
        (owed[c.classOf[i * c.years + t] as number] as number) += c.cost[m * c.years + t] ?? 0;
  for (const [lane, amount] of draft.flow.entries())
    (owed[c.laneClass[lane] as number] as number) -= amount;
  assert.ok(owed.every((amount) => amount === 0));
}

/** A try of several changes at random; then it stands, is undone, or is undone in part. */
function tryAtRandom(c: Compact, draft: Draft, random: Random, seen: { set: number; no: number }) {
  const atFirst = snapshot(draft);
  draft.begin();
  let middle = { mark: draft.mark, state: atFirst };
  const changes = 1 + random.below(6);
  for (let k = 0; k < changes; k++) {
    if (k === changes >> 1) middle = { mark: draft.mark, state: snapshot(draft) };
    const before = snapshot(draft);
    if (random.next() < 0.15 && c.rows > 0) {
      draft.reroute(random.below(c.rows));
      assert.ok(draft.missed <= before.missed + 1e-9, "rerouting makes nothing worse");
      continue;
    }
    const i = random.below(c.items);
    const [from, to] = [c.firstMode[i] ?? 0, c.firstMode[i + 1] ?? 0];
    const mode = random.next() < 0.3 ? -1 : from + random.below(to - from);
    if (mode >= to) continue;
    const gain = draft.gain(i, mode);
    if (draft.set(i, mode)) {
      seen.set++;
      assert.ok(Math.abs(draft.value - before.value - gain) < 1e-9);
      assert.equal(draft.mode[i], mode);
    } else {
      seen.no++;
      assert.deepEqual(snapshot(draft), before, "a change that fails leaves all as it was");
    }
  }
  const end = random.next();
  if (end < 0.3) {
    draft.undo();
    assert.deepEqual(snapshot(draft), atFirst);
  } else if (end < 0.5) {
    draft.undoTo(middle.mark, middle.state.value, middle.state.missed);
    assert.deepEqual(snapshot(draft), middle.state);
  }
}

describe("a draft", () => {
  it("counts what tries leave as from scratch, holds money, ceilings and links, and undoes all", () => {
    const seen = { set: 0, no: 0 };
    fc.assert(
      fc.property(tinyPlan(), fc.nat(), (plan, seed) => {
        const c = compactProblem(poseProblem(plan, tinyLaw).result);
        const random = makeRandom(seed);
        const draft = draftOf(c);
        for (let k = 0; k < 12; k++) {
          tryAtRandom(c, draft, random, seen);
          assertHolds(c, draft);
          assertCounted(c, draft);
        }
      }),
      { numRuns: 400, seed: 51 },
    );
    assert.ok(seen.set > 3_000 && seen.no > 1_000, JSON.stringify(seen));
  });

  it("does so where many initiatives crowd the same accounts", () => {
    const size = { initiatives: 300, partners: 20, accounts: 6, directives: 15, objectives: 12 };
    const c = compactProblem(makeInstance(size, 0.5, 5));
    const seen = { set: 0, no: 0 };
    const random = makeRandom(5);
    const draft = draftOf(c);
    draft.preferLanes(Float64Array.from(draft.flow, () => random.next()));
    for (let k = 0; k < 3_000; k++) {
      tryAtRandom(c, draft, random, seen);
      if (k % 20 > 0) continue;
      assertHolds(c, draft);
      assertCounted(c, draft);
    }
    assert.ok(seen.set > 1_000 && seen.no > 1_000, JSON.stringify(seen));
  });

  it("moves the money of others from account to account to make room", () => {
    // x may be paid by A or B, y by B or C, z by C alone. All of B goes to y first; x then needs A and what y frees.
    const items = [
      itemOf("x", [candidateOf("x", [15, 0], 1)], ["A", "B"]),
      itemOf("y", [candidateOf("y", [10, 0], 1)], ["B", "C"]),
      itemOf("z", [candidateOf("z", [2, 0], 1)], ["C"]),
    ];
    const purses = [purseOf("A", [10, 0]), purseOf("B", [10, 0]), purseOf("C", [7, 0])];
    const c = compactProblem(problemOf(items, purses));
    const draft = draftOf(c);
    for (const i of [1, 2, 0]) assert.ok(draft.set(i, i), `item ${i}`);
    assertHolds(c, draft);
    assertCounted(c, draft);
    // All 27 are spent: A 10 and B 5 on x, B 5 and C 5 on y, C 2 on z.
    assert.deepEqual([draft.spent[0], draft.spent[2], draft.spent[4]], [10, 10, 7]);
    assert.deepEqual(
      [0, 1, 2].map((a) => draft.room(a, 0)),
      [0, 0, 0],
    );
  });

  it("draws alike on accounts that cost about the same, where it is to, and else on the cheapest first", () => {
    const items = ["x", "y", "z"].map((id) =>
      itemOf(id, [candidateOf(id, [10, 0], 1)], ["A", "B"]),
    );
    const c = compactProblem(problemOf(items, [purseOf("A", [50, 0]), purseOf("B", [40, 0])]));
    const spent = (price: number, within?: number) => {
      const draft = draftOf(c);
      draft.preferLanes(Float64Array.of(1, price));
      if (within !== undefined) draft.payEvenly(within);
      for (const i of [0, 1, 2]) assert.ok(draft.set(i, i));
      assertHolds(c, draft);
      assertCounted(c, draft);
      return [draft.spent[0], draft.spent[2]];
    };
    assert.deepEqual(spent(1.01), [30, 0]);
    assert.deepEqual(spent(1.01, 0.05), [20, 10]);
    assert.deepEqual(spent(1.1, 0.05), [30, 0]);
    // Neither has room for all of it any more: money is taken from both, the cheapest first.
    const wide = compactProblem(
      problemOf(
        ["x", "y"].map((id) => itemOf(id, [candidateOf(id, [30, 0], 1)], ["A", "B"])),
        [purseOf("A", [40, 0]), purseOf("B", [20, 0])],
      ),
    );
    const draft = draftOf(wide);
    draft.preferLanes(Float64Array.of(1, 1));
    draft.payEvenly(0.05);
    assert.ok(draft.set(0, 0) && draft.set(1, 1));
    assertHolds(wide, draft);
    assertCounted(wide, draft);
  });

  it("lets money last into later years, and no longer", () => {
    const way = (a: number, b: number) => candidateOf("x", [a, b], 1);
    const items = [itemOf("x", [way(4, 0), way(0, 10), way(5, 6), way(0, 11)], ["A"])];
    const funds = (lasts: number) => {
      const c = compactProblem(problemOf(items, [purseOf("A", [5, 5], lasts)]));
      return [0, 1, 2, 3].map((m) => draftOf(c).set(0, m));
    };
    assert.deepEqual(funds(1), [true, false, false, false]);
    assert.deepEqual(funds(2), [true, true, false, false]);
  });

  it("says which account-year lacks money, and what a change gains of a concave worth", () => {
    const items = [
      itemOf("x", [candidateOf("x", [0, 50], 10)], ["A"]),
      itemOf("y", [candidateOf("y", [0, 10], 2)], ["A"]),
    ];
    const draft = draftOf(compactProblem(problemOf(items, [purseOf("A", [0, 55])])));
    // 10 points of effect are worth 1 each, those beyond half.
    assert.equal(draft.gain(1, 1), 2);
    assert.ok(draft.set(0, 0));
    assert.equal(draft.gain(1, 1), 1);
    assert.equal(draft.gain(0, -1), -10);
    assert.ok(!draft.set(1, 1));
    // The first account, the second of two years.
    assert.equal(draft.lacking, 1);
  });
});
