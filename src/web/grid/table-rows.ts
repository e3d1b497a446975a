/** An edit of a cell as the API takes it: texts as files write them, `null` where the field is absent. */
export interface CellEdit {
  readonly table: string;
  readonly row: string;
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** A row of the grid. */
export interface GridRow {
  /** Its id, or a name of its own while it is not saved yet. */
  readonly key: string;
  /** The change that had last touched it when it was read; 0 where it was not read. */
  readonly version: number;
  readonly cells: readonly (string | null)[];
  /** Whether it lacks what it needs to be saved. */
  readonly draft: boolean;
}

/** The rows of a table, with the place of each. */
export interface TableRows {
  readonly list: readonly GridRow[];
  readonly places: ReadonlyMap<string, number>;
}

/** No rows. */
export const noRows: TableRows = { list: [], places: new Map() };

/** Rows with their places. */
export function makeRows(list: readonly GridRow[]): TableRows {
  return { list, places: new Map(list.map((row, index) => [row.key, index])) };
}

/** More rows, at the end; of two with one key, the newer version stays. */
export function addRows(rows: TableRows, more: readonly GridRow[]): TableRows {
  const list = [...rows.list];
  const places = new Map(rows.places);
  for (const row of more) {
    const place = places.get(row.key);
    if (place === undefined) places.set(row.key, list.push(row) - 1);
    else if ((list[place]?.version ?? 0) <= row.version) list[place] = row;
  }
  return { list, places };
}

/** The row with this key. */
export function findRow(rows: TableRows, key: string): GridRow | undefined {
  const place = rows.places.get(key);
  return place === undefined ? undefined : rows.list[place];
}

/** The rows with some in place of those of the same keys. */
export function replaceRows(rows: TableRows, changed: Iterable<GridRow>): TableRows {
  const list = [...rows.list];
  for (const row of changed) {
    const place = rows.places.get(row.key);
    if (place !== undefined) list[place] = row;
  }
  return { list, places: rows.places };
}

/** The rows without some. */
export function removeRows(rows: TableRows, keys: ReadonlySet<string>): TableRows {
  return makeRows(rows.list.filter((row) => !keys.has(row.key)));
}

/** The row under another key, in the same place. */
export function renameRow(rows: TableRows, key: string, row: GridRow): TableRows {
  return makeRows(rows.list.map((one) => (one.key === key ? row : one)));
}

/** A row with some cells changed, by index of the column. */
export function setCells(
  row: GridRow,
  changes: Iterable<readonly [number, string | null]>,
): GridRow {
  const cells = [...row.cells];
  for (const [index, text] of changes) cells[index] = text;
  return { ...row, cells };
}
