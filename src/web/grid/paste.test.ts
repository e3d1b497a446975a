import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { columnsOf, rowsOf } from "./columns.test-data.ts";
import { copyCells, formatCsv } from "./copy.ts";
import { fillTarget, planClear, planFillDown, planFillRight, planFillTo } from "./fill.ts";
import { countFound, findNext } from "./find.ts";
import type { Gesture } from "./gesture.ts";
import { type Canvas, planPaste } from "./paste.ts";
import { type Selection, selectCell } from "./selection.ts";
import { plainView, showColumns } from "./view.ts";

const columns = columnsOf("lines");
const rows = rowsOf(columns, [
  { id: "l1", package: "p1", year_offset: "0", kind: "equipment", amount: "1250000" },
  { id: "l2", package: "p1", year_offset: "1", kind: "training", amount: "20" },
  { id: "l3", package: "p2", year_offset: "0", kind: "training", amount: "30.50" },
]);
const canvas: Canvas = {
  columns: showColumns(columns, plainView),
  lines: rows.list.length,
  rowAt: (line) => rows.list[line],
  lockOf: (row) => (row.key === "l3" ? "It is a proposal of another agency." : undefined),
  known: new Map(),
};
const [package_, year, kind, amount] = [1, 2, 3, 4];

function block(top: number, left: number, bottom: number, right: number): Selection {
  const anchor = { line: top, column: left };
  return { active: anchor, anchor, far: { line: bottom, column: right }, others: [] };
}

function sets(gesture: Gesture): string[] {
  return gesture.changes.map((one) => `${one.key}.${one.column}=${one.after}`);
}

function refusals(gesture: Gesture): string[] {
  return gesture.refused.map((one) => `${one.key ?? "new"}.${one.column}:${one.finding.code}`);
}

describe("planPaste", () => {
  it("sets a block from the active cell on", () => {
    const gesture = planPaste(
      [
        ["2", "advice"],
        ["3", "services"],
      ],
      selectCell({ line: 0, column: year }),
      canvas,
    );
    assert.deepEqual(sets(gesture), ["l1.2=2", "l1.3=advice", "l2.2=3", "l2.3=services"]);
  });

  it("fills a range with one value, and says how an amount was read", () => {
    const gesture = planPaste([["$1,000"]], block(0, amount, 1, amount), canvas);
    assert.deepEqual(sets(gesture), ["l1.4=1000", "l2.4=1000"]);
    assert.deepEqual(
      gesture.notes.map((one) => one.finding.code),
      ["pasted_amount_read", "pasted_amount_read"],
    );
  });

  it("repeats a block over a range that it divides", () => {
    const gesture = planPaste([["5"]], block(0, year, 1, year), canvas);
    assert.deepEqual(sets(gesture), ["l1.2=5", "l2.2=5"]);
    const two = planPaste([["7", "advice"]], block(0, year, 1, kind), canvas);
    assert.deepEqual(sets(two), ["l1.2=7", "l1.3=advice", "l2.2=7", "l2.3=advice"]);
  });

  it("makes new rows of what lies below the end", () => {
    const gesture = planPaste([["1"], ["2"], ["3"]], selectCell({ line: 1, column: year }), {
      ...canvas,
      lockOf: () => undefined,
    });
    assert.deepEqual(
      sets(gesture),
      ["l2.2=1", "l3.2=2"].filter((one) => one !== "l2.2=1"),
    );
    assert.deepEqual(
      gesture.added.map((cells) => [...cells]),
      [[[year, "3"]]],
    );
  });

  it("refuses locked rows, broken cells, ids of saved rows and columns beyond the last", () => {
    const locked = planPaste([["5"]], selectCell({ line: 2, column: year }), canvas);
    assert.deepEqual(refusals(locked), ["l3.year_offset:cell_read_only"]);
    const broken = planPaste(
      [["12", "boats", "5", "more", ""]],
      selectCell({ line: 0, column: year }),
      canvas,
    );
    assert.deepEqual(refusals(broken), [
      "l1.year_offset:number_range",
      "l1.kind:choice_unknown",
      "l1.:pasted_beyond",
    ]);
    assert.deepEqual(sets(broken), ["l1.4=5"]);
    const id = planPaste([["other"]], selectCell({ line: 0, column: 0 }), canvas);
    assert.deepEqual(refusals(id), ["l1.id:pasted_id"]);
  });

  it("leaves cells that stay as they are, ids and locked ones too", () => {
    const same = planPaste(
      [["l3", "p2", "0", "training", "30.50"]],
      selectCell({ line: 2, column: 0 }),
      canvas,
    );
    assert.deepEqual([same.changes, same.refused], [[], []]);
  });
});

