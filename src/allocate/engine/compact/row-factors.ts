import type { Compact } from "./compact.ts";
import type { MoneyRow } from "./money-rows.ts";

/** A rule over money that stands in a row of a form, and what it asks now. */
export interface RowChange {
  readonly row: number;
  readonly rule: MoneyRow;
}

/**
 * What the rows of a form count where some of its rules have other ratios: the form's own factors but for these rules.
 *
 * The rules must have the scopes and years for which the form was made.
 */
export function factorsOf(
  base: Compact,
  changes: readonly RowChange[],
): Pick<Compact, "itemFactor" | "laneFactor" | "moneyRows"> {
  const itemFactor = base.itemFactor.slice();
  const laneFactor = base.laneFactor.slice();
  const moneyRows = [...base.moneyRows];
  const form = { ...base, itemFactor, laneFactor };
  for (const { row, rule } of changes) {
    for (const { scope, year } of rule.terms) placeTerm(form, row, scope, year, null);
    for (const { scope, year, factor } of rule.terms) placeTerm(form, row, scope, year, factor);
    moneyRows[row] = rule;
  }
  return { itemFactor, laneFactor, moneyRows };
}

/** Adds a factor to what a row counts of a scope in a year; `null` sets it to 0. */
function placeTerm(
  c: Compact,
  row: number,
  scope: MoneyRow["terms"][number]["scope"],
  year: number,
  factor: number | null,
): void {
  const counted = scope.accounts === null ? null : new Set(scope.accounts);
  const isCounted = (lane: number) =>
    counted?.has(c.accounts[c.laneAccount[lane] as number] as string) ?? true;
  const seen = new Set<number>();
  for (const item of scope.items) {
    const at = item * c.years + year;
    const k = c.classOf[at] as number;
    if (k < 0) continue;
    const [from, to] = [c.firstLane[k] as number, c.firstLane[k + 1] as number];
    let own = 0;
    for (let lane = from; lane < to; lane++) if (isCounted(lane)) own++;
    if (own === to - from) place(c.itemRow, c.itemFactor, c.firstItemRow, at, row, factor);
    else if (own > 0 && !seen.has(k)) {
      seen.add(k);
      for (let lane = from; lane < to; lane++)
        if (isCounted(lane)) place(c.laneRow, c.laneFactor, c.firstLaneRow, lane, row, factor);
    }
  }
}

/** Adds a factor at the entry of a list that points to a row; `null` sets it to 0. */
function place(
  at: Int32Array,
  factors: Float64Array,
  first: Int32Array,
  list: number,
  row: number,
  factor: number | null,
): void {
  for (let e = first[list] as number; e < (first[list + 1] as number); e++)
    if (at[e] === row) factors[e] = factor === null ? 0 : (factors[e] as number) + factor;
}
