import { compareText } from "../../base/findings.ts";
import { type Cents, cents, showDollars, sumCents } from "../../base/money.ts";
import type { Contradiction } from "../answers.ts";
import { millionsPerCent } from "../model/columns.ts";
import type { Problem } from "../problem.ts";
import type { SolveAnswer, Solver } from "../solver.ts";
import { allNeeded, coreNeeded, mostNeeded } from "./needed.ts";
import { type Firmness, ruleKey, type SoftModel, type SoftRow, softenModel } from "./soft-model.ts";
import { type ModelPart, splitModel } from "./split-model.ts";

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
  const ask = { solver, nodeBudget };
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
  const ask = { solver, nodeBudget };
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

/** What solves, and how far. */
interface Ask {
  readonly solver: Solver;
  readonly nodeBudget: number;
}

/** A model in which rules may give way, solved part by part. */
interface SolvedSoft {
  readonly soft: SoftModel;
  readonly parts: readonly ModelPart[];
  readonly answers: readonly SolveAnswer[];
  /** What is proven of the fewest dollars by another way; `null` where the parts are all there is.   Unit: millions. */
  readonly otherBound: number | null;
}

/** How far the search for the fewest dollars goes. */
const search = { gap_ratio: 1e-6 } as const;

/**
 * The fewest dollars by which rules must give way.
 *
 * Where shares and changes could draw in too much of a large plan, the plan is first solved without them, which bounds
 * the dollars from below; then with them, on what floors ask for; and only where that needs more dollars, on more.
 */
async function solveSoft(
  ask: Ask,
  problem: Problem,
  firmness: Firmness,
): Promise<SolvedSoft | undefined> {
  const all = allNeeded(problem);
  if (all !== undefined) return solveParts(ask, all, firmness, null);
  const free = { ...problem, shares: [], changes: [] };
  const bound = await solveParts(ask, coreNeeded(free), firmness, null);
  if (bound === undefined) return undefined;
  const otherBound = millionsOf(bound);
  const brief = { ...ask, nodeBudget: Math.min(ask.nodeBudget, briefNodes) };
  const core = coreNeeded(problem);
  if ((await divisibleBound(ask, core, firmness)) <= otherBound + dollar) {
    const found = await solveParts(brief, core, firmness, otherBound);
    if (found !== undefined && readWayOut(found).cheapest) return found;
  }
  return solveParts(brief, mostNeeded(problem), firmness, otherBound);
}

/** Nodes of the search where shares and changes of a large plan are in play; what it leaves open is said. */
const briefNodes = 20;

/** A dollar in millions: less is the solver's tolerance. */
const dollar = 1e-6;

/** The fewest dollars that divisible packages need.   Unit: millions. */
async function divisibleBound({ solver }: Ask, problem: Problem, firmness: Firmness) {
  const { model, itemOf } = softenModel(problem, firmness);
  const answers = await Promise.all(
    splitModel(model, itemOf).map((part) =>
      solver.solve({ ...search, model: part.model, node_budget: 1, relaxed: true }),
    ),
  );
  return answers.reduce((sum, { values, objective }) => sum - (values ? objective : 0), 0);
}

async function solveParts(
  ask: Ask,
  problem: Problem,
  firmness: Firmness,
  otherBound: number | null,
): Promise<SolvedSoft | undefined> {
  const soft = softenModel(problem, firmness);
  const parts = splitModel(soft.model, soft.itemOf);
  const answers = await Promise.all(parts.map((part) => solvePart(ask, part)));
  if (answers.some(({ values }) => values === null)) return undefined;
  return { soft, parts, answers, otherBound };
}

/** The dollars that are proven to be needed.   Unit: millions. */
function millionsOf({ answers }: SolvedSoft): number {
  return answers.reduce((sum, { bound }) => sum + Math.max(0, -bound), 0);
}

function solvePart({ solver, nodeBudget }: Ask, { model }: ModelPart): Promise<SolveAnswer> {
  return solver.solve({ ...search, model, node_budget: nodeBudget });
}

/** The same with some rules firm: only the parts that they are in are solved again. */
async function holdFirm(
  ask: Ask,
  solved: SolvedSoft,
  keys: ReadonlySet<string>,
): Promise<SolvedSoft | undefined> {
  const firm = new Set(
    solved.soft.rows.filter(({ rule }) => keys.has(ruleKey(rule))).map(({ column }) => column),
  );
  const answers = await Promise.all(
    solved.parts.map((part, index) => {
      const known = solved.answers[index];
      if (known !== undefined && !part.columns.some((column) => firm.has(column))) return known;
      const columns = part.model.columns.map((one, place) =>
        firm.has(part.columns[place] ?? -1) ? { ...one, upper: 0 } : one,
      );
      return solvePart(ask, { ...part, model: { ...part.model, columns } });
    }),
  );
  if (answers.some(({ values }) => values === null)) return undefined;
  return { ...solved, answers };
}

/**
 * The cheapest way out that leaves a rule of the first alone and relaxes another one.
 *
 * Each rule of the first is held firm by itself, and all that bear on one another together: what differs leaves one of
 * them alone, so that the cheapest of all these is a bound.
 */
async function findOther(ask: Ask, solved: SolvedSoft, first: WayOut): Promise<WayOut | undefined> {
  const known = new Set(first.relax.map(({ rule }) => ruleKey(rule)));
  const together = solved.parts
    .map(({ columns }) => {
      const inside = new Set(columns);
      const own = solved.soft.rows.filter(({ column }) => inside.has(column));
      return new Set(own.map(({ rule }) => ruleKey(rule)).filter((key) => known.has(key)));
    })
    .filter(({ size }) => size > 1);
  const singles = [...known].map((key) => new Set([key]));
  let fewest = Number.POSITIVE_INFINITY;
  const ways: WayOut[] = [];
  for (const keys of [...singles, ...together]) {
    const held = await holdFirm(ask, solved, keys);
    if (held === undefined) continue;
    const way = readWayOut(held);
    if (keys.size === 1) fewest = Math.min(fewest, way.at_least);
    if (way.relax.some(({ rule }) => !known.has(ruleKey(rule)))) ways.push(way);
  }
  ways.sort((a, b) => a.total - b.total || compareText(a.sentence, b.sentence));
  const [best] = ways;
  if (best === undefined) return undefined;
  const at_least = cents(Math.min(best.total, fewest));
  const cheapest = isCheapest(best.total, at_least);
  return {
    ...best,
    at_least,
    cheapest,
    sentence: wayOutSentence(best.relax, best.total, cheapest),
  };
}

/** Whether the dollars are proven to be the fewest, to the dollar or to a hundred thousandth. */
function isCheapest(total: number, at_least: number): boolean {
  return total - at_least <= Math.max(100, total * 1e-5);
}

function readWayOut(solved: SolvedSoft): WayOut {
  const { soft, parts, answers, otherBound } = solved;
  const values = new Map<number, number>();
  parts.forEach(({ columns }, index) => {
    for (const [place, column] of columns.entries()) {
      values.set(column, answers[index]?.values?.[place] ?? 0);
    }
  });
  const boundMillions = otherBound ?? millionsOf(solved);
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
