import assert from "node:assert/strict";
import { test } from "node:test";
import { emptyStack, withDone, withRedone, withUndone } from "./undo-stack.ts";

test("undo and redo go back and forth over the changes that stand in the log", () => {
  const done = withDone(withDone(emptyStack, 11), 12);
  const undone = withUndone(done, 13);
  assert.deepEqual(undone, { done: [11], undone: [13] });
  const redone = withRedone(undone, 14);
  assert.deepEqual(redone, { done: [11, 14], undone: [] });
  assert.deepEqual(withUndone(redone, 15), { done: [11], undone: [15] });
});

test("a new change ends what could be redone", () => {
  assert.deepEqual(withDone(withUndone(withDone(emptyStack, 1), 2), 3), { done: [3], undone: [] });
});

test("the stack does not grow without end", () => {
  let stack = emptyStack;
  for (let seq = 1; seq <= 500; seq += 1) stack = withDone(stack, seq);
  assert.equal(stack.done.length, 200);
  assert.equal(stack.done.at(-1), 500);
});
