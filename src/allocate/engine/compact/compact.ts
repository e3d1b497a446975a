import type { Candidate, LinkRule, Problem } from "../../problem.ts";
import { candidateAt } from "../../scaled-item.ts";
import { starts } from "./flat-lists.ts";
import { flattenModes, listModes, placeLinks } from "./mode-lists.ts";
import { groupMoney } from "./money-classes.ts";
import { ceilingsOf, type MoneyRow, moneyRows, placeRows } from "./money-rows.ts";

/**
 * A problem as flat arrays, for code that walks all of it thousands of times.
 *
 * Money is in whole US cents throughout, held in doubles, which are exact to 90 trillion dollars. Years are indices of
 * the horizon, of which there are `years`. A *mode* is a candidate: a way to fund an item. A *lane* is one account that
 * may pay a class of item-years. A *row* is a rule over money, turned so that its sum must be at most `rowLimit`.
 */
export interface Compact {
  readonly problem: Problem;
  readonly years: number;
  readonly items: number;
  readonly modes: number;
  /** Modes of item `i`: from `firstMode[i]` to below `firstMode[i + 1]`. */
  readonly firstMode: Int32Array;
  readonly itemOf: Int32Array;
  readonly startOf: Int32Array;
  /** 1 where the modes of the item are its candidates in the problem, one for one in their order. */
  readonly inOrder: Uint8Array;
  /** By mode, for items that are not in order; see {@link candidateOf}. */
  readonly listed: readonly Candidate[];
  /** Shape: mode x years. */
  readonly cost: Float64Array;
  readonly totalCost: Float64Array;
  /** Effects of mode `m`: entries from `firstEffect[m]` to below `firstEffect[m + 1]`. */
  readonly firstEffect: Int32Array;
  readonly effectLeaf: Int32Array;
  readonly effectAmount: Float64Array;
  /** 1 where somebody decided that the item is funded. */
  readonly pinned: Uint8Array;
  /** 1 where the mode is not offered: it was when the form was made, and is no more. */
  readonly withheld: Uint8Array;
  /** 1 where no plan can hold the mode: it exceeds a ceiling or all money alone, or is not offered. */
  readonly barred: Uint8Array;

  readonly accounts: readonly string[];
  readonly lasts: Int32Array;
  /** Shape: account x years. */
  readonly budget: Float64Array;

  /** Class of an item's money in a year, or -1.   Shape: item x years. */
  readonly classOf: Int32Array;
  readonly classYear: Int32Array;
  /** Lanes of class `c`: from `firstLane[c]` to below `firstLane[c + 1]`. */
  readonly firstLane: Int32Array;
  readonly laneAccount: Int32Array;
  readonly laneClass: Int32Array;
  /** Rows that count money of a lane as such. */
  readonly firstLaneRow: Int32Array;
  readonly laneRow: Int32Array;
  readonly laneFactor: Float64Array;

  readonly rows: number;
  /** The rules of which the rows are made, as they stood when the form was made. */
  readonly moneyRows: readonly MoneyRow[];
  readonly rowLimit: Float64Array;
  /** 1 where the rule is not asked for: it was there when the form was made, and is no more. */
  readonly isIdle: Uint8Array;
  /** 1 where every factor of the row is positive: a ceiling, which the empty plan keeps. */
  readonly isCeiling: Uint8Array;
  /** Rows that count an item's money of a year whole, whichever account pays.   Index: item x years. */
  readonly firstItemRow: Int32Array;
  readonly itemRow: Int32Array;
  readonly itemFactor: Float64Array;

  /** Rows over modes that state links: sum of factors of chosen modes at most `linkLimit`. */
  readonly linkRows: number;
  readonly linkLimit: Float64Array;
  /** The limits of link rows when all their links are asked for. */
  readonly linkLevel: Float64Array;
  readonly isIdleLink: Uint8Array;
  /** The links of which the link rows are made, as they stood when the form was made. */
  readonly links: readonly LinkRule[];
  /** The link of each link row, by index in `links`. */
  readonly linkOf: Int32Array;
  readonly firstModeLink: Int32Array;
  readonly modeLink: Int32Array;
  readonly modeLinkFactor: Float64Array;
  /** Modes of link row `l`: from `firstLinkMode[l]` to below `firstLinkMode[l + 1]`. */
  readonly firstLinkMode: Int32Array;
  readonly linkMode: Int32Array;
  readonly linkModeFactor: Float64Array;

