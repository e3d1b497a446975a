import { type Cents, sumCents } from "../../base/money.ts";
import type { Allocation } from "../allocation.ts";
import { choiceKey } from "../choice.ts";
import { type ExplainSession, mapSideBySide } from "../explain/session.ts";
import { profileOf } from "./alternatives-money.ts";
import { type FoundPlan, searchAlong } from "./alternatives-search.ts";
import {
  type ByDimension,
  type ChosenPlan,
  chooseFarthest,
  distanceBetween,
  scalesOf,
} from "./alternatives-spread.ts";
import { namedTilts, pairedTilts, type Tilt, tiltApart } from "./alternatives-tilt.ts";
import { amountsOf, type FundedAmount, listAmounts } from "./funded-amounts.ts";

/** What other plans to look for. */
export interface AlternativeOptions {
  /** The most that a plan may be worth less than the one of the session, as a share of that, such as 0.01. */
  readonly loss_ratio: number;
  /** How many plans to choose, at most. */
  readonly count: number;
  /** How many solves to spend, at most. */
  readonly tries: number;
}

/** What is looked for when nobody says otherwise: five plans within one percent. */
export const defaultAlternatives: AlternativeOptions = { loss_ratio: 0.01, count: 5, tries: 60 };

/** A plan that is nearly as good, and different. */
export interface NearPlan {
  /** A letter, from `A`; the farthest from the session's plan comes first. */
  readonly letter: string;
  /** Lawful, and valued as the problem itself values it. */
  readonly allocation: Allocation;
  /** What it is worth less than the session's plan; below 0 where it is worth more.   Unit: value points. */
  readonly loss: number;
  readonly loss_ratio: number;
  /** The money that stands elsewhere than in the session's plan, as a share of that plan's money. */
  readonly moved: ByDimension;
  /** The letter of the plan that it comes nearest to; `null` for the session's own. */
  readonly nearest: string | null;
  /** The money that stands elsewhere than in the nearest, as a share of the session's plan's money. */
  readonly apart: ByDimension;
  /** What no other plan funds, not even the session's own; largest first. */
  readonly only: readonly FundedAmount[];
}

/** Plans that are nearly as good as the one of the session, spread as far apart as could be found. */
export interface Alternatives {
  /** The loss that was allowed. */
  readonly loss_ratio: number;
  readonly plans: readonly NearPlan[];
  /** What all of them fund, the session's plan too, with the least that any of them gives it; largest first. */
  readonly shared: readonly FundedAmount[];
  readonly shared_amount: Cents;
  /** What only the session's plan funds; largest first. */
  readonly only_first: readonly FundedAmount[];
  /** What could be funded, and none of them funds; by id. */
  readonly never: readonly string[];
  /** How many plans within the loss these were chosen from. */
  readonly found: number;
  readonly solves: number;
  /** Whether the search was stopped before its end. */
  readonly stopped: boolean;
}

/** Solves spent on one direction at most; most directions take two or three. */
const triesPerTilt = 6;

/** Directions that are searched before it is seen how many solves are left. */
const tiltsAtOnce = 5;

/** The share of all solves that goes to the directions with a name. */
const namedShare = 0.6;

/**
 * Plans within a chosen loss that differ as much as possible in where the money goes: by region, partner, account, and
 * new against continuing work.
 *
 * The problem is solved again with money in some direction counted as an objective of its own: first toward and away
 * from each key with a name, then from each chosen plan further away from its nearest, then in two directions at once.
 * What is found is valued without that objective, kept where the loss is within the limit, and the farthest apart are
 * chosen one by one. Every plan is lawful, since the rules are untouched; that none is farther apart is not proven.
 */
