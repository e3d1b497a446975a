import type { FindingWords } from "../base/findings.ts";
import { parseCell } from "./cells.ts";
import type { Collector } from "./collect.ts";
import type { FieldSpec } from "./field-spec.ts";
import type { PlanFindingCode } from "./finding-kinds.ts";
import { type Header, readRecords } from "./read-records.ts";
import { absentValue } from "./rows.ts";
import { count } from "./words.ts";

/** The rows of a table as read, and the line of each id. */
export interface TableRows {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly lines: ReadonlyMap<string, number>;
}

/** Reads a table of a plan. Rows with errors are in the result too; the findings tell. */
export function readTable(
  file: string,
  text: string,
  fields: Readonly<Record<string, FieldSpec>>,
  collector: Collector,
): TableRows {
  const rows: Record<string, unknown>[] = [];
  const lines = new Map<string, number>();
  const specs = Object.entries(fields);
  const empties = new Map<string, number>();
  const place = { file, row: 0, field: "" };
  const report = (code: PlanFindingCode, words: FindingWords): void =>
    collector.add(code, { ...place }, words);

  const header = readRecords(file, text, fields, collector, (line, cells) => {
    const row: Record<string, unknown> = {};
    place.row = line;
    specs.forEach(([name, spec], index) => {
      const cell = cells[index];
      if (cell === undefined || (cell === "" && spec.required !== true)) {
        row[name] = absentValue(spec);
        if ("default" in spec && cell === "") empties.set(name, (empties.get(name) ?? 0) + 1);
        return;
      }
      place.field = name;
      row[name] = parseCell(cell, spec, report);
    });
    addId(file, row.id, line, lines, collector);
    rows.push(row);
  });
  if (header !== undefined && rows.length > 0)
    noteDefaults(file, specs, header, empties, collector);
  return { rows, lines };
}

function addId(
  file: string,
  id: unknown,
  line: number,
  lines: Map<string, number>,
  collector: Collector,
): void {
  if (typeof id !== "string") return;
  const before = lines.get(id);
  if (before === undefined) {
    lines.set(id, line);
    return;
  }
  collector.add(
    "id_repeated",
    { file, row: line, field: "id", id },
    {
      found: `\`${id}\`, which row ${before} has too`,
      expected: "an id that no other row of the table has",
      help: `Give row ${before} or row ${line} another id.`,
    },
  );
}

/** One note per table, so that no default is silent. */
function noteDefaults(
  file: string,
  specs: readonly (readonly [string, FieldSpec])[],
  header: Header,
  empties: ReadonlyMap<string, number>,
  collector: Collector,
): void {
  const parts: string[] = [];
  for (const [name, spec] of specs) {
    if (!("default" in spec)) continue;
    const absent = !header.present.has(name);
    const empty = empties.get(name) ?? 0;
    if (!absent && empty === 0) continue;
    const what = absent ? "no column" : count(empty, "empty cell");
    parts.push(`\`${name}\` counts as \`${String(spec.default)}\` (${what})`);
  }
  if (parts.length === 0) return;
  collector.add(
    "defaults_apply",
    { file },
    {
      found: `cells without a value: ${parts.join("; ")}`,
      expected: "values, or these defaults",
      help: "Nothing to do if the defaults are right.",
    },
  );
}
