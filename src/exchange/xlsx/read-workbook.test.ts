import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateRawSync } from "node:zlib";
import { strToU8, zipSync } from "fflate";
import { officialFileLimits } from "./limits.ts";
import { makeWorkbook, sheetRows, workbookParts, zipParts } from "./make-workbook.test-data.ts";
import { readWorkbook } from "./read-workbook.ts";

const good = sheetRows([["a", 1]]);

function cellsOf(sheetData: string, strings = ""): unknown[] {
  const { result, findings } = readWorkbook(makeWorkbook(sheetData, strings), "a.xlsx");
  assert.deepEqual(
    findings.filter(({ severity }) => severity === "error"),
    [],
  );
  return result.sheets.flatMap(({ rows }) => rows.flatMap(({ cells }) => cells));
}

const values: readonly [what: string, cell: string, kind: string, text: string][] = [
  ["a shared string", `<c t="s"><v>0</v></c>`, "text", "plain"],
  ["rich text without its phonetic guide", `<c t="s"><v>1</v></c>`, "text", "bold & thin"],
  ["an inline string", `<c t="inlineStr"><is><t>x &lt; y</t></is></c>`, "text", "x < y"],
  [
    "an inline string in runs",
    `<c t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c>`,
    "text",
    "ab",
  ],
  [
    "a number, every digit kept",
    `<c><v>12345678901234567890.10</v></c>`,
    "number",
    "12345678901234567890.10",
  ],
  ["a number with an exponent", `<c t="n"><v>1.5E-7</v></c>`, "number", "1.5E-7"],
  ["true", `<c t="b"><v>1</v></c>`, "boolean", "TRUE"],
  ["an error", `<c t="e"><v>#REF!</v></c>`, "error", "#REF!"],
  ["a date as text", `<c t="d"><v>2020-09-30</v></c>`, "date", "2020-09-30"],
  ["a formula", `<c><f>SUM(A1:A9)</f><v>45</v></c>`, "formula", "45"],
  ["a formula that gives text", `<c t="str"><f>"a"</f><v>a</v></c>`, "formula", "a"],
  ["a formula's text without its formula", `<c t="str"><v>a</v></c>`, "formula", "a"],
  ["CDATA", `<c t="inlineStr"><is><t><![CDATA[<a>]]></t></is></c>`, "text", "<a>"],
  ["an escaped sign", `<c t="inlineStr"><is><t>a_x000A_b</t></is></c>`, "text", "a\nb"],
];

const strings =
  "<si><t>plain</t></si><si><r><t>bold </t></r><r><t>&amp; thin</t></r><rPh><t>guide</t></rPh></si>";

for (const [what, cell, kind, text] of values) {
  test(`a cell is read: ${what}`, () => {
    assert.deepEqual(cellsOf(`<row r="1">${cell}</row>`, strings), [{ kind, text }]);
  });
}

test("rows and columns keep their places, with or without references", () => {
  const data = `<row r="3"><c r="B3"><v>1</v></c><c/><c><v>2</v></c></row><row><c><v>3</v></c></row><row/>`;
  const { result } = readWorkbook(makeWorkbook(data), "a.xlsx");
  const number = (text: string) => ({ kind: "number", text });
  assert.deepEqual(result.sheets, [
    {
      name: "Data",
      rows: [
        { row: 3, cells: [undefined, number("1"), undefined, number("2")] },
        { row: 4, cells: [number("3")] },
      ],
    },
  ]);
});

