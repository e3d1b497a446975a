import type { RuleName } from "../answers.ts";
import type { AmountRule, Candidate, Problem } from "../problem.ts";

/**
 * The rules that rule an initiative out by themselves, whatever else is funded: ceilings that are too low for it beside
 * what people decided, links to what cannot be funded or rules it out, and accounts without the money.
 *
 * Nothing where some way to fund it is not ruled out so plainly: then others may still stand in its way together.
 */
export function findBlocking(problem: Problem, item: number): RuleName[] | null {
  const linked = linksAgainst(problem, item);
  if (linked.length > 0) return linked;
  const rules: RuleName[] = [];
  const ceilings = ceilingsOver(problem, item);
  for (const candidate of problem.items[item]?.candidates ?? []) {
    const low = ceilings.find(({ rule, left }) => (candidate.costs[rule.year] ?? 0) > left);
    if (low !== undefined) rules.push(nameOf(problem, low.rule));
    else {
      const account = poorAccount(problem, item, candidate);
      if (account === null) return null;
      rules.push(account);
    }
  }
  const known = new Map(rules.map((rule) => [`${rule.kind} ${rule.id} ${rule.fiscal_year}`, rule]));
  return [...known.values()];
}

function isPinned({ items }: Problem, item: number): boolean {
  return items[item]?.initiative.pinned_package !== undefined;
}

/** Initiatives that people decided to fund and that rule this one out, and those it needs that cannot be funded. */
function linksAgainst(problem: Problem, item: number): RuleName[] {
  const { items, links } = problem;
  return links.flatMap(({ kind, id, item: own, other }): RuleName[] => {
    if (kind === "excludes" && (own === item || other === item)) {
      const rival = own === item ? other : own;
      if (!isPinned(problem, rival)) return [];
      const { id: pinned = "", name = "" } = items[rival]?.initiative ?? {};
      return [
        { kind: "limit", id: pinned, name: `The decision to fund ${name}`, fiscal_year: null },
      ];
    }
    if (kind !== "requires" || own !== item || items[other]?.candidates.length !== 0) return [];
    const name = `${items[own]?.initiative.name ?? ""} ${kind} ${items[other]?.initiative.name ?? ""}`;
    return [{ kind: "link", id, name, fiscal_year: null }];
  });
}

/** Ceilings that count all that an item costs in a year, and what they leave beside what people decided to fund. */
function ceilingsOver(problem: Problem, item: number) {
  const own = new Set(problem.items[item]?.accounts.flat() ?? []);
  return problem.amounts.flatMap((rule) => {
    const { items, accounts } = rule.scope;
    if (rule.kind !== "ceiling" || !items.includes(item)) return [];
    if (accounts !== null && ![...own].every((account) => accounts.includes(account))) return [];
    let left: number = rule.amount;
    // Of others only what they must cost, wherever the money comes from.
    for (const other of accounts === null ? items : []) {
      if (other === item || !isPinned(problem, other)) continue;
      const costs = (problem.items[other]?.candidates ?? []).map(
        (one) => one.costs[rule.year] ?? 0,
      );
      left -= costs.length === 0 ? 0 : Math.min(...costs);
    }
    return [{ rule, left }];
  });
}

/** The account of a candidate that has less money than it costs in a year, where no other account may help. */
function poorAccount(problem: Problem, item: number, { costs }: Candidate): RuleName | null {
  for (const [year, cost] of costs.entries()) {
    const accounts = problem.items[item]?.accounts[year] ?? [];
    const purses = problem.purses.filter(({ account }) => accounts.includes(account));
    let money = 0;
    for (const { budget, lasts } of purses)
      for (let first = Math.max(0, year - lasts + 1); first <= year; first++)
        money += budget[first] ?? 0;
    const [purse] = purses;
    if (cost > money && purse !== undefined) {
      const { account, title } = purse;
      return { kind: "account", id: account, name: title ?? account, fiscal_year: null };
    }
  }
  return null;
}

function nameOf({ years }: Problem, { ids, name, origin, year }: AmountRule): RuleName {
  const kind = origin === "directive" ? "directive" : "limit";
  return { kind, id: ids[0] ?? "", name, fiscal_year: years[year] ?? null };
}
