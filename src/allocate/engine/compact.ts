import { compareText } from "../../base/findings.ts";
import { choiceKey } from "../choice.ts";
import type { Candidate, Item, LinkRule, Problem, Scope } from "../problem.ts";

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
  readonly candidates: readonly Candidate[];
  /** Shape: mode x years. */
  readonly cost: Float64Array;
  readonly totalCost: Float64Array;
  /** Effects of mode `m`: entries from `firstEffect[m]` to below `firstEffect[m + 1]`. */
  readonly firstEffect: Int32Array;
  readonly effectLeaf: Int32Array;
  readonly effectAmount: Float64Array;
  /** 1 where somebody decided that the item is funded. */
  readonly pinned: Uint8Array;
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
  readonly isIdleLink: Uint8Array;
  /** The link of each link row, by index in the problem from which the form was made. */
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

interface Entry {
  readonly at: number;
  readonly factor: number;
}

/** A rule over money in plain terms: a sum of scopes times factors, at most a limit. */
interface MoneyRow {
  readonly terms: readonly {
    readonly scope: Scope;
    readonly year: number;
    readonly factor: number;
  }[];
  readonly limit: number;
}

/** The compact form of a problem. Modes that no lawful plan can hold are left out. */
export function compactProblem(problem: Problem): Compact {
  const years = problem.years.length;
  const rows = moneyRows(problem);
  const { classOf, classes } = groupMoney(problem);
  const accounts = problem.purses.map(({ account }) => account);
  const accountIndex = new Map(accounts.map((account, index) => [account, index]));
  const { itemRows, laneRows, lanes, firstLane } = placeRows(problem, rows, classOf, classes);
  const rowLimit = Float64Array.from(rows, ({ limit }) => limit);
  const isCeiling = ceilingsOf(rows);
  const budget = new Float64Array(accounts.length * years);
  problem.purses.forEach((purse, a) => {
    purse.budget.forEach((amount, year) => {
      budget[a * years + year] = amount;
    });
  });
  const lasts = Int32Array.from(problem.purses, (purse) => Math.min(purse.lasts, years));
  const modeList = listModes(problem);
  const links = placeLinks(problem.links, modeList.byItem, modeList.candidates, problem);
  const itemRowLists = flatten(itemRows);
  const laneRowLists = flatten(laneRows);
  const modeLinkLists = flatten(links.byMode);
  const linkModeLists = flatten(links.byRow);
  const segments = problem.leaves.map((leaf) => leaf.segments);
  const form: Compact = {
    problem,
    years,
    items: problem.items.length,
    modes: modeList.candidates.length,
    firstMode: modeList.firstMode,
    itemOf: modeList.itemOf,
    startOf: Int32Array.from(modeList.candidates, ({ start }) =>
      Math.max(0, problem.years.indexOf(start)),
    ),
    candidates: modeList.candidates,
    ...flattenModes(problem, modeList.candidates),
    pinned: pinsOf(problem),
    barred: new Uint8Array(modeList.candidates.length),
    accounts,
    lasts,
    budget,
    classOf,
    classYear: Int32Array.from(classes, ({ year }) => year),
    firstLane,
    laneAccount: Int32Array.from(lanes, ({ account }) => accountIndex.get(account) ?? -1),
    laneClass: Int32Array.from(lanes, ({ group }) => group),
    firstLaneRow: laneRowLists.first,
    laneRow: laneRowLists.at,
    laneFactor: laneRowLists.factor,
    rows: rows.length,
    rowLimit,
    isIdle: new Uint8Array(rows.length),
    isCeiling,
    firstItemRow: itemRowLists.first,
    itemRow: itemRowLists.at,
    itemFactor: itemRowLists.factor,
    linkRows: links.limits.length,
    linkLimit: Float64Array.from(links.limits),
    isIdleLink: new Uint8Array(links.limits.length),
    linkOf: Int32Array.from(links.linkOf),
    firstModeLink: modeLinkLists.first,
    modeLink: modeLinkLists.at,
    modeLinkFactor: modeLinkLists.factor,
    firstLinkMode: linkModeLists.first,
    linkMode: linkModeLists.at,
    linkModeFactor: linkModeLists.factor,
    leaves: problem.leaves.length,
    firstSegment: starts(segments.map((list) => list.length)),
    segmentWidth: Float64Array.from(segments.flatMap((list) => list.map(({ width }) => width))),
    segmentWorth: Float64Array.from(segments.flatMap((list) => list.map(({ worth }) => worth))),
  };
  barModes(form);
  return form;
}

