import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { makeInstance } from "../../../../bench/instances.ts";
import { compactProblem } from "../compact/compact.ts";
import { MoneyGroups } from "./money-groups.ts";

const size = { initiatives: 300, partners: 40, accounts: 10, directives: 8, objectives: 10 };
const c = compactProblem(makeInstance(size, 0.45, 3));
const groups = new MoneyGroups(c);
const classes = Array.from(c.classYear, (_, k) => k);

/** Accounts of lanes with the rows that count their money. */
const payersOf = (k: number) =>
  Array.from({ length: (c.firstLane[k + 1] as number) - (c.firstLane[k] as number) }, (_, at) => {
    const lane = (c.firstLane[k] as number) + at;
    const [from, to] = [c.firstLaneRow[lane], c.firstLaneRow[lane + 1]];
    return `${c.laneAccount[lane]}: ${c.laneRow.slice(from, to)} ${c.laneFactor.slice(from, to)}`;
  }).sort();

describe("groups of classes of money", () => {
  it("hold classes of one year that the same accounts may pay under the same rules, and all of these", () => {
    const keyOf = (k: number) => JSON.stringify([c.classYear[k], payersOf(k)]);
    const seen = new Map<number, string>();
    for (const k of classes) {
      const group = groups.groupOf[k] as number;
      assert.equal(seen.get(group) ?? keyOf(k), keyOf(k));
      seen.set(group, keyOf(k));
    }
    assert.equal(new Set(seen.values()).size, seen.size);
    assert.ok(seen.size < classes.length, `${seen.size} groups of ${classes.length} classes`);
  });

  it("share out all that is paid, to the cent, as long as so much is owed", () => {
    const owed = Float64Array.from(classes, (k) => 1_000 * k + 7);
    const paid = new Float64Array(c.laneAccount.length);
    const owedByGroup = new Map<number, number>();
    for (const k of classes) {
      const group = groups.groupOf[k] as number;
      owedByGroup.set(group, (owedByGroup.get(group) ?? 0) + (owed[k] as number));
    }
    // Each lane of a group pays a part of it, the last one the rest.
    for (const [group, amount] of owedByGroup) {
      const lanes = groups.lanesOf(group);
      let open = amount;
      lanes.forEach((lane, at) => {
        const part = at === lanes.length - 1 ? open : Math.floor(amount / (at + 2));
        paid[lane] = Math.min(open, part);
        open -= paid[lane] as number;
      });
    }
    const flow = groups.shareOut(paid, owed);
    const sums = { flow: new Map<string, number>(), paid: new Map<string, number>() };
    for (const k of classes) {
      let got = 0;
      for (let lane = c.firstLane[k] as number; lane < (c.firstLane[k + 1] as number); lane++) {
        got += flow[lane] as number;
        const key = `${groups.groupOf[k]} ${c.laneAccount[lane]}`;
        sums.flow.set(key, (sums.flow.get(key) ?? 0) + (flow[lane] as number));
        if (groups.groupOf[k] === k) sums.paid.set(key, paid[lane] as number);
      }
      if (groups.lanesOf(k).length > 0) assert.equal(got, owed[k]);
    }
    assert.deepEqual(sums.flow, sums.paid);
  });
});
