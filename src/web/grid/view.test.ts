import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { columnsOf } from "./columns.test-data.ts";
import {
  formatKept,
  formatView,
  parseKept,
  parseView,
  plainView,
  showColumns,
  type View,
} from "./view.ts";

const columns = columnsOf("lines");
const view: View = {
  ...plainView,
  filters: {
    kind: { kind: "in", values: ["advice", "training"] },
    amount: { kind: "range", from: "1000", to: null },
  },
  sort: [
    { field: "amount", descending: true },
    { field: "id", descending: false },
  ],
  group: "package",
  found: true,
  hidden: ["year_offset"],
  widths: { kind: 300, amount: 5 },
};

describe("a view", () => {
  it("stands in an address, and comes back from it", () => {
    const parts = formatView(view);
    assert.deepEqual(parts, {
      "f.kind": "in:advice;training",
      "f.amount": "1000..",
      sort: "-amount,id",
      group: "package",
      found: "true",
    });
    const { filters, sort, group, found } = view;
    const address = new URLSearchParams(parts);
    assert.deepEqual(parseView(address, columns), { filters, sort, group, found });
  });

  it("leaves out of an address what the table does not have", () => {
    const broken = new URLSearchParams(
      "f.nothing=has:x&f.kind=boats&sort=nothing&group=nothing&found=yes",
    );
    assert.deepEqual(parseView(broken, columns), {
      filters: {},
      sort: [],
      group: null,
      found: false,
    });
    assert.deepEqual(formatView(plainView), {});
  });

  it("keeps columns and widths, whatever else was kept before", () => {
    assert.deepEqual(parseKept(formatKept(view)), { hidden: view.hidden, widths: view.widths });
    const none = { hidden: [], widths: {} };
    for (const text of [null, "", "{", "3", "null", '{"hidden":7,"widths":{"id":"wide"}}']) {
      assert.deepEqual(parseKept(text), none);
    }
  });

  it("shows columns side by side, the id always, and none wider than it may be", () => {
    const shown = showColumns(columns, { ...view, hidden: ["id", "year_offset"] });
    assert.deepEqual(
      shown.map((one) => one.column.name),
      ["id", "package", "kind", "amount"],
    );
    assert.deepEqual(shown[2]?.width, 300);
    assert.deepEqual(shown[3]?.width, 60);
    for (const [at, one] of shown.entries()) {
      const before = shown[at - 1];
      assert.equal(one.left, before === undefined ? 0 : before.left + before.width);
    }
  });

  it("names one finding in an address, and takes no other text for one", () => {
    const { found } = parseView([["finding", "cell_missing"]], columns);
    assert.equal(found, "cell_missing");
    assert.deepEqual(formatView({ ...plainView, found: "cell_missing" }), {
      finding: "cell_missing",
    });
    assert.equal(parseView([["finding", "<script>"]], columns).found, false);
  });
});
