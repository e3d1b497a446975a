import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { formatCsvRow, scanCsv } from "./csv.ts";

/** Rows with their lines, and problems in the order told. */
function scan(text: string): unknown[] {
  const told: unknown[] = [];
  scanCsv(text, {
    row: (line, cells) => told.push([line, ...cells]),
    quoteOpen: (line) => told.push(`open ${line}`),
    quoteStray: (line) => told.push(`stray ${line}`),
  });
  return told;
}

describe("scanCsv", () => {
  const cases: readonly (readonly [string, string, readonly unknown[]])[] = [
    ["nothing", "", []],
    ["one line end", "\n", [[1, ""]]],
    [
      "rows",
      "a,b\nc,d\n",
      [
        [1, "a", "b"],
        [2, "c", "d"],
      ],
    ],
    [
      "no last line end",
      "a,b\nc,d",
      [
        [1, "a", "b"],
        [2, "c", "d"],
      ],
    ],
    [
      "a comma at the end",
      "a,\nb,",
      [
        [1, "a", ""],
        [2, "b", ""],
      ],
    ],
    [
      "CRLF and CR",
      "a\r\nb\rc",
      [
        [1, "a"],
        [2, "b"],
        [3, "c"],
      ],
    ],
    [
      "an empty line",
      "a\n\nb",
      [
        [1, "a"],
        [2, ""],
        [3, "b"],
      ],
    ],
    ["quotes", '"a,b","c ""d"""\n', [[1, "a,b", 'c "d"']]],
    ["an empty quoted cell", '"",a\n', [[1, "", "a"]]],
    [
      "lines in a cell",
      '"a\nb\r\nc\rd",e\nf',
      [
        [1, "a\nb\r\nc\rd", "e"],
        [5, "f"],
      ],
    ],
    ["a quote left open", 'a\nb,"c\nd\ne', [[1, "a"], "open 2"]],
    ["a quote left open at the end", 'a,"', ["open 1"]],
    ["a quote in a cell", 'a "b",c\n', ["stray 1", [1, 'a "b"', "c"]]],
    ["text after a quote", '"a"b,c\nd', ["stray 1", [1, "ab", "c"], [2, "d"]]],
  ];
  for (const [name, text, told] of cases) {
    it(`reads ${name}`, () => assert.deepEqual(scan(text), told));
  }

  it("reads what formatCsvRow wrote, whatever the cells", () => {
    const cell = fc.oneof(fc.constantFrom('"', ",", "\r\n", "\n", "\r", "a", '""'), fc.string());
    const row = fc.array(cell, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        const read = scan(rows.map((cells) => formatCsvRow(cells)).join("")) as unknown[][];
        assert.deepEqual(
          read.map(([, ...cells]) => cells),
          rows,
        );
      }),
      { seed: 4, numRuns: 500 },
    );
  });
});
