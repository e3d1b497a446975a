import assert from "node:assert/strict";
import { test } from "node:test";
import { makeLastUsed } from "./last-used.ts";

test("keeps what was used last, and finding something counts as using it", () => {
  const things = makeLastUsed<number>(2);
  things.keep("a", 1);
  things.keep("b", 2);
  assert.equal(things.find("a"), 1);
  things.keep("c", 3);
  assert.deepEqual(things.names(), ["a", "c"]);
  assert.equal(things.find("b"), undefined);
  things.keep("a", 4);
  things.keep("d", 5);
  assert.deepEqual([things.find("a"), things.find("c"), things.find("d")], [4, undefined, 5]);
});
