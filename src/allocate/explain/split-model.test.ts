import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Column, Row } from "../model/linear-model.ts";
import { splitModel } from "./split-model.ts";

const free = Number.POSITIVE_INFINITY;
const column = (upper: number, objective = 0, integer = false): Column => ({
  ...{ name: "c", lower: 0, upper, objective, integer },
});
const whole = column(1, 0, true);
const row = (
  name: string,
  ends: readonly [number, number],
  terms: Readonly<Record<number, number>>,
): Row => ({
  name,
  lower: ends[0],
  upper: ends[1],
  indices: Object.keys(terms).map(Number),
  values: Object.values(terms),
});

describe("the parts of a model", () => {
  it("share no column, and leave out what doing nothing meets", () => {
    const columns = [whole, whole, whole, whole];
    const rows = [
      row("floor a", [1, free], { 0: 2 }),
      row("ceiling a", [-free, 1], { 0: 2 }),
      row("floor b", [1, free], { 1: 1, 2: 1 }),
      // Nothing is asked of the last column.
      row("ceiling c", [-free, 0.5], { 3: 1 }),
    ];
    const parts = splitModel({ columns, rows }, new Map());
    assert.deepEqual(
      parts.map((part) => [part.columns, part.model.rows.map(({ name }) => name)]),
      [
        [[0], ["floor a", "ceiling a"]],
        [[1, 2], ["floor b"]],
      ],
    );
  });

  it("are not held together by a row that nothing can break", () => {
    const columns = [whole, whole];
    const rows = [
      row("floor a", [1, free], { 0: 1 }),
      row("floor b", [1, free], { 1: 1 }),
      row("money", [-free, 2], { 0: 1, 1: 1 }),
    ];
    assert.equal(splitModel({ columns, rows }, new Map()).length, 2);
    const tight = [...rows.slice(0, 2), row("money", [-free, 1.9], { 0: 1, 1: 1 })];
    assert.equal(splitModel({ columns, rows: tight }, new Map()).length, 1);
  });

  it("count at most one package of an initiative", () => {
    // Of two packages of 3 and 2 one is chosen: with the other column at most 4, under 5.
    const columns = [whole, whole, whole];
    const rows = [
      row("one-package i", [0, 1], { 0: 1, 1: 1 }),
      row("floor a", [2, free], { 0: 3, 1: 2 }),
      row("floor b", [1, free], { 2: 1 }),
      row("money", [-free, 4], { 0: 3, 1: 2, 2: 1 }),
    ];
    const items = new Map([
      [0, 7],
      [1, 7],
    ]);
    const parts = splitModel({ columns, rows }, items);
    assert.deepEqual(
      parts.map((part) => part.model.rows.map(({ name }) => name)),
      [["one-package i", "floor a"], ["floor b"]],
    );
    assert.equal(splitModel({ columns, rows }, new Map()).length, 1);
  });

  it("lose rows for which a free column of their own makes up", () => {
    // 2 = flow of their own: whatever is chosen, it pays.
    const columns = [whole, whole, column(5)];
    const rows = [
      row("floor a", [1, free], { 0: 1 }),
      row("floor b", [1, free], { 1: 1 }),
      row("cost", [0, 0], { 0: -2, 1: -3, 2: 1 }),
    ];
    assert.equal(splitModel({ columns, rows }, new Map()).length, 2);
    // A flow that is too small, or that costs, does not.
    const small = columns.with(2, column(4));
    assert.equal(splitModel({ columns: small, rows }, new Map()).length, 1);
    const dear = columns.with(2, column(5, -1));
    assert.equal(splitModel({ columns: dear, rows }, new Map()).length, 1);
  });
});
