import assert from "node:assert/strict";
import { test } from "node:test";
import type { ApiConflict, CellEdit } from "./change-values.ts";
import { cellKey, invertEdits, settleEdits } from "./settle-edits.ts";

const edit = (row: string, before: string | null, after: string | null): CellEdit => ({
  table: "initiatives",
  row,
  field: "name",
  before,
  after,
});
const conflict = (row: string, before: string, yours: string, theirs: string): ApiConflict => ({
  table: "initiatives",
  row,
  field: "name",
  before,
  yours,
  theirs,
});

const edits = [edit("a", "old", "mine"), edit("b", "old", "mine too")];
const conflicts = [conflict("a", "old", "mine", "theirs")];

test("mine is sent from what is there now", () => {
  const settled = settleEdits(edits, conflicts, new Map([[cellKey(edits[0] as CellEdit), "mine"]]));
  assert.deepEqual(settled, [edit("a", "theirs", "mine"), edit("b", "old", "mine too")]);
});

test("theirs is no edit, and the rest of the change stays", () => {
  const key = cellKey(edits[0] as CellEdit);
  const settled = settleEdits(edits, conflicts, new Map([[key, "theirs"]]));
  assert.deepEqual(settled, [edit("b", "old", "mine too")]);
});

test("a third value, and nothing, can be chosen too", () => {
  const key = cellKey(edits[0] as CellEdit);
  const third = settleEdits(edits, conflicts, new Map([[key, "both"]]));
  const none = settleEdits(edits, conflicts, new Map([[key, null]]));
  assert.deepEqual(third[0], edit("a", "theirs", "both"));
  assert.deepEqual(none[0], edit("a", "theirs", null));
});

test("edits are taken back from the last to the first, and twice is as before", () => {
  const all = [edit("a", null, "x"), edit("a", "x", "y")];
  assert.deepEqual(invertEdits(all), [edit("a", "y", "x"), edit("a", "x", null)]);
  assert.deepEqual(invertEdits(invertEdits(all)), all);
});
