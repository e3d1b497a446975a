import { cents, sumCents } from "../../base/money.ts";
import type { Allocation } from "../allocation.ts";
import { toChoice } from "../choice.ts";
import { candidateOf } from "../engine/compact/compact.ts";
import { dealPayments } from "../engine/compact/plan-form.ts";
import { findNeighbors, type Neighbors } from "../engine/neighbors.ts";
import { type Prices, priceLayout } from "../engine/prices/prices.ts";
import { NamedBasis } from "../named-basis.ts";
import type { Problem } from "../problem.ts";
import type { Solver } from "../solver.ts";
import { listFamilies } from "./rule-family.ts";
import { holdRules, makeSoftForm, type SoftForm } from "./soft-form.ts";
import { describeMoney, ruleKey } from "./soft-model.ts";
import { lackingMoney, withBudget } from "./soft-money.ts";
import { findSoftPrices, type SoftPrices, worthOfPins } from "./soft-prices.ts";
import { type SoftPlan, SoftSearch } from "./soft-search.ts";
import { type Given, makeWayOut, type WayOut, type WaysOut } from "./way-out.ts";

/** How far each part goes. */
const steps = {
  /** Single changes of the first plan, which no prices steer yet. */
  firstTries: 12_000,
  /** Solves of the model of few modes, and modes that join it at once. */
  prices: { rounds: 9, columns: 600, money: false },
  /** Rounds in which the best plan is taken apart and mended, and single changes in each. */
  rounds: 24,
  tries: 3_000,
  /** So many rules of a way are held in turn, the smallest first, with so many rounds each. */
  held: 8,
  heldRounds: 2,
  /** Of few rules each is worth more rounds. */
  few: 3,
  fewRounds: 6,
  /** Rounds for another way that was found so, or solves where there are few rules to hold. */
  otherRounds: 8,
  otherPrices: { rounds: 5, columns: 600, money: false },
  /** Where money is added: how often more is tried. */
  money: 3,
  moneyRounds: 6,
} as const;

/** Ways that cost no more than this share above another, or a dollar, cost the same to a reader. */
const sameShare = 2e-6;

/** A way that costs no more than this share above the bound is the cheapest for a reader. */
const provenShare = 9e-6;

/** Another way this near to its bound is searched for no longer. */
const nearShare = 0.005;

/** Packages that divisible ones take by more than this share begin the plan. */
const chosenShare = 0.3;

/** What is known once a first way out is found. */
interface Base {
  readonly problem: Problem;
  readonly solver: Solver;
  readonly soft: SoftForm;
  readonly neighbors: Neighbors;
  readonly plan: SoftPlan;
  readonly prices: SoftPrices;
}

/**
 * A cheap way out of a large contradiction, and a bound on what any costs; nothing where none was found that keeps the
 * decision on `firm`, which does not prove that there is none.
 */
export async function findWayByPrices(
  problem: Problem,
  solver: Solver,
  firm?: string,
): Promise<WayOut | undefined> {
  const base = await findBase(problem, solver, firm);
  if (base === undefined) return undefined;
  const { plan } = await holdInTurn(base);
  return readWay(base.soft, plan, base.prices.atLeast);
}

/** The same with another way, which leaves a rule of the first alone and names one that the first does not. */
export async function findWaysByPrices(
  problem: Problem,
  solver: Solver,
): Promise<WaysOut | undefined> {
  const found = await findBase(problem, solver, undefined);
  if (found === undefined) return undefined;
  const { plan, others } = await holdInTurn(found);
  const base = { ...found, plan };
  const first = readWay(base.soft, plan, base.prices.atLeast);
  if (first.relax.length === 0) return { first, second: null };
  return { first, second: (await findOther(base, others)) ?? (await findWithMoney(base)) ?? null };
}

/** A dollar less is the solver's tolerance.   Unit: US cents. */
const leastImpossible = 100;

/**
 * Whether the rules of a large problem can all hold: `impossible` is proven; a plan keeps them all, and is no good beyond
 * that; `open` is neither, as where it was stopped.
 */
export async function settleByPrices(
  problem: Problem,
  solver: Solver,
  signal?: AbortSignal,
): Promise<"impossible" | "open" | Pick<Allocation, "choices" | "payments">> {
  const base = await findBase(problem, solver, undefined, signal).catch((error: unknown) => {
    if (signal?.aborted !== true) throw error;
    return undefined;
  });
  if (base === undefined) return "open";
  const { plan, prices, soft } = base;
  if (prices.atLeast > leastImpossible) return "impossible";
  if (plan.costs > 0) return "open";
  const choices = [...plan.modes].flatMap((m) => {
    const candidate = candidateOf(soft.form, m);
    return candidate === undefined ? [] : [toChoice(candidate)];
  });
  return { choices, payments: dealPayments(soft.form, plan.modes, plan.flow) };
}

