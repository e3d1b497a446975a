import { choiceKey, matches } from "../../choice.ts";
import type { Candidate, Item, LinkRule, Problem, Scope } from "../../problem.ts";
import { ScaledItem } from "../../scaled-item.ts";
import { barModes, budgetsOf, type Compact, candidateOf, segmentsOf } from "./compact.ts";
import { isKeptBySpendingLess, type MoneyRow, moneyRows } from "./money-rows.ts";
import { factorsOf, type RowChange } from "./row-factors.ts";
import { scaleModes } from "./scale-modes.ts";

/** The limits of a rule and of a link that are not asked for: more than any plan adds up to. */
const noLimit = 1e17;
const noLinkLimit = 1e9;

/**
 * The compact form of a problem that differs from another only in numbers, candidates left out, or rules and links left
 * out: most of the other's form is shared. Nothing where it differs in more.
 *
 * What was left out stays in the form, set aside, so that it can come back.
 */
export function recompact(base: Compact, problem: Problem): Compact | undefined {
  if (!hasSameFrame(base, problem)) return undefined;
  const rows = limitsOf(base, problem);
  const links = linkLimitsOf(base, problem);
  const changed = changedItems(base, problem);
  const numbers = numbersOf(base, problem, changed);
  if (rows === undefined || links === undefined || numbers === undefined) return undefined;
  const isSameMoney = problem.purses === base.problem.purses;
  const form: Compact = {
    ...base,
    ...numbers,
    barred: base.barred.slice(),
    problem,
    budget: isSameMoney ? base.budget : budgetsOf(problem),
    rowLimit: rows.limit,
    isIdle: rows.isIdle,
    ...(rows.changes.length === 0 ? {} : factorsOf(base, rows.changes)),
    ...links,
    ...(problem.leaves === base.problem.leaves ? {} : segmentsOf(problem)),
  };
  barAnew(base, form, changed);
  return form;
}

/** The items of a problem that are not the very items of a form's. */
function changedItems(base: Compact, problem: Problem): readonly number[] {
  const changed: number[] = [];
  if (problem.items === base.problem.items) return changed;
  for (let i = 0; i < base.items; i++)
    if (problem.items[i] !== base.problem.items[i]) changed.push(i);
  return changed;
}

/** The numbers of modes and items of a form with some items changed; nothing where it has no room for them. */
function numbersOf(base: Compact, problem: Problem, changed: readonly number[]) {
  if (changed.length === 0) return {};
  const leafIds = base.problem.leaves.map(({ objective }) => objective);
  const modes: ModeNumbers = {
    inOrder: base.inOrder.slice(),
    listed: undefined,
    cost: base.cost.slice(),
    totalCost: base.totalCost.slice(),
    effectAmount: base.effectAmount.slice(),
    withheld: base.withheld.slice(),
    leafIds,
    knownLeaves: new Set(leafIds),
  };
  const pinned = base.pinned.slice();
  for (const i of changed) {
    const item = problem.items[i];
    if (item === undefined || !changeItem(base, modes, i, item)) return undefined;
    pinned[i] = item.initiative.pinned_package === undefined ? 0 : 1;
  }
  const { inOrder, listed = base.listed, cost, totalCost, effectAmount, withheld } = modes;
  return { inOrder, listed, cost, totalCost, effectAmount, withheld, pinned };
}

/** Limits of the rows; those of the form itself where no rule changed. */
function limitsOf(base: Compact, problem: Problem) {
  const { amounts, shares, changes } = base.problem;
  const isSame =
    problem.amounts === amounts && problem.shares === shares && problem.changes === changes;
  if (isSame) return { limit: base.rowLimit, isIdle: base.isIdle, changes: [] };
  const now = moneyRows(problem);
  return (
    matchRows(base.moneyRows, now, isSameRule) ?? matchRows(base.moneyRows, now, isSameButRatio)
  );
}

/** Limits of the link rows; those of the form itself where no link changed. */
function linkLimitsOf(base: Compact, problem: Problem) {
  if (problem.links === base.problem.links)
    return { linkLimit: base.linkLimit, isIdleLink: base.isIdleLink };
  const links = matchLinks(base.links, problem);
  if (links === undefined) return undefined;
  const isIdleLink = new Uint8Array(base.linkRows);
  const linkLimit = base.linkLevel.slice();
  for (let l = 0; l < base.linkRows; l++) {
    if (links[base.linkOf[l] as number] === 1) continue;
    isIdleLink[l] = 1;
    linkLimit[l] = noLinkLimit;
  }
  return { linkLimit, isIdleLink };
}

