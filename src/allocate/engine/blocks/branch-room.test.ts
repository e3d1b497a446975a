import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { BranchRoom } from "./branch-room.ts";

describe("room for branches", () => {
  it("holds copies apart, however many, and is the same room after a reset", () => {
    const room = new BranchRoom();
    const copies = Array.from({ length: 2_000 }, (_, n) => ({
      floats: room.copyFloats(Float64Array.of(n, n + 0.5)),
      ints: room.copyInts(Int32Array.of(n, -n, 7)),
    }));
    copies.forEach(({ floats, ints }, n) => {
      assert.deepEqual([...floats, ...ints], [n, n + 0.5, n, 0 - n, 7]);
    });
    room.reset();
    const again = room.copyFloats(Float64Array.of(1));
    assert.equal(again.buffer, copies[0]?.floats.buffer);
    assert.equal(room.copyFloats(new Float64Array(100_000)).length, 100_000);
  });
});
