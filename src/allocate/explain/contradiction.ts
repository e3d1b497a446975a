import { type Cents, cents } from "../../base/money.ts";
import { millionsPerCent } from "../model/columns.ts";
import type { Problem } from "../problem.ts";
import type { Solver } from "../solver.ts";
import { type PartSolver, type SolvedSoft, solveAtLeast, solveLazily } from "./lazy-parts.ts";
import { allNeeded } from "./needed.ts";
import { type Firmness, ruleKey, softenModel } from "./soft-model.ts";
import { makeWayOut, type WayOut, type WaysOut, withBound } from "./way-out.ts";
import { findWayByPrices, findWaysByPrices } from "./ways-by-prices.ts";

/**
 * The cheapest way to make an impossible plan possible: which rules to relax, by how many dollars in all.
 *
 * Floors, ceilings, shares, balance, yearly change and pins may give way; money, the law and links may not.
 * Nothing when even that does not help, which cannot happen while an empty plan keeps every link. The pin of the
 * initiative `firm` does not give way either. Where much of a plan could help to keep its rules, prices bound the dollars
 * and a search finds the way; then it may not be proven that none is cheaper.
 */
export async function findContradiction(
  problem: Problem,
  solver: Solver,
  nodeBudget: number,
  firm?: string,
): Promise<WayOut | undefined> {
  const needed = allNeeded(problem);
  if (needed === undefined) return findWayByPrices(problem, solver, firm);
  const ask: PartSolver = { solver, nodeBudget, known: new Map() };
  const soft = await solveSoft(ask, needed, { pin: firm, money: false });
  return soft === undefined ? undefined : readWayOut(soft);
}

/**
 * The cheapest way out, and the cheapest other one: it leaves at least one rule of the first as it is, and relaxes at
 * least one that the first leaves. Where no such rule is left, money may be added instead.
 *
 * Nothing where no relaxation helps.
 */
export async function findWaysOut(
  problem: Problem,
  solver: Solver,
  nodeBudget: number,
): Promise<WaysOut | undefined> {
  const needed = allNeeded(problem);
  if (needed === undefined) return findWaysByPrices(problem, solver);
  const ask: PartSolver = { solver, nodeBudget, known: new Map() };
  const rules = await solveSoft(ask, needed, { pin: undefined, money: false });
  if (rules === undefined) return undefined;
  const first = readWayOut(rules);
  if (first.relax.length === 0) return { first, second: null };
  const second = await findOther(ask, rules, first);
  if (second !== undefined) return { first, second };
  const money = await solveSoft(ask, needed, { pin: undefined, money: true });
  const other = money === undefined ? undefined : await findOther(ask, money, first);
  return { first, second: other ?? null };
}

/** The fewest dollars by which rules must give way. */
function solveSoft(
  ask: PartSolver,
  problem: Problem,
  firmness: Firmness,
): Promise<SolvedSoft | undefined> {
  return solveLazily(ask, softenModel(problem, firmness), new Set());
}

/**
 * The cheapest way out that leaves a rule of the first alone and relaxes another one.
 *
 * Each rule of the first is held firm by itself, and all that bear on one another together: what differs leaves one of
 * them alone, so that the cheapest of all these is a bound.
 */
async function findOther(
  ask: PartSolver,
  solved: SolvedSoft,
  first: WayOut,
): Promise<WayOut | undefined> {
  const known = new Set(first.relax.map(({ rule }) => ruleKey(rule)));
  const together = solved.parts
    .map(({ columns }) => {
      const inside = new Set(columns);
      const own = solved.soft.rows.filter(({ column }) => inside.has(column));
      return new Set(own.map(({ rule }) => ruleKey(rule)).filter((key) => known.has(key)));
    })
    .filter(({ size }) => size > 1);
  const singles = [...known].map((key) => new Set([key]));
  const differs = (way: WayOut) => way.relax.some(({ rule }) => !known.has(ruleKey(rule)));
  let fewest = Number.POSITIVE_INFINITY;
  const guesses: { keys: ReadonlySet<string>; total: number; other: boolean }[] = [];
  for (const keys of [...singles, ...together]) {
    const guess = await solveAtLeast(ask, solved, columnsOf(solved, keys));
    if (guess === undefined) continue;
    const way = readWayOut(guess);
    if (keys.size === 1) fewest = Math.min(fewest, way.at_least);
    guesses.push({ keys, total: way.total, other: differs(way) });
  }
  // A guess that names no other rule may still do so once all rows are in: those come last, and only a few.
  const named = guesses.filter(({ other }) => other).sort((a, b) => a.total - b.total);
  const unnamed = guesses.filter(({ other }) => !other).sort((a, b) => a.total - b.total);
  let best: WayOut | undefined;
  for (const { keys, total } of [...named, ...unnamed.slice(0, unnamedTries)]) {
    if (best !== undefined && total >= best.total) continue;
    const found = await solveLazily(ask, solved.soft, columnsOf(solved, keys), solved.added);
    if (found === undefined) continue;
    const way = readWayOut(found);
    if (differs(way) && (best === undefined || way.total < best.total)) best = way;
  }
  if (best === undefined) return undefined;
  return withBound(best, Math.min(best.total, fewest));
}

/** How many guesses that name no other rule are followed up. */
const unnamedTries = 6;

/** The columns that say by how much some rules give way. */
function columnsOf({ soft }: SolvedSoft, keys: ReadonlySet<string>): ReadonlySet<number> {
  const own = soft.rows.filter(({ rule }) => keys.has(ruleKey(rule)));
  return new Set(own.map(({ column }) => column));
}

function readWayOut({ soft, values, bound }: SolvedSoft): WayOut {
  const given = soft.rows
    .map((row) => ({
      row,
      amount: toWholeDollars((values.get(row.column) ?? 0) / millionsPerCent),
    }))
    // Below a dollar it is the solver's tolerance.
    .filter(({ amount }) => amount >= 100);
  return makeWayOut(given, bound / millionsPerCent);
}

/** Cents that a solver found, to the dollar where it is near: its tolerance is some cents.   Unit: US cents. */
function toWholeDollars(found: number): Cents {
  const dollars = Math.round(found / 100) * 100;
  return cents(Math.abs(found - dollars) <= 20 ? dollars : Math.ceil(found));
}
