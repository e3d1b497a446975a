import { compareText } from "../../../base/findings.ts";
import type { Candidate, Item, Problem } from "../../problem.ts";

/** Money of a year that the same accounts may pay. */
export interface MoneyClass {
  readonly year: number;
  readonly accounts: readonly string[];
}

/** Item-years whose money may come from the same accounts, and which every rule that tells those apart treats alike. */
export function groupMoney(problem: Problem): { classOf: Int32Array; classes: MoneyClass[] } {
  const years = problem.years.length;
  const scopes = tellingScopes(problem);
  const tellingOf = new Map<number, number[]>();
  scopes.forEach((scope, index) => {
    for (const item of scope.items) {
      const list = tellingOf.get(item);
      if (list) list.push(index);
      else tellingOf.set(item, [index]);
    }
  });
  const keys = new Map<string, number>();
  const found: (MoneyClass & { readonly key: string })[] = [];
  // Most items share their lists of accounts with others: a list is read once, by the year and what tells it apart.
  const texts = new Map<readonly string[], string>();
  const plain = new Map<readonly string[], Int32Array>();
  const groupOf = (year: number, accounts: readonly string[], telling: readonly number[]) => {
    let text = texts.get(accounts);
    if (text === undefined) {
      text = accounts.join(";");
      texts.set(accounts, text);
    }
    const key = `${year}|${text}|${telling.join(";")}`;
    let group = keys.get(key);
    if (group === undefined) {
      group = found.length;
      keys.set(key, group);
      found.push({ year, accounts, key });
    }
    return group;
  };
  const plainGroupOf = (year: number, accounts: readonly string[]) => {
    let groups = plain.get(accounts);
    if (groups === undefined) {
      groups = new Int32Array(years).fill(-1);
      plain.set(accounts, groups);
    }
    if (groups[year] === -1) groups[year] = groupOf(year, accounts, []);
    return groups[year] as number;
  };
  const classOf = new Int32Array(problem.items.length * years).fill(-1);
  for (let index = 0; index < problem.items.length; index++) {
    const item = problem.items[index] as Item;
    const told = tellingOf.get(index);
    for (let year = 0; year < item.accounts.length && item.candidates.length > 0; year++) {
      const accounts = item.accounts[year] ?? [];
      if (accounts.length === 0 || !costsIn(item.candidates, year)) continue;
      const telling = told?.filter((place) => tellsApart(scopes[place]?.accounts, accounts)) ?? [];
      classOf[index * years + year] =
        telling.length === 0 ? plainGroupOf(year, accounts) : groupOf(year, accounts, telling);
    }
  }
  // Classes stand in the order of their keys, so that the order of the plan's rows does not matter.
  const order = found.map((_, index) => index);
  order.sort((a, b) => compareText(found[a]?.key ?? "", found[b]?.key ?? ""));
  const place = new Int32Array(found.length);
  order.forEach((from, to) => {
    place[from] = to;
  });
  for (let index = 0; index < classOf.length; index++) {
    const group = classOf[index] as number;
    if (group >= 0) classOf[index] = place[group] as number;
  }
  return { classOf, classes: order.flatMap((from) => found[from] ?? []) };
}

/** Whether a scope counts some of the accounts of an item-year, but not all. */
function tellsApart(counted: ReadonlySet<string> | undefined, accounts: readonly string[]) {
  let inside = 0;
  for (const account of accounts) if (counted?.has(account)) inside++;
  return inside > 0 && inside < accounts.length;
}

/** Whether any of an item's candidates costs something in a year. */
function costsIn(candidates: readonly Candidate[], year: number): boolean {
  for (const { costs } of candidates) if ((costs[year] ?? 0) !== 0) return true;
  return false;
}

/** The different scopes that name accounts. */
function tellingScopes(problem: Problem) {
  const all = [
    ...problem.amounts.map((rule) => rule.scope),
    ...problem.shares.flatMap((rule) => [rule.part, rule.whole]),
    ...problem.changes.map((rule) => rule.scope),
  ];
  const known = new Map<string, { items: readonly number[]; accounts: ReadonlySet<string> }>();
  for (const { items, accounts } of all) {
    if (accounts === null) continue;
    const key = `${accounts.join(";")}|${items.join(",")}`;
    if (!known.has(key)) known.set(key, { items, accounts: new Set(accounts) });
  }
  return [...known.values()];
}
