import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { checkPlan } from "../../../../bench/check-plan.ts";
import { drawWhatIf } from "../../../../bench/draw-what-if.ts";
import { makeInstance } from "../../../../bench/instances.ts";
import { statedPlan } from "../../../../bench/stated-plan.ts";
import { cents } from "../../../base/money.ts";
import type { Problem } from "../../problem.ts";
import { dominanceBy, listDominance } from "../blocks/block-dominance.ts";
import { BlockForms } from "../blocks/block-form.ts";
import { BlockNumbers } from "../blocks/block-numbers.ts";
import { recompact } from "../compact/recompact.ts";
import { Search } from "../search.ts";
import { worldBase, worldStart } from "./world-base.ts";
import { WorldMaster } from "./world-master.ts";
import { mixPlans } from "./world-mix.ts";
import { searchWorld } from "./world-search.ts";

const size = { initiatives: 400, partners: 40, accounts: 10, directives: 8, objectives: 12 };
const origin = makeInstance(size, 0.5, 3);
const planned = new Search(origin);
for (const _ of planned.begin());
const start = worldStart(planned) ?? assert.fail("the search has no plan");
const base = worldBase(planned.compact, start) ?? assert.fail("the plan has too few blocks");
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
    const unfunded = new Int32Array(few.compact.items).fill(-1);
    assert.equal(worldBase(few.compact, { prices: few.prices, modes: unfunded }), undefined);
    assert.equal(worldBase(few.compact, base), undefined);
    const moved = base.modes.map((_, i) => base.modes.at(i - 1) as number);
    assert.equal(worldBase(base.form, { prices: base.prices, modes: moved }), undefined);
  });
});

function pairsIn(dominance: Int32Array | undefined): Set<string> {
  const pairs = new Set<string>();
  dominance?.forEach((a, at) => {
    if (at % 2 === 0) pairs.add(`${a} ${dominance[at + 1]}`);
  });
  return pairs;
}

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
        // Of pairs of ways, those are known that were as planned.
        const [pairs, planned] = [pairsIn(listDominance(form)), pairsIn(base.dominanceOf[b])];
        const kept = pairsIn(dominanceBy(form, old, base.dominanceOf[b] as Int32Array));
        if (`${form.wayMode}` === `${old.wayMode}`)
          assert.deepEqual(kept, new Set([...pairs].filter((pair) => planned.has(pair))));
        else assert.deepEqual(kept, pairs);
        if (form.useAmount.some((amount, e) => amount !== old.useAmount[e])) renewed++;
      });
      assert.ok(renewed >= base.blocks.length / 4, `${renewed} of ${base.blocks.length}`);
    }
  });

  it("lack the ways of candidates that are left out, and have those that come back", () => {
    const dropped = origin.items.findIndex(({ candidates }) => candidates.length > 1);
    const items = origin.items.map((item, i) =>
      i === dropped ? { ...item, candidates: item.candidates.slice(1) } : item,
    );
    const c = recompact(base.form, { ...origin, items }) ?? assert.fail("another frame");
    const [forms, numbers] = [new BlockForms(c, base.blocks, base.blockForms), new BlockNumbers(c)];
    const b = base.blocks.findIndex(({ items: own }) => own.includes(dropped));
    const old = base.formOf[b] ?? assert.fail("no block of the item");
    const form = numbers.renew(old, forms.linksOf(b)) ?? assert.fail("made anew");
    assert.equal(form.wayMode.length, old.wayMode.length - 1);
    assert.deepEqual(form, forms.form(b));
    const back = new BlockNumbers(base.form).renew(form, forms.linksOf(b));
    assert.deepEqual(back, old);
  });
});

