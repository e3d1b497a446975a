import { findNearest } from "../../base/ids.ts";
import { formatCell, parseCell } from "../../plan/cells.ts";
import { suggest } from "../../plan/words.ts";
import type { Column } from "./columns.ts";

/** What is found in a cell. */
export interface CellFinding {
  readonly code: string;
  readonly severity: "error" | "warning" | "note";
  readonly found: string;
  readonly expected: string;
  readonly help: string;
}

/** A text read as a cell. */
export interface CheckedCell {
  /** As files write it; nothing where it is empty or refused. */
  readonly value: string | null;
  /** Whether the server would refuse it. An unknown row is told, and kept: it may come later. */
  readonly refused: boolean;
  readonly findings: readonly CellFinding[];
}

/** Names of rows that are known, by where they are (see `Column.target`): id and a name to read. */
export type KnownRows = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** What is known before any table was read. */
export const nothingKnown: KnownRows = new Map();

/** Reads a text as a cell of a column, by the rules by which the server reads it. */
export function checkCell(
  text: string | null,
  column: Column,
  known: KnownRows = nothingKnown,
): CheckedCell {
  const findings: CellFinding[] = [];
  let refused = false;
  const value = parseCell(text ?? "", column.spec, (code, words) => {
    const spaces = code === "cell_spaces";
    if (!spaces) refused = true;
    findings.push({ code, severity: spaces ? "warning" : "error", ...words });
  });
  if (refused) return { value: null, refused, findings };
  const written = formatCell(value, column.spec);
  if (written !== null) findings.push(...checkNames(written, column, known));
  return { value: written, refused, findings };
}

function checkNames(written: string, column: Column, known: KnownRows): CellFinding[] {
  const isAccount = column.spec.type === "account" || column.spec.type === "accounts";
  const target = column.target === null ? undefined : known.get(column.target);
  const names =
    target ?? (isAccount && column.values !== null ? new Set(column.values) : undefined);
  if (names === undefined) return [];
  const what = isAccount ? "the catalogue of the law" : `\`${column.target?.split("/")[0]}\``;
  return written
    .split(";")
    .filter((name) => !names.has(name))
    .map((name) => ({
      code: isAccount ? "account_unknown" : "reference_unknown",
      severity: "error",
      found: `\`${name}\`, which ${what} does not have`,
      expected: isAccount ? "the code of an account" : `the id of a row of ${what}`,
      help: suggest(findNearest(name, names.keys()), "Name another, or add it first."),
    }));
}

/** Rows whose id or name holds the query, the best first: those that begin with it, then in the order given. */
export function searchNames(
  names: ReadonlyMap<string, string>,
  query: string,
  most = 50,
): readonly { readonly id: string; readonly name: string }[] {
  const wanted = query.trim().toLowerCase();
  const rank = (id: string, name: string): number => {
    if (wanted === "") return 2;
    const [low, lowName] = [id.toLowerCase(), name.toLowerCase()];
    if (low === wanted) return 0;
    if (low.startsWith(wanted)) return 1;
    if (lowName.startsWith(wanted)) return 2;
    return low.includes(wanted) || lowName.includes(wanted) ? 3 : 4;
  };
  return [...names]
    .map(([id, name]) => ({ id, name, rank: rank(id, name) }))
    .filter((one) => one.rank < 4)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, most)
    .map(({ id, name }) => ({ id, name }));
}

/** A finding in a sentence, for a cell and for a screen reader. */
export function sayFinding(finding: CellFinding): string {
  const end = (words: string) => (words === "" || /[.?!]$/.test(words) ? words : `${words}.`);
  return [`Found ${finding.found}`, `Expected ${finding.expected}`, finding.help]
    .map(end)
    .join(" ");
}
