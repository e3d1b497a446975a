import type { Problem, Scope } from "../problem.ts";
import { type Entry, starts } from "./flat-lists.ts";
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
  return Uint8Array.from(rows, ({ terms, limit }) =>
    limit >= 0 && terms.every(({ factor }) => factor >= 0) ? 1 : 0,
  );
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
  const itemRows: Entry[][] = Array.from({ length: problem.items.length * years }, () => []);
  const laneRows: Entry[][] = lanes.map(() => []);
  const add = (list: Entry[] | undefined, at: number, factor: number) => {
    const last = list?.at(-1);
    if (list === undefined) return;
    if (last?.at === at) list[list.length - 1] = { at, factor: last.factor + factor };
    else list.push({ at, factor });
  };
  rows.forEach(({ terms }, row) => {
    for (const { scope, year, factor } of terms) {
      const counted = scope.accounts === null ? null : new Set(scope.accounts);
      const split = new Set<number>();
      for (const item of scope.items) {
        const group = (classOf[item * years + year] as number) ?? -1;
        if (group < 0) continue;
        const accounts = classes[group]?.accounts ?? [];
        const inside =
          counted === null ? accounts.length : accounts.filter((one) => counted.has(one)).length;
        if (inside === accounts.length) add(itemRows[item * years + year], row, factor);
        else if (inside > 0) split.add(group);
      }
      for (const group of split) {
        const from = (firstLane[group] as number) ?? 0;
        classes[group]?.accounts.forEach((account, step) => {
          if (counted?.has(account)) add(laneRows[from + step], row, factor);
        });
      }
    }
  });
  return { itemRows, laneRows, lanes, firstLane };
}
