import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readKey } from "./keys.ts";
import { type Ground, type Move, moveSelection, moveSpot, stepSelection } from "./moves.ts";
import {
  addCell,
  clampSelection,
  clickCell,
  clickColumn,
  clickLine,
  countCells,
  mainRect,
  rectsOf,
  selectAll,
  selectCell,
  selectedLines,
} from "./selection.ts";

const filled = ["##.##", "#..#.", "#####", ".....", "#...#"];
const ground: Ground = {
  lines: 5,
  columns: 5,
  page: 3,
  isFilled: ({ line, column }) => filled[line]?.[column] === "#",
};

describe("moveSpot", () => {
  const cases: readonly (readonly [string, Move, boolean, string])[] = [
    ["0,0", "up", false, "0,0"],
    ["0,0", "right", false, "0,1"],
    ["4,4", "down", false, "4,4"],
    ["0,0", "page_down", false, "3,0"],
    ["3,2", "page_down", false, "4,2"],
    ["3,2", "page_up", false, "0,2"],
    ["2,3", "line_start", false, "2,0"],
    ["2,3", "line_end", false, "2,4"],
    ["2,3", "first", false, "0,0"],
    ["2,3", "last", false, "4,4"],
    ["0,0", "right", true, "0,1"],
    ["0,1", "right", true, "0,3"],
    ["1,0", "right", true, "1,3"],
    ["1,3", "right", true, "1,4"],
    ["0,0", "down", true, "2,0"],
    ["2,0", "down", true, "4,0"],
    ["4,4", "left", true, "4,0"],
    ["3,2", "up", true, "2,2"],
  ];
  for (const [from, move, jump, to] of cases) {
    it(`goes from ${from} ${move}${jump ? " with Ctrl" : ""} to ${to}`, () => {
      const [line = 0, column = 0] = from.split(",").map(Number);
      const spot = moveSpot({ line, column }, move, jump, ground);
      assert.equal(`${spot.line},${spot.column}`, to);
    });
  }

  it("stays at the corner of an empty grid", () => {
    const none = { ...ground, lines: 0, columns: 0 };
    assert.deepEqual(moveSpot({ line: 0, column: 0 }, "last", false, none), { line: 0, column: 0 });
  });
});

describe("selections", () => {
  const start = selectCell({ line: 1, column: 1 });

  it("reach from where they began, with Shift", () => {
    const wide = moveSelection(start, "right", { extend: true, jump: false }, ground);
    const high = moveSelection(wide, "down", { extend: true, jump: false }, ground);
    assert.deepEqual(mainRect(high), { top: 1, left: 1, bottom: 2, right: 2 });
    assert.deepEqual(high.active, { line: 1, column: 1 });
    assert.equal(countCells(high), 4);
  });

  it("step through a range with Tab and Enter, and go round", () => {
    const range = clickCell(start, { line: 2, column: 2 }, { shift: true, ctrl: false });
    const seen = ["next", "next", "next", "next"] as const;
    let at = range;
    const spots = seen.map((step) => {
      at = stepSelection(at, step, ground);
      return `${at.active.line},${at.active.column}`;
    });
    assert.deepEqual(spots, ["1,2", "2,1", "2,2", "1,1"]);
    assert.deepEqual(stepSelection(range, "below", ground).active, { line: 2, column: 1 });
    assert.deepEqual(stepSelection(range, "above", ground).active, { line: 2, column: 2 });
    assert.deepEqual(mainRect(at), mainRect(range));
  });

  it("step to the cell beside where one cell is selected", () => {
    assert.deepEqual(stepSelection(start, "previous", ground), selectCell({ line: 1, column: 0 }));
    assert.deepEqual(stepSelection(start, "below", ground), selectCell({ line: 2, column: 1 }));
  });

  it("hold several ranges with Ctrl, whole lines and whole columns", () => {
    const two = addCell(start, { line: 4, column: 4 });
    assert.equal(rectsOf(two).length, 2);
    assert.deepEqual(selectedLines(two), [1, 4]);
    const lines = clickLine(clickLine(start, 1, ground, { shift: false, ctrl: false }), 3, ground, {
      shift: true,
      ctrl: false,
    });
    assert.deepEqual(mainRect(lines), { top: 1, left: 0, bottom: 3, right: 4 });
    const columns = clickColumn(start, 2, ground, { shift: false, ctrl: true });
    assert.deepEqual(mainRect(columns), { top: 0, left: 2, bottom: 4, right: 2 });
    assert.equal(countCells(selectAll(start, ground)), 25);
  });

  it("shrink with the grid", () => {
    const far = selectAll(start, { lines: 100, columns: 100 });
    assert.deepEqual(clampSelection(far, ground).far, { line: 4, column: 4 });
    assert.deepEqual(clampSelection(far, { lines: 0, columns: 0 }).far, { line: 0, column: 0 });
  });
});

describe("readKey", () => {
  const none = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };
  const cases: readonly (readonly [string, Partial<typeof none>, unknown])[] = [
    ["ArrowDown", {}, { kind: "move", move: "down", extend: false, jump: false }],
    [
      "ArrowUp",
      { shiftKey: true, ctrlKey: true },
      { kind: "move", move: "up", extend: true, jump: true },
    ],
    ["ArrowLeft", { metaKey: true }, { kind: "move", move: "left", extend: false, jump: true }],
    ["Home", { ctrlKey: true }, { kind: "move", move: "first", extend: false, jump: false }],
    ["End", { shiftKey: true }, { kind: "move", move: "line_end", extend: true, jump: false }],
    ["PageDown", {}, { kind: "move", move: "page_down", extend: false, jump: false }],
    ["PageDown", { ctrlKey: true }, undefined],
    ["Tab", { shiftKey: true }, { kind: "step", step: "previous" }],
    ["Enter", {}, { kind: "step", step: "below" }],
    ["F2", {}, { kind: "edit", typed: null }],
    ["F2", { shiftKey: true }, { kind: "who_changed" }],
    ["m", { ctrlKey: true }, { kind: "comments" }],
    ["x", {}, { kind: "edit", typed: "x" }],
    ["é", {}, { kind: "edit", typed: "é" }],
    ["Backspace", {}, { kind: "edit", typed: "" }],
    ["Delete", {}, { kind: "clear" }],
    ["Escape", {}, { kind: "leave" }],
    [" ", { shiftKey: true }, { kind: "select_line" }],
    [" ", { ctrlKey: true }, { kind: "select_column" }],
    ["a", { ctrlKey: true }, { kind: "select_all" }],
    ["D", { ctrlKey: true }, { kind: "fill_down" }],
    ["z", { ctrlKey: true }, undefined],
    ["f", { ctrlKey: true }, { kind: "find" }],
    ["F3", { shiftKey: true }, { kind: "find_previous" }],
    ["F10", { shiftKey: true }, { kind: "menu" }],
    ["ArrowDown", { altKey: true }, { kind: "edit", typed: null }],
    ["+", { ctrlKey: true }, undefined],
    ["c", { ctrlKey: true }, undefined],
    ["Shift", { shiftKey: true }, undefined],
    ["F5", {}, undefined],
  ];
  for (const [key, held, intent] of cases) {
    it(`reads ${Object.keys(held).join("+")} ${JSON.stringify(key)}`, () => {
      assert.deepEqual(readKey({ key, ...none, ...held }), intent);
    });
  }
});
