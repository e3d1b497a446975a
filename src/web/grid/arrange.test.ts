import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { type Arrangement, arrangeRows, plainArrangement, sumColumn } from "./arrange.ts";
import { columnsOf, rowsOf } from "./columns.test-data.ts";
import { type Filter, formatFilter, matcherOf, parseFilter, sayFilter } from "./filters.ts";
import { addRows } from "./table-rows.ts";

const columns = columnsOf("lines");
const rows = rowsOf(columns, [
  { id: "b", package: "p2", year_offset: "10", kind: "training", amount: "30.50" },
  { id: "a", package: "p1", year_offset: "9", kind: "equipment", amount: "1250000" },
  { id: "c", package: "p1", year_offset: "0", kind: "advice", amount: "20" },
  { id: "d", package: "p3", kind: "training" },
]);

function show(changes: Partial<Arrangement>, found: readonly string[] = []): string {
  const lines = arrangeRows(rows, columns, { ...plainArrangement, ...changes }, (key) =>
    found.includes(key),
  );
  return lines
    .map((line) =>
      line.kind === "row"
        ? line.key
        : `${line.value}(${line.keys.length}${line.folded ? ", folded" : ""})`,
    )
    .join(" ");
}

describe("arrangeRows", () => {
  it("keeps the order of the table where nothing is asked", () =>
    assert.equal(show({}), "b a c d"));

  it("sorts numbers by size, choices in their own order, and blanks last both ways", () => {
    assert.equal(show({ sort: [{ field: "year_offset", descending: false }] }), "c a b d");
    assert.equal(show({ sort: [{ field: "year_offset", descending: true }] }), "b a c d");
    assert.equal(show({ sort: [{ field: "kind", descending: false }] }), "a b d c");
    const both = [
      { field: "package", descending: true },
      { field: "amount", descending: false },
    ];
    assert.equal(show({ sort: both }), "d b c a");
  });

  it("filters by text, values and ranges, and by what is found", () => {
    assert.equal(show({ filters: { id: { kind: "has", text: "B" } } }), "b");
    assert.equal(
      show({ filters: { kind: { kind: "in", values: ["training", "advice"] } } }),
      "b c d",
    );
    assert.equal(show({ filters: { amount: { kind: "range", from: "20", to: "30.50" } } }), "b c");
    assert.equal(show({ filters: { amount: { kind: "range", from: null, to: "25" } } }), "c");
    assert.equal(show({ filters: { year_offset: { kind: "in", values: [""] } } }), "d");
    assert.equal(show({ found: true }, ["c"]), "c");
  });

  it("groups by a column, folds groups, and sums their money", () => {
    assert.equal(show({ group: "package" }), "p1(2) a c p2(1) b p3(1) d");
    const folded = new Set(["p1"]);
    assert.equal(show({ group: "package", folded }), "p1(2, folded) p2(1) b p3(1) d");
    const turned = [{ field: "package", descending: true }];
    assert.equal(show({ group: "package", sort: turned, folded }), "p3(1) d p2(1) b p1(2, folded)");
    const amount = columns[4];
    assert.equal(amount && sumColumn(rows, ["a", "b", "d"], 4, amount), "1250030.50");
    const kind = columns[3];
    assert.equal(kind && sumColumn(rows, ["a"], 3, kind), undefined);
  });

  it("keeps rows that are not saved yet at the end, whatever is filtered", () => {
    const draft = { key: "new 1", version: 0, cells: ["aa", null, null, null, null], draft: true };
    const lines = arrangeRows(
      addRows(rows, [draft]),
      columns,
      { ...plainArrangement, filters: { id: { kind: "has", text: "b" } } },
      () => false,
    );
    assert.deepEqual(lines, [
      { kind: "row", key: "b" },
      { kind: "row", key: "new 1" },
    ]);
  });
});

describe("filters", () => {
  it("match any item of a list", () => {
    const accounts = columnsOf("initiatives").find((column) => column.name === "accounts");
    assert.ok(accounts);
    const matches = matcherOf({ kind: "in", values: ["IMET"] }, accounts);
    assert.deepEqual([matches("FMF;IMET"), matches("FMF"), matches(null)], [true, false, false]);
  });

  it("compare days as days", () => {
    const review = columnsOf("assumptions").find((column) => column.name === "review_on");
    assert.ok(review);
    const matches = matcherOf({ kind: "range", from: "2021-01-01", to: null }, review);
    assert.deepEqual(
      [matches("2020-12-31"), matches("2021-01-01"), matches(null)],
      [false, true, false],
    );
  });

  const amount = fc.option(fc.integer().map(String), { nil: null });
  const filter: fc.Arbitrary<Filter> = fc.oneof(
    fc.record({ kind: fc.constant("has" as const), text: fc.string({ minLength: 1 }) }),
    fc.record({
      kind: fc.constant("in" as const),
      values: fc.array(fc.stringMatching(/^[a-z0-9._-]*$/), { minLength: 1 }),
    }),
    fc
      .record({ kind: fc.constant("range" as const), from: amount, to: amount })
      .filter(({ from, to }) => from !== null || to !== null),
  );

  it("come back from an address as they went", () => {
    fc.assert(
      fc.property(filter, (one) => assert.deepEqual(parseFilter(formatFilter(one)), { ...one })),
      { seed: 5, numRuns: 500 },
    );
  });

  it("are nothing where the address is broken", () => {
    for (const text of ["", "has:", "..", "1..x", "in", "1"])
      assert.equal(parseFilter(text), undefined);
  });

  it("are said in words", () => {
    assert.equal(sayFilter({ kind: "in", values: ["", "a"] }), "blank or a");
    assert.equal(sayFilter({ kind: "range", from: "1", to: "2" }), "from 1 to 2");
    assert.equal(sayFilter({ kind: "range", from: null, to: "2" }), "at most 2");
    assert.equal(sayFilter({ kind: "range", from: "1", to: null }), "at least 1");
    assert.equal(sayFilter({ kind: "has", text: "boat" }), "holds “boat”");
  });
});
