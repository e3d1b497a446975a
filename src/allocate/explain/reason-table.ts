import type { Problem } from "../problem.ts";
import { findBlocking } from "./blocked.ts";
import { withCost, withExclusion, withPin } from "./change.ts";
import type { Closeness } from "./closeness.ts";
import { type Outcome, outcomeOf } from "./outcome.ts";
import { boundWith, boundWithout, cutTooSmall, pricedLoss, riseTooLarge } from "./proven-prices.ts";
import type { CostChange, ReasonRow, Standing } from "./reason-row.ts";
import { rowSentence } from "./reason-row-words.ts";
import { type ExplainSession, isLarge, mapSideBySide } from "./session.ts";
import { cheapestOf } from "./would-fund.ts";

/** How the table of all initiatives is worked out. */
export interface TableOptions {
  /** How many initiatives are solved again, the closest calls first; all when absent. */
  readonly solve?: number;
  /** Rows that were solved before, by initiative: they are taken as they are. */
  readonly done?: ReadonlyMap<string, ReasonRow>;
  /** Told every row that was solved again, as soon as it is there. */
  readonly onRow?: (row: ReasonRow) => void;
}

/**
 * Why every initiative is funded or not, and what would change that, sorted by initiative.
 *
 * First all rows are read off the prices, without a solve: what that says is proven, but wide. Then the plan is solved
 * again for one initiative after the other, at most three times each. Who stops it keeps what is there.
 */
export async function explainAll(
  session: ExplainSession,
  closeness: Closeness,
  options: TableOptions = {},
): Promise<ReasonRow[]> {
  const { problem, allocation } = session;
  const funded = new Set(allocation.choices.map(({ initiative }) => initiative));
  const asked = problem.items.map((item, index): Asked => {
    const isFunded = funded.has(item.initiative.id);
    return { session, closeness, item: index, funded: isFunded };
  });
  const rows = asked.map((one) => {
    const known = options.done?.get(problem.items[one.item]?.initiative.id ?? "");
    return known ?? rowFromPrices(one);
  });
  const open = asked
    .filter(({ item }) => canBeAsked(problem, item))
    .sort((a, b) => doubtOf(a) - doubtOf(b) || a.item - b.item)
    .slice(0, options.solve)
    .filter(({ item }) => rows[item]?.solved === false);
  const words = "Solving again for every initiative";
  await mapSideBySide(session, words, open, async (one) => {
    if (session.options.signal?.aborted) return;
    const row = await solveRow(one);
    // What was stopped half-way could be wrong.
    if (session.options.signal?.aborted) return;
    rows[one.item] = row;
    options.onRow?.(row);
  });
  return rows;
}

/** The row of one initiative, with the plan solved again for it; at most four solves. */
export async function explainRow(
  session: ExplainSession,
  closeness: Closeness,
  item: number,
): Promise<ReasonRow> {
  const id = session.problem.items[item]?.initiative.id;
  const funded = session.allocation.choices.some(({ initiative }) => initiative === id);
  const asked = { session, closeness, item, funded };
  return canBeAsked(session.problem, item) ? solveRow(asked) : rowFromPrices(asked);
}

/** An initiative that is asked about. */
interface Asked {
  readonly session: ExplainSession;
  readonly closeness: Closeness;
  readonly item: number;
  readonly funded: boolean;
}

/** How far an initiative is from the other side, as a share of what it adds. */
function doubtOf({ closeness, item }: Asked): number {
  const { adds, costs } = closeness.items[item] ?? { adds: 0, costs: 0 };
  const most = Math.max(adds, costs);
  return most > 0 ? Math.abs(adds - costs) / most : 1;
}

/** A barred or pinned initiative has its reason. */
function canBeAsked(problem: Problem, item: number): boolean {
  const one = problem.items[item];
  return one !== undefined && one.bar === undefined && one.initiative.pinned_package === undefined;
}

/** What no allocation exceeds: the lower of the search's own bound and that of the prices. */
function boundOf({ session, closeness }: Asked): number {
  return Math.min(session.allocation.bound, closeness.proven.bound);
}

function rowFromPrices(asked: Asked): ReasonRow {
  const { session, closeness, item, funded } = asked;
  const { problem, allocation } = session;
  const one = problem.items[item];
  if (one === undefined) throw new Error(`no item ${item}`);
  if (one.bar !== undefined) return finish(asked, "barred", { least: 0, most: 0 }, null, false);
  if (one.initiative.pinned_package !== undefined) {
    return finish(asked, "pinned", { least: 0, most: Number.POSITIVE_INFINITY }, null, false);
  }
  const other = funded ? boundWithout(closeness.proven, item) : boundWith(closeness.proven, item);
  const least = Math.max(0, allocation.value - other);
  const standing = standingOf(asked, least);
  const limit = funded ? null : 1 - cutTooSmall(closeness.proven, item, allocation.value);
  const change = limit === null ? null : { found: null, proven: false, limit };
  return finish(asked, standing, { least, most: Number.POSITIVE_INFINITY }, change, false);
}

/** A loss below this is the solver's own tolerance.   Unit: value points. */
const noLoss = 1e-6;

function standingOf({ funded }: Asked, least: number): Standing {
  if (least === Number.POSITIVE_INFINITY) return funded ? "must" : "cannot";
  return least > noLoss ? (funded ? "in" : "out") : "open";
}

