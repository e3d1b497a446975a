import assert from "node:assert/strict";
import { test } from "node:test";
import { reportExchange } from "./finding-kinds.ts";
import { startFindingList } from "./finding-list.ts";

function bad(row: number) {
  return reportExchange(
    "row_incomplete",
    { file: "a.xlsx", row },
    {
      found: "an empty cell",
      expected: "a name",
      help: "Correct the cell.",
    },
  );
}

test("twenty findings of one kind are listed, the rest are counted", () => {
  const list = startFindingList();
  for (let row = 1; row <= 1000; row++) list.add(bad(row));
  const findings = list.list();
  assert.equal(findings.length, 21);
  assert.equal(findings[0]?.found, "980 more of the same kind (`row_incomplete`)");
  assert.deepEqual(
    findings.slice(1).map(({ at }) => at.row),
    Array.from({ length: 20 }, (_, at) => at + 1),
  );
});

test("few findings are listed whole", () => {
  const list = startFindingList();
  list.addAll([bad(2), bad(1)]);
  assert.deepEqual(
    list.list().map(({ at }) => at.row),
    [1, 2],
  );
});
