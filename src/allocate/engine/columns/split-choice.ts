import type { LinearModel } from "../../model/linear-model.ts";
import type { RowBounds, Solver } from "../../solver.ts";
import type { Compact } from "../compact/compact.ts";
import type { ColumnModel } from "./column-model.ts";

/** An item by which plans are parted: into those that fund it and those that do not. */
export interface Split {
  readonly item: number;
  /** What the relaxation among known whole plans comes to.   Unit: value points. */
  readonly relaxed: number;
  /** By how much it falls in the part where it falls least.   Unit: value points. */
  readonly fall: number;
}

/** So many items are looked at, those that the relaxation spends most on while it funds them only in part. */
const mostItems = 24;

/** An item is funded in part when the relaxation funds it more than this and less than the rest of it. */
const inPart = 0.02;

/**
 * The item whose funding the relaxation among known whole plans leaves in doubt at the highest price: with it funded, and
 * with it not funded, the relaxation falls most. Nothing where it funds every item wholly or not at all.
 */
export async function chooseSplit(
  c: Compact,
  { model, plans }: ColumnModel,
  solver: Solver,
  signal: AbortSignal | undefined,
): Promise<Split | null> {
  const hooks = signal === undefined ? {} : { signal };
  const request = { model, gap_ratio: 0, node_budget: 1, relaxed: true };
  const { values, objective } = await solver.solve(request, hooks);
  if (values === null) return null;
  const doubtful = listDoubtful(c, plans, values);
  if (doubtful.length === 0) return null;
  const asked = withItems(model, doubtful);
  const objectives = await solver.solveVariants(asked.model, asked.variants);
  let best: Split | null = null;
  doubtful.forEach(({ item }, k) => {
    const fall = objective - Math.max(objectives[2 * k] as number, objectives[2 * k + 1] as number);
    if (best === null || fall > best.fall) best = { item, relaxed: objective, fall };
  });
  return best;
}

interface DoubtfulItem {
  readonly item: number;
  /** The columns that fund it. */
  readonly columns: readonly number[];
  /** What is spent on it by halves.   Unit: US cents. */
  readonly spent: number;
}

/** Items funded in part; of those that are so in the same whole plans of a block, or in all its others, the dearest. */
function listDoubtful(
  c: Compact,
  plans: ColumnModel["plans"],
  values: readonly number[],
): DoubtfulItem[] {
  const columnsOf = new Map<number, number[]>();
  const costOf = new Map<number, number>();
  const blockOf = new Map<number, number>();
  plans.forEach(({ block, modes }, j) => {
    for (const m of modes) {
      const item = c.itemOf[m] as number;
      const columns = columnsOf.get(item);
      if (columns === undefined) columnsOf.set(item, [j]);
      else columns.push(j);
      costOf.set(item, Math.max(costOf.get(item) ?? 0, c.totalCost[m] as number));
      blockOf.set(item, block);
    }
  });
  const dearest = new Map<string, DoubtfulItem>();
  for (const [item, columns] of columnsOf) {
    const funded = columns.reduce((sum, j) => sum + (values[j] as number), 0);
    if (funded < inPart || funded > 1 - inPart) continue;
    const spent = (costOf.get(item) as number) * Math.min(funded, 1 - funded);
    const key = `${blockOf.get(item)} ${Math.min(funded, 1 - funded).toFixed(6)}`;
    if (spent > (dearest.get(key)?.spent ?? 0)) dearest.set(key, { item, columns, spent });
  }
  const all = [...dearest.values()].sort((a, b) => b.spent - a.spent || a.item - b.item);
  return all.slice(0, mostItems);
}

/** The model with a row for each item, which counts whether it is funded; and for each, that it is not and that it is. */
function withItems(
  model: LinearModel,
  doubtful: readonly DoubtfulItem[],
): { readonly model: LinearModel; readonly variants: readonly (readonly RowBounds[])[] } {
  const rows = doubtful.map(({ item, columns }) => ({
    name: `i${item}`,
    lower: 0,
    upper: 1,
    indices: columns,
    values: columns.map(() => 1),
  }));
  const variants = rows.flatMap((_, k) =>
    [0, 1].map((funded) => [{ row: model.rows.length + k, lower: funded, upper: funded }]),
  );
  return { model: { columns: model.columns, rows: [...model.rows, ...rows] }, variants };
}