/** An initiative after the plan was solved again for it. */
async function solveRow(asked: Asked): Promise<ReasonRow> {
  const { session, closeness, item, funded } = asked;
  const { problem, allocation } = session;
  const changed = funded ? withExclusion(problem, item) : withPin(problem, item);
  const isBlocked = !funded && findBlocking(problem, item) !== null;
  const answer = isBlocked ? "impossible" : await outcomeOf(session, changed);
  if (answer === "impossible") {
    const endless = Number.POSITIVE_INFINITY;
    const standing = funded ? "must" : "cannot";
    return finish(asked, standing, { least: endless, most: endless }, null, true);
  }
  const bound = funded ? boundWithout(closeness.proven, item) : boundWith(closeness.proven, item);
  if (answer === "nothing") return rowFromPrices(asked);
  const { value } = answer;
  const least = Math.max(0, allocation.value - Math.min(bound, answer.bound));
  const most = Math.max(0, boundOf(asked) - value);
  const found = Math.min(most, Math.max(least, allocation.value - value));
  const change = funded ? await findRise(asked, value) : await findCut(asked, found);
  return finish(asked, standingOf(asked, least), { found, least, most }, change, true);
}

/** How much further than the estimate is asked, step by step. */
const reaches = [1.1, 2] as const;

/** No cut deeper than this is asked about. */
const deepestCut = 0.95;

/** A cut of its cost that funds an initiative: from what it adds and what its money is worth to others. */
async function findCut(asked: Asked, loss: number): Promise<CostChange> {
  const { session, closeness, item } = asked;
  const { allocation, problem } = session;
  const { adds, costs } = closeness.items[item] ?? { adds: 0, costs: 0 };
  const tooSmall = cutTooSmall(closeness.proven, item, allocation.value);
  const change = { found: null, proven: false, limit: 1 - tooSmall };
  if (adds <= 0 || tooSmall >= deepestCut) return change;
  const short = Math.max(costs - adds, Math.min(loss, adds * 0.05), adds * 0.005);
  let before = 0;
  for (const reach of reaches) {
    const cut = round(Math.min(deepestCut, Math.max(tooSmall, (short / (adds + short)) * reach)));
    if (cut <= before) break;
    before = cut;
    const cheaper = withCost(problem, item, 1 - cut);
    const answer = await outcomeOf(session, cheaper, { item, to: "fund" });
    if (typeof answer === "string" || answer.says === "found") continue;
    if (!isChosen(session, answer, item)) continue;
    // Without the item nothing changed, so that the bound of the plan as it stands holds for all plans without it.
    const proven = answer.value > Math.min(boundWithout(closeness.proven, item), boundOf(asked));
    return { found: 1 - cut, proven, limit: 1 - tooSmall };
  }
  return change;
}

/** A rise of its cost that ends an initiative. `without`: the worth of the plan solved without it. */
async function findRise(asked: Asked, without: number): Promise<CostChange> {
  const { session, closeness, item } = asked;
  const { adds, costs } = closeness.items[item] ?? { adds: 0, costs: 0 };
  const most = riseTooLarge(closeness.proven, item, without);
  const limit = Number.isFinite(most) ? most : null;
  const none = { found: null, proven: false, limit };
  if (costs <= 0) return none;
  let before = 1;
  for (const reach of reaches) {
    const rise = Math.max(0.01, adds / costs - 1) * reach;
    const factor = round(Math.min(20, most, 1 + rise));
    if (factor <= before) break;
    before = factor;
    const dearer = withCost(session.problem, item, factor);
    const answer = await outcomeOf(session, dearer, { item, to: "drop" });
    if (typeof answer === "string") continue;
    // A short search keeps the present plan where that is still lawful and worth more.
    if (answer.says === "found" && !isLarge(session.problem)) continue;
    if (isChosen(session, answer, item)) continue;
    return { found: factor, proven: factor >= most, limit };
  }
  return none;
}

/** Factors are stated, and solved, to a tenth of a percent. */
function round(factor: number): number {
  return Math.ceil(factor * 1000) / 1000;
}

function isChosen({ problem }: ExplainSession, { amounts }: Outcome, item: number): boolean {
  return amounts.has(problem.items[item]?.initiative.id ?? "");
}

/** How many rules a row names. */
const namedRules = 3;

function finish(
  { session, closeness, item, funded }: Asked,
  standing: Standing,
  loss: { readonly found?: number; readonly least: number; readonly most: number },
  change: CostChange | null,
  solved: boolean,
): ReasonRow {
  const { problem } = session;
  const one = problem.items[item];
  if (one === undefined) throw new Error(`no item ${item}`);
  const rules = closeness.items[item]?.rules ?? [];
  const ends = { least: loss.least, most: loss.most };
  const row = {
    initiative: one.initiative.id,
    name: one.initiative.name,
    partner: one.initiative.partner,
    funded,
    cost: cheapestOf(problem, item),
    standing,
    loss: {
      priced: pricedLoss(closeness.proven, item, funded),
      found: loss.found ?? null,
      ...ends,
    },
    because: rules.slice(0, namedRules).map(({ rule }) => rule),
    change,
    solved,
  };
  return { ...row, sentence: rowSentence(row, one) };
}
