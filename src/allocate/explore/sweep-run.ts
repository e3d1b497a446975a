import { type Cents, cents, sumCents } from "../../base/money.ts";
import type { Plan } from "../../plan/plan.ts";
import type { Allocation, Choice } from "../allocation.ts";
import { matches } from "../choice.ts";
import { compactProblem } from "../engine/compact/compact.ts";
import {
  type WorldBase,
  type WorldStart,
  worldBase,
  worldStart,
} from "../engine/worlds/world-base.ts";
import { searchWorld } from "../engine/worlds/world-search.ts";
import { type ExplainSession, isLarge, searchOf, solveAgain } from "../explain/session.ts";
import { toAllocation } from "../found.ts";
import type { Candidate, Item, Problem } from "../problem.ts";
import { candidateAt, withInitiative } from "../scaled-item.ts";
import { attainmentsOf, totalValue } from "../value.ts";
import { type Goal, goalShares, listGoals } from "./sweep-goals.ts";
import { packPlaces } from "./sweep-places.ts";
import type { FactorRange } from "./sweep-ranges.ts";
import { applyWhatIf, type WhatIf } from "./what-if.ts";
import { groundOf, type WhatIfGround } from "./what-if-ground.ts";

/** What a sweep was asked. */
export interface SweepQuestion {
  readonly seed: number;
  readonly ranges: readonly FactorRange[];
  /** A goal, or the plan's value, fails below this share of what the plan reaches as planned. */
  readonly fails_below: number;
}

/** What planning other worlds needs: the solved plan, and the means to solve it again. */
export interface WorldSession extends ExplainSession {
  /** What the search of the plan learned, where another process did it: so that all processes answer alike. */
  readonly start?: WorldStart;
}

/** What running what-ifs needs: the solved plan, the means to solve it again, and what its figures hang on. */
export interface SweepSession extends WorldSession {
  readonly ground: WhatIfGround;
  readonly goals: readonly Goal[];
  /** By item: the place of the candidate that the plan funds; -1 for none. */
  readonly chosen: readonly number[];
  /** By item: the places of that candidate and of those that it may be cut back to: the same start, and cheaper. */
  readonly keeps: readonly (readonly number[])[];
}

/** Why a world has no plan: no allocation keeps every rule there, or none was found within the steps. */
export type NoPlan = "infeasible" | "nothing_found";

/** The best plan of another world. */
export interface WorldPlan {
  /** Unit: value points of that world. */
  readonly value: number;
  readonly bound: number;
  readonly gap_ratio: number;
  /** Which items are funded, packed. */
  readonly funded: string;
  /** By goal: share of its targets that is reached. */
  readonly goals: readonly number[];
}

/** What is left of the plan's own choices in another world. */
export interface KeptPlan {
  readonly value: number;
  /** Which items stay funded, whole or cut back, packed. */
  readonly funded: string;
  readonly goals: readonly number[];
  /** What the choices cost there beyond what is kept of them.   Unit: US cents over all years. */
  readonly short: Cents;
  /** Whether every rule is kept. Where that cannot be, floors, shares and yearly changes were let go, and pins. */
  readonly keeps_rules: boolean;
}

/** What came of one what-if. */
export interface SweepRow {
  readonly index: number;
  /** Planned anew, knowing that world. */
  readonly best: WorldPlan | NoPlan;
  /** The plan's choices kept, as far as money and rules allow. */
  readonly kept: KeptPlan | "nothing_found";
}

/** A session that can run what-ifs.   `nameRegion`: what a reader calls a State bureau's region. */
export function makeSweepSession(
  asked: ExplainSession,
  plan: Plan,
  nameRegion?: (bureau: string) => string,
): SweepSession {
  const session = { ...asked, rough: true };
  const { problem, allocation } = session;
  const choices = new Map(allocation.choices.map((choice) => [choice.initiative, choice]));
  const chosen = problem.items.map(({ initiative, candidates }) => {
    const choice = choices.get(initiative.id);
    return choice === undefined ? -1 : placeOf(choice, candidates);
  });
  return {
    ...session,
    ground: groundOf(plan, problem, nameRegion),
    goals: listGoals(plan, problem),
    chosen,
    keeps: problem.items.map(({ candidates }, item) => keepsOf(candidates, chosen[item] ?? -1)),
  };
}

/** The place of the candidate that a choice is of; -1 for none. */
function placeOf(choice: Choice, candidates: readonly Candidate[]): number {
  return candidates.findIndex((one) => matches(choice, one));
}

/** The place of a choice, and of those that it may be cut back to. */
function keepsOf(candidates: readonly Candidate[], chosen: number): readonly number[] {
  const choice = candidates[chosen];
  if (choice === undefined) return [];
  const cost = sumCents(choice.costs);
  return candidates.flatMap((one, place) => {
    const isCut = one.start === choice.start && sumCents(one.costs) < cost;
    return place === chosen || isCut ? [place] : [];
  });
}

/**
 * What comes of a what-if: the best plan in that world, and what is left of the plan's own choices there.
 *
 * Nothing when the session was stopped on the way.
 */
export async function runWhatIf(
  session: SweepSession,
  whatIf: WhatIf,
): Promise<SweepRow | undefined> {
  const world = applyWhatIf(session.ground, whatIf);
  const best = await planAnew(session, world);
  if (best === undefined) return undefined;
  // Where all choices together cannot keep the rules, fewer cannot.
  const kept = await keepChoices(session, world, best !== "infeasible");
  return kept === undefined ? undefined : { index: whatIf.index, best, kept };
}

