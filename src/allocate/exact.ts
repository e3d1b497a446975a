import { type Cents, cents } from "../base/money.ts";
import {
  type AllocateAnswer,
  type AllocateOptions,
  type AllocateProgress,
  gapRoom,
} from "./allocate-options.ts";
import type { Allocation, Choice } from "./allocation.ts";
import { matches } from "./choice.ts";
import { cutOff, cutsAgainst, splits } from "./cuts.ts";
import { toAllocation } from "./found.ts";
import { payExactly } from "./mend.ts";
import { type Columns, partsOfPoint } from "./model/columns.ts";
import type { Row } from "./model/linear-model.ts";
import { type AllocationModel, makeModel } from "./model/model.ts";
import type { Candidate, Item, Problem } from "./problem.ts";
import type { SolveAnswer, SolveProgress, Solver } from "./solver.ts";
import { holdsIn, startValues } from "./start.ts";
import { attainmentsOf, totalValue } from "./value.ts";

/** How far the filling up goes: far enough that nothing of note is left out. */
const fillGap = 1e-5;
const fillNodes = 50;

/** What the model's tolerance may cost: budgets are tried as they are, then short by these cents. */
const margins: readonly Cents[] = [0, 100, 100_000].map(cents);

/** How often rules that whole packages miss by cents are cut off before the next margin is tried. */
const mostCuts = 50;

/** How many plans that nobody could pay are ruled out one by one before the search gives up. */
const mostAttempts = 20;

/**
 * The best allocation of a problem by its exact linear model, with a proven bound.
 *
 * A search that stops at a gap may leave money that a small program could use, so what is found is then filled up:
 * everything funded stays, and the best of the rest is added. Equal inputs give equal answers on any machine,
 * unless `signal` stops the search.
 */
export async function allocateExactly(
  problem: Problem,
  solver: Solver,
  options: AllocateOptions,
): Promise<AllocateAnswer> {
  const found = await searchAndFill(problem, solver, options);
  return options.start === undefined ? found : neverWorse(problem, options, options.start, found);
}

async function searchAndFill(
  problem: Problem,
  solver: Solver,
  options: AllocateOptions,
): Promise<AllocateAnswer> {
  const found = await search(problem, solver, options);
  if (found.kind !== "allocation" || found.allocation.ended === "stopped") return found;
  const { allocation } = found;
  if (allocation.bound <= allocation.value) return found;
  const filled = await fillUp(problem, allocation.choices, solver, options.signal, allocation);
  if (filled === null || filled.value <= allocation.value) return found;
  const { value } = filled;
  const bound = Math.max(allocation.bound, value);
  const gap_ratio = (bound - value) / value;
  const best = { ...filled, bound, gap_ratio, ended: allocation.ended };
  return { kind: "allocation", allocation: best };
}

/**
 * The allocation that funds these choices and the best of the rest, paid to the cent; nothing where none was found. Its bound is
 * that of plans that fund them.
 */
export async function fillUp(
  problem: Problem,
  choices: readonly Choice[],
  solver: Solver,
  signal: AbortSignal | undefined,
  start?: Allocation,
): Promise<Allocation | null> {
  const filled = await search(keepFunded(problem, choices), solver, {
    gap_ratio: fillGap,
    node_budget: fillNodes,
    ...(start ? { start } : {}),
    ...(signal ? { signal } : {}),
  });
  return filled.kind === "allocation" ? filled.allocation : null;
}

/**
 * The answer, or the allocation to start from where that still holds and is worth more: a search that ends at its gap
 * may end just below it.
 */
function neverWorse(
  problem: Problem,
  options: AllocateOptions,
  start: Allocation,
  found: AllocateAnswer,
): AllocateAnswer {
  if (found.kind !== "allocation") return found;
  const made = makeModel(problem);
  const values = startValues(problem, made.columns, start);
  if (!holdsIn(made, values, start)) return found;
  const funded = fundedIn(made.columns, values);
  const { payments, miss } = payExactly(problem, made.columns, values, funded);
  if (miss > 0) return found;
  const attainments = attainmentsOf(problem, [...funded.values()]);
  const value = totalValue(attainments);
  const { allocation } = found;
  if (value <= allocation.value) return found;
  const bound = Math.max(allocation.bound, value);
  const gap_ratio = (bound - value) / value;
  const ended = gap_ratio <= options.gap_ratio + gapRoom ? "proven" : allocation.ended;
  const { choices } = start;
  const best: Allocation = { choices, payments, attainments, value, bound, gap_ratio, ended };
  return { kind: "allocation", allocation: best };
}

