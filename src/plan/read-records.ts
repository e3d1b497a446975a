import { findNearest } from "../base/ids.ts";
import type { Collector } from "./collect.ts";
import { scanCsv } from "./csv.ts";
import type { FieldSpec } from "./field-spec.ts";
import { count, listNames, quote, suggest } from "./words.ts";

/** The columns that a file may have: required ones, and others. */
export type Columns = Readonly<Record<string, FieldSpec>>;

/**
 * Told of each row: its line, and its cells in the order of the columns asked for; a column that the file does not
 * have gives `undefined`.
 */
export type OnRecord = (line: number, cells: readonly (string | undefined)[]) => void;

/** Which columns a file was found to have. */
export interface Header {
  readonly present: ReadonlySet<string>;
}

/** Reads a CSV table row by row. Returns its header, or nothing where it has none that can be used. */
export function readRecords(
  file: string,
  text: string,
  columns: Columns,
  collector: Collector,
  onRecord: OnRecord,
): Header | undefined {
  let header: readonly string[] | undefined;
  let unusable = false;
  let positions: readonly number[] = [];
  scanCsv(text, {
    row(line, cells) {
      if (unusable) return;
      if (header === undefined) {
        if (isEmpty(cells)) return addEmpty(file, line, collector);
        header = cells;
        unusable = !checkSeparator(file, line, cells, columns, collector);
        if (unusable) return;
        checkHeader(file, line, cells, columns, collector);
        const found = cells;
        positions = Object.keys(columns).map((name) => found.indexOf(name));
        return;
      }
      if (isEmpty(cells)) return addEmpty(file, line, collector);
      if (cells.length !== header.length) {
        return addRagged(file, line, cells.length, header.length, collector);
      }
      onRecord(
        line,
        positions.map((position) => cells[position]),
      );
    },
    quoteOpen: (line) => addQuote("quote_open", file, line, collector),
    quoteStray: (line) => addQuote("quote_stray", file, line, collector),
  });
  if (header === undefined && !unusable) addHeaderless(file, columns, collector);
  return header === undefined || unusable ? undefined : { present: new Set(header) };
}

function isEmpty(cells: readonly string[]): boolean {
  return cells.every((cell) => cell === "");
}

function addEmpty(file: string, row: number, collector: Collector): void {
  collector.add(
    "row_empty",
    { file, row },
    { found: "an empty row", expected: "a row of the table", help: "Delete the row." },
  );
}

function addRagged(file: string, row: number, found: number, wanted: number, to: Collector): void {
  to.add(
    "row_ragged",
    { file, row },
    {
      found: count(found, "cell"),
      expected: `${count(wanted, "cell")}, as in the header`,
      help:
        found > wanted
          ? "Put quotes around a text that has a comma in it."
          : "Add the commas that are missing, one for each empty cell.",
    },
  );
}

function addQuote(
  code: "quote_open" | "quote_stray",
  file: string,
  row: number,
  collector: Collector,
): void {
  const found =
    code === "quote_open"
      ? `a quote that opens on line ${row} and never closes`
      : "a quote inside a cell, or text after a closing quote";
  collector.add(
    code,
    { file, row },
    {
      found,
      expected: 'quotes around whole cells, and "" for a quote inside',
      help:
        code === "quote_open"
          ? "Close the quote. Everything after it was not read."
          : "Put quotes around the whole cell, and double those inside.",
    },
  );
}

function addHeaderless(file: string, columns: Columns, collector: Collector): void {
  const required = namesOf(columns, true);
  collector.add(
    "header_missing",
    { file },
    {
      found: "no header row",
      expected: `a row with the names of the columns, at least ${listNames(required, required.length)}`,
      help: "Write the names of the columns in the first row.",
    },
  );
}

function namesOf(columns: Columns, required: boolean): string[] {
  return Object.entries(columns)
    .filter(([, column]) => (column.required === true) === required)
    .map(([name]) => name);
}

const otherSeparators = { ";": "semicolons", "\t": "tabs", "|": "bars" } as const;

function checkSeparator(
  file: string,
  row: number,
  cells: readonly string[],
  columns: Columns,
  collector: Collector,
): boolean {
  const [only = ""] = cells;
  if (cells.length > 1) return true;
  for (const [separator, name] of Object.entries(otherSeparators)) {
    const known = only.split(separator).filter((part) => Object.hasOwn(columns, part));
    if (!only.includes(separator) || known.length === 0) continue;
    collector.add(
      "file_separator",
      { file, row },
      {
        found: `cells separated by ${name}`,
        expected: "cells separated by commas",
        help: "Export the table again, with commas.",
      },
    );
    return false;
  }
  return true;
}

function checkHeader(
  file: string,
  row: number,
  cells: readonly string[],
  columns: Columns,
  collector: Collector,
): void {
  const names = Object.keys(columns);
  const free = names.filter((name) => !cells.includes(name));
  cells.forEach((cell, index) => {
    if (!Object.hasOwn(columns, cell)) {
      collector.add(
        "column_unknown",
        { file, row, field: cell },
        {
          found: cell === "" ? "a column without a name" : `the column ${quote(cell)}`,
          expected: `columns of the table: ${listNames(names, names.length)}`,
          help: suggest(
            findNearest(cell, free),
            "Rename the column, or delete it: the plan cannot hold it.",
          ),
        },
      );
    } else if (cells.indexOf(cell) !== index) {
      collector.add(
        "column_repeated",
        { file, row, field: cell },
        {
          found: `the column \`${cell}\` as number ${cells.indexOf(cell) + 1} and ${index + 1}`,
          expected: "each column once",
          help: "Delete one of the two.",
        },
      );
    }
  });
  for (const name of namesOf(columns, true)) {
    if (cells.includes(name)) continue;
    const unknown = cells.filter((cell) => !Object.hasOwn(columns, cell));
    collector.add(
      "column_missing",
      { file, row, field: name },
      {
        found: `no column \`${name}\``,
        expected: "every required column",
        help: suggestRename(name, findNearest(name, unknown)),
      },
    );
  }
}

function suggestRename(name: string, nearest: string | undefined): string {
  if (nearest === undefined || nearest === "") return `Add the column \`${name}\`.`;
  return `Rename the column ${quote(nearest)} to \`${name}\`.`;
}