describe("a stand-in for another world", () => {
  const { form, dual, prices, modes, blocks, plans } = base;
  const totalOf = (y: Float64Array) => y.subarray(0, form.years).reduce((sum, one) => sum + one, 0);
  const withMoney = (ratio: number) => {
    const budget = form.budget.map((amount) => amount * ratio);
    return new WorldMaster(base, { ...form, budget }, dual, prices);
  };

  it("makes money dearer where there is less of it, and cheaper where there is more", () => {
    const [less, same, more] = [0.6, 1, 1.5].map((ratio) => {
      const master = withMoney(ratio);
      return totalOf(master.follow(master.start(), { temperature: 0.008, steps: 20 }, 1.6));
    });
    assert.ok((less ?? 0) > 1.1 * (same ?? 0), `${less} ${same}`);
    assert.ok((more ?? 0) < 0.9 * (same ?? 0), `${more} ${same}`);
  });

  it("answers as blocks did when they were planned, and prices between plans and back are the same", () => {
    const [master, other] = [withMoney(1), withMoney(1)];
    const y = master.start();
    // Nobody takes anything: money is to be had for less than blocks would take of it otherwise.
    blocks.forEach((_, b) => {
      master.add(b, new Int32Array(0));
    });
    master.correct(y, 0.008);
    other.evaluate(y, 0.008);
    const asked = totalOf(other.slope);
    master.evaluate(y, 0.008);
    const left = totalOf(master.slope);
    const there = form.budget.reduce((sum, amount) => sum + amount, 0) * dual.scale;
    assert.ok(left > asked && left < 1.5 * there, `${left} ${asked} ${there}`);
    const [there1, back] = [master.spreadOver(y, prices), prices];
    there1.forEach((price, k) => {
      if ((form.budget[k] ?? 1) > 0)
        assert.ok(Math.abs(price - (back[k] ?? 0)) <= 0.02 * dual.scale);
    });
  });

  it("counts a plan that blocks answer again and again as often as they did, and knows it once", () => {
    const [master, other] = [withMoney(1), withMoney(1)];
    const y = master.start();
    blocks.forEach((_, b) => {
      const first = Int32Array.from(plans[b]?.[0] ?? []);
      for (let time = 0; time < 3; time++) master.add(b, first);
      assert.deepEqual(master.plansOf(b), other.plansOf(b));
      assert.equal(master.lastPlans()[b], master.plansOf(b)[0]);
    });
    // Four times as likely as it was, where temperature leaves a choice.
    const worth = [master, other].map((one) => one.evaluate(y, 1e9));
    const size = blocks.map((_, b) =>
      Math.max(1e-9, 0.1 * master.taker.money(master.plansOf(b)[0] as number)),
    );
    const more = blocks.map(
      (_, b) =>
        1e9 *
        (size[b] as number) *
        Math.log(((plans[b]?.length ?? 0) + 3) / (plans[b]?.length ?? 0)),
    );
    const sum = more.reduce((all, one) => all + one, 0);
    const by = (worth[0] as number) - (worth[1] as number);
    assert.ok(Math.abs(by / sum - 1) < 1e-3, `${by}, ${sum}`);
  });

  it("chooses anew at the same prices once a plan was added", () => {
    const [master, other] = [withMoney(1), withMoney(1)];
    const y = master.start();
    const before = master.evaluate(y, 0.008);
    for (const one of [master, other])
      blocks.forEach((_, b) => {
        one.add(b, plans[b]?.at(-1) ?? assert.fail("no plan"));
      });
    const after = master.evaluate(y, 0.008);
    assert.ok(after > before, `${after} ${before}`);
    assert.deepEqual([after, master.slope], [other.evaluate(y, 0.008), other.slope]);
  });

  it("tells what plans are worth: less by what they take at prices", () => {
    const master = withMoney(1);
    const { taker, layout } = master;
    const y = master.start();
    const free = taker.valuesAt(new Float64Array(layout.length)).slice();
    const [first, before] = [taker.add(0, new Int32Array(0)), taker.valuesAt(y).slice()];
    assert.equal(before[first], 0);
    blocks.forEach((_, b) => {
      for (const n of taker.plansOf(b)) {
        const takes = new Float64Array(layout.length);
        taker.addTakes(n, 1, takes);
        const price = takes.reduce((sum, taken, k) => sum + taken * (y[k] as number), 0);
        const worth = (free[n] as number) - price;
        assert.ok(Math.abs((before[n] as number) - worth) <= 1e-9 * (1 + Math.abs(worth)));
      }
    });
  });

  it("counts of each plan the most that floors under single accounts may count, once", () => {
    const { frame } = base;
    const master = withMoney(1);
    const floors = [...frame.rows].filter((r) => frame.isAccountFloor[r] === 1);
    assert.deepEqual(
      master.accountFloors.map((k) => frame.rows[k - form.years]),
      floors,
    );
    const counts = new Set<boolean>();
    blocks.forEach((_, b) => {
      for (const n of master.plansOf(b)) {
        const takes = new Float64Array(master.layout.length);
        master.taker.addTakes(n, 1, takes);
        for (const r of floors) {
          const most = mostCounted(r, master.taker.modesOf(n));
          const taken = -(takes[frame.rowAt[r] as number] as number) / dual.scale;
          assert.ok(Math.abs(most - taken) <= 1e-9 * (1 + most), `${r} ${n}: ${most} ${taken}`);
          counts.add(most > 0);
        }
      }
    });
    assert.equal(counts.size, 2);
  });

  /** The most that a floor could count if its accounts paid all that they may of some modes.   Unit: US cents. */
  function mostCounted(r: number, chosen: Int32Array): number {
    const T = form.years;
    let sum = 0;
    for (const m of chosen)
      for (let t = 0; t < T; t++) {
        const at = (form.itemOf[m] as number) * T + t;
        const k = form.classOf[at] as number;
        if (k < 0) continue;
        // Where all accounts of the class are counted, whole items are.
        const [first, last] = [form.firstItemRow[at], form.firstItemRow[at + 1]];
        let isCounted = form.itemRow.subarray(first, last).includes(r);
        const end = form.firstLane[k + 1] as number;
        for (let lane = form.firstLane[k] as number; lane < end; lane++) {
          const [from, to] = [form.firstLaneRow[lane], form.firstLaneRow[lane + 1]];
          isCounted ||= form.laneRow.subarray(from, to).includes(r);
        }
        if (isCounted) sum += form.cost[m * T + t] as number;
      }
    return sum;
  }

  it("takes of the plans of each block those that together ask for what there is", () => {
    const master = withMoney(1);
    blocks.forEach((_, b) => {
      master.add(b, new Int32Array(0));
    });
    const y = master.start();
    const spent = (chosen: readonly Int32Array[]) =>
      chosen.flatMap((own) => [...own]).reduce((sum, m) => sum + (form.totalCost[m] ?? 0), 0);
    const mixed = mixPlans(master, y, () => true);
    const planned = spent([modes.filter((m) => m >= 0)]);
    const share = spent(mixed) / planned;
    assert.ok(share > 0.9 && share < 1.1, `${share}`);
    const known = mixed.filter((own, b) =>
      [...(plans[b] ?? []), new Int32Array(0)].some((one) => `${one}` === `${own}`),
    );
    assert.equal(known.length, blocks.length);
    // What a block cannot have it does not get.
    const held = mixPlans(master, y, (b) => b > 0);
    assert.deepEqual([held[0]?.length, spent(held) > 0], [0, true]);
  });
});