/** The problem in which everything funded stays as it is, and only the rest is open. */
function keepFunded(problem: Problem, choices: readonly Choice[]): Problem {
  const chosen = new Map(choices.map((choice) => [choice.initiative, choice]));
  const items = problem.items.map((item): Item => {
    const choice = chosen.get(item.initiative.id);
    if (choice === undefined) return item;
    const kept = item.candidates.filter((one) => matches(choice, one));
    const initiative = { ...item.initiative, pinned_package: choice.package };
    return { ...item, initiative, candidates: kept };
  });
  return { ...problem, items };
}

/** What a search has learned: the bound of the untouched problem, and rows that rule out what cannot be paid. */
interface Learned {
  bound: number | null;
  readonly cuts: Row[];
  /** Whether a whole plan was ruled out that no payments were found for, without a proof that there are none. */
  guessed: boolean;
}

/** One search. Plans that keep every rule to the solver's tolerance, but cannot be paid to the cent, are ruled out. */
async function search(
  problem: Problem,
  solver: Solver,
  options: AllocateOptions,
): Promise<AllocateAnswer> {
  const learned: Learned = { bound: null, cuts: [], guessed: false };
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const found = await searchMargins(problem, solver, options, learned);
    if (found !== "unpaid") return found;
  }
  return { kind: "nothing_found", ended: "budget" };
}

async function searchMargins(
  problem: Problem,
  solver: Solver,
  options: AllocateOptions,
  learned: Learned,
): Promise<AllocateAnswer | "unpaid"> {
  let unpayable: Row | undefined;
  for (const margin of margins) {
    const { model, columns } = makeModel(withMargin(problem, margin));
    for (let round = 0; round < mostCuts; round++) {
      const exact = { ...model, rows: [...model.rows, ...learned.cuts] };
      const answer = await ask(problem, { model: exact, columns }, solver, options);
      if (answer.values === null) {
        if (answer.status === "stopped") return { kind: "nothing_found", ended: "stopped" };
        // With less money nothing may fit; that says nothing about the problem as it is.
        if (margin > 0) break;
        if (answer.status === "infeasible" && !learned.guessed) return { kind: "infeasible" };
        return { kind: "nothing_found", ended: "budget" };
      }
      // The bound of the untouched problem holds; that of a problem with less money need not.
      learned.bound ??= answer.bound / partsOfPoint;
      const funded = fundedIn(columns, answer.values);
      const { payments, miss } = payExactly(problem, columns, answer.values, funded);
      if (miss === 0) {
        const status = answer.status === "stopped" ? "stopped" : "budget";
        const found = { funded, payments, bound: learned.bound, status } as const;
        return { kind: "allocation", allocation: toAllocation(problem, found, options.gap_ratio) };
      }
      const cuts = cutsAgainst(problem, columns, funded, payments);
      if (margin === 0 && cuts.length === 0) unpayable = cutOff(columns, funded);
      if (cuts.length === 0) break;
      learned.cuts.push(...cuts);
    }
  }
  if (unpayable !== undefined) learned.cuts.push(unpayable);
  learned.guessed = true;
  return "unpaid";
}

function ask(
  problem: Problem,
  { model, columns }: AllocationModel,
  solver: Solver,
  { gap_ratio, node_budget, quick, start, signal, onProgress }: AllocateOptions,
): Promise<SolveAnswer> {
  return solver.solve(
    {
      model,
      gap_ratio,
      node_budget,
      ...(quick ? { quick } : {}),
      ...(start ? { start: startValues(problem, columns, start) } : {}),
    },
    {
      ...(signal ? { signal } : {}),
      ...(onProgress ? { onProgress: (progress) => onProgress(inPoints(progress)) } : {}),
    },
  );
}

/**
 * Less money, higher floors and lower ceilings by a margin, so that what is found holds to the cent.
 *
 * Only rules over money that may come from several accounts are moved: elsewhere a choice pays whole packages, and a
 * floor that one package meets exactly must stay where it is.
 */
function withMargin(problem: Problem, margin: Cents): Problem {
  if (margin === 0) return problem;
  const less = (amount: Cents) => cents(Math.max(0, amount - margin));
  return {
    ...problem,
    purses: problem.purses.map((purse) => ({ ...purse, budget: purse.budget.map(less) })),
    amounts: problem.amounts.map((rule) => {
      if (!splits(problem, rule)) return rule;
      return {
        ...rule,
        amount: rule.kind === "floor" ? cents(rule.amount + margin) : less(rule.amount),
      };
    }),
  };
}

function inPoints(progress: SolveProgress): AllocateProgress {
  const scale = (value: number | null) => (value === null ? null : value / partsOfPoint);
  return { value: scale(progress.objective), bound: scale(progress.bound), nodes: progress.nodes };
}

/** What the choice columns fund, by item. */
function fundedIn(columns: Columns, values: readonly number[]): ReadonlyMap<number, Candidate> {
  const funded = new Map<number, Candidate>();
  for (const { item, candidate, column } of columns.choices) {
    if ((values[column] ?? 0) > 0.5) funded.set(item, candidate);
  }
  return funded;
}