/** A base without the solver of who asks. */
type Known = Omit<Base, "solver">;

/** What was found of a problem, so that who asks why there is no plan does not wait for it twice. */
const bases = new WeakMap<Problem, Promise<Known | undefined>>();

async function findBase(
  problem: Problem,
  solver: Solver,
  firm: string | undefined,
  signal?: AbortSignal,
): Promise<Base | undefined> {
  const shared = firm === undefined ? bases.get(problem) : undefined;
  const known = shared ?? makeBase(problem, solver, firm, signal);
  if (firm === undefined) bases.set(problem, known);
  try {
    const base = await known;
    return base === undefined ? undefined : { ...base, solver };
  } catch (error) {
    if (bases.get(problem) === known) bases.delete(problem);
    // That another who asked was stopped, or lost its solver, is no answer here.
    if (shared === undefined) throw error;
    return findBase(problem, solver, firm, signal);
  }
}

async function makeBase(
  problem: Problem,
  solver: Solver,
  firm: string | undefined,
  signal: AbortSignal | undefined,
): Promise<Known | undefined> {
  const soft = makeSoftForm(problem, firm, false);
  const neighbors = findNeighbors(soft.form);
  const search = new SoftSearch(soft, neighbors);
  let plan = search.search(worthOfPins(soft), 1, steps.firstTries);
  const none = { modes: [], ...everything(soft) };
  let prices: SoftPrices = {
    ...noPrices(soft),
    ...none,
    modes: new Set(),
    ended: new NamedBasis(),
  };
  if (plan.costs > 0) {
    signal?.throwIfAborted();
    const start = { modes: plan.modes.filter((m) => m >= 0), ...everything(soft) };
    const asked = signal === undefined ? steps.prices : { ...steps.prices, signal };
    prices = await findSoftPrices(soft, solver, start, asked);
    signal?.throwIfAborted();
    plan = finish(soft, neighbors, plan, prices, steps.rounds);
  }
  return keepsFirm(soft, plan) ? { problem, soft, neighbors, plan, prices } : undefined;
}

/** Whether a plan keeps the decision that may not give way. */
function keepsFirm({ form }: SoftForm, { modes }: SoftPlan): boolean {
  return modes.every((m, i) => m >= 0 || form.pinned[i] === 0);
}

/** Rules and accounts are all in play from the beginning; links join where they are broken. */
function everything({ form }: SoftForm): Pick<SoftPrices, "inPlay"> {
  const rows = new Uint8Array(form.rows).fill(1);
  const accounts = new Uint8Array(form.accounts.length).fill(1);
  return { inPlay: { rows, accounts, links: new Uint8Array(form.linkRows) } };
}

function noPrices(soft: SoftForm): Pick<SoftPrices, "prices" | "atLeast" | "more" | "chosen"> {
  const more = new Float64Array(soft.form.budget.length);
  return { prices: worthOfPins(soft), atLeast: 0, more, chosen: [] };
}

/** The better of what the search finds from what divisible packages choose, and from a plan. */
function finish(
  soft: SoftForm,
  neighbors: Neighbors,
  plan: SoftPlan,
  { prices, chosen, atLeast }: SoftPrices,
  rounds: number,
): SoftPlan {
  const search = new SoftSearch(soft, neighbors, plan);
  const modes = chosen.filter(({ share }) => share > chosenShare).map(({ m }) => m);
  search.begin(modes, prices);
  search.ease(prices, steps.tries);
  const found = search.search(prices, rounds, steps.tries, atLeast);
  const [own, its] = [keepsFirm(soft, plan), keepsFirm(soft, found)];
  // The plan may come from a form in which fewer rules are held.
  return (own === its ? found.costs < costsIn(soft, plan) : its) ? found : plan;
}

/** What a plan costs where some rules are held.   Unit: US cents. */
function costsIn({ weights }: SoftForm, { amounts }: SoftPlan): number {
  return amounts.reduce((sum, amount, at) => sum + (weights[at] as number) * amount, 0);
}

