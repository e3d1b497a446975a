import { Dual } from "../engine/prices/dual.ts";
import { type Prices, priceLayout } from "../engine/prices/prices.ts";
import { millionsPerCent } from "../model/columns.ts";
import { NamedBasis } from "../named-basis.ts";
import type { SolveAnswer, Solver } from "../solver.ts";
import { type ColumnModel, type InPlay, modelOfColumns, pricesOf } from "./soft-columns.ts";
import type { SoftForm } from "./soft-form.ts";

/** What was learned of a soft form by prices. */
export interface SoftPrices {
  /** The prices of the highest bound. */
  readonly prices: Prices;
  /** No way out costs less.   Unit: US cents. */
  readonly atLeast: number;
  /** The money that divisible packages would add.   Unit: US cents.   Shape: account x years. */
  readonly more: Float64Array;
  /** What divisible packages would choose at last: modes and their shares, the largest shares first. */
  readonly chosen: readonly { readonly m: number; readonly share: number }[];
  /** The modes that were looked at, and what is in play: to go on from. */
  readonly modes: ReadonlySet<number>;
  readonly inPlay: InPlay;
  /** Where the last solve ended. */
  readonly ended: NamedBasis;
}

/** Where to begin. */
export interface SoftStart {
  readonly modes: Iterable<number>;
  readonly inPlay: InPlay;
  /** Where the solve of a model with some of the same columns and rows ended. */
  readonly ended?: NamedBasis;
}

/** How far to go. */
export interface SoftSteps {
  /** How often the model is solved. */
  readonly rounds: number;
  /** How many modes join it at once. */
  readonly columns: number;
  /** Whether accounts may get more money. */
  readonly money: boolean;
  /** A bound from which on nothing more is asked.   Unit: US cents. */
  readonly enough?: number;
  /** Asks to stop: what is known by then is answered. */
  readonly signal?: AbortSignal;
}

/** Prices are also tried so far between the best and the newest: those of a vertex leap. */
const shares = [1, 0.5, 0.2, 0.05] as const;

/** A profit of less is the solver's tolerance.   Unit: US cents. */
const leastProfit = 100;

/** The bound and the model's optimum are one when they are so near, as a share. */
const settled = 1e-7;

/**
 * Prices that bound from below what a way out costs: column generation, with rows that join when they are broken.
 *
 * Each solve of the model of few modes makes prices; at any prices the dual of the whole form is a bound, and its best
 * modes that are not yet in the model are what could lower the model's cost.
 */
export async function findSoftPrices(
  soft: SoftForm,
  solver: Solver,
  start: SoftStart,
  { rounds, columns, money, enough = Infinity, signal }: SoftSteps,
): Promise<SoftPrices> {
  const c = soft.form;
  const dual = new Dual(c);
  const modes = new Set(start.modes);
  const inPlay: InPlay = {
    rows: Uint8Array.from(start.inPlay.rows),
    accounts: Uint8Array.from(start.inPlay.accounts),
    links: Uint8Array.from(start.inPlay.links),
  };
  const free = worthOfPins(soft);
  let best: Pick<SoftPrices, "prices" | "atLeast" | "more"> = {
    prices: free,
    atLeast: Math.max(0, soft.kept - dual.evaluate(free, 0)),
    more: new Float64Array(c.budget.length),
  };
  let chosen: SoftPrices["chosen"] = [];
  let wasSettled = false;
  let ended: NamedBasis = start.ended ?? new NamedBasis();
  for (let round = 0; round < rounds; round++) {
    const made = modelOfColumns(soft, inPlay, [...modes], { money, integer: false });
    // Where money rules everything out, nothing is left to choose.
    if (made.model.columns.length === 0 || made.model.rows.length === 0) break;
    const { model } = made;
    const basis = ended.of(model);
    const request = { model, gap_ratio: 1e-6, node_budget: 1, relaxed: true, basis };
    const answer = await solver.solve(request, signal === undefined ? {} : { signal });
    if (answer.values === null) break;
    ended = new NamedBasis(model, answer.basis);
    chosen = chosenOf(made, answer);
    const prices = pricesOf(soft, made, answer);
    const broken = bringIntoPlay(soft, inPlay, made, answer);
    let added = 0;
    const before = best.prices;
    for (const share of round === 0 ? [1] : shares) {
      const mixed = prices.map((price, k) => share * price + (1 - share) * (before[k] as number));
      const atLeast = soft.kept - dual.evaluate(mixed, 0);
      if (atLeast >= best.atLeast || round === 0) {
        const more = moneyOf(c.budget.length, made, answer);
        best = { prices: mixed, atLeast: Math.max(0, atLeast), more };
      }
      added += addModes(soft, dual.profit, modes, columns - added);
    }
    const costs = soft.kept - answer.objective / millionsPerCent;
    const isSettled = costs - best.atLeast <= settled * Math.abs(costs) + leastProfit;
    if (isSettled && (wasSettled || broken === 0)) break;
    if ((broken === 0 && added === 0) || best.atLeast >= enough) break;
    wasSettled = isSettled;
  }
  return { ...best, chosen, modes, inPlay, ended };
}