async function planAnew(
  session: SweepSession,
  world: Problem,
): Promise<SweepRow["best"] | undefined> {
  const allocation = await solveWorld(session, world);
  if (allocation === undefined || typeof allocation === "string") return allocation;
  const { value, bound, gap_ratio, attainments } = allocation;
  const goals = goalShares(session.goals, world, attainments);
  return { value, bound, gap_ratio, funded: packChoices(world, allocation), goals };
}

/**
 * The plan's choices in another world. Where money or rules do not allow all, some are cut back to a cheaper package
 * or dropped, and those stay that count most by the plan as it was: nobody knew then what would fail. What they come
 * to is measured by the world as it is.
 */
async function keepChoices(
  session: SweepSession,
  world: Problem,
  withRules: boolean,
): Promise<SweepRow["kept"] | undefined> {
  const own = withChoicesOnly(session, world);
  const lawful = withRules ? await solveWorld(session, own) : "infeasible";
  if (lawful === undefined || lawful === "nothing_found") return lawful;
  const allocation =
    lawful === "infeasible" ? await solveWorld(session, withoutDuties(own)) : lawful;
  // Without duties even the empty plan holds.
  if (allocation === "infeasible") throw new Error("a plan without duties is never infeasible");
  if (allocation === undefined || allocation === "nothing_found") return allocation;
  const stays = new Map(allocation.choices.map((choice) => [choice.initiative, choice]));
  const kept: Candidate[] = [];
  let short = 0;
  world.items.forEach((item, place) => {
    const asked = candidateAt(item, session.chosen[place] ?? -1);
    const choice = stays.get(item.initiative.id);
    const planned = session.problem.items[place]?.candidates ?? [];
    const stay = choice && candidateAt(item, placeOf(choice, planned));
    if (stay !== undefined) kept.push(stay);
    if (asked !== undefined) short += sumCents(asked.costs) - sumCents(stay?.costs ?? []);
  });
  const attainments = attainmentsOf(world, kept);
  return {
    value: totalValue(attainments),
    funded: packChoices(world, allocation),
    goals: goalShares(session.goals, world, attainments),
    short: cents(Math.max(0, short)),
    keeps_rules: lawful !== "infeasible",
  };
}

/** A problem without the rules that ask for money to be spent: money, ceilings and links remain. */
function withoutDuties(problem: Problem): Problem {
  const items = problem.items.map((item): Item => {
    if (item.initiative.pinned_package === undefined) return item;
    return withInitiative(item, { ...item.initiative, pinned_package: undefined });
  });
  const amounts = problem.amounts.filter((rule) => rule.kind === "ceiling");
  return { ...problem, items, amounts, shares: [], changes: [] };
}

/** The world in which only the plan's choices can be funded, whole or cut back, as useful as the plan took them to be. */
function withChoicesOnly({ problem, keeps }: SweepSession, world: Problem): Problem {
  const items = world.items.map((item, index): Item => {
    const planned = problem.items[index]?.candidates ?? [];
    const candidates = (keeps[index] ?? []).flatMap((place): Candidate[] => {
      const candidate = candidateAt(item, place);
      const effects = planned[place]?.effects;
      return candidate === undefined || effects === undefined ? [] : [{ ...candidate, effects }];
    });
    return planned.length === 0 ? item : { ...item, candidates };
  });
  return { ...world, items, leaves: problem.leaves };
}

/** What the worlds of a large problem begin from, made when first asked for; null where none can be. */
const bases = new WeakMap<Problem, WorldBase | null>();

function baseOf(session: WorldSession): WorldBase | null {
  const { problem } = session;
  let base = bases.get(problem);
  if (base === undefined) {
    base = (isLarge(problem) ? makeBase(session) : undefined) ?? null;
    bases.set(problem, base);
  }
  return base;
}

function makeBase(session: WorldSession): WorldBase | undefined {
  if (session.start !== undefined) return worldBase(compactProblem(session.problem), session.start);
  const search = searchOf(session);
  const start = worldStart(search);
  return start && worldBase(search.compact, start);
}

/** What the search of a large plan learned that its what-ifs begin from; nothing for a small one. */
export function startOfSweep(session: ExplainSession): WorldStart | undefined {
  return isLarge(session.problem) ? worldStart(searchOf(session)) : undefined;
}

function isStopped({ options }: WorldSession): boolean {
  return options.signal?.aborted === true;
}

/**
 * The best plan of another world: by the quick search of other worlds where the plan is large, else, and where that finds
 * none, by a whole one. Nothing when the session was stopped on the way.
 */
export async function solveWorld(
  session: WorldSession,
  world: Problem,
): Promise<Allocation | NoPlan | undefined> {
  if (isStopped(session)) return undefined;
  const base = baseOf(session);
  const quick = base === null ? undefined : searchWorld(base, world);
  const { bound } = quick?.state ?? {};
  // Some block of proposals has no lawful choice at all.
  if (bound === Number.NEGATIVE_INFINITY) return "infeasible";
  const plan = quick?.plan() ?? null;
  if (plan !== null && bound !== undefined)
    return toAllocation(world, { ...plan, bound, status: "budget" }, session.options.gap_ratio);
  const answer = await solveAgain(session, world);
  // What was cut short would differ from run to run.
  if (isStopped(session)) return undefined;
  if (answer.kind === "allocation") return answer.allocation;
  return answer.kind;
}

function packChoices({ items }: Problem, { choices }: Allocation): string {
  const funded = new Set(choices.map(({ initiative }) => initiative));
  return packPlaces(items.map(({ initiative }) => funded.has(initiative.id)));
}