export async function findAlternatives(
  asked: ExplainSession,
  options: AlternativeOptions = defaultAlternatives,
): Promise<Alternatives> {
  const session = { ...asked, rough: true };
  const { problem, allocation } = session;
  const whole = sumCents(allocation.payments.map((payment) => payment.amount));
  const profile = profileOf(problem, allocation.payments);
  const first: FoundPlan = { allocation, profile, loss_ratio: 0 };
  const pool: FoundPlan[] = [];
  let solves = 0;
  const perTilt = Math.min(triesPerTilt, options.tries);
  const roomFor = (left: number) => Math.max(1, Math.floor(left / perTilt));
  const search = async (tilts: readonly Tilt[], words: string) => {
    const searched = await mapSideBySide(session, words, tilts, (tilt) =>
      searchAlong(session, tilt, options.loss_ratio, perTilt),
    );
    solves += searched.reduce((sum, one) => sum + one.solves, 0);
    const plans = searched.flatMap((one) => one.plans);
    addNew(pool, first, plans);
  };
  const choose = (): { chosen: readonly ChosenPlan[]; scales: ByDimension } => {
    const scales = scalesOf([first, ...pool], whole);
    return { chosen: chooseFarthest(first, pool, options.count, whole, scales), scales };
  };

  const isOver = (share: number) =>
    solves + perTilt > options.tries * share || session.options.signal?.aborted === true;
  const named = namedTilts(problem, profile);
  let next = 0;
  do {
    // In batches of a fixed size, so that the answer does not hang on how many solves run side by side.
    const batch = named.slice(next, next + tiltsAtOnce).map(({ tilt }) => tilt);
    await search(batch.slice(0, roomFor(options.tries - solves)), "Looking for other plans");
    next += tiltsAtOnce;
  } while (next < named.length && !isOver(namedShare));
  let { chosen, scales } = choose();
  let pairs = pairedTilts(named);
  let grew = true;
  while (!isOver(1)) {
    // As long as that finds anything, what is chosen is pulled further apart; then two directions at once are tried.
    const apart = grew
      ? chosen.map(({ plan, nearest }) => tiltApart(nearest.profile, plan.profile, scales))
      : [];
    const batch = Math.min(tiltsAtOnce, roomFor(options.tries - solves));
    const tilts = (apart.length > 0 ? apart : pairs).slice(0, batch);
    if (tilts.length === 0) break;
    if (apart.length === 0) pairs = pairs.slice(batch);
    const before = pool.length;
    await search(tilts, "Moving other plans apart");
    grew = pool.length > before;
    if (grew) ({ chosen, scales } = choose());
  }
  const stopped = session.options.signal?.aborted === true;
  const found = { loss_ratio: options.loss_ratio, found: pool.length, solves, stopped };
  return { ...found, ...describePlans(session, first, chosen, whole) };
}

/** Adds plans that make other choices than the first and all that were found before them. */
function addNew(pool: FoundPlan[], first: FoundPlan, plans: readonly FoundPlan[]): void {
  const keyOf = ({ allocation }: FoundPlan) => allocation.choices.map(choiceKey).join(";");
  const known = new Set([first, ...pool].map(keyOf));
  for (const plan of plans) {
    const key = keyOf(plan);
    if (known.has(key)) continue;
    known.add(key);
    pool.push(plan);
  }
}

function describePlans(
  session: ExplainSession,
  first: FoundPlan,
  chosen: readonly ChosenPlan[],
  whole: number,
): Pick<Alternatives, "plans" | "shared" | "shared_amount" | "only_first" | "never"> {
  const amounts = [first, ...chosen.map(({ plan }) => plan)].map(({ allocation }) =>
    amountsOf(allocation),
  );
  const funders = new Map<string, number>();
  for (const id of amounts.flatMap((each) => [...each.keys()])) {
    funders.set(id, (funders.get(id) ?? 0) + 1);
  }
  const onlyIn = (position: number) =>
    listAmounts(amounts[position] ?? new Map(), (id) => chosen.length > 0 && funders.get(id) === 1);
  const letterOf = (plan: FoundPlan) => {
    const position = chosen.findIndex((one) => one.plan === plan);
    return position < 0 ? null : letterAt(position);
  };
  const least = new Map(
    [...(amounts[0] ?? [])].map(([id, amount]) => [
      id,
      Math.min(amount, ...amounts.map((each) => each.get(id) ?? 0)),
    ]),
  );
  const shared = listAmounts(least, (id) => funders.get(id) === amounts.length);
  return {
    plans: chosen.map(({ plan, nearest }, position) => ({
      letter: letterAt(position),
      allocation: plan.allocation,
      loss: first.allocation.value - plan.allocation.value,
      loss_ratio: plan.loss_ratio,
      moved: distanceBetween(first, plan, whole),
      nearest: letterOf(nearest),
      apart: distanceBetween(nearest, plan, whole),
      only: onlyIn(position + 1),
    })),
    shared,
    shared_amount: sumCents(shared.map(({ amount }) => amount)),
    only_first: onlyIn(0),
    never: session.problem.items
      .filter(({ candidates, initiative }) => candidates.length > 0 && !funders.has(initiative.id))
      .map(({ initiative }) => initiative.id),
  };
}

function letterAt(position: number): string {
  return String.fromCharCode("A".charCodeAt(0) + position);
}
