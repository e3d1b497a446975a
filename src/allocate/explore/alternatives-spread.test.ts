import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Allocation } from "../allocation.ts";
import { type MoneyProfile, movedBetween } from "./alternatives-money.ts";
import type { FoundPlan } from "./alternatives-search.ts";
import { chooseFarthest, distanceBetween, scalesOf, spreadBetween } from "./alternatives-spread.ts";

const money = (entries: Readonly<Record<string, number>>) => new Map(Object.entries(entries));

const cases: readonly [string, Record<string, number>, Record<string, number>, number][] = [
  ["nothing moves", { a: 3, b: 1 }, { a: 3, b: 1 }, 0],
  ["a move counts once", { a: 3, b: 1 }, { a: 1, b: 3 }, 2],
  ["what is no longer spent counts once", { a: 3, b: 1 }, { a: 3 }, 1],
  ["moved and no longer spent", { a: 3, b: 1 }, { a: 0, b: 2 }, 3],
  ["new keys", { a: 3 }, { c: 3 }, 3],
];
for (const [name, one, other, expected] of cases) {
  test(`money moved: ${name}`, () => {
    assert.equal(movedBetween(money(one), money(other)), expected);
    assert.equal(movedBetween(money(other), money(one)), expected);
  });
}

test("money moved is a distance: the way round is never shorter", () => {
  const draw = fc.dictionary(fc.constantFrom("a", "b", "c"), fc.nat({ max: 9 })).map(money);
  fc.assert(
    fc.property(draw, draw, draw, (a, b, c) => {
      assert.ok(movedBetween(a, c) <= movedBetween(a, b) + movedBetween(b, c));
    }),
    { numRuns: 200, seed: 82 },
  );
});

/** A plan with money by region and kind only. */
function plan(
  region: Record<string, number>,
  kind: Record<string, number>,
  value: number,
): FoundPlan {
  const profile: MoneyProfile = {
    region: money(region),
    partner: money({}),
    account: money({}),
    kind: money(kind),
  };
  return { allocation: { value } as Allocation, profile, loss_ratio: 0 };
}

const first = plan({ AF: 10 }, { proposal: 10 }, 9);
const half = plan({ AF: 5, EUR: 5 }, { proposal: 10 }, 8);
const far = plan({ EUR: 10 }, { proposal: 10 }, 7);
const old = plan({ AF: 10 }, { proposal: 9, continuing: 1 }, 6);

test("distances are shares of the money, and each dimension counts in its own scale", () => {
  const scales = scalesOf([first, half, far, old], 10);
  assert.deepEqual(scales, { region: 1, partner: 0, account: 0, kind: 0.1 });
  assert.equal(distanceBetween(first, half, 10).region, 0.5);
  // Of the two dimensions that vary, a tenth of the money by kind is all that any plan moves.
  assert.equal(spreadBetween(distanceBetween(first, old, 10), scales), 0.5);
  assert.equal(spreadBetween(distanceBetween(far, old, 10), scales), 1);
});

test("each plan that is chosen is the farthest from those before it", () => {
  const pool = [half, old, far];
  const scales = scalesOf([first, ...pool], 10);
  // Far and old are a half from the first; far is worth more, and old is then farther from both than half is.
  const chosen = chooseFarthest(first, pool, 3, 10, scales);
  assert.deepEqual(
    chosen.map((one) => one.plan),
    [far, old, half],
  );
  assert.deepEqual(
    chosen.map((one) => one.nearest),
    [first, first, first],
  );
  assert.equal(chooseFarthest(first, pool, 2, 10, scales).length, 2);
});

test("a plan that moves next to nothing is not chosen", () => {
  const twin = plan({ AF: 9_999, EUR: 1 }, { proposal: 10_000 }, 8);
  const whole = plan({ AF: 10_000 }, { proposal: 10_000 }, 9);
  assert.deepEqual(chooseFarthest(whole, [twin], 3, 10_000, scalesOf([whole, twin], 10_000)), []);
});