function pinsOf(problem: Problem): Uint8Array {
  return Uint8Array.from(problem.items, ({ initiative }) =>
    initiative.pinned_package === undefined ? 0 : 1,
  );
}

/**
 * Bars modes that no plan can hold: alone they exceed a ceiling, or all money in reach in some years together. A fraction
 * of a package that can never be whole then counts no more, which tightens the bound.
 */
function barModes(c: Compact): void {
  const T = c.years;
  const money = new Map<number, number>();
  for (let m = 0; m < c.modes; m++) {
    if (c.barred[m] === 1) continue;
    const i = c.itemOf[m] as number;
    for (let t = 0; t < T; t++) {
      const cost = c.cost[m * T + t] as number;
      if (cost === 0) continue;
      const k = c.classOf[i * T + t] as number;
      if (k < 0) {
        c.barred[m] = 1;
        break;
      }
      for (
        let e = c.firstItemRow[i * T + t] as number;
        e < (c.firstItemRow[i * T + t + 1] as number);
        e++
      ) {
        const r = c.itemRow[e] as number;
        if (
          c.isCeiling[r] === 1 &&
          c.isIdle[r] === 0 &&
          cost * (c.itemFactor[e] as number) > (c.rowLimit[r] as number)
        )
          c.barred[m] = 1;
      }
      let most = money.get(k);
      if (most === undefined) {
        most = 0;
        for (let lane = c.firstLane[k] as number; lane < (c.firstLane[k + 1] as number); lane++) {
          const a = c.laneAccount[lane] as number;
          for (let v = Math.max(0, t - (c.lasts[a] as number) + 1); v <= t; v++)
            most += c.budget[a * T + v] as number;
        }
        money.set(k, most);
      }
      if (cost > most) c.barred[m] = 1;
    }
  }
}

/**
 * The compact form of a problem that differs from another only in numbers, candidates left out, or rules and links left
 * out: most of the other's form is shared. Nothing where it differs in more.
 */
