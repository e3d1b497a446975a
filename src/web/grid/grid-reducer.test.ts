import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { columnsOf, rowsOf } from "./columns.test-data.ts";
import { indexFindings } from "./findings-index.ts";
import type { GridAction } from "./grid-actions.ts";
import { reduceGrid } from "./grid-reducer.ts";
import { type GridState, plainGrid } from "./grid-state.ts";
import { proposeId } from "./new-rows.ts";
import { selectCell } from "./selection.ts";
import type { CellEdit } from "./table-rows.ts";

const columns = columnsOf("lines");
const [year, kind, amount] = [2, 3, 4];
const saved = rowsOf(columns, [
  { id: "l1", package: "p1", year_offset: "0", kind: "equipment", amount: "10" },
  { id: "l2", package: "p1", year_offset: "1", kind: "training", amount: "20" },
  { id: "l3", package: "p2", year_offset: "0", kind: "training", amount: "30" },
]);

function after(state: GridState, ...actions: readonly GridAction[]): GridState {
  return actions.reduce(reduceGrid, state);
}

const open = after(plainGrid("lines", columns), {
  kind: "rows_came",
  rows: saved.list,
  complete: true,
  withheld: false,
});

function set(key: string, column: number, text: string | null): GridAction {
  return { kind: "cells_set", label: "Edited", changes: [{ key, column, after: text }], added: [] };
}

function cellOf(state: GridState, key: string, column: number): string | null | undefined {
  return state.rows.list[state.rows.places.get(key) ?? -1]?.cells[column];
}

function linesOf(state: GridState): string {
  return state.lines.map((line) => (line.kind === "row" ? line.key : `[${line.value}]`)).join(" ");
}

function edit(row: string, field: string, before: string | null, to: string | null): CellEdit {
  return { table: "lines", row, field, before, after: to };
}

describe("an edit", () => {
  it("shows at once, and waits as one change", () => {
    const state = after(open, {
      kind: "cells_set",
      label: "Pasted",
      changes: [
        { key: "l1", column: amount, after: "11" },
        { key: "l2", column: amount, after: "22" },
        { key: "l3", column: amount, after: "30" },
      ],
      added: [],
    });
    assert.deepEqual([cellOf(state, "l1", amount), cellOf(state, "l2", amount)], ["11", "22"]);
    assert.deepEqual(state.pending, [
      {
        ticket: 1,
        label: "Pasted",
        edits: [edit("l1", "amount", "10", "11"), edit("l2", "amount", "20", "22")],
      },
    ]);
  });

  it("that changes nothing is none", () => {
    assert.equal(after(open, set("l1", amount, "10")), open);
  });

  it("is saved with what is found in its rows", () => {
    const finding = { code: "x", severity: "error", found: "", expected: "", help: "" } as const;
    const found = [{ ...finding, at: { file: "lines.csv", id: "l1", field: "amount" } }];
    const state = after(open, set("l1", amount, "11"), {
      kind: "change_saved",
      ticket: 1,
      edits: [edit("l1", "amount", "10", "11")],
      seq: 9,
      rows: ["l1"],
      findings: indexFindings(found, "lines", ["amount"]),
    });
    assert.deepEqual(state.pending, []);
    assert.equal(state.findings.get("l1")?.get("amount")?.length, 1);
  });

  it("shows what a person settled with the server in place of what they typed", () => {
    const state = after(open, set("l1", amount, "11"), {
      kind: "change_saved",
      ticket: 1,
      edits: [edit("l1", "amount", "12", "13")],
      seq: 9,
      rows: ["l1"],
      findings: new Map(),
    });
    assert.equal(cellOf(state, "l1", amount), "13");
  });

  it("that is refused goes back to what the server has", () => {
    const fresh = saved.list.slice(0, 1).map((row) => ({ ...row, version: 5 }));
    const state = after(
      open,
      set("l1", amount, "11"),
      { kind: "change_dropped", ticket: 1, said: "Refused." },
      { kind: "rows_read", rows: fresh, gone: [] },
    );
    assert.deepEqual(
      [cellOf(state, "l1", amount), state.said, state.pending],
      ["10", "Refused.", []],
    );
  });
});

const saved11 = {
  kind: "change_saved",
  ticket: 1,
  edits: [edit("l1", "amount", "10", "11")],
  rows: ["l1"],
  findings: new Map(),
} as const;

