import type { AllocateOptions } from "./allocate-options.ts";
import {
  ColumnMaster,
  type MasterPasses,
  type Report,
  solveBlocks,
  splitPlans,
} from "./bound-rounds.ts";
import type { ColumnOptions } from "./engine/columns/column-options.ts";
import type { Search } from "./engine/search.ts";
import { worldBase, worldStart } from "./engine/worlds/world-base.ts";
import { searchWorld } from "./engine/worlds/world-search.ts";
import { solveOpen } from "./open-plans.ts";
import type { SolveRequest, Solver } from "./solver.ts";

/** Steps of the search for each node that the general solver would be given. */
const stepsPerNode = 20;

/** The search ends when so many rounds in a row each gained less than this share of the value. */
const idleRounds = 3;
const idleGain = 2e-5;

/** With a budget beyond the usual, so many nodes buy one more round that may gain nothing. */
const nodesOfIdleRound = 60_000;

/** What unspent money counts in a round of single changes: much in most of it, then nothing, which takes longer each. */
const thrifts = [
  { share: 1, from: 0.9, to: 0.6 },
  { share: 0.08, from: 0.3, to: 0 },
] as const;

/** The same in rounds of whole blocks, whose plans leave more to fill and less to change. */
const columnThrifts = [
  { share: 0.5, from: 0.9, to: 0.6 },
  { share: 0.25, from: 0.3, to: 0 },
] as const;

const leastTries = 6_000;

/** A gap of at most so many times what is asked is left to the bound first. */
const nearlyDone = 2;

/** What a round of whole blocks consists of. */
interface ColumnRound {
  /** How often blocks are planned anew, with single changes after each. */
  readonly replans: number;
  /** How prices of a lower bound are looked for after that. */
  readonly refining: ColumnOptions;
  /** How those of the relaxation of all known columns are followed then. */
  readonly following?: MasterPasses;
  /** With how many branches for a block the bound is proven. */
  readonly proof: number;
  /** What a general solver is asked of the known columns, of those that lose at most this share of the value. */
  readonly asked?: { readonly mostLoss: number; readonly quick: boolean };
  /** Whether a general solver at last proves blocks that branches left far from proven. */
  readonly isSolved?: boolean;
  /** Whether plans are parted where that promises to prove the gap. */
  readonly isSplit?: boolean;
}

/** Plans of fewer items are searched more thoroughly; those of many are not put to a general solver at all. */
const fewItems = 5_000;
const manyItems = 15_000;

const quickly = { mostLoss: 0.000_02, quick: true } as const;
const wholly = { mostLoss: 0.000_1, quick: false } as const;

/** Where passes are quick, prices come to rest in the first round; from the second on the solver looks beyond the relaxation. */
function roundOf(items: number, round: number): ColumnRound {
  if (items < fewItems) {
    const few = { replans: 2, refining: refining(1, 3, 3, 100), proof: 1_600, isSplit: true };
    return round === 0
      ? { ...few, following: { passes: 14, share: 0.4, branches: 100 }, asked: quickly }
      : {
          ...few,
          following: { passes: 8, share: 0.4, branches: 400 },
          asked: wholly,
          isSolved: true,
        };
  }
  if (items >= manyItems) {
    // Without the relaxation prices soon stand still: the time is better spent on plans.
    return { replans: 6, refining: refining(round === 0 ? 4 : 2, 3, 1.5, 100), proof: 400 };
  }
  return {
    replans: round === 0 ? 4 : 2,
    refining: refining(4, 3, 1.5, 100),
    following: { passes: 8, share: 0.4, branches: 100 },
    proof: round === 0 ? 400 : 1_600,
    asked: quickly,
  };
}

/** So many passes, from one temperature to another, in parts of ten thousand; at last with so many branches each. */
function refining(passes: number, from: number, to: number, branches: number): ColumnOptions {
  return { passes, temperature: [from * 1e-4, to * 1e-4], nodes: [100, branches] };
}

