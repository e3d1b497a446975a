import type { Finding, Outcome } from "../../base/findings.ts";
import { reportExchange } from "../finding-kinds.ts";
import { recognize } from "./file-kind.ts";
import { officialFileLimits, type WorkbookLimits } from "./limits.ts";
import { type PartSource, parseXmlPart, type XmlListener } from "./parse-xml.ts";
import { sharedStringsListener } from "./shared-strings.ts";
import { SheetReader } from "./sheet.ts";
import type { Sheet, Workbook } from "./workbook.ts";
import { relationsListener, workbookListener } from "./workbook-parts.ts";
import { readZipDirectory, showName, type ZipEntry } from "./zip-directory.ts";

const empty: Workbook = { sheets: [] };

/**
 * The values of a workbook: every sheet, row and cell, read as a stream within the limits.
 *
 * Errors: findings, never a throw; with an error the workbook has no sheets, since half a file is no figure.
 * `name` is the name of the file, for the places of findings.
 * Source: ECMA-376 part 1 (SpreadsheetML) and part 2 (packages).
 */
export function readWorkbook(
  bytes: Uint8Array,
  name: string,
  limits: WorkbookLimits = officialFileLimits,
): Outcome<Workbook> {
  const recognized = recognize(bytes, name, limits);
  if (recognized.stop !== undefined) return { result: empty, findings: [recognized.stop] };
  const notes: Finding[] = [...recognized.notes];
  const directory = readZipDirectory(bytes, limits, name);
  if (directory.findings.length > 0) return { result: empty, findings: directory.findings };
  const reader = new PartReader(
    { bytes, budget: { left: limits.unpackedBytes }, file: name },
    directory.result,
  );
  const sheets = readSheets(reader, limits, notes);
  return reader.problem === undefined
    ? { result: { sheets }, findings: notes }
    : { result: empty, findings: [reader.problem] };
}

/** Reads parts until the first problem, which it keeps; after one, it reads nothing more. */
class PartReader {
  readonly source: PartSource;
  readonly entries: ReadonlyMap<string, ZipEntry>;
  problem: Finding | undefined;

  constructor(source: PartSource, entries: ReadonlyMap<string, ZipEntry>) {
    this.source = source;
    this.entries = entries;
  }

  read<L extends XmlListener>(part: string, listener: L): L {
    if (this.problem !== undefined) return listener;
    const entry = this.entries.get(part);
    this.problem =
      entry === undefined
        ? partMissing(this.source.file, part)
        : parseXmlPart(this.source, entry, listener);
    return listener;
  }
}

function readSheets(reader: PartReader, limits: WorkbookLimits, notes: Finding[]): Sheet[] {
  const { file } = reader.source;
  if (!reader.entries.has("_rels/.rels")) {
    reader.problem = notAWorkbook(file, "a zip container without a workbook in it");
  }
  const root = reader.read("_rels/.rels", relationsListener(""));
  const main = root.relations.find((relation) => relation.kind === "officeDocument")?.part ?? "";
  if (reader.problem === undefined && !reader.entries.has(main)) {
    reader.problem = notAWorkbook(file, "a zip container without a workbook in it");
  }
  if (reader.problem === undefined && main.endsWith(".bin")) {
    reader.problem = notAWorkbook(file, "a binary workbook (.xlsb)");
  }
  const names = reader.read(main, workbookListener()).sheets;
  const folder = main.slice(0, main.lastIndexOf("/") + 1);
  const leaf = main.slice(folder.length);
  const { relations } = reader.read(`${folder}_rels/${leaf}.rels`, relationsListener(folder));
  const stringsPart = relations.find((relation) => relation.kind === "sharedStrings")?.part;
  const strings =
    stringsPart === undefined
      ? []
      : reader.read(stringsPart, sharedStringsListener(limits, file)).strings;
  if (reader.problem === undefined && names.length === 0) {
    reader.problem = notAWorkbook(file, "a workbook without sheets");
  }
  if (reader.problem === undefined && names.length > limits.sheets) {
    reader.problem = tooManySheets(file, names.length, limits.sheets);
  }
  const cells = { left: limits.cells };
  const sheets: Sheet[] = [];
  for (const { name, relation } of names) {
    if (reader.problem !== undefined) break;
    const found = relations.find((candidate) => candidate.id === relation);
    // Chart sheets and dialog sheets hold no cells.
    if (found !== undefined && found.kind !== "worksheet") continue;
    const listener = new SheetReader({ file, sheet: name, strings, limits, cells });
    reader.read(found?.part ?? `sheet ${name}`, listener);
    sheets.push({ name, rows: listener.rows });
    notes.push(...listener.findings());
  }
  return sheets;
}

function tooManySheets(file: string, count: number, most: number): Finding {
  return reportExchange(
    "sheet_over_limit",
    { file },
    {
      found: `${count} sheets`,
      expected: `at most ${most}`,
      help: "Keep the sheets that hold the data.",
    },
  );
}

function partMissing(file: string, part: string): Finding {
  return reportExchange(
    "part_missing",
    { file },
    {
      found: `no part ${showName(part)}`,
      expected: "every part that the workbook refers to",
      help: "Open the file in a spreadsheet program and save it again as .xlsx.",
    },
  );
}

function notAWorkbook(file: string, found: string): Finding {
  return reportExchange(
    "not_a_workbook",
    { file },
    {
      found,
      expected: "an .xlsx workbook",
      help: "Save the table as .xlsx with a spreadsheet program.",
    },
  );
}
