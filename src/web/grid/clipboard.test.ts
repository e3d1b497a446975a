import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { formatHtmlTable, parseHtmlTable, readClipboard } from "./clipboard-html.ts";
import { formatTsv, parseTsv } from "./clipboard-text.ts";

describe("parseTsv", () => {
  const cases: readonly (readonly [string, string, readonly (readonly string[])[]])[] = [
    [
      "cells and lines",
      "a\tb\r\nc\td\r\n",
      [
        ["a", "b"],
        ["c", "d"],
      ],
    ],
    ["a line break inside a cell", '"two\nlines"\tb', [["two\nlines", "b"]]],
    ["a Windows line break inside a cell", '"two\r\nlines"', [["two\nlines"]]],
    ["doubled quotes", '"say ""yes"""\tb', [['say "yes"', "b"]]],
    ["quotes of the cell's own", '"Old Guard"\tb', [['"Old Guard"', "b"]]],
    ["a quote that is never closed", '"a\tb', [['"a', "b"]]],
    ["a quote in the middle", '6" gun\tb', [['6" gun', "b"]]],
    [
      "empty cells",
      "\t\n\t",
      [
        ["", ""],
        ["", ""],
      ],
    ],
    ["nothing", "", [[""]]],
  ];
  for (const [name, text, texts] of cases) {
    it(`reads ${name}`, () => assert.deepEqual(parseTsv(text), texts));
  }
});

const cell = fc.oneof(
  fc.string(),
  fc.constantFrom('"', '""', "a\nb", "\t", ' "x" ', "1,000", "<b>&amp;"),
);
const tables = fc
  .integer({ min: 1, max: 4 })
  .chain((width) =>
    fc.array(fc.array(cell, { minLength: width, maxLength: width }), {
      minLength: 1,
      maxLength: 5,
    }),
  )
  // A carriage return alone cannot be told from a line break, and one empty line says nothing.
  .map((lines) => lines.map((line) => line.map((text) => text.replaceAll("\r", ""))));

describe("what is copied", () => {
  it("is read again unchanged from text", () => {
    fc.assert(
      fc.property(tables, (texts) => {
        const written = `${formatTsv(texts)}\r\n`;
        assert.deepEqual(parseTsv(written), texts);
      }),
      { seed: 11, numRuns: 1_000 },
    );
  });

  it("is read again from HTML, save for spaces, which HTML folds", () => {
    const texts = [
      ["a & b", "<i>x</i>"],
      ["two\nlines", '"quoted"'],
    ];
    assert.deepEqual(parseHtmlTable(formatHtmlTable(texts)), texts);
    assert.match(formatHtmlTable([["007"]]), /mso-number-format:'\\@'/);
  });
});

describe("parseHtmlTable", () => {
  it("reads a table of a spreadsheet, without its formatting", () => {
    const html = `<html><body><!--StartFragment--><table border=0><col width=64>
      <tr height=20><td class=xl65>Boats<br>
        and radars</td><td align=right>$1,250,000.00&nbsp;</td></tr>
      <tr><td><b>x</b> y</td><td></td></tr></table><!--EndFragment--></body></html>`;
    assert.deepEqual(parseHtmlTable(html), [
      ["Boats\nand radars", "$1,250,000.00"],
      ["x y", ""],
    ]);
  });

  it("leaves cells empty that another one spans", () => {
    const html =
      "<table><tr><td rowspan=2>a<td colspan=2>b</tr><tr><td>c<td>d</tr><tr><td>e</table>";
    assert.deepEqual(parseHtmlTable(html), [["a", "b", ""], ["", "c", "d"], ["e"]]);
  });

  it("has nothing where there is no table", () => {
    assert.equal(parseHtmlTable("<p>text</p>"), undefined);
    assert.equal(parseHtmlTable("<table></table>"), undefined);
  });
});

describe("readClipboard", () => {
  it("takes the exact text where both show one table", () => {
    assert.deepEqual(readClipboard("a  b\tc", "<table><tr><td>a b<td>c</table>"), [["a  b", "c"]]);
  });

  it("takes the table where the text has lost its shape", () => {
    const html = "<table><tr><td><p>a</p><p>b</p></td><td>c</td></tr></table>";
    assert.deepEqual(readClipboard("a\nb\tc", html), [["a\nb", "c"]]);
  });
});
