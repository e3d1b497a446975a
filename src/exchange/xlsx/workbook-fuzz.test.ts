import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { makeWorkbook, sheetRows } from "./make-workbook.test-data.ts";
import { readWorkbook } from "./read-workbook.ts";

const settings = { seed: 20210115, numRuns: 400 };
const rows = [
  ["Fiscal Year", "Country", "Amount"],
  [2020, "Ukraine", 1.5],
  [2019, "Kosovo & others", -3],
];
const whole = makeWorkbook(sheetRows(rows));
const expected = readWorkbook(whole, "a.xlsx").result;

test("the small workbook of these tests is whole", () => {
  assert.equal(expected.sheets[0]?.rows.length, rows.length);
});

test("random bytes are findings, never a throw", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.boolean(), (bytes, zipLike) => {
      const input = zipLike ? Uint8Array.from([0x50, 0x4b, 3, 4, ...bytes]) : bytes;
      const { result, findings } = readWorkbook(input, "a.xlsx");
      assert.deepEqual(result.sheets, []);
      assert.equal(findings.length, 1);
    }),
    settings,
  );
});

test("every truncation of a workbook is a finding", () => {
  for (let length = 0; length < whole.length; length++) {
    const { result, findings } = readWorkbook(whole.subarray(0, length), "a.xlsx");
    assert.deepEqual(result.sheets, [], `cut at ${length}`);
    assert.equal(findings[0]?.severity, "error");
  }
});

test("a workbook with flipped bits is refused, or says exactly the same", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(7)), { minLength: 1, maxLength: 3 }),
      (flips) => {
        const bytes = whole.slice();
        for (const [at, bit] of flips) bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
        const { result, findings } = readWorkbook(bytes, "a.xlsx");
        if (findings.some(({ severity }) => severity === "error")) {
          assert.deepEqual(result.sheets, []);
        } else {
          assert.deepEqual(result, expected);
        }
      },
    ),
    { ...settings, numRuns: 2000 },
  );
});

test("whatever text is in a cell comes out again", () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: "grapheme" }), { minLength: 1, maxLength: 5 }),
      (texts) => {
        const clean = texts.map((text) => text.replace(/[\p{C}\r\n]/gu, "").replaceAll("_x", ""));
        const { result, findings } = readWorkbook(makeWorkbook(sheetRows([clean])), "a.xlsx");
        assert.deepEqual(findings, []);
        const read = result.sheets[0]?.rows[0]?.cells.map((cell) => cell?.text);
        assert.deepEqual(read, clean);
      },
    ),
    settings,
  );
});