/** Bars anew the modes of items that changed, and of those whose ceilings or money did. */
function barAnew(base: Compact, form: Compact, changed: readonly number[]): void {
  const T = base.years;
  if (changed.length === base.items) {
    form.barred.set(form.withheld);
    barModes(form);
    return;
  }
  const isAsked = new Uint8Array(base.items);
  for (const i of changed) isAsked[i] = 1;
  const hasNewMoney = new Uint8Array(base.accounts.length);
  for (let b = 0; b < base.budget.length; b++)
    if (form.budget[b] !== (base.budget[b] as number)) hasNewMoney[Math.floor(b / T)] = 1;
  const isNewClass = new Uint8Array(base.classYear.length);
  for (let lane = 0; lane < base.laneAccount.length; lane++)
    if (hasNewMoney[base.laneAccount[lane] as number] === 1)
      isNewClass[base.laneClass[lane] as number] = 1;
  const isNewRow = new Uint8Array(base.rows);
  for (let r = 0; r < base.rows; r++)
    if (form.rowLimit[r] !== (base.rowLimit[r] as number))
      isNewRow[r] = base.isCeiling[r] as number;
  for (let i = 0; i < base.items; i++)
    for (let at = i * T; at < (i + 1) * T && isAsked[i] === 0; at++) {
      const k = base.classOf[at] as number;
      if (k >= 0 && isNewClass[k] === 1) isAsked[i] = 1;
      const end = base.firstItemRow[at + 1] as number;
      for (let e = base.firstItemRow[at] as number; e < end; e++)
        if (isNewRow[base.itemRow[e] as number] === 1) isAsked[i] = 1;
    }
  for (let m = 0; m < base.modes; m++)
    if (isAsked[base.itemOf[m] as number] === 1) form.barred[m] = form.withheld[m] as number;
  barModes(form, isAsked);
}

/** Whether a problem has the years, items, leaves and accounts of a form. */
function hasSameFrame(base: Compact, { years, items, leaves, purses }: Problem): boolean {
  return (
    items.length === base.items &&
    years.length === base.years &&
    years.every((year, t) => year === base.problem.years[t]) &&
    hasSameItems(base.problem.items, items) &&
    leaves.length === base.leaves &&
    leaves.every(
      ({ objective, segments }, f) =>
        objective === base.problem.leaves[f]?.objective &&
        segments.length === base.problem.leaves[f]?.segments.length,
    ) &&
    purses.length === base.accounts.length &&
    purses.every(
      ({ account, lasts }, a) =>
        account === base.accounts[a] && Math.min(lasts, base.years) === (base.lasts[a] as number),
    )
  );
}

function hasSameItems(before: readonly Item[], items: readonly Item[]): boolean {
  if (before === items) return true;
  for (let i = 0; i < items.length; i++) {
    const [a, b] = [items[i]?.initiative, before[i]?.initiative];
    if (a !== b && a?.id !== b?.id) return false;
  }
  return true;
}

interface ModeNumbers {
  readonly inOrder: Uint8Array;
  /** Nothing until an item has to be listed: then a copy of the form's. */
  listed: Candidate[] | undefined;
  readonly cost: Float64Array;
  readonly totalCost: Float64Array;
  readonly effectAmount: Float64Array;
  readonly withheld: Uint8Array;
  /** Of all leaves, in their order. */
  readonly leafIds: readonly string[];
  readonly knownLeaves: ReadonlySet<string>;
}

/** Writes a changed item's candidates over those of the form; false where it has more than the form has room for. */
function changeItem(base: Compact, modes: ModeNumbers, i: number, item: Item): boolean {
  if (item instanceof ScaledItem && item.of === base.problem.items[i] && base.inOrder[i] === 1) {
    scaleModes(base, modes, i, item.scale);
    return true;
  }
  if (!sameAccounts(item.accounts, base.problem.items[i]?.accounts ?? [])) return false;
  if (!hasSameCandidates(base, i, item)) return listModes(base, modes, i, item);
  const first = base.firstMode[i] as number;
  modes.inOrder[i] = 1;
  for (let k = 0; k < item.candidates.length; k++) {
    modes.withheld[first + k] = 0;
    if (!changeMode(base, modes, i, first + k, item.candidates[k] as Candidate)) return false;
  }
  return true;
}

/** Writes candidates over the modes of the same names; false where one has no mode. */
function listModes(base: Compact, modes: ModeNumbers, i: number, item: Item): boolean {
  modes.inOrder[i] = 0;
  modes.listed ??= base.listed.slice();
  const offered = new Map(item.candidates.map((one) => [choiceKey(one), one]));
  for (let m = base.firstMode[i] as number; m < (base.firstMode[i + 1] as number); m++) {
    const old = candidateOf(base, m) as Candidate;
    const candidate = offered.get(choiceKey(old));
    modes.listed[m] = candidate ?? old;
    modes.withheld[m] = candidate === undefined ? 1 : 0;
    if (candidate === undefined) continue;
    offered.delete(choiceKey(old));
    if (candidate !== old && !changeMode(base, modes, i, m, candidate)) return false;
  }
  return offered.size === 0;
}

/** Whether an item has a candidate for each of its modes, in their order: so it is wherever only numbers changed. */
function hasSameCandidates(base: Compact, i: number, { candidates }: Item): boolean {
  const first = base.firstMode[i] as number;
  if (candidates.length !== (base.firstMode[i + 1] as number) - first) return false;
  for (let k = 0; k < candidates.length; k++)
    if (!matches(candidates[k] as Candidate, candidateOf(base, first + k) as Candidate))
      return false;
  return true;
}