describe("a change of this person that comes by itself", () => {
  it("is the one that waits, where the answer to it was lost", () => {
    const came = { kind: "change_came", seq: 5, name: null, edits: saved11.edits } as const;
    const state = after(open, set("l1", amount, "11"), set("l2", amount, "22"), came);
    assert.deepEqual(
      state.pending.map((one) => one.ticket),
      [2],
    );
    assert.equal(after(state, { ...saved11, seq: 5 }).pending.length, 1);
  });
});

describe("changes of others", () => {
  it("show with their name, until the flash ends", () => {
    const state = after(open, {
      kind: "change_came",
      seq: 7,
      name: "Ana",
      edits: [edit("l2", "kind", "training", "advice")],
    });
    assert.equal(cellOf(state, "l2", kind), "advice");
    assert.deepEqual([...state.flashes], [["l2 kind", { name: "Ana", seq: 7 }]]);
    assert.equal(after(state, { kind: "flash_ended", seq: 7 }).flashes.size, 0);
  });

  it("leave what this person has not saved yet", () => {
    const state = after(open, set("l1", amount, "11"), {
      kind: "change_came",
      seq: 7,
      name: "Ana",
      edits: [edit("l1", "amount", "10", "99"), edit("l1", "kind", "equipment", "advice")],
    });
    assert.deepEqual([cellOf(state, "l1", amount), cellOf(state, "l1", kind)], ["11", "advice"]);
  });

  it("that a later one has overtaken leave its cells, and write the others", () => {
    const state = after(
      open,
      { kind: "change_came", seq: 7, name: null, edits: [edit("l1", "amount", "60", "70")] },
      {
        kind: "change_came",
        seq: 6,
        name: null,
        edits: [edit("l1", "amount", "10", "60"), edit("l1", "kind", "equipment", "advice")],
      },
    );
    assert.deepEqual([cellOf(state, "l1", amount), cellOf(state, "l1", kind)], ["70", "advice"]);
  });

  it("that a row held already when it was read are not written again", () => {
    const old = {
      kind: "change_came",
      seq: 1,
      name: "Ana",
      edits: [edit("l1", "amount", "9", "10")],
    } as const;
    const state = after(open, set("l1", amount, "11"), { ...saved11, seq: 5 }, old);
    assert.equal(cellOf(state, "l1", amount), "11");
  });

  it("make rows and end them, and the active cell stays on its row", () => {
    const here = after(open, { kind: "selected", selection: selectCell({ line: 2, column: 1 }) });
    const made = after(here, {
      kind: "change_came",
      seq: 8,
      name: "Ana",
      edits: [
        edit("l4", "id", null, "l4"),
        edit("l4", "package", null, "p9"),
        edit("l1", "id", "l1", null),
      ],
    });
    assert.equal(linesOf(made), "l2 l3 l4");
    assert.equal(cellOf(made, "l4", 1), "p9");
    assert.deepEqual(made.selection.active, { line: 1, column: 1 });
  });
});

describe("a new row", () => {
  const added = after(open, { kind: "cells_set", label: "Added", changes: [], added: [new Map()] });

  it("waits with a free id until it has what it needs", () => {
    assert.equal(linesOf(added), "l1 l2 l3 new 1");
    assert.equal(cellOf(added, "new 1", 0), "l4");
    assert.deepEqual(added.pending, []);
  });

  it("is saved whole as soon as nothing is lacking", () => {
    const given: readonly (readonly [number, string])[] = [
      [1, "p2"],
      [year, "0"],
      [kind, "advice"],
      [amount, "5"],
    ];
    const state = after(added, ...given.map(([column, text]) => set("new 1", column, text)));
    assert.equal(linesOf(state), "l1 l2 l3 l4");
    assert.deepEqual(
      state.pending.map((one) => one.edits),
      [
        [
          edit("l4", "id", null, "l4"),
          edit("l4", "package", null, "p2"),
          edit("l4", "year_offset", null, "0"),
          edit("l4", "kind", null, "advice"),
          edit("l4", "amount", null, "5"),
        ],
      ],
    );
  });

  it("is not saved under an id that is taken", () => {
    const given: readonly (readonly [number, string])[] = [
      [0, "l1"],
      [1, "p2"],
      [year, "0"],
      [kind, "advice"],
      [amount, "5"],
    ];
    const state = after(added, ...given.map(([column, text]) => set("new 1", column, text)));
    assert.deepEqual(state.pending, []);
    assert.equal(linesOf(after(state, set("new 1", 0, "l9"))), "l1 l2 l3 l9");
  });

  it("that the server refused stays, to be mended", () => {
    const whole = new Map([
      [0, "l4"],
      [1, "p2"],
      [year, "0"],
      [kind, "advice"],
      [amount, "5"],
    ]);
    const state = after(
      open,
      { kind: "cells_set", label: "Pasted", changes: [], added: [whole] },
      { kind: "change_dropped", ticket: 2, said: "" },
      { kind: "rows_read", rows: [], gone: ["l4"] },
    );
    assert.equal(state.rows.list.at(-1)?.draft, true);
    assert.equal(linesOf(state), "l1 l2 l3 l4");
  });

  it("takes the next number as its id", () => {
    assert.equal(proposeId("boats-09", saved, new Set()), "boats-10");
    assert.equal(proposeId("l1", saved, new Set(["l4"])), "l5");
    assert.equal(proposeId("boats", saved, new Set()), "boats-2");
  });
});