export function recompact(base: Compact, problem: Problem): Compact | undefined {
  const before = base.problem;
  const T = base.years;
  if (problem.items.length !== base.items || problem.years.length !== T) return undefined;
  if (problem.leaves.length !== base.leaves || problem.purses.length !== base.accounts.length)
    return undefined;
  const same = problem.purses.every(
    (purse, a) =>
      purse.account === base.accounts[a] && Math.min(purse.lasts, T) === (base.lasts[a] as number),
  );
  if (!same) return undefined;
  const rows = matchRows(before, problem);
  const links = matchLinks(before, problem);
  if (rows === undefined || links === undefined) return undefined;
  const candidates = [...base.candidates];
  const cost = Float64Array.from(base.cost);
  const totalCost = Float64Array.from(base.totalCost);
  const effectAmount = Float64Array.from(base.effectAmount);
  const barred = new Uint8Array(base.modes);
  const leafIndex = new Map(problem.leaves.map(({ objective }, index) => [objective, index]));
  for (let i = 0; i < base.items; i++) {
    const item = problem.items[i];
    if (item === undefined) return undefined;
    if (item === before.items[i]) continue;
    if (!sameAccounts(item.accounts, before.items[i]?.accounts ?? [])) return undefined;
    const offered = new Map(item.candidates.map((one) => [choiceKey(one), one]));
    for (let m = base.firstMode[i] as number; m < (base.firstMode[i + 1] as number); m++) {
      const old = base.candidates[m];
      const key = old === undefined ? "" : choiceKey(old);
      const candidate = offered.get(key);
      if (candidate === undefined) {
        barred[m] = 1;
        continue;
      }
      offered.delete(key);
      if (candidate === old) continue;
      candidates[m] = candidate;
      let total = 0;
      for (let t = 0; t < T; t++) {
        cost[m * T + t] = candidate.costs[t] ?? 0;
        total += cost[m * T + t] as number;
        if ((cost[m * T + t] as number) > 0 && (base.classOf[i * T + t] as number) < 0)
          return undefined;
      }
      totalCost[m] = total;
      let known = 0;
      for (let e = base.firstEffect[m] as number; e < (base.firstEffect[m + 1] as number); e++) {
        const leaf = problem.leaves[base.effectLeaf[e] as number]?.objective ?? "";
        const amount = candidate.effects.get(leaf);
        if (amount !== undefined) known++;
        effectAmount[e] = amount ?? 0;
      }
      let asked = 0;
      for (const [leaf, amount] of candidate.effects)
        if (amount !== 0 && leafIndex.has(leaf)) asked++;
      if (asked > known) return undefined;
    }
    if (offered.size > 0) return undefined;
  }
  const segments = problem.leaves.map((leaf) => leaf.segments);
  const sameSegments = segments.every(
    (list, f) =>
      list.length === (base.firstSegment[f + 1] as number) - (base.firstSegment[f] as number),
  );
  if (!sameSegments) return undefined;
  const budget = new Float64Array(base.budget.length);
  problem.purses.forEach((purse, a) => {
    purse.budget.forEach((amount, year) => {
      budget[a * T + year] = amount;
    });
  });
  const isIdleLink = new Uint8Array(base.linkRows);
  const linkLimit = Float64Array.from(base.linkLimit);
  for (let l = 0; l < base.linkRows; l++) {
    if (links[base.linkOf[l] as number] === 1) continue;
    isIdleLink[l] = 1;
    linkLimit[l] = 1e9;
  }
  const form: Compact = {
    ...base,
    problem,
    candidates,
    cost,
    totalCost,
    effectAmount,
    pinned: pinsOf(problem),
    barred,
    budget,
    rowLimit: rows.limit,
    isIdle: rows.isIdle,
    laneFactor: base.laneFactor,
    linkLimit,
    isIdleLink,
    segmentWidth: Float64Array.from(segments.flatMap((list) => list.map(({ width }) => width))),
    segmentWorth: Float64Array.from(segments.flatMap((list) => list.map(({ worth }) => worth))),
  };
  barModes(form);
  return form;
}

function sameAccounts(a: Item["accounts"], b: Item["accounts"]): boolean {
  if (a === b) return true;
  return (
    a.length === b.length &&
    a.every((list, year) => list === b[year] || list.join(";") === b[year]?.join(";"))
  );
}

function sameScope(a: Scope, b: Scope): boolean {
  if (a === b) return true;
  if (a.items !== b.items && a.items.join(",") !== b.items.join(",")) return false;
  return a.accounts === b.accounts || a.accounts?.join(";") === b.accounts?.join(";");
}

/** Limits of a problem's rules in the rows of another that has at least these; nothing where one has no row. */
function matchRows(before: Problem, problem: Problem) {
  const old = moneyRows(before);
  const now = moneyRows(problem);
  const limit = new Float64Array(old.length);
  const isIdle = new Uint8Array(old.length).fill(1);
  let next = 0;
  for (const [r, row] of old.entries()) {
    const other = now[next];
    if (other === undefined) break;
    const same =
      row.terms.length === other.terms.length &&
      row.limit < 0 === other.limit < 0 &&
      row.terms.every((term, k) => {
        const its = other.terms[k];
        return (
          its !== undefined &&
          term.year === its.year &&
          term.factor === its.factor &&
          sameScope(term.scope, its.scope)
        );
      });
    if (!same) continue;
    limit[r] = other.limit;
    isIdle[r] = 0;
    next++;
  }
  for (let r = 0; r < limit.length; r++) if (isIdle[r] === 1) limit[r] = 1e17;
  return next === now.length ? { limit, isIdle } : undefined;
}

