import type { LinearModel, Row } from "../model/linear-model.ts";

/** A part of a model that shares no column with any other part. */
export interface ModelPart {
  readonly model: LinearModel;
  /** The column of the whole model for each column of the part. */
  readonly columns: readonly number[];
}

/** Room for rounding when it is judged whether a row can be broken: a dollar, where rows count in millions. */
const room = 1e-6;

/**
 * The parts into which a model falls once the rows are gone that nothing can break; without those that are met by
 * leaving every column at its least.
 *
 * `groups` names columns of which at most one is 1, such as the packages of one initiative: by column, its group. What is
 * left out has a solution for every solution of the parts, since only rows go that hold whatever the others are.
 */
export function splitModel(model: LinearModel, groups: ReadonlyMap<number, number>): ModelPart[] {
  const rows = dropSafeRows(model, groups);
  const roots = model.columns.map((_, index) => index);
  const find = (column: number): number => {
    let root = column;
    while (roots[root] !== root) root = roots[root] ?? root;
    roots[column] = root;
    return root;
  };
  for (const { indices } of rows) {
    const [first = 0] = indices;
    for (const column of indices) roots[find(column)] = find(first);
  }
  const byRoot = Map.groupBy(rows, ({ indices }) => find(indices[0] ?? 0));
  return [...byRoot.values()]
    .filter((own) => !own.every((row) => isMetByNothing(model, row)))
    .map((own) => makePart(model, own));
}

function isMetByNothing(model: LinearModel, row: Row): boolean {
  const sum = row.indices.reduce(
    (total, column, position) =>
      total + (row.values[position] ?? 0) * (model.columns[column]?.lower ?? 0),
    0,
  );
  return sum >= row.lower && sum <= row.upper;
}

function makePart(model: LinearModel, rows: readonly Row[]): ModelPart {
  const columns = [...new Set(rows.flatMap(({ indices }) => indices))].sort((a, b) => a - b);
  const place = new Map(columns.map((column, index) => [column, index]));
  return {
    columns,
    model: {
      columns: columns.flatMap((column) => model.columns[column] ?? []),
      rows: rows.map((row) => ({
        ...row,
        indices: row.indices.map((column) => place.get(column) ?? 0),
      })),
    },
  };
}

/** The rows that can be broken; a row whose own free columns can always make up for the rest cannot. */
function dropSafeRows(model: LinearModel, groups: ReadonlyMap<number, number>): readonly Row[] {
  let rows: readonly Row[] = model.rows.filter(({ indices }) => indices.length > 0);
  for (let count = -1; count !== rows.length; ) {
    count = rows.length;
    const uses = new Map<number, number>();
    for (const { indices } of rows) {
      for (const column of indices) uses.set(column, (uses.get(column) ?? 0) + 1);
    }
    rows = rows.filter((row) => !isSafe(model, row, groups, uses));
  }
  return rows;
}

function isSafe(
  model: LinearModel,
  row: Row,
  groups: ReadonlyMap<number, number>,
  uses: ReadonlyMap<number, number>,
): boolean {
  // That at most one package is chosen is what makes other rows safe.
  if (row.indices.every((column) => groups.has(column)) && row.upper === 1) return false;
  const rest = { least: 0, most: 0 };
  const own = { least: 0, most: 0 };
  const inGroups = new Map<number, { least: number; most: number }>();
  row.indices.forEach((column, position) => {
    const value = row.values[position] ?? 0;
    const { lower = 0, upper = 0, objective = 0, integer = false } = model.columns[column] ?? {};
    const ends = [value * lower, value * upper] as const;
    const group = groups.get(column);
    if (group !== undefined && lower === 0) {
      const known = inGroups.get(group) ?? { least: 0, most: 0 };
      known.least = Math.min(known.least, ...ends);
      known.most = Math.max(known.most, ...ends);
      inGroups.set(group, known);
      return;
    }
    // A column of no cost that stands in this row only may take any value that suits it.
    const free = objective === 0 && !integer && uses.get(column) === 1;
    // What gives way is not used to save a row: it costs.
    const side = objective === 0 ? ends : ([value * lower, value * lower] as const);
    const part = free ? own : rest;
    part.least += Math.min(...side);
    part.most += Math.max(...side);
  });
  for (const { least, most } of inGroups.values()) {
    rest.least += least;
    rest.most += most;
  }
  return rest.least + own.most >= row.lower - room && rest.most + own.least <= row.upper + room;
}