test("a part may be UTF-16, and names may have another prefix", () => {
  const parts = workbookParts("");
  const sheet = `<?xml version="1.0" encoding="UTF-16"?><x:worksheet xmlns:x="urn:x"><x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>é</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>`;
  const bytes = new Uint8Array(2 + sheet.length * 2);
  const view = new DataView(bytes.buffer);
  [..."\ufeff", ...sheet].forEach((letter, at) => {
    view.setUint16(at * 2, letter.charCodeAt(0), true);
  });
  const { "xl/worksheets/sheet1.xml": _, ...rest } = parts;
  const packed = zipSync({
    ...Object.fromEntries(Object.entries(rest).map(([path, text]) => [path, strToU8(text)])),
    "xl/worksheets/sheet1.xml": bytes,
  });
  const { result, findings } = readWorkbook(packed, "a.xlsx");
  assert.deepEqual(findings, []);
  assert.deepEqual(result.sheets[0]?.rows[0]?.cells, [{ kind: "text", text: "é" }]);
});

test("formulas and errors are counted, with the first place", () => {
  const data = `<row r="2"><c r="C2"><f>1</f><v>1</v></c><c r="D2"><f>2</f></c><c r="E2" t="e"><v>#N/A</v></c></row>`;
  const { findings } = readWorkbook(makeWorkbook(data), "a.xlsx");
  assert.deepEqual(
    findings.map(({ code, found }) => [code, found]),
    [
      ["formula_found", "2 formula cells, the first in C2"],
      ["cell_error", "1 cells with an error, the first in E2"],
    ],
  );
});

function withPart(path: string, text: string | undefined): Uint8Array {
  const parts = workbookParts(good);
  delete parts[path];
  return zipParts(text === undefined ? parts : { ...parts, [path]: text });
}

function sheetXml(xml: string): Uint8Array {
  return withPart("xl/worksheets/sheet1.xml", xml);
}