/** Goes on with whole plans of blocks until their rounds gain no more, or a report says to stop. */
export async function runColumns(
  search: Search,
  solver: Solver,
  options: AllocateOptions,
  report: Report,
): Promise<void> {
  const { gap_ratio, node_budget, signal } = options;
  const mostIdle = Math.max(idleRounds, Math.floor(node_budget / nodesOfIdleRound));
  const { items } = search.compact;
  if (search.isNear && (await replanNear(search, report))) return;
  const master = new ColumnMaster(search, solver);
  let idle = 0;
  for (let round = 0; idle < mostIdle; round++) {
    const before = search.state;
    const { replans, refining, following, proof, asked, isSolved, isSplit } = roundOf(items, round);
    for (let part = 0; part < replans; part++) {
      search.replan();
      if ((await report()) || (await improveAfter(search, report))) return;
    }
    search.refine(refining);
    if (await report()) return;
    if (following !== undefined && (await master.follow(following, signal, report))) return;
    // Where the plan is nearly good enough, it is the bound that is missing; else the bound can wait.
    const isNearlyDone = search.gap <= nearlyDone * gap_ratio;
    if (isNearlyDone) search.prove(proof);
    if (await report()) return;
    if (asked !== undefined) {
      const { quick } = asked;
      const request = { gap_ratio: gap_ratio / 5, node_budget: 1, quick, few_cuts: quick };
      await takeBestColumns(search, solver, asked.mostLoss, request, signal);
      if ((await report()) || (await improveAfter(search, report))) return;
    }
    if (!isNearlyDone) search.prove(proof);
    if (await report()) return;
    const enough = (search.state.value ?? 0) * (1 + gap_ratio);
    if (isSolved && (await solveBlocks(search.unproven(enough), solver, signal, report))) return;
    if (isSplit && (await splitPlans(search, solver, { gap_ratio, signal }, report))) return;
    if (search.state.steps >= node_budget * stepsPerNode) return;
    const gain = (search.state.value ?? 0) - (before.value ?? 0);
    const fall = before.bound - search.state.bound;
    idle = gain + fall < idleGain * (search.state.value ?? 0) ? idle + 1 : 0;
  }
}

/** How often all blocks are planned anew after edits, once prices have followed. */
const nearReplans = 3;

/**
 * After edits, columns are those of other numbers and prices behind: all blocks are planned anew. True where it is to stop.
 *
 * A plan that was mended after each of many edits may be far from any other that is better: the quick search for plans of
 * other worlds begins with none, and is asked for one of the plan as it is now.
 */
async function replanNear(search: Search, report: Report): Promise<boolean> {
  search.refine(refining(4, 3, 1, 150));
  if (await report()) return true;
  const start = worldStart(search);
  const base = start && worldBase(search.compact, start);
  if (await report()) return true;
  const fresh = base && searchWorld(base, search.compact.problem)?.best;
  if (fresh) search.take(fresh);
  if (await report()) return true;
  for (let part = 0; part < nearReplans; part++) {
    search.replan(1);
    if ((await report()) || (await improveAfter(search, report))) return true;
  }
  return false;
}

/** Single changes after blocks were planned anew; true where it is to stop. */
async function improveAfter(search: Search, report: Report): Promise<boolean> {
  const tries = Math.max(leastTries, Math.ceil(search.compact.items * 0.6));
  for (const { share, from, to } of columnThrifts)
    search.improve(Math.ceil(tries * share), [from, to]);
  return report();
}

/** Lets a general solver choose among the whole plans of blocks that are known. */
async function takeBestColumns(
  search: Search,
  solver: Solver,
  mostLoss: number,
  asked: Omit<SolveRequest, "model">,
  signal: AbortSignal | undefined,
): Promise<void> {
  const columns = search.columnModel(mostLoss);
  if (columns === null) return;
  const request = { model: columns.model, ...asked };
  const { values } = await solver.solve(request, signal === undefined ? {} : { signal });
  if (values !== null) search.take(columns.planOf(values));
}