/** What a plan lets give way, to the whole dollar above. */
function givenOf({ rules }: SoftForm, { amounts }: SoftPlan): Given[] {
  return rules.flatMap((row, at): Given[] => {
    const amount = amounts[at] as number;
    // Rounding up leaves what was found lawful.
    return amount === 0 ? [] : [{ row, amount: cents(Math.ceil(amount / 100) * 100) }];
  });
}

function readWay(soft: SoftForm, plan: SoftPlan, bound: number): WayOut {
  return makeWayOut(givenOf(soft, plan), bound);
}

/** The keys of the rules that a plan lets give way, those of the fewest dollars first. */
function keysOf({ rules }: SoftForm, { amounts }: SoftPlan): string[] {
  const given = rules.flatMap(({ rule }, at) =>
    amounts[at] === 0 ? [] : [{ key: ruleKey(rule), amount: amounts[at] as number }],
  );
  given.sort((a, b) => a.amount - b.amount);
  return [...new Set(given.map(({ key }) => key))];
}

/**
 * Holds the rules of a way in turn, those of the fewest dollars first. Where that costs no more, the way without the rule
 * takes its place: it names fewer rules. The other ways that were found so are answered beside it.
 */
async function holdInTurn({
  solver,
  soft,
  neighbors,
  plan: found,
  prices,
}: Base): Promise<{ readonly plan: SoftPlan; readonly others: readonly SoftPlan[] }> {
  let plan = found;
  const others: SoftPlan[] = [];
  const held = new Set<string>();
  const keys = keysOf(soft, found);
  const rounds = keys.length <= steps.few ? steps.fewRounds : steps.heldRounds;
  for (const key of keys.slice(0, steps.held)) {
    await solver.pause?.();
    const firmer = holdRules(soft, new Set([...held, key]));
    const search = new SoftSearch(firmer, neighbors, plan);
    const steered = holdPrices(firmer, prices.prices);
    search.ease(steered, steps.tries);
    const other = search.search(steered, rounds, steps.tries, prices.atLeast);
    if (heldMiss(firmer, other) > 0 || !keepsFirm(soft, other)) continue;
    const isSame =
      other.costs <= plan.costs * (1 + sameShare) + 100 ||
      other.costs <= prices.atLeast * (1 + provenShare);
    if (isSame) held.add(key);
    others.push(isSame ? plan : other);
    if (isSame) plan = other;
  }
  return { plan, others };
}

/** Whether one plan lets a rule give way that the other keeps, and the other way round. */
function differ(soft: SoftForm, one: SoftPlan, other: SoftPlan): boolean {
  const [own, its] = [new Set(keysOf(soft, one)), new Set(keysOf(soft, other))];
  return own.difference(its).size > 0 && its.difference(own).size > 0;
}

/** The cheapest way that was found to leave a rule of the first alone and to name another. */
async function findOther(base: Base, others: readonly SoftPlan[]): Promise<WayOut | undefined> {
  const { solver, soft, neighbors, plan, prices } = base;
  const keys = keysOf(soft, plan);
  const found = others.filter((other) => differ(soft, plan, other));
  // With few rules to hold, what differs holds one of them: the least bound with any of them held bounds it.
  const isFew = keys.length <= steps.few;
  const enough = tooMuch(base);
  const start = { modes: modesOf(base, others), inPlay: prices.inPlay, ended: prices.ended };
  const asked: { readonly firmer: SoftForm; readonly own: SoftPrices }[] = [];
  for (const key of isFew ? keys : keys.slice(0, found.length === 0 ? steps.few : 0)) {
    const firmer = holdRules(soft, new Set([key]));
    const own = await findSoftPrices(firmer, solver, start, { ...steps.otherPrices, enough });
    asked.push({ firmer, own });
  }
  const bound = isFew ? Math.min(...asked.map(({ own }) => own.atLeast)) : prices.atLeast;
  asked.sort((a, b) => a.own.atLeast - b.own.atLeast);
  for (const { firmer, own } of asked) {
    const known = Math.min(enough, ...found.map(({ costs }) => costs * (1 - nearShare)));
    if (own.atLeast >= known) continue;
    const other = finish(firmer, neighbors, plan, own, steps.otherRounds);
    if (heldMiss(firmer, other) === 0 && differ(soft, plan, other)) found.push(other);
  }
  found.sort((a, b) => a.costs - b.costs);
  const [best] = found;
  if (best === undefined) return undefined;
  const own = new Set(keysOf(soft, best));
  const firmer = holdRules(soft, new Set(keys.filter((key) => !own.has(key)).slice(0, 1)));
  const search = new SoftSearch(firmer, neighbors, best);
  const later = search.search(holdPrices(firmer, prices.prices), steps.otherRounds, steps.tries);
  const isBetter = later.costs < best.costs && heldMiss(firmer, later) === 0;
  const other = isBetter && differ(soft, plan, later) ? later : best;
  return readWay(soft, other, Math.max(bound, prices.atLeast));
}

