import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, it } from "node:test";
import { assembleSums, modulePath } from "../../../../test/assemble-sums.ts";
import { makeRandom } from "../random.ts";
import { WaySums } from "./way-sums.ts";

/** Numbers of a block drawn by chance, as lists. */
function drawBlock(seed: number, items: number, mostWays: number, things: number) {
  const random = makeRandom(seed);
  const firstOpen = [0];
  for (let d = 0; d < items; d++)
    firstOpen.push((firstOpen[d] as number) + 1 + random.below(mostWays));
  const ways = firstOpen[items] as number;
  const worth = Array.from({ length: ways }, () => random.next());
  const takes = worth
    .flatMap((_, way) =>
      Array.from({ length: things }, (_, thing) => ({ way, thing, amount: random.next() - 0.3 })),
    )
    .filter(() => random.next() < 0.2);
  takes.sort((a, b) => a.thing - b.thing || a.way - b.way);
  const price = Array.from({ length: things }, () => (random.next() < 0.4 ? 0 : random.next()));
  const isOpen = firstOpen.slice(1).map(() => random.next() < 0.8);
  return { firstOpen, worth, takes, price, isOpen };
}

type Drawn = ReturnType<typeof drawBlock>;

function write(sums: WaySums, { firstOpen, worth, takes, price, isOpen }: Drawn): void {
  const counts = { ways: worth.length, items: isOpen.length, things: price.length };
  const places = sums.begin({}, { ...counts, takes: takes.length });
  const { floats, ints } = sums;
  floats.set(worth, places.worth);
  floats.set(price, places.price);
  ints.set(firstOpen, places.firstOpen);
  for (let k = 0; k <= price.length; k++)
    ints[places.first + k] = takes.filter(({ thing }) => thing < k).length;
  takes.forEach(({ way, amount }, e) => {
    ints[places.taker + e] = way;
    floats[places.amount + e] = amount;
  });
  isOpen.forEach((open, d) => {
    ints[places.open + d] = open ? 1 : 0;
    ints[places.top + d] = firstOpen[d] as number;
  });
}

/** The same, as plainly as can be: what all ways are worth, the best of each item that is open, and their sum. */
function plainly({ firstOpen, worth, takes, price, isOpen }: Drawn, before: number) {
  const value = worth.map((own, way) =>
    takes
      .filter((take) => take.way === way)
      .reduce((sum, { thing, amount }) => sum - (price[thing] as number) * amount, own),
  );
  const top = isOpen.map((open, d) => {
    const own = value.slice(firstOpen[d], firstOpen[d + 1]);
    return (firstOpen[d] as number) + (open ? own.indexOf(Math.max(...own)) : 0);
  });
  const sum = top.reduce((all, at, d) => all + (isOpen[d] ? (value[at] as number) : 0), before);
  return { value, top, sum };
}

describe("sums over ways in WebAssembly", () => {
  it("is assembled from its source", async () => {
    assert.equal(await readFile(modulePath, "utf8"), await assembleSums());
  });

  it("says what the same says in a few plain lines, to the bit, for blocks of all sizes in turn", () => {
    const sums = new WaySums();
    let changed = 0;
    for (const [seed, items] of [3, 200, 1, 40, 900, 0, 12].entries()) {
      const drawn = drawBlock(seed, items, 8, 1 + (items % 17));
      write(sums, drawn);
      const sum = sums.best(0.25);
      const plain = plainly(drawn, 0.25);
      const { value, top, most, changes, ways } = sums.layout;
      assert.equal(sum, plain.sum);
      assert.deepEqual([...sums.floats.subarray(value, value + ways)], plain.value);
      assert.deepEqual([...sums.ints.subarray(top, top + items)], plain.top);
      const other = plain.top.flatMap((at, d) => (at === drawn.firstOpen[d] ? [] : [d]));
      const told = Array.from(
        { length: sums.ints[changes] as number },
        (_, n) => sums.ints[changes + 1 + 2 * n] as number,
      );
      assert.deepEqual(told, other);
      drawn.isOpen.forEach((open, d) => {
        if (open) assert.equal(sums.floats[most + d], plain.value[plain.top[d] as number]);
      });
      changed += other.length;
    }
    assert.ok(changed > 500, `${changed} changed`);
  });
});
