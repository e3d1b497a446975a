import type { Finding, Outcome } from "../base/findings.ts";
import { findNearest } from "../base/ids.ts";
import { normalizeName } from "./countries/find-partner.ts";
import { reportExchange } from "./finding-kinds.ts";
import type { Sheet, SheetRow } from "./xlsx/workbook.ts";

/** Where the headings of a table stand. */
export interface Headings<K extends string> {
  readonly sheet: Sheet;
  readonly row: number;
  /** Column of each heading, from 0. */
  readonly columns: Readonly<Record<K, number>>;
}

/** Headings are looked for in this many rows from the top. */
const searchedRows = 100;

interface Candidate {
  readonly sheet: Sheet;
  readonly row: SheetRow;
  readonly names: readonly string[];
  readonly matched: number;
}

/**
 * Finds the row of headings by its names, wherever it stands and in whatever order.
 *
 * Errors: `headings_missing` with what the likeliest row holds and the nearest spelling; `headings_repeated` when a
 * name stands twice, or two sheets hold the whole set.
 */
export function findHeadings<K extends string>(
  sheets: readonly Sheet[],
  wanted: Readonly<Record<K, string>>,
  file: string,
): Outcome<Headings<K> | undefined> {
  const keys = Object.keys(wanted) as K[];
  const names = new Set(keys.map((key) => normalizeName(wanted[key])));
  const candidates = sheets.flatMap((sheet) => {
    const best = bestRow(sheet, names);
    return best === undefined ? [] : [best];
  });
  const complete = candidates.filter((candidate) => candidate.matched === names.size);
  const chosen = complete[0];
  if (chosen === undefined) {
    return { result: undefined, findings: [missing(candidates, keys, wanted, file)] };
  }
  const second = complete[1];
  if (second !== undefined) {
    const found = `the headings in both sheets \`${chosen.sheet.name}\` and \`${second.sheet.name}\``;
    return { result: undefined, findings: [repeated(file, chosen.row.row, found)] };
  }
  const columns = {} as Record<K, number>;
  for (const key of keys) {
    const name = normalizeName(wanted[key]);
    columns[key] = chosen.names.indexOf(name);
    if (chosen.names.lastIndexOf(name) !== columns[key]) {
      const found = `\`${wanted[key]}\` over two columns`;
      return { result: undefined, findings: [repeated(file, chosen.row.row, found)] };
    }
  }
  return { result: { sheet: chosen.sheet, row: chosen.row.row, columns }, findings: [] };
}

function bestRow(sheet: Sheet, wanted: ReadonlySet<string>): Candidate | undefined {
  let best: Candidate | undefined;
  for (const row of sheet.rows.slice(0, searchedRows)) {
    const names = row.cells.map((cell) => (cell?.kind === "text" ? normalizeName(cell.text) : ""));
    const matched = new Set(names.filter((name) => wanted.has(name))).size;
    if (matched > (best?.matched ?? 0)) best = { sheet, row, names, matched };
  }
  return best;
}

function missing<K extends string>(
  candidates: readonly Candidate[],
  keys: readonly K[],
  wanted: Readonly<Record<K, string>>,
  file: string,
): Finding {
  const nearest = candidates.reduce<Candidate | undefined>(
    (best, candidate) => (candidate.matched > (best?.matched ?? 0) ? candidate : best),
    undefined,
  );
  const expected = `the headings ${keys.map((key) => `\`${wanted[key]}\``).join(", ")}`;
  if (nearest === undefined) {
    return reportExchange(
      "headings_missing",
      { file },
      {
        found: `none of the headings in the first ${searchedRows} rows`,
        expected,
        help: "Is it the right file? Do not remove the row of headings.",
      },
    );
  }
  const present = nearest.row.cells.flatMap((cell) =>
    cell?.kind === "text" ? [cell.text.slice(0, 60)] : [],
  );
  const lacking = keys.filter((key) => !nearest.names.includes(normalizeName(wanted[key])));
  const hints = lacking.map((key) => {
    const near = findNearest(wanted[key], present);
    return near === undefined ? `add \`${wanted[key]}\`` : `\`${near}\` may be \`${wanted[key]}\``;
  });
  return reportExchange(
    "headings_missing",
    { file, row: nearest.row.row },
    {
      found: `the headings ${present.map((name) => `\`${name}\``).join(", ")}`,
      expected,
      help: `Correct the headings: ${hints.join("; ")}.`,
    },
  );
}

function repeated(file: string, row: number, found: string): Finding {
  return reportExchange(
    "headings_repeated",
    { file, row },
    {
      found,
      expected: "each heading once",
      help: "Remove the column or sheet that is not meant.",
    },
  );
}
