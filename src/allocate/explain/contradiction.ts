import { type Cents, cents, showDollars, sumCents } from "../../base/money.ts";
import type { Contradiction } from "../answers.ts";
import { millionsPerCent } from "../model/columns.ts";
import type { Problem } from "../problem.ts";
import type { Solver } from "../solver.ts";
import { type PartSolver, type SolvedSoft, solveAtLeast, solveLazily } from "./lazy-parts.ts";
import { allNeeded, mostNeeded } from "./needed.ts";
import { type Firmness, ruleKey, type SoftRow, softenModel } from "./soft-model.ts";

/** A way out of a contradiction: which rules give way, by how much, and how sure it is that none is cheaper. */
export interface WayOut extends Contradiction {
  /** No way out costs less than this.   Unit: US cents. */
  readonly at_least: Cents;
  /** Whether it is proven that no way out is cheaper; of a second one, none that differs. */
  readonly cheapest: boolean;
}

/** The cheapest ways out of a contradiction: the second leaves a rule of the first alone, and names another. */
export interface WaysOut {
  readonly first: WayOut;
  readonly second: WayOut | null;
}

/**
 * The cheapest way to make an impossible plan possible: which rules to relax, by how many dollars in all.
 *
 * Floors, ceilings, shares, balance, yearly change and pins may give way; money, the law and links may not.
 * Nothing when even that does not help, which cannot happen while an empty plan keeps every link. The pin of the
 * initiative `firm` does not give way either.
 */
export async function findContradiction(
  problem: Problem,
  solver: Solver,
  nodeBudget: number,
  firm?: string,
): Promise<WayOut | undefined> {
  const ask: PartSolver = { solver, nodeBudget, known: new Map() };
  const soft = await solveSoft(ask, problem, { pin: firm, money: false });
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
  const ask: PartSolver = { solver, nodeBudget, known: new Map() };
  const rules = await solveSoft(ask, problem, { pin: undefined, money: false });
  if (rules === undefined) return undefined;
  const first = readWayOut(rules);
  if (first.relax.length === 0) return { first, second: null };
  const second = await findOther(ask, rules, first);
  if (second !== undefined) return { first, second };
  const money = await solveSoft(ask, problem, { pin: undefined, money: true });
  const other = money === undefined ? undefined : await findOther(ask, money, first);
  return { first, second: other ?? null };
}

/**
 * The fewest dollars by which rules must give way.
 *
 * Where shares and changes could draw in too much of a large plan, only the largest of what could help them is looked at:
 * then what was proven before any of them was in play is the bound.
 */
async function solveSoft(
  ask: PartSolver,
  problem: Problem,
  firmness: Firmness,
): Promise<SolvedSoft | undefined> {
  const all = allNeeded(problem);
  const soft = softenModel(all ?? mostNeeded(problem), firmness);
  const solved = await solveLazily(ask, soft, new Set());
  if (solved === undefined || all !== undefined) return solved;
  return { ...solved, bound: solved.boundOfAmounts, exact: false };
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
  for (const { keys, total } of [...named, ...unnamed.slice(0, solved.exact ? unnamedTries : 1)]) {
    if (best !== undefined && total >= best.total) continue;
    const found = await solveLazily(ask, solved.soft, columnsOf(solved, keys), solved.added);
    if (found === undefined) continue;
    const way = readWayOut(found);
    if (differs(way) && (best === undefined || way.total < best.total)) best = way;
  }
  if (best === undefined) return undefined;
  // What was left out of a large plan could help a share to be kept for fewer dollars.
  const ratios = [...solved.added].some((group) => !group.startsWith("availability "));
  const at_least = cents(solved.exact || !ratios ? Math.min(best.total, fewest) : 0);
  const cheapest = isCheapest(best.total, at_least);
  return {
    ...best,
    at_least,
    cheapest,
    sentence: wayOutSentence(best.relax, best.total, cheapest),
  };
}

/** How many guesses that name no other rule are followed up, where a plan is not large. */
const unnamedTries = 6;

/** The columns that say by how much some rules give way. */
function columnsOf({ soft }: SolvedSoft, keys: ReadonlySet<string>): ReadonlySet<number> {
  const own = soft.rows.filter(({ rule }) => keys.has(ruleKey(rule)));
  return new Set(own.map(({ column }) => column));
}

/** Whether the dollars are proven to be the fewest, to the dollar or to a hundred thousandth. */
function isCheapest(total: number, at_least: number): boolean {
  return total - at_least <= Math.max(100, total * 1e-5);
}

function readWayOut({ soft, values, bound: boundMillions }: SolvedSoft): WayOut {
  const relax = soft.rows.flatMap((row) => {
    const amount = toWholeDollars((values.get(row.column) ?? 0) / millionsPerCent);
    // Below a dollar it is the solver's tolerance.
    return amount < 100 ? [] : relaxRow(row, amount);
  });
  const total = sumCents(relax.map(({ amount }) => amount));
  const bound = Math.round(boundMillions / millionsPerCent);
  const at_least = cents(Math.max(0, Math.min(total, bound)));
  const cheapest = isCheapest(total, at_least);
  const named = relax.map(({ rule, from, to, citation }) => ({ rule, from, to, citation }));
  return {
    relax: named,
    total,
    at_least,
    cheapest,
    sentence: wayOutSentence(named, total, cheapest),
  };
}

/** Cents that a solver found, to the dollar where it is near: its tolerance is some cents.   Unit: US cents. */
function toWholeDollars(found: number): Cents {
  const dollars = Math.round(found / 100) * 100;
  return cents(Math.abs(found - dollars) <= 20 ? dollars : Math.ceil(found));
}

/** A row that gives way, with the looser rules of its scope that must then give way too; their dollars are the same. */
function relaxRow(row: SoftRow, amount: Cents) {
  const to = cents(row.asked - row.sign * amount);
  const own = { rule: row.rule, from: cents(row.asked), to, citation: row.citation, amount };
  const others = row.others
    .filter(({ level }) => row.sign * (level - to) > 0)
    .map(({ rule, level, citation }) => ({
      ...{ rule, from: cents(level), to, citation, amount: cents(0) },
    }));
  return [own, ...others];
}

function wayOutSentence(relax: Contradiction["relax"], total: number, cheapest: boolean): string {
  if (relax.length === 0) return "All rules can hold together.";
  const parts = relax.map(({ rule, from, to }) => {
    const year = rule.fiscal_year === null ? "" : ` in FY${rule.fiscal_year}`;
    if (rule.kind === "account") {
      return `${rule.name}${year} rises from ${showDollars(from)} to ${showDollars(to)}`;
    }
    if (from === 0) return `${rule.name}${year} gives way by ${showDollars(cents(Math.abs(to)))}`;
    if (to === 0) return `${rule.name}${year} is given up (${showDollars(from)})`;
    return `${rule.name}${year} moves from ${showDollars(from)} to ${showDollars(to)}`;
  });
  const lead = cheapest
    ? `The fewest dollars that make the plan possible are ${showDollars(cents(total))}`
    : `${showDollars(cents(total))} make the plan possible; fewer may do`;
  return `Not all rules can hold. ${lead}: ${parts.join("; ")}.`;
}
