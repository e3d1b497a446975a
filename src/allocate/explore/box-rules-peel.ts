import type { Count } from "./box-rules-chance.ts";

/** Values of one thing in every row. */
export interface BoxColumn {
  readonly name: string;
  readonly values: ArrayLike<number>;
}

/** Between which values one column lies; `null` where it has no end. */
export interface BoxEnds {
  readonly column: number;
  readonly from: number | null;
  readonly to: number | null;
}

/** A box: every row that lies between the ends of each of its columns. */
export type Box = readonly BoxEnds[];

/** What the search for a box looks at. */
export interface BoxSearch {
  readonly columns: readonly BoxColumn[];
  readonly hits: readonly boolean[];
  /** The share of a box that one peel takes away. */
  readonly peel: number;
  /** No box is peeled below so many rows. */
  readonly leastRows: number;
}

/** Whether a row lies in a box. */
export function isInside(columns: readonly BoxColumn[], box: Box, row: number): boolean {
  return box.every(({ column, from, to }) => {
    const value = columns[column]?.values[row] ?? Number.NaN;
    return (from === null || value >= from) && (to === null || value <= to);
  });
}

/** How many of some rows lie in a box, and how many of those are hits. */
export function countInside(
  { columns, hits }: Pick<BoxSearch, "columns" | "hits">,
  box: Box,
  rows: readonly number[],
): Count {
  let [inside, hit] = [0, 0];
  for (const row of rows) {
    if (!isInside(columns, box, row)) continue;
    inside++;
    if (hits[row]) hit++;
  }
  return { rows: inside, hits: hit };
}

/** Hits in a box beyond those that as many rows hold on average, as a share of all rows: what a box is worth. */
export function excessOf(inside: Count, all: Count): number {
  return all.rows === 0 ? 0 : (inside.hits - (inside.rows * all.hits) / all.rows) / all.rows;
}

/** Columns that move with the hits, those that move most first: a search through noise finds noise. */
export function screenColumns(
  { columns, hits }: BoxSearch,
  rows: readonly number[],
  most: number,
): number[] {
  const rate = rows.filter((row) => hits[row]).length / Math.max(1, rows.length);
  const scores = columns.map(({ values }, column) => {
    let [sum, squares, product] = [0, 0, 0];
    for (const row of rows) sum += values[row] ?? 0;
    const mean = sum / Math.max(1, rows.length);
    for (const row of rows) {
      const off = (values[row] ?? 0) - mean;
      squares += off * off;
      product += off * ((hits[row] ? 1 : 0) - rate);
    }
    return { column, score: squares === 0 ? 0 : Math.abs(product) / Math.sqrt(squares) };
  });
  return scores
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.column - b.column)
    .slice(0, most)
    .map(({ column }) => column);
}

/** A slice that may be peeled off one end of a column. */
interface Peel {
  readonly ends: BoxEnds;
  readonly gone: readonly number[];
  /** How far hits are scarcer at that end than chance makes them, in standard errors, over the best stretch of it. */
  readonly scarcity: number;
}

/** Rows inside, in the order of one column's values. */
interface Order {
  readonly column: number;
  readonly rows: readonly number[];
}

/**
 * Peels slice after slice off all rows and returns the box on the way that is worth most.
 *
 * Each slice comes off the end at which hits are scarcest, over any stretch of it: a single slice holds too few rows
 * to tell where hits are scarce from where they only seem so.
 * Source: the Patient Rule Induction Method of Friedman and Fisher (1999), but for that choice.
 */
export function peelBox(
  search: BoxSearch,
  screened: readonly number[],
  rows: readonly number[],
): Box {
  const all = countInside(search, [], rows);
  let orders = screened.map((column): Order => {
    const values = search.columns[column]?.values ?? [];
    const sorted = [...rows].sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0) || a - b);
    return { column, rows: sorted };
  });
  let inside = all;
  let box: readonly BoxEnds[] = [];
  let best: { readonly box: Box; readonly worth: number } = { box, worth: 0 };
  for (;;) {
    const peel = bestPeel(search, orders, inside);
    if (peel === undefined) return best.box;
    const lost = countInside(search, [], peel.gone);
    const gone = new Set(peel.gone);
    orders = orders.map((one) => ({ ...one, rows: one.rows.filter((row) => !gone.has(row)) }));
    inside = { rows: inside.rows - lost.rows, hits: inside.hits - lost.hits };
    box = narrow(box, peel.ends);
    const worth = excessOf(inside, all);
    if (worth > best.worth) best = { box, worth };
  }
}

function bestPeel(search: BoxSearch, orders: readonly Order[], all: Count): Peel | undefined {
  if (all.hits === 0 || all.hits === all.rows) return undefined;
  let best: Peel | undefined;
  for (const { column, rows } of orders) {
    for (const end of ["from", "to"] as const) {
      const peel = peelOf(search, column, end, end === "from" ? rows : rows.toReversed(), all);
      if (peel !== undefined && peel.scarcity > (best?.scarcity ?? 0)) best = peel;
    }
  }
  return best;
}

/** The slice to peel off one end; `rows` begins there. */
function peelOf(
  search: BoxSearch,
  column: number,
  end: "from" | "to",
  rows: readonly number[],
  all: Count,
): Peel | undefined {
  const values = search.columns[column]?.values ?? [];
  const least = Math.max(1, Math.floor(rows.length * search.peel));
  const rate = all.hits / all.rows;
  let [first, scarcity, hits] = [0, 0, 0];
  rows.forEach((row, index) => {
    // A stretch ends where the value changes, and leaves enough rows.
    const differs = index > 0 && values[row] !== values[rows[index - 1] ?? -1];
    if (differs && index >= least && rows.length - index >= search.leastRows) {
      if (first === 0) first = index;
      const scarce = (index * rate - hits) / Math.sqrt(index * rate * (1 - rate));
      scarcity = Math.max(scarcity, scarce);
    }
    if (search.hits[row]) hits++;
  });
  if (first === 0) return undefined;
  const ends = { column, from: null, to: null, [end]: values[rows[first] ?? -1] ?? 0 };
  return { ends, gone: rows.slice(0, first), scarcity };
}

function narrow(box: Box, ends: BoxEnds): Box {
  const before = box.find(({ column }) => column === ends.column);
  if (before === undefined) return [...box, ends];
  const both = { ...before, from: ends.from ?? before.from, to: ends.to ?? before.to };
  return box.map((one) => (one === before ? both : one));
}