/** Writes a candidate over a mode; false where it costs in a year, or serves a leaf, that the mode has no place for. */
function changeMode(
  base: Compact,
  modes: ModeNumbers,
  i: number,
  m: number,
  candidate: Candidate,
): boolean {
  const T = base.years;
  const { costs, effects } = candidate;
  const { cost } = modes;
  let total = 0;
  for (let t = 0; t < T; t++) {
    const amount = costs[t] ?? 0;
    cost[m * T + t] = amount;
    total += amount;
    // What nobody could pay before is barred, and nobody can now.
    const isNew = amount > 0 && base.cost[m * T + t] === 0;
    if (isNew && (base.classOf[i * T + t] as number) < 0) return false;
  }
  modes.totalCost[m] = total;
  return writeInOrder(base, modes, m, effects) || writeByLeaf(base, modes, m, effects);
}

/** Writes effects that serve just the leaves of a mode in their order, as they do wherever only numbers changed. */
function writeInOrder(
  base: Compact,
  { effectAmount, leafIds }: ModeNumbers,
  m: number,
  effects: Candidate["effects"],
): boolean {
  const end = base.firstEffect[m + 1] as number;
  let e = base.firstEffect[m] as number;
  if (effects.size !== end - e) return false;
  for (const [leaf, amount] of effects) {
    if (leafIds[base.effectLeaf[e] as number] !== leaf) return false;
    effectAmount[e++] = amount;
  }
  return true;
}

/** Writes effects by the leaves that they serve; false where one serves a leaf that the mode has no place for. */
function writeByLeaf(
  base: Compact,
  { effectAmount, leafIds, knownLeaves }: ModeNumbers,
  m: number,
  effects: Candidate["effects"],
): boolean {
  let known = 0;
  for (let e = base.firstEffect[m] as number; e < (base.firstEffect[m + 1] as number); e++) {
    const amount = effects.get(leafIds[base.effectLeaf[e] as number] ?? "") ?? 0;
    if (amount !== 0) known++;
    effectAmount[e] = amount;
  }
  if (effects.size <= known) return true;
  let asked = 0;
  for (const [leaf, amount] of effects) if (amount !== 0 && knownLeaves.has(leaf)) asked++;
  return asked <= known;
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

/** What rules ask in the rows of a form that has at least these; nothing where one has no row. */
function matchRows(
  old: readonly MoneyRow[],
  now: readonly MoneyRow[],
  isRowOf: (row: MoneyRow, other: MoneyRow) => boolean,
) {
  const limit = new Float64Array(old.length);
  const isIdle = new Uint8Array(old.length).fill(1);
  const changes: RowChange[] = [];
  let next = 0;
  for (const [row, rule] of old.entries()) {
    const other = now[next];
    if (other === undefined) break;
    if (!isRowOf(rule, other)) continue;
    limit[row] = other.limit;
    isIdle[row] = 0;
    if (!hasSameFactors(rule, other)) changes.push({ row, rule: other });
    next++;
  }
  for (let r = 0; r < limit.length; r++) if (isIdle[r] === 1) limit[r] = noLimit;
  return next === now.length ? { limit, isIdle, changes } : undefined;
}

/** Whether a rule is that of a row, but for its limit. */
export function isSameRule(row: MoneyRow, other: MoneyRow): boolean {
  return (
    isSameButRatio(row, other) &&
    hasSameFactors(row, other) &&
    isKeptBySpendingLess(row) === isKeptBySpendingLess(other)
  );
}

/**
 * Whether a rule is that of a row, but for its limit and its ratio. What it counts first, it counts whole. A ceiling, which
 * every plan keeps by spending less, may not cease to be one: a block may rest on it.
 */
function isSameButRatio(row: MoneyRow, other: MoneyRow): boolean {
  return (
    row.terms.length === other.terms.length &&
    row.terms.every((term, k) => {
      const its = other.terms[k];
      return (
        its !== undefined &&
        term.year === its.year &&
        (k > 0 || term.factor === its.factor) &&
        sameScope(term.scope, its.scope)
      );
    }) &&
    (!isKeptBySpendingLess(row) || isKeptBySpendingLess(other))
  );
}

function hasSameFactors(row: MoneyRow, other: MoneyRow): boolean {
  return row.terms.every((term, k) => term.factor === other.terms[k]?.factor);
}

/** 1 for each link of a form that a problem has too; nothing where the problem has more. */
function matchLinks(old: readonly LinkRule[], problem: Problem): Uint8Array | undefined {
  if (old === problem.links) return new Uint8Array(old.length).fill(1);
  const key = ({ kind, item, other, lag }: LinkRule) => `${kind} ${item} ${other} ${lag}`;
  const left = problem.links.map(key);
  const kept = new Uint8Array(old.length);
  let next = 0;
  for (const [index, link] of old.entries()) {
    if (left[next] !== key(link)) continue;
    kept[index] = 1;
    next++;
  }
  return next === left.length ? kept : undefined;
}