describe("ended rows", () => {
  it("go at once, with one change for all that goes with them", () => {
    const edits = [edit("l2", "id", "l2", null)];
    const state = after(open, { kind: "rows_ended", label: "Deleted", keys: ["l2"], edits });
    assert.equal(linesOf(state), "l1 l3");
    assert.deepEqual(state.pending, [{ ticket: 1, label: "Deleted", edits }]);
  });

  it("come back when the server refuses", () => {
    const state = after(
      open,
      { kind: "rows_ended", label: "Deleted", keys: ["l2"], edits: [edit("l2", "id", "l2", null)] },
      { kind: "change_dropped", ticket: 1, said: "Refused." },
      { kind: "rows_read", rows: saved.list.slice(1, 2), gone: [] },
    );
    assert.equal(linesOf(state), "l1 l3 l2");
  });
});

describe("a view", () => {
  it("arranges lines anew, and keeps the active cell on its row and column", () => {
    const here = after(open, {
      kind: "selected",
      selection: selectCell({ line: 0, column: amount }),
    });
    const sorted = after(here, {
      kind: "view_set",
      view: { sort: [{ field: "amount", descending: true }] },
    });
    assert.equal(linesOf(sorted), "l3 l2 l1");
    assert.deepEqual(sorted.selection.active, { line: 2, column: amount });
    const narrow = after(here, { kind: "view_set", view: { hidden: ["package"] } });
    assert.deepEqual(narrow.selection.active, { line: 0, column: amount - 1 });
  });

  it("keeps lines where they are while cells change", () => {
    const filtered = after(open, {
      kind: "view_set",
      view: { filters: { kind: { kind: "in", values: ["training"] } } },
    });
    assert.equal(linesOf(after(filtered, set("l2", kind, "advice"))), "l2 l3");
  });

  it("groups, and new rows stand in their group", () => {
    const grouped = after(open, { kind: "view_set", view: { group: "package" } });
    assert.equal(linesOf(grouped), "[p1] l1 l2 [p2] l3");
    const edits = [edit("l0", "id", null, "l0"), edit("l0", "package", null, "p1")];
    const grown = after(grouped, { kind: "change_came", seq: 9, name: null, edits });
    assert.equal(linesOf(grown), "[p1] l1 l2 l0 [p2] l3");
  });
});

describe("a table that is read again", () => {
  it("has no other rows, and keeps what is not saved yet", () => {
    const state = after(
      open,
      set("l1", amount, "11"),
      { kind: "cells_set", label: "Added", changes: [], added: [new Map()] },
      { kind: "table_read", rows: saved.list.slice(0, 2), withheld: false },
    );
    assert.equal(linesOf(state), "l1 l2 new 2");
    assert.equal(cellOf(state, "l1", amount), "11");
  });
});

describe("a filter by findings", () => {
  it("waits for the first findings, and then leaves lines where they are", () => {
    const index = (...rows: string[]) => new Map(rows.map((row) => [row, new Map()]));
    const waiting = after(open, { kind: "view_set", view: { found: true } });
    const found = after(waiting, { kind: "findings_came", findings: index("l2") });
    const later = after(found, { kind: "findings_came", findings: index("l3") });
    assert.deepEqual([waiting, found, later].map(linesOf), ["", "l2", "l2"]);
  });
});

describe("rows that come in pages", () => {
  it("keep the newer of two", () => {
    const older = saved.list
      .slice(0, 1)
      .map((row) => ({ ...row, version: 0, cells: ["l1", "old", null, null, null] }));
    const state = after(open, { kind: "rows_came", rows: older, complete: true, withheld: true });
    assert.deepEqual([cellOf(state, "l1", 1), state.withheld], ["p1", true]);
  });
});