/** 1 for each link of a problem that another has too; nothing where the other has more. */
function matchLinks(before: Problem, problem: Problem): Uint8Array | undefined {
  if (before.links === problem.links) return new Uint8Array(before.links.length).fill(1);
  const key = ({ kind, item, other, lag }: LinkRule) => `${kind} ${item} ${other} ${lag}`;
  const left = problem.links.map(key);
  const kept = new Uint8Array(before.links.length);
  let next = 0;
  for (const [index, link] of before.links.entries()) {
    if (left[next] !== key(link)) continue;
    kept[index] = 1;
    next++;
  }
  return next === left.length ? kept : undefined;
}

/** Every rule over money as a sum that must be at most a limit. */
function moneyRows(problem: Problem): MoneyRow[] {
  const amounts = problem.amounts.map(({ kind, scope, year, amount }): MoneyRow => {
    const sign = kind === "floor" ? -1 : 1;
    return { terms: [{ scope, year, factor: sign }], limit: sign * amount };
  });
  const shares = problem.shares.map(({ kind, part, whole, year, ratio }): MoneyRow => {
    const sign = kind === "at_least" ? -1 : 1;
    const terms = [
      { scope: part, year, factor: sign },
      { scope: whole, year, factor: -sign * ratio },
    ];
    return { terms, limit: 0 };
  });
  const changes = problem.changes.flatMap(({ scope, year, ratio, before }): MoneyRow[] => {
    const now = (sign: number) => ({ scope, year, factor: sign });
    if (year === 0) {
      if (before === null) return [];
      return [
        { terms: [now(1)], limit: (1 + ratio) * before },
        { terms: [now(-1)], limit: -(1 - ratio) * before },
      ];
    }
    const last = (factor: number) => ({ scope, year: year - 1, factor });
    return [
      { terms: [now(1), last(-(1 + ratio))], limit: 0 },
      { terms: [now(-1), last(1 - ratio)], limit: 0 },
    ];
  });
  return [...amounts, ...shares, ...changes];
}

interface MoneyClass {
  readonly year: number;
  readonly accounts: readonly string[];
}

