import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  listBudgets,
  listDirectives,
  listLimits,
  listWeights,
  switchDirective,
} from "./controls.ts";
import { decide, decisionOf, listDecided } from "./decisions.ts";
import { addMoves, editsOf, type Move, movedCell, readMoves, withMoves } from "./moves.ts";
import { type Cells, type Rows, rowsById, type TableRows } from "./table-rows.ts";

const rowsOf = (rows: Readonly<Record<string, Cells>>): TableRows => new Map(Object.entries(rows));

const rows: Rows = {
  objectives: rowsOf({
    top: { id: "top", name: "Top", level: "strategy", weight: "1" },
    land: { id: "land", parent: "top", name: "Land", level: "priority", weight: "1" },
    sea: { id: "sea", parent: "top", name: "Sea", level: "priority", weight: "3" },
  }),
  resources: rowsOf({
    "FMF-2022": { account: "FMF", fiscal_year: "2022", amount: "100", stage: "projected" },
    "FMF-2021": { account: "FMF", fiscal_year: "2021", amount: "90", stage: "enacted" },
    "IMET-2021": { account: "IMET", fiscal_year: "2021", amount: "10", stage: "enacted" },
  }),
  directives: rowsOf({
    "floor-2021": {
      name: "Floor",
      kind: "not_less_than",
      force: "law",
      fiscal_year: "2021",
      amount: "40",
    },
    "floor-2022": {
      name: "Floor",
      kind: "not_less_than",
      force: "report",
      fiscal_year: "2022",
      amount: "40",
    },
    cap: { name: "Cap", kind: "not_more_than", force: "law", fiscal_year: "2021", amount: "5" },
  }),
  limits: rowsOf({
    absorb: { name: "Absorb", kind: "absorption", partners: "NOR", amount: "7" },
    share: { name: "Share", kind: "share_at_least", bureaus: "EUR;EAP", ratio: "0.2" },
  }),
  initiatives: rowsOf({
    boats: { name: "Boats" },
    radar: { name: "Radar", pinned_package: "radar-one", override_reason: "Promised" },
  }),
};

const move = (table: Move["table"], row: string, field: string, after: string | null): Move => ({
  table,
  row,
  field,
  after,
});

test("moves go into an address and come out of it as they were", () => {
  const any = fc.array(
    fc.record(
      {
        table: fc.constantFrom(
          "objectives" as const,
          "resources" as const,
          "directives" as const,
          "limits" as const,
          "initiatives" as const,
        ),
        row: fc.stringMatching(/^[a-z0-9._-]{1,20}$/),
        field: fc.stringMatching(/^[a-z_]{1,12}$/),
        after: fc.option(fc.string({ maxLength: 40, unit: "grapheme" })),
      },
      { noNullPrototype: true },
    ),
    { maxLength: 6 },
  );
  fc.assert(
    fc.property(any, (moves) => {
      const before = new URLSearchParams("branch=redirect&try=gone");
      const address = withMoves(before, moves).toString();
      const again = new URLSearchParams(address);
      assert.deepEqual(readMoves(again), moves);
      assert.equal(again.get("branch"), "redirect");
    }),
    { seed: 4, numRuns: 200 },
  );
});

test("what is no move in an address is left out", () => {
  const search = new URLSearchParams("try=people/x/name/y&try=limits&try=limits/share/ratio/0.5");
  assert.deepEqual(readMoves(search), [move("limits", "share", "ratio", "0.5")]);
});

test("the last move of a cell counts, and moving back makes no edit", () => {
  const moves = addMoves(
    [move("limits", "share", "ratio", "0.5"), move("resources", "FMF-2021", "amount", "80")],
    [move("limits", "share", "ratio", "0.2")],
  );
  assert.equal(movedCell(moves, rows, { table: "limits", row: "share", field: "ratio" }), "0.2");
  assert.deepEqual(editsOf(moves, rows), [
    { table: "resources", row: "FMF-2021", field: "amount", before: "90", after: "80" },
  ]);
  assert.deepEqual(editsOf([move("limits", "gone", "ratio", "1")], rows), []);
});

