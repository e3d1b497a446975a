import assert from "node:assert/strict";
import { test } from "node:test";
import { decodeText, largestTextBytes } from "./decode-text.ts";

const cases: readonly [what: string, bytes: readonly number[], text: string][] = [
  ["UTF-8", [0x43, 0xc3, 0xb4], "Cô"],
  ["UTF-8 with its mark", [0xef, 0xbb, 0xbf, 0x43], "C"],
  ["Latin-1", [0x43, 0xf4, 0x74, 0x65], "Côte"],
  ["Windows-1252", [0x57, 0x92], "W’"],
  ["UTF-16 little endian", [0xff, 0xfe, 0x43, 0, 0xf4, 0], "Cô"],
  ["UTF-16 big endian", [0xfe, 0xff, 0, 0x43, 0, 0xf4], "Cô"],
  ["nothing", [], ""],
];

for (const [what, bytes, text] of cases) {
  test(`text is decoded: ${what}`, () => {
    assert.deepEqual(decodeText(Uint8Array.from(bytes), "a.csv"), { result: text, findings: [] });
  });
}

test("a workbook and binary data are no text", () => {
  for (const bytes of [
    [0x50, 0x4b, 3, 4],
    [0x41, 0, 0x42],
  ]) {
    const { result, findings } = decodeText(Uint8Array.from(bytes), "a.csv");
    assert.equal(result, undefined);
    assert.equal(findings[0]?.code, "text_undecodable");
  }
});

test("a file over the limit is not decoded", () => {
  const { result, findings } = decodeText(new Uint8Array(largestTextBytes + 1), "a.csv");
  assert.equal(result, undefined);
  assert.equal(findings[0]?.code, "import_too_large");
});