/** Item-years whose money may come from the same accounts, and which every rule that tells those apart treats alike. */
function groupMoney(problem: Problem): { classOf: Int32Array; classes: MoneyClass[] } {
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

/** Where each row counts money: of whole item-years, or of single lanes of their classes. */
function placeRows(
  problem: Problem,
  rows: readonly MoneyRow[],
  classOf: Int32Array,
  classes: readonly MoneyClass[],
) {
  const years = problem.years.length;
  const lanes = classes.flatMap(({ accounts }, group) =>
    accounts.map((account) => ({ account, group })),
  );
  const firstLane = starts(classes.map(({ accounts }) => accounts.length));
  const itemRows: Entry[][] = Array.from({ length: problem.items.length * years }, () => []);
  const laneRows: Entry[][] = lanes.map(() => []);
  const add = (list: Entry[] | undefined, at: number, factor: number) => {
    const last = list?.at(-1);
    if (list === undefined) return;
    if (last?.at === at) list[list.length - 1] = { at, factor: last.factor + factor };
    else list.push({ at, factor });
  };
  rows.forEach(({ terms }, row) => {
    for (const { scope, year, factor } of terms) {
      const counted = scope.accounts === null ? null : new Set(scope.accounts);
      const split = new Set<number>();
      for (const item of scope.items) {
        const group = (classOf[item * years + year] as number) ?? -1;
        if (group < 0) continue;
        const accounts = classes[group]?.accounts ?? [];
        const inside =
          counted === null ? accounts.length : accounts.filter((one) => counted.has(one)).length;
        if (inside === accounts.length) add(itemRows[item * years + year], row, factor);
        else if (inside > 0) split.add(group);
      }
      for (const group of split) {
        const from = (firstLane[group] as number) ?? 0;
        classes[group]?.accounts.forEach((account, step) => {
          if (counted?.has(account)) add(laneRows[from + step], row, factor);
        });
      }
    }
  });
  return { itemRows, laneRows, lanes, firstLane };
}

function ceilingsOf(rows: readonly MoneyRow[]): Uint8Array {
  return Uint8Array.from(rows, ({ terms, limit }) =>
    limit >= 0 && terms.every(({ factor }) => factor >= 0) ? 1 : 0,
  );
}

function listModes(problem: Problem) {
  const byItem = problem.items.map(({ candidates }) => candidates);
  const candidates = byItem.flat();
  const firstMode = starts(byItem.map((list) => list.length));
  const itemOf = new Int32Array(candidates.length);
  byItem.forEach((list, item) => {
    itemOf.fill(
      item,
      (firstMode[item] as number) ?? 0,
      ((firstMode[item] as number) ?? 0) + list.length,
    );
  });
  return { byItem, candidates, firstMode, itemOf };
}

function flattenModes(problem: Problem, candidates: readonly Candidate[]) {
  const years = problem.years.length;
  const cost = new Float64Array(candidates.length * years);
  const totalCost = new Float64Array(candidates.length);
  const leafIndex = new Map(problem.leaves.map(({ objective }, index) => [objective, index]));
  const effects: Entry[][] = candidates.map(({ costs, effects: given }, mode) => {
    costs.forEach((amount, year) => {
      cost[mode * years + year] = amount;
      totalCost[mode] = ((totalCost[mode] as number) ?? 0) + amount;
    });
    return [...given].flatMap(([leaf, factor]) => {
      const at = leafIndex.get(leaf);
      return at === undefined || factor === 0 ? [] : [{ at, factor }];
    });
  });
  const { first, at, factor } = flatten(effects);
  return { cost, totalCost, firstEffect: first, effectLeaf: at, effectAmount: factor };
}

/** Links as rows over modes: the sum of the factors of chosen modes is at most a limit. */
function placeLinks(
  links: readonly LinkRule[],
  byItem: readonly (readonly Candidate[])[],
  candidates: readonly Candidate[],
  problem: Problem,
) {
  const firstMode = starts(byItem.map((list) => list.length));
  const byMode: Entry[][] = candidates.map(() => []);
  const byRow: Entry[][] = [];
  const limits: number[] = [];
  const linkOf: number[] = [];
  const startAt = (mode: number) =>
    problem.years.indexOf(candidates[mode]?.start ?? problem.years[0] ?? (0 as never));
  const modesOf = (item: number) =>
    Array.from(
      { length: byItem[item]?.length ?? 0 },
      (_, step) => ((firstMode[item] as number) ?? 0) + step,
    );
  const add = (index: number, limit: number, entries: readonly Entry[]) => {
    if (entries.every(({ factor }) => factor <= 0)) return;
    const row = limits.length;
    limits.push(limit);
    linkOf.push(index);
    byRow.push([...entries]);
    for (const { at, factor } of entries) byMode[at]?.push({ at: row, factor });
  };
  for (const [index, { kind, item, other, lag }] of links.entries()) {
    const [own, others] = [modesOf(item), modesOf(other)];
    if (kind === "excludes") {
      add(
        index,
        1,
        [...own, ...others].map((at) => ({ at, factor: 1 })),
      );
      continue;
    }
    const ownStarts = [...new Set(own.map(startAt))].sort((a, b) => a - b);
    for (const start of ownStarts) {
      const early = own.filter((mode) => startAt(mode) <= start).map((at) => ({ at, factor: 1 }));
      if (kind === "requires") {
        const met = others.filter((mode) => startAt(mode) + lag <= start);
        add(index, 0, [...early, ...met.map((at) => ({ at, factor: -1 }))]);
      } else {
        const late = others.filter((mode) => startAt(mode) + lag > start);
        add(index, 1, [...early, ...late.map((at) => ({ at, factor: 1 }))]);
      }
    }
  }
  return { byMode, byRow, limits, linkOf };
}

/** Running sums of lengths: where each list starts in one long array, and where the last ends. */
function starts(lengths: readonly number[]): Int32Array {
  const first = new Int32Array(lengths.length + 1);
  lengths.forEach((length, index) => {
    first[index + 1] = ((first[index] as number) ?? 0) + length;
  });
  return first;
}

function flatten(lists: readonly (readonly Entry[])[]) {
  const first = starts(lists.map((list) => list.length));
  const at = new Int32Array(first.at(-1) ?? 0);
  const factor = new Float64Array(at.length);
  let next = 0;
  for (const list of lists) {
    for (const entry of list) {
      at[next] = entry.at;
      factor[next] = entry.factor;
      next++;
    }
  }
  return { first, at, factor };
}
