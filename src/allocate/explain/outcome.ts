import { type Cents, cents, sumCents } from "../../base/money.ts";
import { Search } from "../engine/search.ts";
import { partsOfPoint } from "../model/columns.ts";
import { makeModel } from "../model/model.ts";
import type { Problem } from "../problem.ts";
import { withPin } from "./change.ts";
import { type ExplainSession, isLarge, isSmall, searchOf, solveAgain } from "./session.ts";

/** What came of solving a changed problem again, as far as an answer about one initiative needs it. */
export interface Outcome {
  /** Unit: value points. */
  readonly value: number;
  readonly bound: number;
  /** What the plan gives each initiative that it funds.   Unit: US cents. */
  readonly amounts: ReadonlyMap<string, Cents>;
  /**
   * How much it says. `answer`: it is within the gap asked of what is possible after the change. `better`: it was found by a
   * short search, and is worth more than the present plan. `found`: only that such a plan exists.
   */
  readonly says: "answer" | "better" | "found";
}

/**
 * Solves a changed problem again, to learn what becomes of an initiative: a small one from scratch; a large one by a short
 * search from the present plan.
 *
 * `wanted` is the item that the change is to fund. One in between is then solved as if packages were divisible first:
 * where that leaves it out, so does the answer; where it funds it whole, and a short search finds a plan that does, within
 * the gap asked, that is the answer; else it is solved from scratch. `impossible` only where that is proven.
 */
export async function outcomeOf(
  session: ExplainSession,
  problem: Problem,
  wanted?: number,
): Promise<Outcome | "impossible" | "nothing"> {
  if (isLarge(session.problem)) {
    await session.solver.pause?.();
    const near = outcomeNear(session, problem);
    if (near !== "unlike") return near;
  } else if (wanted !== undefined && !isSmall(session.problem)) {
    const quick = await outcomeByRelaxation(session, problem, wanted);
    if (quick !== undefined) return quick;
  }
  const answer = await solveAgain(session, problem);
  if (answer.kind === "infeasible") return "impossible";
  if (answer.kind !== "allocation") return "nothing";
  const { value, bound, ended, payments } = answer.allocation;
  const groups = Map.groupBy(payments, (payment) => payment.initiative);
  const amounts = new Map(
    [...groups].map(([id, rows]) => [id, sumCents(rows.map(({ amount }) => amount))]),
  );
  return { value, bound, amounts, says: ended === "proven" ? "answer" : "found" };
}

/** An item that divisible packages fund by this share is funded whole, but for rounding. */
const wholeShare = 1 - 1e-6;

/** What becomes of an item by the relaxation and a short search; nothing where these leave it open. */
async function outcomeByRelaxation(
  session: ExplainSession,
  problem: Problem,
  wanted: number,
): Promise<Outcome | "nothing" | undefined> {
  const { solver, options } = session;
  const { model, columns } = makeModel(problem);
  const relaxed = await solver.solve({ ...options, model, relaxed: true });
  if (relaxed.values === null) return undefined;
  let share = 0;
  for (const { column } of columns.choicesOf[wanted] ?? []) share += relaxed.values[column] ?? 0;
  if (share < wholeShare) return "nothing";
  const near = outcomeNear(session, withPin(problem, wanted), pinnedTimes);
  if (typeof near === "string") return undefined;
  const bound = relaxed.objective / partsOfPoint;
  if (bound - near.value > options.gap_ratio * near.value) return undefined;
  return { ...near, bound, says: "answer" };
}

/** Single changes tried after each change of a problem, for each of its initiatives, and at least so many. */
const triesEach = 0.15;
const leastTries = 1_500;

/** How much longer is looked where another answer would take a general solver. */
const pinnedTimes = 4;

/** A plan of a changed problem by a short search; `unlike` where it has another form, so that none can begin from the plan. */
function outcomeNear(
  session: ExplainSession,
  problem: Problem,
  times = 1,
): Outcome | "impossible" | "nothing" | "unlike" {
  const base = startOf(session);
  const near = new Search(problem, base);
  if (!near.isNear) return "unlike";
  near.edit(base, triesFor(problem) * times);
  const { value, bound } = near.state;
  if (bound === Number.NEGATIVE_INFINITY) return "impossible";
  const funded = near.funded();
  if (value === null || funded === null) return "nothing";
  const amounts = new Map(
    [...funded].map(([item, { costs }]) => {
      const id = problem.items[item]?.initiative.id ?? "";
      return [id, cents(sumCents(costs))] as const;
    }),
  );
  // Only what is worth more than the same search finds without the change is worth it for the change.
  return { value, bound, amounts, says: value > (base.state.value ?? 0) ? "better" : "found" };
}

function triesFor({ items }: Problem): number {
  return Math.max(leastTries, Math.ceil(items.length * triesEach));
}

const starts = new WeakMap<Search, Search>();

/** How often, and by how many single changes each, the present plan is improved before questions begin from it. */
const polishRounds = 4;
const polishTries = 6_000;

/** The search from which those of changed problems begin: that of the plan, improved so far that most improvements are gone. */
function startOf(session: ExplainSession): Search {
  const base = searchOf(session);
  const known = starts.get(base);
  if (known !== undefined) return known;
  const start = new Search(session.problem, base);
  start.edit(base, triesFor(session.problem));
  for (let round = 0; round < polishRounds; round++) {
    start.improve(polishTries, [0.9, 0.6]);
    start.improve(polishTries / 10, [0.3, 0]);
  }
  starts.set(base, start);
  return start;
}
