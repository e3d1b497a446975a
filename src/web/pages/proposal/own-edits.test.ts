import assert from "node:assert/strict";
import { test } from "node:test";
import type { CellEdit } from "../../changes/change-values.ts";
import { type LoadedRows, ownEdits, rowKey } from "./own-edits.ts";

const cell = (row: string, field: string, before: string | null, after: string | null) =>
  ({ table: "lines", row, field, before, after }) satisfies CellEdit;

const loaded: LoadedRows = new Map([
  [rowKey("lines", "a"), { id: "a", amount: "100", kind: "training" }],
  [rowKey("lines", "b"), { id: "b", amount: "5", kind: "advice" }],
]);

test("a cell that its writer changed goes from what the writer saw", () => {
  assert.deepEqual(ownEdits([cell("a", "amount", "100", "120")], loaded), [
    cell("a", "amount", "100", "120"),
  ]);
});

test("what somebody else changed meanwhile, and the writer did not, stays theirs", () => {
  // The plan holds 300 by now; the form still holds the 100 that it was loaded with.
  assert.deepEqual(ownEdits([cell("a", "amount", "300", "100")], loaded), []);
});

test("what both changed says what the writer saw, so that it is refused as stale", () => {
  assert.deepEqual(ownEdits([cell("a", "amount", "300", "120")], loaded), [
    cell("a", "amount", "100", "120"),
  ]);
});

test("a row that somebody else made meanwhile is not ended by a form that never saw it", () => {
  const ends = [cell("new", "amount", "7", null), cell("new", "id", "new", null)];
  assert.deepEqual(ownEdits(ends, loaded), []);
});

test("a row that somebody else ended meanwhile is not made again", () => {
  const made = [
    cell("a", "id", null, "a"),
    cell("a", "amount", null, "100"),
    cell("a", "kind", null, "training"),
  ];
  assert.deepEqual(ownEdits(made, loaded), []);
});

test("a row that the writer makes is made, and one that the writer ends is ended", () => {
  const edits = [
    cell("c", "id", null, "c"),
    cell("c", "amount", null, "9"),
    cell("b", "amount", "5", null),
    cell("b", "kind", "advice", null),
    cell("b", "id", "b", null),
  ];
  assert.deepEqual(ownEdits(edits, loaded), edits);
});