/**
 * What costs so much more than the first way, and more than all money there is, helps nobody, and may only stand for none.
 *
 * Unit: US cents.
 */
function tooMuch({ problem: { purses }, plan }: Base): number {
  return purses.reduce((sum, { budget }) => sum + sumCents(budget), 2 * plan.costs);
}

/** The modes that were looked at, with those of the plans that were found. */
function modesOf({ plan, prices }: Base, others: readonly SoftPlan[]): ReadonlySet<number> {
  const modes = new Set(prices.modes);
  for (const one of [plan, ...others]) for (const m of one.modes) if (m >= 0) modes.add(m);
  return modes;
}

/** A rule that is held has a price above that at which it would give way. */
const heldPrice = 2;

function holdPrices(soft: SoftForm, prices: Prices): Prices {
  const { rows, leaves } = priceLayout(soft.form);
  const held = Float64Array.from(prices);
  for (let r = 0; r < soft.form.rows; r++)
    if ((soft.weights[r] as number) > 1 && (held[rows + r] as number) > 0)
      held[rows + r] = heldPrice;
  held.set(soft.form.segmentWorth, leaves);
  return held;
}

/** The way that holds the rule of the fewest dollars of the first and adds money to accounts. */
async function findWithMoney(base: Base): Promise<WayOut | undefined> {
  const { problem, solver, neighbors, plan, prices } = base;
  const [key, ...others] = keysOf(base.soft, plan);
  if (key === undefined) return undefined;
  const free = makeSoftForm(problem, undefined, true);
  const soft = holdRules(free, new Set([key]));
  const enough = tooMuch(base);
  const asked = { ...steps.prices, money: true, enough };
  const start = { modes: modesOf(base, []), inPlay: prices.inPlay, ended: prices.ended };
  const own = await findSoftPrices(soft, solver, start, asked);
  if (own.atLeast >= enough) return undefined;
  let bound = others.length < steps.few ? own.atLeast : 0;
  // What differs may hold another rule of the first way instead.
  for (const other of bound > 0 ? others : []) {
    const firmer = holdRules(free, new Set([other]));
    const its = { ...steps.otherPrices, money: true, enough: bound };
    bound = Math.min(bound, (await findSoftPrices(firmer, solver, start, its)).atLeast);
  }
  const more = own.more.map((amount) => Math.ceil(amount));
  const budget = soft.form.budget;
  for (let turn = 0; turn < steps.money; turn++) {
    const richer = withBudget(
      soft,
      budget.map((amount, at) => amount + (more[at] as number)),
    );
    const found = finish(richer, neighbors, plan, own, steps.moneyRounds);
    const missed = heldMiss(richer, found);
    if (missed === 0) return readWithMoney(base, richer, found, bound);
    // What whole packages lack comes on top where most was added.
    const most = more.indexOf(Math.max(...more));
    (more[most] as number) += missed * (turn + 1);
  }
  return undefined;
}

function heldMiss({ weights }: SoftForm, { amounts }: SoftPlan): number {
  let missed = 0;
  for (const [at, amount] of amounts.entries()) if ((weights[at] as number) > 1) missed += amount;
  return missed;
}

function readWithMoney(
  { problem, soft: { form } }: Base,
  soft: SoftForm,
  plan: SoftPlan,
  bound: number,
): WayOut {
  const lacking = lackingMoney(form, form.budget, plan.flow);
  const names = new Map(listFamilies(problem).map(({ rule }) => [`${rule.kind} ${rule.id}`, rule]));
  const added = form.accounts.flatMap((account, a) =>
    problem.years.flatMap((fiscal_year, year): Given[] => {
      const amount = lacking[a * form.years + year] as number;
      const rule = names.get(`account ${account}`);
      if (amount === 0 || rule === undefined) return [];
      const row = describeMoney(rule, fiscal_year, form.budget[a * form.years + year] as number);
      return [{ row: { column: -1, ...row }, amount: cents(Math.ceil(amount / 100) * 100) }];
    }),
  );
  return makeWayOut([...givenOf(soft, plan), ...added], bound);
}
