import { type Cents, cents, sumCents } from "../../base/money.ts";
import type { AllocateAnswer } from "../allocate-options.ts";
import { fundedOf } from "../engine/compact/plan-form.ts";
import { Search } from "../engine/search.ts";
import { partsOfPoint } from "../model/columns.ts";
import { makeModel } from "../model/model.ts";
import type { Problem } from "../problem.ts";
import { withExclusion, withPin } from "./change.ts";
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

/** What a change is to bring about: that an item is funded, or that it no longer is. */
export interface Aim {
  readonly item: number;
  readonly to: "fund" | "drop";
}

/**
 * Solves a changed problem again, to learn what becomes of an initiative: a small one from scratch; a larger one by a search
 * from the present plan, until it is within the gap asked of the relaxation, where there is time for one.
 *
 * `aim` is what the change is for. One in between is then solved as if packages were divisible first: where that misses the
 * aim, or divides the item, so does the answer; where it reaches it, plans that do are searched. `impossible` only where that
 * is proven.
 */
export async function outcomeOf(
  session: ExplainSession,
  problem: Problem,
  aim?: Aim,
): Promise<Outcome | "impossible" | "nothing"> {
  if (isLarge(session.problem)) {
    await session.solver.pause?.();
    const near = outcomeNear(session, problem, triesFor(problem), 0);
    if (near !== "unlike") return near;
  } else if (!isSmall(session.problem)) {
    const quick = await outcomeByRelaxation(session, problem, aim);
    if (quick !== undefined) return quick;
  }
  return toOutcome(await solveAgain(session, problem));
}

/** What an answer to a changed problem says of its initiatives; `impossible` and `nothing` where it has no plan. */
export function toOutcome(answer: AllocateAnswer): Outcome | "impossible" | "nothing" {
  if (answer.kind === "infeasible") return "impossible";
  if (answer.kind !== "allocation") return "nothing";
  const { value, bound, ended, payments } = answer.allocation;
  const groups = Map.groupBy(payments, (payment) => payment.initiative);
  const amounts = new Map(
    [...groups].map(([id, rows]) => [id, sumCents(rows.map(({ amount }) => amount))]),
  );
  return { value, bound, amounts, says: ended === "proven" ? "answer" : "found" };
}

/** An item that divisible packages fund by less than this share is left out; by all but so much, whole. */
const tinyShare = 1e-6;

/** What becomes of an item by the relaxation and a search near the plan; nothing where these leave it open. */
async function outcomeByRelaxation(
  session: ExplainSession,
  problem: Problem,
  aim: Aim | undefined,
): Promise<Outcome | "impossible" | "nothing" | undefined> {
  const { solver, options } = session;
  const { model, columns } = makeModel(problem);
  const relaxed = await solver.solve({ ...options, model, relaxed: true });
  if (relaxed.status === "infeasible") return "impossible";
  if (relaxed.values === null) return undefined;
  let asked = problem;
  if (aim !== undefined) {
    let share = 0;
    for (const { column } of columns.choicesOf[aim.item] ?? [])
      share += relaxed.values[column] ?? 0;
    const isReached = aim.to === "fund" ? share > 1 - tinyShare : share < tinyShare;
    if (!isReached) return "nothing";
    asked = (aim.to === "fund" ? withPin : withExclusion)(problem, aim.item);
  }
  const bound = relaxed.objective / partsOfPoint;
  const enough = bound / (1 + options.gap_ratio);
  await solver.pause?.();
  const near = outcomeNear(session, asked, triesFor(problem) * relaxedTimes, enough);
  if (typeof near === "string") return undefined;
  return { ...near, bound, says: near.value >= enough ? "answer" : "found" };
}

/** Single changes tried after each change of a problem, for each of its initiatives, and at least so many. */
const triesEach = 0.15;
const leastTries = 1_500;

/** How much longer is looked where a relaxation tells when it is enough, and in how many rounds at most. */
const relaxedTimes = 4;
const relaxedRounds = 20;
const packsOfRound = 40;
const packThrifts = [0.6, 0.3, 0] as const;

/**
 * A plan of a changed problem by a search from the present one; `unlike` where it has another form, so that none can begin
 * from the plan. `enough`: a value at which it ends; 0 for a short one.
 */
function outcomeNear(
  session: ExplainSession,
  problem: Problem,
  tries: number,
  enough: number,
): Outcome | "impossible" | "nothing" | "unlike" {
  const base = startOf(session);
  const near = new Search(problem, base);
  if (!near.isNear) return "unlike";
  near.edit(base, tries);
  const isOver = () => (near.state.value ?? 0) >= enough;
  for (let round = 0; round < relaxedRounds && !isOver(); round++) {
    near.improve(triesFor(problem), [0.9, 0.6]);
    near.improve(triesFor(problem) / 4, [0.3, 0]);
    near.repack(packsOfRound, packThrifts[round % packThrifts.length] ?? 0);
  }
  const { value, bound } = near.state;
  if (bound === Number.NEGATIVE_INFINITY) return "impossible";
  if (value === null || near.best === null) return "nothing";
  const funded = fundedOf(near.compact, near.best.modes);
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
