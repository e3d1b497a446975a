import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { makeInstance } from "../../../../bench/instances.ts";
import { Dual } from "../prices/dual.ts";
import { makeRandom } from "../random.ts";
import { Search } from "../search.ts";
import { BlockForms } from "./block-form.ts";
import { allWays, weighWays } from "./block-ways.ts";
import { findBlocks } from "./blocks.ts";
import { PackedWays, undecided } from "./packed-ways.ts";

const size = { initiatives: 300, partners: 12, accounts: 8, directives: 6, objectives: 8 };

describe("sums over open ways", () => {
  it("are what they would be anew, at whatever prices they were before", () => {
    const search = new Search(makeInstance(size, 0.4, 1));
    for (const _ of search.begin());
    const { compact: c, prices } = search;
    const dual = new Dual(c);
    dual.valueAt(prices);
    const forms = new BlockForms(c, findBlocks(c, c.items));
    const random = makeRandom(1);
    const used = new PackedWays();
    let moved = 0;
    for (let b = 0; b < forms.blocks.length; b++) {
      const form = forms.form(b);
      const all = allWays(form);
      const { order, openWay } = all;
      const worth = new Float64Array(form.wayMode.length);
      let price = new Float64Array(form.things);
      weighWays(form, dual.profit, price, worth);
      const ways = new Int32Array(order.length).fill(undecided);
      ways[0] = openWay[0] as number;
      const begin = (packed: PackedWays) => {
        packed.begin(form, all, worth, price);
        packed.open(form, worth, all, order.length);
        const slope = new Float64Array(form.things);
        packed.takeKnown(ways, packed.top, packed.most, slope, 0);
      };
      begin(used);
      for (let step = 0; step < 8; step++) {
        price = price.map(() => (random.next() < 0.4 ? 0 : random.next()));
        const anew = new PackedWays();
        begin(anew);
        const [slope, slopeAnew] = [price.map(() => 1), price.map(() => 1)];
        const old = used.top.slice(0, order.length);
        const sum = used.takeBest(ways, price, slope, 1);
        const sumAnew = anew.takeKnown(ways, anew.top, anew.most, slopeAnew, 1);
        assert.ok(Math.abs(sum - sumAnew) < 1e-9, `${sum}, ${sumAnew}`);
        slope.forEach((one, k) => {
          assert.ok(Math.abs(one - (slopeAnew[k] as number)) < 1e-9, `${one}, ${slopeAnew[k]}`);
        });
        if (step % 2 === 0) used.keep();
        if (old.some((at, d) => at !== used.top[d])) moved++;
      }
    }
    assert.ok(moved > forms.blocks.length, `${moved} of ${forms.blocks.length} blocks`);
  });
});
