import { findAlternatives } from "../allocate/explore/alternatives.ts";
import { traceFrontier } from "../allocate/explore/frontier.ts";
import { traceReturns } from "../allocate/explore/returns.ts";
import { sweepPlan } from "../allocate/explore/sweep.ts";
import { makeSweepSession } from "../allocate/explore/sweep-run.ts";
import { nameRegionIn } from "../report/explore/sweep-words.ts";
import type { Explored } from "../work/brief-plan.ts";
import { startSession } from "../work/explain-plan.ts";
import type { SolvedPlan, SolveOptions } from "../work/solve-plan.ts";
import { meansOf } from "./means.ts";
import type { Surroundings } from "./surroundings.ts";

/** A first look: enough to show what there is to ask; each has a command of its own that looks further. */
const firstLook = {
  alternatives: 4,
  tries: 16,
  points: 8,
  levels: [0.9, 0.95, 1.05, 1.1],
  worlds: 40,
};

/** The region whose share is looked at first, where the plan is about it. */
const firstRegion = "EAP";

function regionOf({ problem: { items } }: SolvedPlan): string | undefined {
  const bureaus = items.map(({ bureau }) => bureau);
  return bureaus.includes(firstRegion) ? firstRegion : bureaus[0];
}

/**
 * A first look around a solved plan: other plans nearly as good, value against the share of a region, the return of other
 * budgets, and what stays funded in other worlds. Nothing once the user has pressed Ctrl-C.
 */
export async function exploreSolved(
  solved: SolvedPlan,
  options: SolveOptions,
  around: Surroundings,
): Promise<Explored> {
  const { session, end } = startSession(solved, options, meansOf(around));
  const alternatives = await findAlternatives(session, {
    loss_ratio: 0.01,
    count: firstLook.alternatives,
    tries: firstLook.tries,
  });
  const bureau = regionOf(solved);
  const frontiers =
    bureau === undefined
      ? []
      : [
          await traceFrontier(session, {
            against: { kind: "share", bureau, accounts: null, year: null, sense: "at_least" },
            points: firstLook.points,
          }),
        ];
  const returns = [await traceReturns(session, { by: "budget", steps: firstLook.levels })];
  const worlds = makeSweepSession(session, solved.input.plan, nameRegionIn);
  const { result: sweep } = await sweepPlan(worlds, { what_ifs: firstLook.worlds });
  end();
  if (around.stop.aborted) return {};
  return { alternatives, frontiers, returns, ...(sweep === null ? {} : { sweep }) };
}
