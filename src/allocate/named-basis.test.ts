import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { LinearModel } from "./model/linear-model.ts";
import { NamedBasis } from "./named-basis.ts";

const model = (columns: readonly string[], rows: readonly string[]): LinearModel => ({
  columns: columns.map((name) => ({ name, lower: 0, upper: 1, objective: 1, integer: false })),
  rows: rows.map((name) => ({ name, lower: 0, upper: 1, indices: [], values: [] })),
});

describe("a basis by names", () => {
  const basis = { columns: Int32Array.of(1, 2), rows: Int32Array.of(1, 0) };
  const known = new NamedBasis(model(["x", "y"], ["r", "s"]), basis);

  it("follows columns and rows to other places; new rows are basic, new columns at their bound", () => {
    assert.deepEqual(known.of(model(["y", "z", "x"], ["new", "s", "r"])), {
      columns: Int32Array.of(2, 0, 1),
      rows: Int32Array.of(1, 0, 1),
    });
  });

  it("is none where a basic column is gone, or nothing is known", () => {
    assert.equal(known.of(model(["y"], ["r", "s"])), null);
    assert.equal(new NamedBasis().of(model(["x"], ["r"])), null);
  });
});