function patched(change: (bytes: Uint8Array, view: DataView) => void): Uint8Array {
  const bytes = makeWorkbook(good);
  change(bytes, new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  return bytes;
}

function findSignature(view: DataView, signature: number): number {
  for (let at = 0; at + 4 <= view.byteLength; at++) {
    if (view.getUint32(at, true) === signature) return at;
  }
  throw new Error("no such record");
}

const compound = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const utf16 = (text: string): number[] => [...text].flatMap((sign) => [sign.charCodeAt(0), 0]);
const text = (content: string): Uint8Array => strToU8(content);
const lol = `<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>`;

const broken: readonly [what: string, bytes: () => Uint8Array, code: string, found: RegExp][] = [
  ["nothing", () => new Uint8Array(), "not_a_workbook", /empty file/],
  ["text", () => text("a,b\n1,2\n"), "not_a_workbook", /no zip/],
  ["a web page", () => text("  <!DOCTYPE html><p>"), "not_a_workbook", /web page/],
  ["a PDF", () => text("%PDF-1.7"), "not_a_workbook", /PDF/],
  ["an .xls", () => Uint8Array.from([...compound, 0, 0]), "not_a_workbook", /\.xls/],
  [
    "a password",
    () => Uint8Array.from([...compound, ...utf16("EncryptedPackage")]),
    "file_encrypted",
    /password/,
  ],
  [
    "an encrypted entry",
    () => patched((_, view) => view.setUint16(findSignature(view, 0x02014b50) + 8, 1, true)),
    "file_encrypted",
    /password/,
  ],
  [
    "a zip of something else",
    () => zipParts({ "a.txt": "a" }),
    "not_a_workbook",
    /without a workbook/,
  ],
  [
    "a binary workbook",
    () => {
      const { "_rels/.rels": rels = "", ...rest } = workbookParts(good);
      return zipParts({
        ...rest,
        "_rels/.rels": rels.replace(".xml", ".bin"),
        "xl/workbook.bin": "",
      });
    },
    "not_a_workbook",
    /\.xlsb/,
  ],
  [
    "a document",
    () => withPart("_rels/.rels", `<Relationships/>`),
    "not_a_workbook",
    /without a workbook/,
  ],
  ["a zip cut off", () => makeWorkbook(good).subarray(0, 900), "zip_damaged", /end-of-directory/],
  ["only the first two bytes", () => text("PK"), "zip_damaged", /end-of-directory/],
  [
    "a directory past the end",
    () =>
      patched((_, view) => view.setUint32(findSignature(view, 0x06054b50) + 16, 0x7fffffff, true)),
    "zip_damaged",
    /past its end/,
  ],
  [
    "a broken directory",
    () => patched((_, view) => view.setUint32(findSignature(view, 0x02014b50), 0, true)),
    "zip_damaged",
    /entry 1/,
  ],
  [
    "several disks",
    () => patched((_, view) => view.setUint16(findSignature(view, 0x06054b50) + 4, 1, true)),
    "zip_damaged",
    /disks/,
  ],
  [
    "a wrong offset",
    () => patched((_, view) => view.setUint32(findSignature(view, 0x02014b50) + 42, 7, true)),
    "zip_damaged",
    /directory says/,
  ],
  [
    "another method in the local header",
    () => patched((_, view) => view.setUint16(8, 0, true)),
    "zip_damaged",
    /contradict/,
  ],
  [
    "an unknown method",
    () =>
      patched((_, view) => {
        view.setUint16(8, 12, true);
        view.setUint16(findSignature(view, 0x02014b50) + 10, 12, true);
      }),
    "zip_damaged",
    /method 12/,
  ],
  [
    "a wrong checksum",
    () => patched((_, view) => view.setUint32(findSignature(view, 0x02014b50) + 16, 1, true)),
    "zip_damaged",
    /checksum/,
  ],
  [
    "a size too small",
    () => patched((_, view) => view.setUint32(findSignature(view, 0x02014b50) + 24, 9, true)),
    "zip_damaged",
    /more than its declared/,
  ],
  [
    "a size too large",
    () => patched((_, view) => view.setUint32(findSignature(view, 0x02014b50) + 24, 9999, true)),
    "zip_damaged",
    /cut off/,
  ],
  [
    "no workbook part",
    () => withPart("xl/workbook.xml", undefined),
    "not_a_workbook",
    /without a workbook/,
  ],
  [
    "no relations",
    () => withPart("xl/_rels/workbook.xml.rels", undefined),
    "part_missing",
    /workbook\.xml\.rels/,
  ],
  [
    "no sheet part",
    () => withPart("xl/worksheets/sheet1.xml", undefined),
    "part_missing",
    /sheet1/,
  ],
  [
    "no shared strings",
    () => withPart("xl/sharedStrings.xml", undefined),
    "part_missing",
    /sharedstrings/,
  ],
  [
    "no sheets",
    () => withPart("xl/workbook.xml", "<workbook/>"),
    "not_a_workbook",
    /without sheets/,
  ],
  ["XML not closed", () => sheetXml("<worksheet><sheetData>"), "xml_damaged", /unclosed/],
  ["XML that is none", () => sheetXml("hello"), "xml_damaged", /sheet1/],
  ["an empty part", () => sheetXml(""), "xml_damaged", /sheet1/],
  ["an unknown entity", () => sheetXml("<worksheet>&bomb;</worksheet>"), "xml_damaged", /entity/],
  [
    "a billion laughs",
    () => sheetXml(`${lol}<worksheet>&b;</worksheet>`),
    "xml_doctype",
    /DOCTYPE/,
  ],
  [
    "elements without end",
    () => sheetXml(`<worksheet>${"<a>".repeat(1_000_000)}`),
    "xml_damaged",
    /nested over 200 deep/,
  ],
  [
    "a bare DOCTYPE",
    () => withPart("xl/sharedStrings.xml", `<!DOCTYPE sst><sst/>`),
    "xml_doctype",
    /sharedStrings/,
  ],
  [
    "another encoding",
    () => sheetXml(`<?xml version="1.0" encoding="EBCDIC"?><worksheet/>`),
    "xml_damaged",
    /EBCDIC/,
  ],
  [
    "a row that goes back",
    () => makeWorkbook(`<row r="5"/><row r="5"/>`),
    "sheet_damaged",
    /row number 5/,
  ],
  ["a row zero", () => makeWorkbook(`<row r="0"/>`), "sheet_damaged", /row number 0/],
  ["a row that is no number", () => makeWorkbook(`<row r="x"/>`), "sheet_damaged", /row number x/],
  [
    "a cell of another row",
    () => makeWorkbook(`<row r="1"><c r="A2"/></row>`),
    "sheet_damaged",
    /reference A2/,
  ],
  [
    "a cell twice",
    () => makeWorkbook(`<row r="1"><c r="A1"/><c r="A1"/></row>`),
    "sheet_damaged",
    /reference A1/,
  ],
  [
    "a reference that is none",
    () => makeWorkbook(`<row r="1"><c r="1A"/></row>`),
    "sheet_damaged",
    /reference 1A/,
  ],
  [
    "a string that is not there",
    () => makeWorkbook(`<row><c t="s"><v>9</v></c></row>`),
    "sheet_damaged",
    /shared string 9/,
  ],
  [
    "a string index that is none",
    () => makeWorkbook(`<row><c t="s"><v>-1</v></c></row>`),
    "sheet_damaged",
    /shared string -1/,
  ],
  [
    "a number that is none",
    () => makeWorkbook(`<row><c><v>12,5</v></c></row>`),
    "sheet_damaged",
    /number 12,5/,
  ],
  [
    "a boolean that is none",
    () => makeWorkbook(`<row><c t="b"><v>yes</v></c></row>`),
    "sheet_damaged",
    /boolean yes/,
  ],
  [
    "a type that is none",
    () => makeWorkbook(`<row><c t="q"><v>1</v></c></row>`),
    "sheet_damaged",
    /type q/,
  ],
  ["a far row", () => makeWorkbook(`<row r="2000000"/>`), "sheet_over_limit", /row 2000000/],
  [
    "a far column",
    () => makeWorkbook(`<row><c r="XFD1"><v>1</v></c></row>`),
    "sheet_over_limit",
    /column XFD/,
  ],
];

for (const [what, bytes, code, found] of broken) {
  test(`a broken file is a finding: ${what}`, () => {
    const { result, findings } = readWorkbook(bytes(), "a.xlsx");
    assert.deepEqual(result.sheets, []);
    assert.deepEqual(
      findings.map((finding) => [finding.code, finding.severity]),
      [[code, "error"]],
    );
    assert.match(findings[0]?.found ?? "", found);
  });
}

test("two entries of one name are refused, since programs differ in which they read", () => {
  const bytes = zipParts({ "a.xml": "1", "A.xml": "2" });
  const { findings } = readWorkbook(bytes, "a.xlsx");
  assert.equal(findings[0]?.code, "zip_damaged");
  assert.match(findings[0]?.found ?? "", /two entries/);
});

test("limits of size, entries and cells stop the reader", () => {
  const bytes = makeWorkbook(sheetRows([["a", "b"]]));
  const codeWith = (limit: Partial<typeof officialFileLimits>): string | undefined =>
    readWorkbook(bytes, "a.xlsx", { ...officialFileLimits, ...limit }).findings[0]?.code;
  assert.equal(codeWith({}), undefined);
  assert.equal(codeWith({ fileBytes: bytes.length }), undefined);
  assert.equal(codeWith({ fileBytes: bytes.length - 1 }), "import_too_large");
  assert.equal(codeWith({ entries: 5 }), undefined);
  assert.equal(codeWith({ entries: 4 }), "zip_over_limit");
  assert.equal(codeWith({ cells: 2 }), undefined);
  assert.equal(codeWith({ cells: 1 }), "sheet_over_limit");
  assert.equal(codeWith({ rows: 0 }), "sheet_over_limit");
  assert.equal(codeWith({ sheets: 1 }), undefined);
  assert.equal(codeWith({ sheets: 0 }), "sheet_over_limit");
  const withStrings = makeWorkbook("", "<si/><si/><si/>");
  const codeWithStrings = (strings: number): string | undefined =>
    readWorkbook(withStrings, "a.xlsx", { ...officialFileLimits, strings }).findings[0]?.code;
  assert.equal(codeWithStrings(3), undefined);
  assert.equal(codeWithStrings(2), "sheet_over_limit");
  assert.equal(codeWith({ unpackedBytes: 500 }), "zip_over_limit");
});

/** A workbook whose sheet unpacks to `size` zeros, and which declares `declared`. */
function bomb(size: number, declared: number): Uint8Array {
  const packed = deflateRawSync(new Uint8Array(size), { level: 9 });
  const marker = "x".repeat(packed.length);
  const bytes = zipSync(
    Object.fromEntries(
      Object.entries({ ...workbookParts(""), "xl/worksheets/sheet1.xml": marker }).map(
        ([path, content]) => [path, [strToU8(content), { level: 0 }] as const],
      ),
    ) as Parameters<typeof zipSync>[0],
  );
  const at = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf(marker);
  bytes.set(packed, at);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const name = "xl/worksheets/sheet1.xml";
  view.setUint16(at - 30 - name.length + 8, 8, true);
  for (let entry = findSignature(view, 0x02014b50); entry + 46 < bytes.length; ) {
    const length = view.getUint16(entry + 28, true);
    if (Buffer.from(bytes.subarray(entry + 46, entry + 46 + length)).toString() === name) {
      view.setUint16(entry + 10, 8, true);
      view.setUint32(entry + 24, declared, true);
      return bytes;
    }
    entry += 46 + length + view.getUint16(entry + 30, true) + view.getUint16(entry + 32, true);
  }
  throw new Error("no sheet entry");
}

test("a zip bomb is refused by its declared size, before it is unpacked", () => {
  const bytes = bomb(200_000_000, 4_000_000_000);
  assert.ok(bytes.length < 300_000);
  const { result, findings } = readWorkbook(bytes, "bomb.xlsx");
  assert.deepEqual(result.sheets, []);
  assert.equal(findings[0]?.code, "zip_over_limit");
});

test("a zip bomb that lies about its size is stopped after the first pieces", () => {
  const bytes = bomb(200_000_000, 1_000);
  const before = process.memoryUsage().rss;
  const { result, findings } = readWorkbook(bytes, "bomb.xlsx");
  assert.deepEqual(result.sheets, []);
  assert.equal(findings[0]?.code, "zip_damaged");
  const grown = process.memoryUsage().rss - before;
  assert.ok(grown < 100_000_000, `memory grew by ${grown} bytes`);
});

test("a workbook under another ending is read, and said to be one", () => {
  const bytes = makeWorkbook(good);
  assert.deepEqual(readWorkbook(bytes, "a.XLSX").findings, []);
  assert.deepEqual(readWorkbook(bytes, "a.xlsm").findings, []);
  const { result, findings } = readWorkbook(bytes, "a.csv");
  assert.equal(result.sheets[0]?.rows.length, 1);
  assert.deepEqual(
    findings.map(({ code, severity }) => [code, severity]),
    [["extension_unexpected", "warning"]],
  );
});

test("a chart sheet holds no cells and is passed over", () => {
  const parts = workbookParts(good);
  parts["xl/workbook.xml"] = (parts["xl/workbook.xml"] ?? "").replace(
    "</sheets>",
    `<sheet name="Chart" sheetId="2" r:id="rId9"/></sheets>`,
  );
  parts["xl/_rels/workbook.xml.rels"] = (parts["xl/_rels/workbook.xml.rels"] ?? "").replace(
    "</Relationships>",
    `<Relationship Id="rId9" Type="x/chartsheet" Target="/xl/chartsheets/sheet1.xml"/></Relationships>`,
  );
  const { result, findings } = readWorkbook(zipParts(parts), "a.xlsx");
  assert.deepEqual(findings, []);
  assert.deepEqual(
    result.sheets.map(({ name }) => name),
    ["Data"],
  );
});
