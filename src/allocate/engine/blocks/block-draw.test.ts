import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { makeRandom } from "../random.ts";
import { drawBlocks } from "./block-draw.ts";

describe("blocks to be planned anew", () => {
  const losses = Array.from({ length: 100 }, (_, b) => (b === 7 ? 90 : b === 8 ? 10 : 0));

  it("are the share that is asked for, and some that lose much come first and are not open", () => {
    const random = makeRandom(5);
    const drawn = Array.from({ length: 200 }, () => drawBlocks(losses, 0.4, random));
    const open = drawn.reduce((sum, { isOpen }) => sum + isOpen.filter((x) => x === 1).length, 0);
    assert.ok(open > 200 * 36 && open < 200 * 44, `${open}`);
    const withFirst = drawn.filter(({ first }) => first.length > 0);
    assert.ok(withFirst.length > 165 && withFirst.length < 195, `${withFirst.length}`);
    for (const { isOpen, first } of withFirst) {
      assert.ok(first.every((b) => (b === 7 || b === 8) && isOpen[b] === 0));
      assert.equal(new Set(first).size, first.length);
    }
    const atOnce = withFirst.filter(({ first }) => first[0] === 7).length;
    assert.ok(atOnce > 0.8 * withFirst.length, "the one that loses most comes first most often");
  });

  it("have some that come first every other time where no block loses more than the others", () => {
    const random = makeRandom(7);
    const alike = new Array<number>(50).fill(1);
    const drawn = Array.from({ length: 200 }, () => drawBlocks(alike, 0.4, random));
    const count = drawn.filter(({ first }) => first.length > 0).length;
    assert.ok(count > 70 && count < 130, `${count}`);
  });

  it("have none that come first where none loses anything", () => {
    const random = makeRandom(6);
    for (let draw = 0; draw < 50; draw++)
      assert.deepEqual(drawBlocks(new Array<number>(5).fill(0), 0.4, random).first, []);
  });
});