  readonly leaves: number;
  /** Segments of leaf `f`: from `firstSegment[f]` to below `firstSegment[f + 1]`. */
  readonly firstSegment: Int32Array;
  readonly segmentWidth: Float64Array;
  readonly segmentWorth: Float64Array;
}

/** The compact form of a problem. Modes that no lawful plan can hold are barred. */
export function compactProblem(problem: Problem): Compact {
  const years = problem.years.length;
  const { candidates, firstMode, itemOf } = listModes(problem);
  const form: Compact = {
    problem,
    years,
    items: problem.items.length,
    modes: candidates.length,
    firstMode,
    itemOf,
    startOf: Int32Array.from(candidates, ({ start }) => Math.max(0, problem.years.indexOf(start))),
    inOrder: new Uint8Array(problem.items.length).fill(1),
    listed: candidates,
    ...flattenModes(problem, candidates),
    pinned: pinsOf(problem),
    withheld: new Uint8Array(candidates.length),
    barred: new Uint8Array(candidates.length),
    accounts: problem.purses.map(({ account }) => account),
    lasts: Int32Array.from(problem.purses, (purse) => Math.min(purse.lasts, years)),
    budget: budgetsOf(problem),
    ...flattenMoney(problem),
    ...flattenLinks(problem, firstMode, candidates),
    leaves: problem.leaves.length,
    firstSegment: starts(problem.leaves.map(({ segments }) => segments.length)),
    ...segmentsOf(problem),
  };
  barModes(form);
  return form;
}

/** The candidate of a mode, also of one that is not offered any more; nothing for -1. */
export function candidateOf(c: Compact, m: number): Candidate | undefined {
  const i = c.itemOf[m] ?? -1;
  if (c.inOrder[i] !== 1) return c.listed[m];
  return candidateAt(c.problem.items[i], m - (c.firstMode[i] as number));
}

/** Classes, lanes and rows as flat arrays. */
function flattenMoney(problem: Problem) {
  const rows = moneyRows(problem);
  const { classOf, classes } = groupMoney(problem);
  const accounts = problem.purses.map(({ account }) => account);
  const accountIndex = new Map(accounts.map((account, index) => [account, index]));
  const { itemRows, laneRows, lanes, firstLane } = placeRows(problem, rows, classOf, classes);
  return {
    classOf,
    classYear: Int32Array.from(classes, ({ year }) => year),
    firstLane,
    laneAccount: Int32Array.from(lanes, ({ account }) => accountIndex.get(account) ?? -1),
    laneClass: Int32Array.from(lanes, ({ group }) => group),
    firstLaneRow: laneRows.first,
    laneRow: laneRows.at,
    laneFactor: laneRows.factor,
    rows: rows.length,
    moneyRows: rows,
    rowLimit: Float64Array.from(rows, ({ limit }) => limit),
    isIdle: new Uint8Array(rows.length),
    isCeiling: ceilingsOf(rows),
    firstItemRow: itemRows.first,
    itemRow: itemRows.at,
    itemFactor: itemRows.factor,
  };
}

/** Link rows as flat arrays, by mode and by row. */
function flattenLinks(problem: Problem, firstMode: Int32Array, candidates: readonly Candidate[]) {
  const links = placeLinks(problem, firstMode, candidates);
  const { byMode, byRow } = links;
  return {
    linkRows: links.limits.length,
    linkLimit: Float64Array.from(links.limits),
    linkLevel: Float64Array.from(links.limits),
    isIdleLink: new Uint8Array(links.limits.length),
    links: problem.links,
    linkOf: Int32Array.from(links.linkOf),
    firstModeLink: byMode.first,
    modeLink: byMode.at,
    modeLinkFactor: byMode.factor,
    firstLinkMode: byRow.first,
    linkMode: byRow.at,
    linkModeFactor: byRow.factor,
  };
}