describe("filling", () => {
  it("copies down from the top of a range, or from the line above", () => {
    assert.deepEqual(sets(planFillDown(block(0, year, 1, kind), canvas)), [
      "l2.2=0",
      "l2.3=equipment",
    ]);
    assert.deepEqual(sets(planFillDown(selectCell({ line: 1, column: kind }), canvas)), [
      "l2.3=equipment",
    ]);
    assert.deepEqual(sets(planFillDown(selectCell({ line: 0, column: kind }), canvas)), []);
  });

  it("copies to the right, and refuses what does not fit there", () => {
    const gesture = planFillRight(block(0, year, 0, kind), canvas);
    assert.deepEqual([sets(gesture), refusals(gesture)], [[], ["l1.kind:choice_unknown"]]);
  });

  it("repeats a pattern where the handle is dragged, up as well as down", () => {
    const open = { ...canvas, lockOf: () => undefined };
    const from = { top: 1, left: year, bottom: 1, right: year };
    assert.deepEqual(sets(planFillTo(from, fillTarget(from, 2, year), open)), ["l3.2=1"]);
    assert.deepEqual(sets(planFillTo(from, fillTarget(from, 0, year), open)), ["l1.2=1"]);
    assert.deepEqual(fillTarget(from, 1, amount), { ...from, right: amount });
    assert.deepEqual(fillTarget(from, 1, year), from);
  });

  it("empties cells, but not those that are required", () => {
    assert.deepEqual(refusals(planClear(selectCell({ line: 0, column: package_ }), canvas)), [
      "l1.package:cell_blank",
    ]);
  });
});

describe("copyCells", () => {
  it("copies texts as files hold them, with headers where asked", () => {
    assert.deepEqual(copyCells(block(0, kind, 1, amount), canvas, true), {
      texts: [
        ["kind", "amount"],
        ["equipment", "1250000"],
        ["training", "20"],
      ],
    });
  });

  it("copies several ranges of the same columns, and refuses others", () => {
    const twice = {
      ...selectCell({ line: 2, column: kind }),
      others: [{ top: 0, left: kind, bottom: 0, right: kind }],
    };
    assert.deepEqual(copyCells(twice, canvas, false), { texts: [["equipment"], ["training"]] });
    const apart = { ...twice, others: [{ top: 0, left: year, bottom: 0, right: year }] };
    assert.ok("refused" in copyCells(apart, canvas, false));
  });
});

describe("formatCsv", () => {
  it("writes the view with its header", () => {
    const view = { ...plainView, hidden: ["package", "year_offset", "kind"] };
    const narrow = { ...canvas, columns: showColumns(columns, view), lines: 2 };
    assert.equal(formatCsv(narrow), "id,amount\r\nl1,1250000\r\nl2,20\r\n");
  });
});

describe("finding", () => {
  it("goes round to the next and the previous cell, and counts", () => {
    const first = findNext("training", { line: 0, column: 0 }, 1, canvas);
    assert.deepEqual(first, { line: 1, column: kind });
    assert.deepEqual(findNext("TRAIN", { line: 2, column: kind }, 1, canvas), {
      line: 1,
      column: kind,
    });
    assert.deepEqual(findNext("training", { line: 0, column: 0 }, -1, canvas), {
      line: 2,
      column: kind,
    });
    assert.equal(findNext("nowhere", { line: 0, column: 0 }, 1, canvas), undefined);
    assert.deepEqual(countFound("training", { line: 2, column: kind }, canvas), {
      count: 2,
      place: 2,
    });
  });

  it("finds amounts as they are shown and as they are written", () => {
    assert.equal(countFound("1,250", { line: 0, column: 0 }, canvas).count, 1);
    assert.equal(countFound("1250", { line: 0, column: 0 }, canvas).count, 1);
  });
});
