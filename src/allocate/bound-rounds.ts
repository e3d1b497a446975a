import type { UnprovenBlock } from "./engine/columns/column-search.ts";
import type { Part, PartOptions, PlanTree } from "./engine/columns/plan-tree.ts";
import { chooseSplit } from "./engine/columns/split-choice.ts";
import type { Search } from "./engine/search.ts";
import { NamedBasis } from "./named-basis.ts";
import type { Solver } from "./solver.ts";

/** Tells how far a search has come; true where it is to stop. */
export type Report = () => Promise<boolean>;

/** Nodes for a general solver to prove a block, and the least worth that its gap is a share of. */
const nodesOfBlock = 2_000;
const leastKnown = 1e-3;

/** Plans are parted so often in a round. */
const mostSplits = 4;
/** So much of what the bound lies above the relaxation is expected to stay so in parts. */
const partOfExcess = 0.7;
/** Whole plans that lose more than this share of the value are left out where an item to part by is chosen. */
const mostLoss = 0.000_1;

/** How the bound of each part is looked for. */
const lowering: PartOptions = {
  refining: { passes: 10, temperature: [3e-4, 1.5e-4], nodes: [100, 100] },
  branches: [100, 400, 1_600],
};

/** Where columns let the relaxation gain less than this share, more of them would hardly change its prices. */
const leastGain = 1e-6;

/** Passes at prices between the most promising ones and those of the relaxation of all known columns. */
export interface MasterPasses {
  readonly passes: number;
  /** How far prices go towards those of the relaxation. */
  readonly share: number;
  /** Branches for each block, on average. */
  readonly branches: number;
}

/** The relaxation of the choice among all known columns, solved again and again as columns join. */
export class ColumnMaster {
  readonly #search: Search;
  readonly #solver: Solver;
  #ended = new NamedBasis();

  constructor(search: Search, solver: Solver) {
    this.#search = search;
    this.#solver = solver;
  }

  /** Follows its prices, which makes columns and lowers the bound. True where it is to stop. */
  async follow(
    { passes, share, branches }: MasterPasses,
    signal: AbortSignal | undefined,
    report: Report,
  ): Promise<boolean> {
    let before = -Infinity;
    for (let pass = 0; pass < passes; pass++) {
      const columns = this.#search.columnModel(Infinity);
      if (columns === null) return false;
      const { model } = columns;
      const basis = this.#ended.of(model);
      const request = { model, gap_ratio: 1e-6, node_budget: 1, relaxed: true, basis };
      const answer = await this.#solver.solve(request, signal === undefined ? {} : { signal });
      if (answer.rowPrices === null || answer.values === null) return report();
      this.#ended = new NamedBasis(model, answer.basis);
      const { objective } = answer;
      if (objective - before < leastGain * Math.abs(objective)) return false;
      before = objective;
      this.#search.refineTowards(columns.pricesOf(answer.rowPrices), share, branches);
      if (await report()) return true;
    }
    return false;
  }
}

/** Proves blocks with a general solver, one after another; true where it is to stop. */
export async function solveBlocks(
  blocks: Iterable<UnprovenBlock>,
  solver: Solver,
  signal: AbortSignal | undefined,
  report: Report,
): Promise<boolean> {
  for (const { model, known, enough, settle } of blocks) {
    const gap_ratio = enough / Math.max(leastKnown, known);
    const request = { model, gap_ratio, node_budget: nodesOfBlock };
    const answer = await solver.solve(request, signal === undefined ? {} : { signal });
    if (answer.status !== "infeasible") settle(answer.bound, answer.values);
    if (await report()) return true;
  }
  return false;
}

/**
 * Parts the plans by what they fund, the part that allows most first, as long as that promises to prove the gap: what makes
 * a relaxation worth more than any plan is often one large item that it funds by halves. True where it is to stop.
 */
export async function splitPlans(
  search: Search,
  solver: Solver,
  { gap_ratio, signal }: { readonly gap_ratio: number; readonly signal: AbortSignal | undefined },
  report: Report,
): Promise<boolean> {
  const { tree } = search;
  if (tree === null) return false;
  const { value } = tree.plan;
  for (let times = 0; times < mostSplits; times++) {
    const { widest } = tree;
    const model = tree.model(widest, mostLoss);
    const split = await chooseSplit(widest.compact, model, solver, signal);
    if (split === null) return false;
    const { relaxed, fall } = split;
    const excess = Math.max(0, search.state.bound - relaxed);
    if (relaxed - fall + partOfExcess * excess > value * (1 + gap_ratio)) return false;
    for (const part of tree.split(widest, split.item))
      if (await lowerPart(tree, part, solver, value * (1 + gap_ratio), signal, report)) return true;
  }
  return false;
}

async function lowerPart(
  tree: PlanTree,
  part: Part,
  solver: Solver,
  enough: number,
  signal: AbortSignal | undefined,
  report: Report,
): Promise<boolean> {
  for (const _ of tree.lower(part, lowering, enough)) if (await report()) return true;
  return solveBlocks(tree.unproven(part, enough), solver, signal, report);
}