/** New money.   Unit: US cents.   Shape: account x years. */
export function budgetsOf(problem: Problem): Float64Array {
  const years = problem.years.length;
  const budget = new Float64Array(problem.purses.length * years);
  problem.purses.forEach((purse, a) => {
    purse.budget.forEach((amount, year) => {
      budget[a * years + year] = amount;
    });
  });
  return budget;
}

/** The segments of all leaves, one after another. */
export function segmentsOf({ leaves }: Problem) {
  const segments = leaves.flatMap((leaf) => leaf.segments);
  return {
    segmentWidth: Float64Array.from(segments, ({ width }) => width),
    segmentWorth: Float64Array.from(segments, ({ worth }) => worth),
  };
}

/** 1 for each item that somebody decided to fund. */
function pinsOf(problem: Problem): Uint8Array {
  return Uint8Array.from(problem.items, ({ initiative }) =>
    initiative.pinned_package === undefined ? 0 : 1,
  );
}

/** Limits of ratio rules are rounded: what misses one by less is not barred. */
const halfCent = 0.5;

/**
 * Bars modes that no plan can hold: alone they exceed a ceiling, or all money in reach in some year. A fraction
 * of a package that can never be whole then counts no more, which tightens the bound.
 *
 * `isAsked`: 1 for each item that is looked at; all where nothing is given.
 */
export function barModes(c: Compact, isAsked?: Uint8Array): void {
  const T = c.years;
  const money = new Float64Array(c.classYear.length).fill(unknown);
  const most = new Float64Array(T);
  for (let i = 0; i < c.items; i++) {
    if (isAsked && isAsked[i] === 0) continue;
    const end = c.firstMode[i + 1] as number;
    most.fill(0);
    for (let m = c.firstMode[i] as number; m < end; m++)
      for (let t = 0; t < T && c.barred[m] === 0; t++)
        if ((c.cost[m * T + t] as number) > (most[t] as number))
          most[t] = c.cost[m * T + t] as number;
    // Where even the most that any mode costs in each year can be, all of them can.
    if (!isImpossible(c, i, most, 0, money)) continue;
    for (let m = c.firstMode[i] as number; m < end; m++)
      if (c.barred[m] === 0 && isImpossible(c, i, c.cost, m * T, money)) c.barred[m] = 1;
  }
}

/** Not worked out yet. */
const unknown = -1;

/**
 * Whether no plan can hold costs of an item.   `costs`: with those of the first year at `first`.
 *
 * `money`: what accounts of a class have at most in its year, as far as known.
 */
function isImpossible(
  c: Compact,
  i: number,
  costs: Float64Array,
  first: number,
  money: Float64Array,
): boolean {
  const T = c.years;
  for (let t = 0; t < T; t++) {
    const cost = costs[first + t] as number;
    if (cost === 0) continue;
    const k = c.classOf[i * T + t] as number;
    if (k < 0) return true;
    const end = c.firstItemRow[i * T + t + 1] as number;
    for (let e = c.firstItemRow[i * T + t] as number; e < end; e++) {
      const r = c.itemRow[e] as number;
      if (
        c.isCeiling[r] === 1 &&
        c.isIdle[r] === 0 &&
        cost * (c.itemFactor[e] as number) > (c.rowLimit[r] as number) + halfCent
      )
        return true;
    }
    if (money[k] === unknown) money[k] = mostMoney(c, k);
    if (cost > (money[k] as number)) return true;
  }
  return false;
}

/** All money that the accounts of a class could have in its year.   Unit: US cents. */
function mostMoney(c: Compact, k: number): number {
  const T = c.years;
  const t = c.classYear[k] as number;
  let most = 0;
  for (let lane = c.firstLane[k] as number; lane < (c.firstLane[k + 1] as number); lane++) {
    const a = c.laneAccount[lane] as number;
    for (let v = Math.max(0, t - (c.lasts[a] as number) + 1); v <= t; v++)
      most += c.budget[a * T + v] as number;
  }
  return most;
}
