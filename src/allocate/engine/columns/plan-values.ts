import type { LinearModel, Row } from "../../model/linear-model.ts";
import type { Compact } from "../compact/compact.ts";
import type { MoneyGroups } from "./money-groups.ts";

/** What a plan funds and from which lanes: modes by item, cents by lane. */
export interface PaidModes {
  readonly modes: Int32Array;
  readonly flow: Float64Array;
}

/**
 * Values of all columns of a model of choices between whole plans that stand for a plan, for a solver to begin with; nothing
 * where the plan is not made of columns of the model.
 *
 * `plans`: the modes of each of the first columns. `unit`: of money in the model, in US cents.
 */
export function valuesOfPlan(
  c: Compact,
  { columns, rows }: LinearModel,
  plans: readonly { readonly modes: Int32Array }[],
  groups: MoneyGroups,
  { modes, flow }: PaidModes,
  unit: number,
): number[] | null {
  const values = columns.map(() => 0);
  const isIn = (m: number) => modes[c.itemOf[m] as number] === m;
  let funded = 0;
  for (const row of rows.filter(({ upper, name }) => upper === 1 && /^[bi]/.test(name))) {
    // What a whole plan funds another may fund too, with more: the plan's own is the one that funds most.
    let [own, most] = [-1, -1];
    for (const j of row.indices) {
      const part = plans[j]?.modes ?? new Int32Array(0);
      if (part.length > most && part.every(isIn)) [own, most] = [j, part.length];
    }
    if (own < 0 && row.lower === 1) return null;
    if (own < 0) continue;
    values[own] = 1;
    funded += most;
  }
  if (funded < modes.filter((m) => m >= 0).length) return null;
  for (const row of rows) if (row.name.startsWith("f")) serve(row, plans.length, columns, values);
  const at = new Map(columns.map(({ name }, j) => [name, j]));
  const paid = groups.gather(flow);
  paid.forEach((amount, lane) => {
    const j = at.get(`y${lane}`);
    if (j !== undefined) values[j] = amount / unit;
  });
  for (let a = 0; a < c.accounts.length; a++) carryOver(c, a, paid, at, values, unit);
  return values;
}

/** Lets the effect on a leaf that plans take, as less than nothing, fill its bends. */
function serve(
  { indices, values: factors }: Row,
  plans: number,
  columns: LinearModel["columns"],
  values: number[],
): void {
  let left = 0;
  indices.forEach((j, n) => {
    if (j < plans) left -= (values[j] as number) * (factors[n] as number);
  });
  for (const j of indices) {
    if (j < plans) continue;
    values[j] = Math.max(0, Math.min(left, columns[j]?.upper ?? 0));
    left -= values[j] as number;
  }
}

/** Pays what an account spends in each year from the oldest money that still lasts. */
function carryOver(
  c: Compact,
  a: number,
  paid: Float64Array,
  at: ReadonlyMap<string, number>,
  values: number[],
  unit: number,
): void {
  const T = c.years;
  const left = c.budget.slice(a * T, (a + 1) * T);
  for (let u = 0; u < T; u++) {
    let owed = 0;
    for (let lane = 0; lane < paid.length; lane++)
      if (c.laneAccount[lane] === a && c.classYear[c.laneClass[lane] as number] === u)
        owed += paid[lane] as number;
    for (let t = Math.max(0, u - (c.lasts[a] as number) + 1); t <= u; t++) {
      const amount = Math.min(owed, left[t] as number);
      const j = at.get(`v${a}_${t}_${u}`);
      if (j === undefined) continue;
      values[j] = amount / unit;
      (left[t] as number) -= amount;
      owed -= amount;
    }
  }
}
