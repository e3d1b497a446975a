import { sumCents } from "../../base/money.ts";
import type { Allocation } from "../allocation.ts";
import { choiceKey, matches } from "../choice.ts";
import { type ExplainSession, solveAgain } from "../explain/session.ts";
import type { Candidate, Item } from "../problem.ts";
import { attainmentsOf, totalValue } from "../value.ts";
import { type MoneyProfile, profileOf } from "./alternatives-money.ts";
import { type PulledPlan, sharePulled, type Tilt, tiltProblem } from "./alternatives-tilt.ts";

/** A plan that was found, valued as the problem itself values it. */
export interface FoundPlan {
  readonly allocation: Allocation;
  readonly profile: MoneyProfile;
  /** What it is worth less than the plan of the session, as a share of that; below 0 where it is worth more. */
  readonly loss_ratio: number;
}

/** What a search along one direction came to. */
export interface SearchedTilt {
  /** The plans within the loss, in the order in which they were found. */
  readonly plans: readonly FoundPlan[];
  readonly solves: number;
}

/** The first pull, in losses asked for: a plan that moves a thirtieth of its money loses no more than was asked. */
const firstPull = 30;

/** A plan that uses so much of the loss asked for is as far as one needs to go. */
const closeEnough = 0.85;

/** A stronger pull that moves less than this share of the money more has come to what the rules allow. */
const leastProgress = 1e-4;

/** The pull grows and shrinks by these factors at most from one solve to the next. */
const growth = { least: 1.5, most: 6 } as const;

/**
 * Pulls the plan of a session along a direction as far as the loss allows: the strength of the pull is raised while
 * the loss stays within the limit, and halved between the last two otherwise. At most `tries` solves.
 *
 * Errors: none; nothing is found where the user has pressed Ctrl-C.
 */
export async function searchAlong(
  session: ExplainSession,
  tilt: Tilt,
  lossRatio: number,
  tries: number,
): Promise<SearchedTilt> {
  const { problem, allocation, options } = session;
  const whole = sumCents(allocation.payments.map((payment) => payment.amount));
  const pulled: PulledPlan = { problem, attainments: allocation.attainments, whole };
  const itemOf = new Map(problem.items.map((item) => [item.initiative.id, item]));
  const plans: FoundPlan[] = [];
  let held = 0;
  let broken = Number.POSITIVE_INFINITY;
  let pull = firstPull * lossRatio;
  let reached = Number.NEGATIVE_INFINITY;
  let solves = 0;
  while (solves < tries && options.signal?.aborted !== true) {
    const answer = await solveAgain(session, tiltProblem(pulled, tilt, pull * allocation.value));
    solves++;
    // A problem with other effects is as possible as it was; nothing found means that the search was cut short.
    if (answer.kind !== "allocation") break;
    const funded = candidatesOf(itemOf, answer.allocation);
    const found = valueAsIs(session, answer.allocation, funded);
    const used = found.loss_ratio / lossRatio;
    if (used <= 1) {
      plans.push(found);
      held = pull;
      const share = sharePulled(pulled, tilt, funded, itemOf);
      if (used >= closeEnough || share - reached < leastProgress) break;
      reached = Math.max(reached, share);
    } else broken = pull;
    pull = Number.isFinite(broken) ? between(held, broken) : pull * growthFor(used);
  }
  return { plans, solves };
}

/** Between two pulls by their ratio; near nothing, by their difference. */
function between(held: number, broken: number): number {
  return held === 0 ? broken / 3 : Math.sqrt(held * broken);
}

/** The loss grows about as the square of the pull, as long as money is as good as divisible. */
function growthFor(used: number): number {
  const aimed = used <= 0 ? growth.most : Math.sqrt(1 / used);
  return Math.min(growth.most, Math.max(growth.least, aimed));
}

/** The ways of funding that an allocation of a tilted problem chooses, with the effects of the problem itself. */
function candidatesOf(itemOf: ReadonlyMap<string, Item>, tilted: Allocation): Candidate[] {
  return tilted.choices.map((choice) => {
    const candidates = itemOf.get(choice.initiative)?.candidates ?? [];
    const candidate = candidates.find((one) => matches(choice, one));
    if (candidate === undefined) throw new Error(`no way to fund \`${choiceKey(choice)}\``);
    return candidate;
  });
}

/** An allocation of a tilted problem as one of the problem itself: the same money, valued without the tilt. */
function valueAsIs(
  session: ExplainSession,
  { choices, payments, ended: search }: Allocation,
  funded: readonly Candidate[],
): FoundPlan {
  const { problem, allocation: best, options } = session;
  const attainments = attainmentsOf(problem, funded);
  const value = totalValue(attainments);
  // The session's bound holds for every lawful allocation; that of the tilted problem is about another value.
  const bound = Math.max(best.bound, value);
  const gap_ratio = bound === value ? 0 : (bound - value) / value;
  const ended = gap_ratio <= options.gap_ratio ? "proven" : search === "proven" ? "budget" : search;
  const loss_ratio = best.value === 0 ? 0 : (best.value - value) / best.value;
  return {
    allocation: { choices, payments, attainments, value, bound, gap_ratio, ended },
    profile: profileOf(problem, payments),
    loss_ratio,
  };
}
