import type { CellFinding } from "./check-cell.ts";

/** A finding of the plan with its place. */
export interface PlacedFinding extends CellFinding {
  readonly at: {
    readonly file?: string | undefined;
    readonly field?: string | undefined;
    readonly id?: string | undefined;
  };
}

/** Findings of one table by row and field; those of a row as a whole stand at its `id`. */
export type FindingIndex = ReadonlyMap<string, ReadonlyMap<string, readonly PlacedFinding[]>>;

/** No findings. */
export const noFindings: FindingIndex = new Map();

/** Whether something is found in a row, or a finding of this code. */
export function isFoundIn(index: FindingIndex, row: string, code?: string): boolean {
  if (code === undefined) return index.has(row);
  return [...(index.get(row)?.values() ?? [])].flat().some((one) => one.code === code);
}

/** The findings of one table, by row and field. */
export function indexFindings(
  findings: readonly PlacedFinding[],
  table: string,
  fields: readonly string[],
): FindingIndex {
  const index = new Map<string, Map<string, PlacedFinding[]>>();
  for (const finding of findings) {
    const { file, id, field } = finding.at;
    if (file !== `${table}.csv` || id === undefined) continue;
    const name = field !== undefined && fields.includes(field) ? field : "id";
    let row = index.get(id);
    if (row === undefined) {
      row = new Map();
      index.set(id, row);
    }
    const cell = row.get(name);
    if (cell === undefined) row.set(name, [finding]);
    else cell.push(finding);
  }
  return index;
}

/** The index with what is found now in some rows in place of what was found before. */
export function replaceFindings(
  index: FindingIndex,
  rows: readonly string[],
  fresh: FindingIndex,
): FindingIndex {
  const next = new Map(index);
  for (const row of rows) {
    const found = fresh.get(row);
    if (found === undefined) next.delete(row);
    else next.set(row, found);
  }
  return next;
}

const weights = { error: 2, warning: 1, note: 0 } as const;

/** The gravest severity among findings, or nothing where there are none. */
export function gravest(findings: readonly CellFinding[]): CellFinding["severity"] | undefined {
  let worst: CellFinding["severity"] | undefined;
  for (const { severity } of findings) {
    if (worst === undefined || weights[severity] > weights[worst]) worst = severity;
  }
  return worst;
}
