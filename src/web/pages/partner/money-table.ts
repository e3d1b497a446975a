import type { PartnerAnswer } from "./partner-answer.ts";

/** What the money of a partner is at: done, asked, or allocated. */
export type MoneyStage = "record" | "asked" | "allocated";

/** Money of one account at one stage, by year.   Unit: US cents. */
export interface MoneyLine {
  readonly stage: MoneyStage;
  readonly account: string;
  readonly title: string;
  readonly byYear: ReadonlyMap<number, number>;
  readonly sum: number;
}

/** The money of a partner as lines by stage and account, with the years that any of them has. */
export interface MoneyTable {
  readonly years: readonly number[];
  readonly lines: readonly MoneyLine[];
}

const stages: readonly MoneyStage[] = ["record", "asked", "allocated"];

/** Every dollar of a partner's money in one line of its stage; lines without money are left out. */
export function layMoney(money: PartnerAnswer["money"]): MoneyTable {
  const lines = stages.flatMap((stage) =>
    [...Map.groupBy(money, (row) => row.account).values()].flatMap((rows): MoneyLine[] => {
      const [first] = rows;
      const byYear = new Map<number, number>();
      for (const row of rows) {
        if (row[stage] !== 0) {
          byYear.set(row.fiscal_year, (byYear.get(row.fiscal_year) ?? 0) + row[stage]);
        }
      }
      if (first === undefined || byYear.size === 0) return [];
      const sum = [...byYear.values()].reduce((total, amount) => total + amount, 0);
      return [{ stage, account: first.account, title: first.title, byYear, sum }];
    }),
  );
  const years = [...new Set(lines.flatMap((line) => [...line.byYear.keys()]))];
  return { years: years.sort((a, b) => a - b), lines: lines.sort(byStage) };
}

function byStage(a: MoneyLine, b: MoneyLine): number {
  return stages.indexOf(a.stage) - stages.indexOf(b.stage) || b.sum - a.sum;
}

/** The sums of some lines by year. */
export function sumLines(lines: readonly MoneyLine[]): ReadonlyMap<number, number> {
  const sums = new Map<number, number>();
  for (const line of lines) {
    for (const [year, amount] of line.byYear) sums.set(year, (sums.get(year) ?? 0) + amount);
  }
  return sums;
}