function chosenOf({ modes }: ColumnModel, { values }: SolveAnswer): SoftPrices["chosen"] {
  return modes
    .map((m, at) => ({ m, share: values?.[at] ?? 0 }))
    .filter(({ share }) => share > 1e-6)
    .sort((a, b) => b.share - a.share || a.m - b.m);
}

/** Prices at which nothing costs anything and decisions are worth what they are. */
export function worthOfPins({ form }: SoftForm): Prices {
  const { length, leaves } = priceLayout(form);
  const prices = new Float64Array(length);
  prices.set(form.segmentWorth, leaves);
  return prices;
}

function moneyOf(length: number, { money }: ColumnModel, { values }: SolveAnswer): Float64Array {
  const more = new Float64Array(length);
  for (const [at, column] of money) more[at] = (values?.[column] ?? 0) / millionsPerCent;
  return more;
}

/** Adds the most profitable modes of items that have a better one than the model knows; answers how many. */
function addModes(
  { form: c }: SoftForm,
  profit: Float64Array,
  modes: Set<number>,
  columns: number,
): number {
  const found: { readonly m: number; readonly gain: number }[] = [];
  for (let i = 0; i < c.items; i++) {
    let [best, most, known] = [-1, leastProfit, 0];
    for (let m = c.firstMode[i] as number; m < (c.firstMode[i + 1] as number); m++) {
      if (c.barred[m] === 1) continue;
      const own = profit[m] as number;
      if (modes.has(m)) known = Math.max(known, own);
      else if (own > most) [best, most] = [m, own];
    }
    if (best >= 0 && most > known + leastProfit) found.push({ m: best, gain: most - known });
  }
  found.sort((a, b) => b.gain - a.gain || a.m - b.m);
  for (const { m } of found.slice(0, columns)) modes.add(m);
  return Math.min(found.length, columns);
}

/** A row is broken when it is missed by more than this share of a cent. */
const room = 1;

/** Brings rows, accounts and links into play that a solution breaks; answers how many. */
function bringIntoPlay(
  { form: c }: SoftForm,
  inPlay: InPlay,
  made: ColumnModel,
  { values }: SolveAnswer,
): number {
  const T = c.years;
  const sums = new Float64Array(c.rows);
  const links = new Float64Array(c.linkRows);
  const spent = new Float64Array(c.budget.length);
  const owed = new Float64Array(c.classYear.length);
  for (const [at, m] of made.modes.entries()) {
    const x = values?.[at] ?? 0;
    if (x < 1e-9) continue;
    const i = c.itemOf[m] as number;
    for (let t = 0; t < T; t++) {
      const cost = x * (c.cost[m * T + t] as number);
      if (cost === 0) continue;
      const end = c.firstItemRow[i * T + t + 1] as number;
      for (let e = c.firstItemRow[i * T + t] as number; e < end; e++)
        (sums[c.itemRow[e] as number] as number) += cost * (c.itemFactor[e] as number);
      (owed[c.classOf[i * T + t] as number] as number) += cost;
    }
    for (let e = c.firstModeLink[m] as number; e < (c.firstModeLink[m + 1] as number); e++)
      (links[c.modeLink[e] as number] as number) += x * (c.modeLinkFactor[e] as number);
  }
  for (let k = 0; k < owed.length; k++) {
    if (owed[k] === 0) continue;
    const [from, to] = [c.firstLane[k] as number, c.firstLane[k + 1] as number];
    for (let lane = from; lane < to; lane++) {
      const column = made.lanes.get(lane);
      // Who pays what nothing tells apart is not said: all alike.
      const paid =
        column === undefined
          ? (owed[k] as number) / (to - from)
          : (values?.[column] ?? 0) / millionsPerCent;
      const t = c.classYear[k] as number;
      (spent[(c.laneAccount[lane] as number) * T + t] as number) += paid;
      for (let e = c.firstLaneRow[lane] as number; e < (c.firstLaneRow[lane + 1] as number); e++)
        (sums[c.laneRow[e] as number] as number) += paid * (c.laneFactor[e] as number);
    }
  }
  let broken = 0;
  const enter = (list: Uint8Array, at: number, isBroken: boolean) => {
    if (!isBroken || list[at] === 1) return;
    list[at] = 1;
    broken++;
  };
  for (let r = 0; r < c.rows; r++)
    enter(inPlay.rows, r, (sums[r] as number) > (c.rowLimit[r] as number) + room);
  for (let l = 0; l < c.linkRows; l++)
    enter(inPlay.links, l, (links[l] as number) > (c.linkLimit[l] as number) + 1e-6);
  for (let a = 0; a < c.accounts.length; a++) enter(inPlay.accounts, a, isOverdrawn(c, a, spent));
  return broken;
}

/** Whether an account spends more in some years than it could have. */
function isOverdrawn(c: SoftForm["form"], a: number, spent: Float64Array): boolean {
  const T = c.years;
  for (let from = 0; from < T; from++) {
    let [sum, limit] = [0, 0];
    for (let v = Math.max(0, from - (c.lasts[a] as number) + 1); v < from; v++)
      limit += c.budget[a * T + v] as number;
    for (let to = from; to < T; to++) {
      sum += spent[a * T + to] as number;
      limit += c.budget[a * T + to] as number;
      if (sum > limit + room) return true;
    }
  }
  return false;
}
