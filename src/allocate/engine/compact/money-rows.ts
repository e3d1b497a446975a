import type { Problem, Scope } from "../../problem.ts";
import { ListWriter, starts } from "./flat-lists.ts";
import type { MoneyClass } from "./money-classes.ts";

/** A rule over money in plain terms: a sum of scopes times factors, at most a limit. */
export interface MoneyRow {
  readonly terms: readonly {
    readonly scope: Scope;
    readonly year: number;
    readonly factor: number;
  }[];
  readonly limit: number;
}

/** Every rule over money as a sum that must be at most a limit. */
export function moneyRows(problem: Problem): MoneyRow[] {
  const amounts = problem.amounts.map(({ kind, scope, year, amount }): MoneyRow => {
    const sign = kind === "floor" ? -1 : 1;
    return { terms: [{ scope, year, factor: sign }], limit: sign * amount };
  });
  const shares = problem.shares.map(({ kind, part, whole, year, ratio }): MoneyRow => {
    const sign = kind === "at_least" ? -1 : 1;
    const terms = [
      { scope: part, year, factor: sign },
      { scope: whole, year, factor: -sign * ratio },
    ];
    return { terms, limit: 0 };
  });
  const changes = problem.changes.flatMap(({ scope, year, ratio, before }): MoneyRow[] => {
    const now = (sign: number) => ({ scope, year, factor: sign });
    if (year === 0) {
      if (before === null) return [];
      return [
        { terms: [now(1)], limit: (1 + ratio) * before },
        { terms: [now(-1)], limit: -(1 - ratio) * before },
      ];
    }
    const last = (factor: number) => ({ scope, year: year - 1, factor });
    return [
      { terms: [now(1), last(-(1 + ratio))], limit: 0 },
      { terms: [now(-1), last(1 - ratio)], limit: 0 },
    ];
  });
  return [...amounts, ...shares, ...changes];
}

/** 1 for each row that every plan keeps by spending less. */
export function ceilingsOf(rows: readonly MoneyRow[]): Uint8Array {
  return Uint8Array.from(rows, (row) => (isKeptBySpendingLess(row) ? 1 : 0));
}

/** Whether every plan keeps a row by spending less. */
export function isKeptBySpendingLess({ terms, limit }: MoneyRow): boolean {
  return limit >= 0 && terms.every(({ factor }) => factor >= 0);
}

/** Where each row counts money: of whole item-years, or of single lanes of their classes. */
export function placeRows(
  problem: Problem,
  rows: readonly MoneyRow[],
  classOf: Int32Array,
  classes: readonly MoneyClass[],
) {
  const years = problem.years.length;
  const lanes = classes.flatMap(({ accounts }, group) =>
    accounts.map((account) => ({ account, group })),
  );
  const firstLane = starts(classes.map(({ accounts }) => accounts.length));
  const [itemRows, laneRows] = [new ListWriter(), new ListWriter()];
  rows.forEach(({ terms }, row) => {
    for (const { scope, year, factor } of terms) {
      const counted = scope.accounts === null ? null : new Set(scope.accounts);
      /** By class: how many of its accounts are counted. */
      const inside = new Map<number, number>();
      for (const item of scope.items) {
        const group = classOf[item * years + year] as number;
        if (group < 0) continue;
        const accounts = classes[group]?.accounts ?? [];
        let own = inside.get(group);
        if (own === undefined) {
          own = accounts.filter((one) => counted?.has(one) ?? true).length;
          inside.set(group, own);
        }
        if (own === accounts.length) itemRows.add(item * years + year, row, factor);
      }
      for (const [group, own] of inside) {
        const accounts = classes[group]?.accounts ?? [];
        if (own === 0 || own === accounts.length) continue;
        const from = firstLane[group] as number;
        accounts.forEach((account, step) => {
          if (counted?.has(account)) laneRows.add(from + step, row, factor);
        });
      }
    }
  });
  return {
    itemRows: itemRows.flatten(problem.items.length * years),
    laneRows: laneRows.flatten(lanes.length),
    lanes,
    firstLane,
  };
}