/** Goes on with single changes and groups repacked, where there are too few blocks, for so many rounds at most. */
export async function runGroups(
  search: Search,
  { quick, node_budget, mostRounds }: AllocateOptions & { readonly mostRounds: number },
  report: Report,
): Promise<void> {
  const { items } = search.compact;
  const tries = Math.min(60_000, Math.max(12_000, 6 * items));
  const packs = Math.min(400, Math.max(100, Math.ceil(items / 40)));
  let idle = 0;
  for (let round = 0; round < mostRounds && idle < idleRounds; round++) {
    const before = search.state.value ?? 0;
    for (const { share, from, to } of thrifts) {
      // In parts, so that a signal to stop is heard.
      for (let part = 0; part < 4; part++) {
        const at = (done: number) => from + (to - from) * done;
        search.improve(Math.ceil((tries * share) / 4), [at(part / 4), at((part + 1) / 4)]);
        if (await report()) return;
      }
    }
    for (const thrift of quick ? [] : [0.6, 0.3, 0]) {
      for (let part = 0; part < 4; part++) {
        search.repack(packs / 4, thrift);
        if (await report()) return;
      }
    }
    const { value, steps } = search.state;
    if (steps >= node_budget * stepsPerNode) return;
    idle = (value ?? 0) - before < idleGain * (value ?? 0) ? idle + 1 : 0;
  }
}

/** Of few proposals, so many short rounds come first, and as many with swings, unless some gain nothing. */
const shortRounds = 3;
const swingRounds = 30;
const idleSwingRounds = 2;
const shortTries = 2_000;
const shortPacks = 60;
const swingsOfRound = 6;
const swingTries = 8_000;
const swingPacks = 20;
const shortFollowing: MasterPasses = { passes: 60, share: 0.4, branches: 400 };
const shortLoss = 0.001;

/** Swings are short, and begin anew from the best plan: longer and hotter ones seldom come back to one as good. */
const swingOptions = { tries: swingTries, thrift: [0, 0], heat: [0.003, 0.0005] } as const;

/** Of at most so many modes, the solver goes on to this share of the gap asked, with so many nodes. */
const finerModes = 1_500;
const finerGap = 0.01;
const finerNodes = 5_000;

/**
 * Of few proposals: blocks planned anew, groups repacked, swings, and a solver's choice among whole plans lead to a good
 * plan; then, unless the gap is reached, a solver chooses among all that may be better.
 */
export async function runShortRounds(
  search: Search,
  solver: Solver,
  options: AllocateOptions,
  report: Report,
): Promise<void> {
  const { gap_ratio, signal } = options;
  for (let round = 0; round < shortRounds; round++) {
    search.replan();
    for (const { share, from, to } of thrifts)
      search.improve(Math.ceil(shortTries * share), [from, to]);
    if ((await report()) || (await repackThriftily(search, shortPacks, report))) return;
  }
  if (await new ColumnMaster(search, solver).follow(shortFollowing, signal, report)) return;
  search.refine(refining(4, 3, 1.5, 100));
  if (await report()) return;
  const asked = { gap_ratio: gap_ratio / 5, node_budget: 1 };
  await takeBestColumns(search, solver, shortLoss, asked, signal);
  if (await report()) return;
  let idle = 0;
  for (let round = 0; round < swingRounds && idle < idleSwingRounds; round++) {
    const before = search.state.value ?? 0;
    for (let part = 0; part < swingsOfRound; part++) {
      search.swing(swingOptions, part % 2 === 0);
      if (await report()) return;
    }
    search.replan();
    for (const { share, from, to } of thrifts)
      search.improve(Math.ceil(shortTries * share), [from, to]);
    if ((await report()) || (await repackThriftily(search, swingPacks, report))) return;
    idle = (search.state.value ?? 0) - before < idleGain * before ? idle + 1 : 0;
  }
  if (search.compact.modes <= finerModes) {
    const finer = { ...options, gap_ratio: gap_ratio * finerGap, node_budget: finerNodes };
    const isSettled = await solveOpen(search, solver, finer, report);
    if ((await report()) || isSettled) return;
  }
  await solveOpen(search, solver, options, report);
  await report();
}

/** Repacks so many groups at each thrift; answers whether a report said to stop. */
async function repackThriftily(search: Search, packs: number, report: Report): Promise<boolean> {
  for (const thrift of [0.6, 0.3, 0]) {
    search.repack(packs, thrift);
    if (await report()) return true;
  }
  return false;
}
