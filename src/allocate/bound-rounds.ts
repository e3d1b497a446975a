import type { UnprovenBlock } from "./engine/columns/column-search.ts";
import type { Part, PartOptions, PlanTree } from "./engine/columns/plan-tree.ts";
import { chooseSplit } from "./engine/columns/split-choice.ts";
import type { Search } from "./engine/search.ts";
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