test("the order of moves does not change the edits", () => {
  const moves = [
    move("limits", "share", "ratio", "0.5"),
    move("resources", "FMF-2021", "amount", "8"),
  ];
  assert.deepEqual(editsOf(moves, rows), editsOf([...moves].reverse(), rows));
});

test("points follow the weights down the cascade, with the moves made", () => {
  const points = (moves: readonly Move[]) =>
    listWeights(rows, moves).map(({ id, depth, points }) => [id, depth, points]);
  assert.deepEqual(points([]), [
    ["top", 0, 100],
    ["land", 1, 25],
    ["sea", 1, 75],
  ]);
  assert.deepEqual(points([move("objectives", "land", "weight", "3")])[1], ["land", 1, 50]);
  assert.deepEqual(points([move("objectives", "land", "weight", "0")])[1], ["land", 1, 0]);
});

test("budgets stand by account and year, directives by name, shares before absorption", () => {
  assert.deepEqual(
    listBudgets(rows, []).map(({ account, years }) => [account, ...years.map(({ row }) => row)]),
    [
      ["FMF", "FMF-2021", "FMF-2022"],
      ["IMET", "IMET-2021"],
    ],
  );
  assert.deepEqual(
    listDirectives(rows, []).map(({ name, years }) => [name, ...years.map(({ off }) => off)]),
    [
      ["Floor", false, true],
      ["Cap", false],
    ],
  );
  assert.deepEqual(
    listLimits(rows, []).map(({ row, field, scope, off }) => [row, field, scope, off]),
    [
      ["share", "ratio", "EUR, EAP", "0"],
      ["absorb", "amount", "NOR", null],
    ],
  );
});

test("a directive is let go by what holds nobody back, and taken up again as it was", () => {
  const [floor, cap] = listDirectives(rows, []);
  assert.ok(floor !== undefined && cap !== undefined);
  const turn = (control: typeof floor, place: number, on: boolean) => {
    const year = control.years[place];
    assert.ok(year !== undefined);
    return editsOf(switchDirective(control, year, rows.directives.get(year.row), on), rows);
  };
  assert.deepEqual(
    turn(floor, 0, false).map(({ field, after }) => [field, after]),
    [["amount", "0"]],
  );
  assert.deepEqual(
    turn(cap, 0, false).map(({ field, after }) => [field, after]),
    [["force", "report"]],
  );
  assert.deepEqual(turn(floor, 0, true), []);
  assert.deepEqual(
    turn(floor, 1, true).map(({ field, before, after }) => [field, before, after]),
    [["force", "report", "law"]],
  );
});

test("decisions are edits of an initiative, and are read back from its cells", () => {
  const part = decide("boats", {
    kind: "part",
    package: "boats-two",
    share: "0.4",
    reason: "Crews for two",
  });
  assert.deepEqual(
    editsOf(part, rows).map(({ field, after }) => [field, after]),
    [
      ["override_reason", "Crews for two"],
      ["pinned_package", "boats-two"],
      ["pinned_share", "0.4"],
    ],
  );
  assert.deepEqual(
    listDecided(rows.initiatives, part).map(({ id, decision }) => [id, decision.kind]),
    [
      ["boats", "part"],
      ["radar", "pin"],
    ],
  );
  assert.deepEqual(
    editsOf(decide("radar", { kind: "none" }), rows).map(({ field, after }) => [field, after]),
    [
      ["override_reason", null],
      ["pinned_package", null],
    ],
  );
  assert.deepEqual(decisionOf({ excluded: "true", pinned_package: "x", override_reason: "No" }), {
    kind: "exclude",
    reason: "No",
  });
});

test("rows of several pages are read by column", () => {
  const page = (id: string) => ({
    columns: ["id", "name"],
    rows: [{ id, version: 1, cells: [id, null] }],
  });
  assert.deepEqual(
    [...rowsById([page("a"), page("b")])],
    [
      ["a", { id: "a", name: null }],
      ["b", { id: "b", name: null }],
    ],
  );
});
