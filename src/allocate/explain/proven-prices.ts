import { type Columns, partsOfPoint } from "../model/columns.ts";
import type { LinearModel } from "../model/linear-model.ts";
import type { Problem } from "../problem.ts";

/** What prices say of one way to fund an initiative.   Unit: value points. */
export interface CandidateWorth {
  /** What it adds to the objectives. */
  readonly adds: number;
  /** What its money is worth to others under the rules; less than nothing where a floor asks for it. */
  readonly money: number;
  /** What it adds, less what its money and its place under the links are worth to others. */
  readonly profit: number;
  /** Whether it fits into the money and under the ceilings at all. */
  readonly possible: boolean;
}

/**
 * Prices of money, rules and effect for a problem, and what they prove: whatever the prices, no lawful allocation is
 * worth more than `bound`, and that stays true item by item when one item is forced in or out.
 */
export interface ProvenPrices {
  /** Unit: value points. */
  readonly bound: number;
  /** By item of the problem, by candidate. */
  readonly candidates: readonly (readonly CandidateWorth[])[];
  /** By item: whether somebody pinned it, so that it is funded in every allocation that counts. */
  readonly pinned: readonly boolean[];
}

/** The profit of the best way to fund an item; less than any number where there is none. */
function bestProfit(prices: ProvenPrices, item: number): number {
  const possible = (prices.candidates[item] ?? []).filter((one) => one.possible);
  return Math.max(Number.NEGATIVE_INFINITY, ...possible.map((one) => one.profit));
}

/** What an item brings into the bound. */
function partOf(prices: ProvenPrices, item: number): number {
  const best = bestProfit(prices, item);
  if (!Number.isFinite(best)) return 0;
  return prices.pinned[item] === true ? best : Math.max(0, best);
}

/** No allocation that funds the item is worth more.   Unit: value points; -Infinity where none can. */
export function boundWith(prices: ProvenPrices, item: number): number {
  return prices.bound - partOf(prices, item) + bestProfit(prices, item);
}

/** No allocation that leaves the item out is worth more.   Unit: value points. */
export function boundWithout(prices: ProvenPrices, item: number): number {
  return prices.bound - partOf(prices, item);
}

/** What is lost at these prices by funding an item all the same, or by leaving it out.   Unit: value points. */
export function pricedLoss(prices: ProvenPrices, item: number, funded: boolean): number {
  const best = bestProfit(prices, item);
  return Math.max(0, funded ? best : -best);
}

/** Sums over a whole plan are off by less: nothing is claimed on the strength of it.   Unit: value points. */
const rounding = 1e-6;

/**
 * A share of its cost that is proven to be too small a cut: with any smaller one, every allocation that funds the item
 * is worth less than `value`, which can be had without it. 1 where no cut is enough.
 *
 * The prices stay valid for the item at another cost, since they are those of everybody else's money and room.
 */
export function cutTooSmall(prices: ProvenPrices, item: number, value: number): number {
  const short = value - prices.bound + partOf(prices, item) - rounding;
  const cuts = (prices.candidates[item] ?? []).map(({ profit, money }) => {
    if (profit >= short) return 0;
    return money > 0 ? (short - profit) / money : 1;
  });
  return Math.min(1, ...cuts);
}

/**
 * A factor by which the cost of an item may rise at most before it is proven out: beyond it, every allocation that
 * funds the item is worth less than `without`, which can be had without it. Infinity where no rise is enough.
 */
export function riseTooLarge(prices: ProvenPrices, item: number, without: number): number {
  const short = without - prices.bound + partOf(prices, item) - rounding;
  const rises = (prices.candidates[item] ?? []).map(({ profit, money }) => {
    if (profit < short) return 1;
    return money > 0 ? 1 + (profit - short) / money : Number.POSITIVE_INFINITY;
  });
  return Math.max(1, ...rises);
}

/** A column's entries: rows and coefficients. */
export type ColumnEntries = readonly { readonly row: number; readonly value: number }[];

/** The entries of every column of a model that has any. */
export function entriesByColumn(model: LinearModel): ReadonlyMap<number, ColumnEntries> {
  const byColumn = new Map<number, { row: number; value: number }[]>();
  model.rows.forEach((row, index) => {
    row.indices.forEach((column, position) => {
      const entry = { row: index, value: row.values[position] ?? 0 };
      const entries = byColumn.get(column);
      if (entries) entries.push(entry);
      else byColumn.set(column, [entry]);
    });
  });
  return byColumn;
}

/**
 * What any prices of a model's rows prove, by weak duality: the worth of the rows' sides at these prices, and the best
 * that every column, or the choices of every item together, can still add.
 *
 * `rowPrices` need not be optimal. A price of the wrong sign for its row counts as nothing.
 */
export function provenByRows(
  problem: Problem,
  model: LinearModel,
  columns: Columns,
  rowPrices: readonly number[],
): ProvenPrices {
  const prices = model.rows.map((row, index) => {
    // Rows of one package an item are kept as they are: the best package is taken, or none.
    if (row.name.startsWith("one-package ")) return 0;
    const price = rowPrices[index] ?? 0;
    const side = price > 0 ? row.upper : row.lower;
    return Number.isFinite(side) ? price : 0;
  });
  const byColumn = entriesByColumn(model);
  let bound = 0;
  model.rows.forEach((row, index) => {
    const price = prices[index] ?? 0;
    if (price !== 0) bound += price * (price > 0 ? row.upper : row.lower);
  });
  const chosen = new Set(columns.choices.map(({ column }) => column));
  model.columns.forEach((column, index) => {
    if (chosen.has(index)) return;
    let left = column.objective;
    for (const { row, value } of byColumn.get(index) ?? []) left -= (prices[row] ?? 0) * value;
    bound += left > 0 ? left * column.upper : left * column.lower;
  });
  const worthOf = (column: number): CandidateWorth => {
    let adds = 0;
    let money = 0;
    let links = 0;
    for (const { row, value } of byColumn.get(column) ?? []) {
      const taken = ((prices[row] ?? 0) * value) / partsOfPoint;
      const name = model.rows[row]?.name ?? "";
      if (name.startsWith("worth ")) adds -= taken;
      else if (/^(requires|excludes|follows) /.test(name)) links += taken;
      else money += taken;
    }
    const possible = (model.columns[column]?.upper ?? 0) > 0;
    return { adds, money, profit: adds - money - links, possible };
  };
  const found: ProvenPrices = {
    bound: 0,
    candidates: columns.choicesOf.map((choices) => choices.map(({ column }) => worthOf(column))),
    pinned: problem.items.map(({ initiative }) => initiative.pinned_package !== undefined),
  };
  const parts = problem.items.reduce((sum, _, item) => sum + partOf(found, item), 0);
  return { ...found, bound: bound / partsOfPoint + parts };
}
