import { strToU8, zipSync } from "fflate";

const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const packages = "http://schemas.openxmlformats.org/package/2006/relationships";

/** The texts of a small workbook's parts, by path; a test changes what it wants to break. */
export function workbookParts(sheetData: string, strings = ""): Record<string, string> {
  const relation = (id: string, kind: string, target: string): string =>
    `<Relationship Id="${id}" Type="${office}/${kind}" Target="${target}"/>`;
  return {
    "_rels/.rels": `<Relationships xmlns="${packages}">${relation("rId1", "officeDocument", "xl/workbook.xml")}</Relationships>`,
    "xl/workbook.xml": `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships xmlns="${packages}">${relation("rId1", "worksheet", "worksheets/sheet1.xml")}${relation("rId2", "sharedStrings", "sharedStrings.xml")}</Relationships>`,
    "xl/sharedStrings.xml": `<sst xmlns="${main}">${strings}</sst>`,
    "xl/worksheets/sheet1.xml": `<worksheet xmlns="${main}"><sheetData>${sheetData}</sheetData></worksheet>`,
  };
}

/** The bytes of an .xlsx file with these parts. */
export function zipParts(parts: Readonly<Record<string, string>>): Uint8Array {
  return zipSync(
    Object.fromEntries(Object.entries(parts).map(([path, text]) => [path, strToU8(text)])),
    { mtime: "1980-01-01T00:00:00Z" },
  );
}

/** A small workbook with one sheet of this XML. */
export function makeWorkbook(sheetData: string, strings = ""): Uint8Array {
  return zipParts(workbookParts(sheetData, strings));
}

/** The XML of rows of texts and numbers, all inline; `null` is an empty cell. */
export function sheetRows(
  rows: readonly (readonly (string | number | null)[])[],
  firstRow = 1,
): string {
  return rows
    .map((cells, at) => {
      const row = firstRow + at;
      const inner = cells.map((cell, column) => cellXml(cell, column, row)).join("");
      return `<row r="${row}">${inner}</row>`;
    })
    .join("");
}

function cellXml(cell: string | number | null, column: number, row: number): string {
  if (cell === null) return "";
  const reference = `${String.fromCharCode(65 + column)}${row}`;
  if (typeof cell === "number") return `<c r="${reference}"><v>${cell}</v></c>`;
  const text = cell.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  return `<c r="${reference}" t="inlineStr"><is><t>${text}</t></is></c>`;
}
