import type { FiscalYear } from "../../base/fiscal.ts";
import type { Allocation, Payment } from "../allocation.ts";
import type { Problem, Scope } from "../problem.ts";
import type { RuleFamily } from "./rule-family.ts";

/**
 * By how much each family could be tightened before it touches what an allocation does, as a share of its level.
 *
 * The allocation stays lawful up to there, so that nothing is lost. 0 for shares and changes, whose room is not measured.
 */
export function measureRoom(
  problem: Problem,
  allocation: Allocation,
): (family: RuleFamily) => number {
  const spent = moneyByItem(problem, allocation);
  return (family) => {
    if (family.unit === "ratio") return 0;
    if (family.form === "money") return roomInMoney(problem, allocation, family);
    return roomInAmounts(problem, spent, family);
  };
}

function roomInAmounts(problem: Problem, spent: MoneyByItem, family: RuleFamily): number {
  const ids = new Set(family.ids);
  const rooms = family.years.map((year, position) => {
    const rule = problem.amounts.find(
      (one) => one.year === year && one.ids.some((id) => ids.has(id)),
    );
    const level = family.levels[position] ?? 0;
    if (rule === undefined || level === 0) return 0;
    const used = spentIn(spent, rule.scope, problem.years[year]);
    return (family.direction > 0 ? level - used : used - level) / level;
  });
  return Math.max(0, Math.min(...rooms));
}

/** The payments of each item. */
type MoneyByItem = readonly (readonly Payment[])[];

function moneyByItem({ items }: Problem, { payments }: Allocation): MoneyByItem {
  const byInitiative = Map.groupBy(payments, (payment) => payment.initiative);
  return items.map(({ initiative }) => byInitiative.get(initiative.id) ?? []);
}

function spentIn(spent: MoneyByItem, scope: Scope, year: FiscalYear | undefined): number {
  let sum = 0;
  for (const item of scope.items) {
    for (const { account, amount, fiscal_year } of spent[item] ?? []) {
      const counts = scope.accounts === null || scope.accounts.includes(account);
      if (counts && fiscal_year === year) sum += amount;
    }
  }
  return sum;
}

function roomInMoney(problem: Problem, allocation: Allocation, family: RuleFamily): number {
  const purse = problem.purses.find(({ account }) => account === family.rule.id);
  if (purse === undefined) return 0;
  const spent = problem.years.map(() => 0);
  for (const { account, fiscal_year, amount } of allocation.payments) {
    const year = problem.years.indexOf(fiscal_year);
    if (account === purse.account && year >= 0) spent[year] = (spent[year] ?? 0) + amount;
  }
  let room = 1;
  for (let first = 0; first < spent.length; first++) {
    for (let last = first; last < spent.length; last++) {
      const from = Math.max(0, first - purse.lasts + 1);
      const years = family.years.filter((year) => year >= from && year <= last);
      const moved = years.reduce(
        (sum, year) => sum + (family.sizes[family.years.indexOf(year)] ?? 0),
        0,
      );
      const have = purse.budget.slice(from, last + 1).reduce<number>((sum, one) => sum + one, 0);
      const used = spent.slice(first, last + 1).reduce((sum, one) => sum + one, 0);
      if (moved > 0) room = Math.min(room, (have - used) / moved);
    }
  }
  return Math.max(0, room);
}
