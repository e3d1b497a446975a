import { fiscalYear } from "../../../base/fiscal.ts";
import { cents } from "../../../base/money.ts";
import { makeRow } from "../../../plan/rows.ts";
import type { Candidate, Item, Problem, Purse, Scope } from "../../problem.ts";

/** The horizon of problems made by hand: two years. */
export const twoYears = [fiscalYear(2025), fiscalYear(2026)] as const;

/** A candidate of an initiative with its costs by year, and its effect on the leaf `peace`. */
export function candidateOf(
  initiative: string,
  costs: readonly [number, number],
  effect: number,
  start = 0,
): Candidate {
  return {
    initiative,
    package: `${initiative}-${costs.join("-")}`,
    start: twoYears[start] ?? twoYears[0],
    costs: costs.map(cents),
    effects: new Map([["peace", effect]]),
  };
}

/** An item that the same accounts may pay in both years. */
export function itemOf(
  id: string,
  candidates: readonly Candidate[],
  accounts: readonly string[] = ["A", "B"],
  pinned?: string,
): Item {
  const initiative = makeRow("initiatives", {
    id,
    name: id,
    partner: "p",
    kind: "proposal",
    agency: "State",
    accounts: [...accounts],
    purpose: "military_capability",
    recipient: "defense",
    focus: "tactical",
    earliest_start: twoYears[0],
    latest_start: twoYears[1],
    pinned_package: pinned,
    cost_basis: "Made up for tests.",
  });
  return { initiative, bureau: "EUR", candidates, accounts: [accounts, accounts], warnings: [] };
}

/** An account with new money in two years. */
export function purseOf(account: string, budget: readonly [number, number], lasts = 1): Purse {
  return { account, budget: budget.map(cents), lasts };
}

/** The money of items, of all accounts or of some. */
export function scopeOf(
  items: readonly number[],
  accounts: readonly string[] | null = null,
): Scope {
  return { items, accounts };
}

/** A problem of two years in which a point of effect on `peace` is worth a point of value up to 10, and half beyond. */
export function problemOf(
  items: readonly Item[],
  purses: readonly Purse[],
  rules: Partial<Pick<Problem, "amounts" | "shares" | "changes" | "links">> = {},
): Problem {
  const segments = [
    { width: 10, worth: 1 },
    { width: Number.POSITIVE_INFINITY, worth: 0.5 },
  ];
  return {
    years: twoYears,
    items,
    purses,
    leaves: [{ objective: "peace", points: 100, target: 10, segments }],
    amounts: [],
    shares: [],
    changes: [],
    links: [],
    directives: [],
    limits: [],
    ...rules,
  };
}
