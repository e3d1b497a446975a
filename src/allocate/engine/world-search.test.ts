import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { checkPlan } from "../../../bench/check-plan.ts";
import { drawWhatIf } from "../../../bench/draw-what-if.ts";
import { makeInstance } from "../../../bench/instances.ts";
import { statedPlan } from "../../../bench/stated-plan.ts";
import { cents } from "../../base/money.ts";
import type { Problem } from "../problem.ts";
import { BlockForms } from "./block-form.ts";
import { BlockNumbers } from "./block-numbers.ts";
import { recompact } from "./recompact.ts";
import { Search } from "./search.ts";
import { worldBase } from "./world-base.ts";
import { mixPlans } from "./world-mix.ts";
import { balancePrices } from "./world-prices.ts";
import { searchWorld } from "./world-search.ts";

const size = { initiatives: 400, partners: 40, accounts: 10, directives: 8, objectives: 12 };
const origin = makeInstance(size, 0.5, 3);
const planned = new Search(origin);
for (const _ of planned.begin());
const base = worldBase(planned) ?? assert.fail("the plan has too few blocks");
const searched = (world: Problem) => searchWorld(base, world) ?? assert.fail("another frame");

describe("a search of another world", () => {
  it("keeps every rule to the cent, and bounds what another search of that world finds", () => {
    const gaps: number[] = [];
    for (let number = 0; number < 10; number++) {
      const world = drawWhatIf(origin, number);
      const quick = searched(world);
      const plan = statedPlan(quick);
      if (plan === undefined) continue;
      assert.deepEqual(checkPlan(world, plan), []);
      gaps.push(quick.gap);
      if (number % 3 > 0) continue;
      const other = new Search(world, planned);
      for (const _ of other.begin());
      const value = other.state.value ?? assert.fail("the other search finds none");
      assert.ok(quick.state.bound >= value - 1e-9, `${quick.state.bound}, ${value}`);
      assert.ok(other.state.bound >= plan.value - 1e-9, `${other.state.bound}, ${plan.value}`);
    }
    gaps.sort((a, b) => a - b);
    assert.ok(gaps.length >= 7 && (gaps[3] ?? 1) < 0.03, gaps.join(" "));
  });

  it("finds the same in whatever order worlds are asked for", () => {
    const states = (numbers: readonly number[]) =>
      new Map(numbers.map((number) => [number, searched(drawWhatIf(origin, number)).state]));
    const [up, down] = [states([0, 1, 2]), states([2, 0, 1])];
    for (const [number, state] of up) assert.deepEqual(down.get(number), state);
  });

  it("finds nothing where a partner cannot absorb what somebody decided on", () => {
    const pinned = origin.items.findIndex(({ initiative }) => initiative.pinned_package);
    const amounts = origin.amounts.map((rule) =>
      rule.kind !== "floor" && rule.scope.items.includes(pinned)
        ? { ...rule, amount: cents(0) }
        : rule,
    );
    const quick = searched({ ...origin, amounts });
    assert.deepEqual([quick.plan(), quick.gap], [null, Number.POSITIVE_INFINITY]);
  });

  it("is not for a problem with other initiatives, nor for one of too few partners", () => {
    assert.equal(searchWorld(base, { ...origin, items: origin.items.slice(1) }), undefined);
    const few = new Search(makeInstance({ ...size, initiatives: 60, partners: 4 }, 0.5, 1));
    for (const _ of few.begin());
    assert.equal(worldBase(few), undefined);
  });
});

describe("forms of blocks by other numbers", () => {
  it("are those that would be made from the other numbers anew", () => {
    for (let number = 0; number < 6; number++) {
      const c = recompact(base.form, drawWhatIf(origin, number)) ?? assert.fail("another frame");
      const [forms, numbers] = [
        new BlockForms(c, base.blocks, base.blockForms),
        new BlockNumbers(c),
      ];
      let renewed = 0;
      base.formOf.forEach((old, b) => {
        const form = numbers.renew(old, forms.linksOf(b));
        if (form === undefined) return;
        assert.deepEqual(form, forms.form(b));
        if (form.useAmount.some((amount, e) => amount !== old.useAmount[e])) renewed++;
      });
      assert.ok(renewed >= base.blocks.length / 4, `${renewed} of ${base.blocks.length}`);
    }
  });

  it("are made anew where ways are closed that were open, or take of what they did not", () => {
    const dropped = origin.items.findIndex(({ candidates }) => candidates.length > 1);
    const items = origin.items.map((item, i) =>
      i === dropped ? { ...item, candidates: item.candidates.slice(1) } : item,
    );
    const c = recompact(base.form, { ...origin, items }) ?? assert.fail("another frame");
    const [forms, numbers] = [new BlockForms(c, base.blocks, base.blockForms), new BlockNumbers(c)];
    const made = base.formOf.map((old, b) => numbers.renew(old, forms.linksOf(b)));
    const closed = made.flatMap((form, b) => (form === undefined ? [b] : []));
    assert.deepEqual(
      closed,
      base.blocks.flatMap(({ items: own }, b) => (own.includes(dropped) ? [b] : [])),
    );
  });
});

describe("prices and plans that come closer to what there is", () => {
  const { form, dual, modes, prices, blocks, isShared } = base;
  const none = new Int32Array(form.items).fill(-1);
  const cost = (chosen: Int32Array) =>
    chosen.reduce((sum, m) => sum + (m < 0 ? 0 : (form.totalCost[m] as number)), 0);
  const dearest = Int32Array.from(none, (_, i) => {
    let best = -1;
    for (let m = form.firstMode[i] as number; m < (form.firstMode[i + 1] as number); m++)
      if (form.barred[m] === 0 && cost(Int32Array.of(m)) > cost(Int32Array.of(best))) best = m;
    return best;
  });
  const worthOfMoney = (at: Float64Array) =>
    form.budget.reduce((sum, amount, b) => sum + amount * (at[b] as number), 0);

  it("make money dearer where too much is asked for, and cheaper where too little is", () => {
    const [more, less] = [dearest, none].map((chosen) =>
      worthOfMoney(balancePrices(form, dual, prices, chosen, isShared)),
    );
    const planned = worthOfMoney(prices);
    assert.ok((more ?? 0) > planned && planned > (less ?? Infinity), `${more} ${planned} ${less}`);
  });

  it("take of two plans of each block those that together ask for what there is", () => {
    const [first, second] = [Int32Array.from(none), Int32Array.from(dearest)];
    const count = mixPlans(form, blocks, [first, second], isShared, dual, prices);
    assert.ok(count > 0 && count < blocks.length, `${count} of ${blocks.length}`);
    const taken = blocks.filter(({ items }) => items.every((i) => second[i] === -1));
    assert.ok(taken.length >= count);
    for (const { items } of blocks) {
      const isFirst = items.every((i) => second[i] === none[i] && first[i] === dearest[i]);
      assert.ok(isFirst || items.every((i) => second[i] === dearest[i] && first[i] === none[i]));
    }
    // Nothing is asked for anew where what there is is asked for already.
    const same = Int32Array.from(modes);
    assert.equal(mixPlans(form, blocks, [same, Int32Array.from(same)], isShared, dual, prices), 0);
  });
});
