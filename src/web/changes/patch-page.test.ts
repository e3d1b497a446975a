import assert from "node:assert/strict";
import { test } from "node:test";
import { patchPage } from "./patch-page.ts";

const page = {
  table: "objectives" as const,
  branch: "main",
  seq: 3,
  columns: ["id", "name", "weight"],
  rows: [
    { id: "a", version: 1, cells: ["a", "First", "2"] },
    { id: "b", version: 2, cells: ["b", "Second", null] },
  ],
  next: null,
  withheld: false,
};
const edit = (row: string, field: string, after: string | null) => ({
  table: "objectives" as const,
  row,
  field,
  before: null,
  after,
});

test("edits show in their cells, and the page given stays as it was", () => {
  const patched = patchPage(page, [edit("b", "weight", "4"), edit("a", "name", null)]);
  assert.deepEqual(
    patched.rows.map((row) => row.cells),
    [
      ["a", null, "2"],
      ["b", "Second", "4"],
    ],
  );
  assert.equal(page.rows[1]?.cells[2], null);
});

test("edits of other tables, unknown columns and rows that begin change nothing", () => {
  const other = { ...edit("a", "name", "x"), table: "partners" as const };
  assert.equal(patchPage(page, [other]), page);
  assert.equal(patchPage(page, [edit("c", "id", "c")]), page);
  assert.deepEqual(patchPage(page, [edit("a", "nonsense", "x")]).rows, page.rows);
});
