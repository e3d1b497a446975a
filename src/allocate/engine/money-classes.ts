import { compareText } from "../../base/findings.ts";
import type { Problem } from "../problem.ts";

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
  const classOf = new Int32Array(problem.items.length * years).fill(-1);
  problem.items.forEach((item, index) => {
    if (item.candidates.length === 0) return;
    item.accounts.forEach((accounts, year) => {
      if (accounts.length === 0) return;
      if (item.candidates.every((candidate) => (candidate.costs[year] ?? 0) === 0)) return;
      const telling = (tellingOf.get(index) ?? []).filter((place) => {
        const counted = scopes[place]?.accounts;
        const inside = accounts.filter((account) => counted?.has(account) === true).length;
        return inside > 0 && inside < accounts.length;
      });
      const key = `${year}|${accounts.join(";")}|${telling.join(";")}`;
      let group = keys.get(key);
      if (group === undefined) {
        group = found.length;
        keys.set(key, group);
        found.push({ year, accounts, key });
      }
      classOf[index * years + year] = group;
    });
  });
  // Classes stand in the order of their keys, so that the order of the plan's rows does not matter.
  const order = found.map((_, index) => index);
  order.sort((a, b) => compareText(found[a]?.key ?? "", found[b]?.key ?? ""));
  const place = new Int32Array(found.length);
  order.forEach((from, to) => {
    place[from] = to;
  });
  for (let index = 0; index < classOf.length; index++) {
    const group = (classOf[index] as number) ?? -1;
    if (group >= 0) classOf[index] = (place[group] as number) ?? -1;
  }
  return { classOf, classes: order.flatMap((from) => found[from] ?? []) };
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
