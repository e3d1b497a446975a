import loadHighs, { type Highs, type Model } from "highs";
import type { LinearModel } from "../allocate/linear-model.ts";
import type { RowBounds, SolveAnswer, SolveProgress, SolveRequest } from "../allocate/solver.ts";

/** The name of the solver and its version. */
export const highsName = "HiGHS 1.15.3 (npm highs)";

// The package's types describe its CommonJS form; what an import brings is the loader itself.
const load = loadHighs as unknown as typeof loadHighs.default;

let loaded: Promise<Highs> | undefined;

/** Solves a model with HiGHS in this thread. `shouldStop` is asked often; when true, the best so far is kept. */
export async function solveWithHighs(
  request: SolveRequest,
  shouldStop: () => boolean,
  onProgress: (progress: SolveProgress) => void,
): Promise<SolveAnswer> {
  loaded ??= load();
  const highs = await loaded;
  const model = highs.createModel(toModelData(highs, request.model));
  try {
    model.options.set({
      output_flag: false,
      mip_rel_gap: request.gap_ratio,
      mip_abs_gap: 0,
      mip_max_nodes: request.node_budget,
      solve_relaxation: request.relaxed === true,
      mip_feasibility_tolerance: 1e-7,
      random_seed: 0,
    });
    if (request.start) model.setSolution({ colValue: request.start });
    const { mipInterrupt, mipLogging } = highs.constants.callbackType;
    model.run({
      [mipInterrupt](event) {
        if (shouldStop()) event.interrupt();
      },
      [mipLogging](event) {
        const {
          mip_primal_bound: objective,
          mip_dual_bound: bound,
          mip_node_count: nodes,
        } = event.data;
        onProgress({
          objective: finite(objective),
          bound: finite(bound),
          nodes: Number(nodes ?? 0),
        });
      },
    });
    return readAnswer(highs, model, request.relaxed === true);
  } finally {
    model.dispose();
  }
}

/** The relaxation under each variant of row bounds; each starts from the basis of the one before. */
export async function solveVariantsWithHighs(
  model: LinearModel,
  variants: readonly (readonly RowBounds[])[],
): Promise<number[]> {
  loaded ??= load();
  const highs = await loaded;
  const live = highs.createModel(toModelData(highs, model));
  try {
    live.options.set({ output_flag: false, solve_relaxation: true, random_seed: 0 });
    live.run();
    return variants.map((variant) => {
      for (const { row, lower, upper } of variant) live.changeRowBounds(row, lower, upper);
      live.run();
      const solved = live.getModelStatus() === highs.constants.modelStatus.optimal;
      const objective = solved ? live.getObjectiveValue() : Number.NEGATIVE_INFINITY;
      for (const { row } of variant) {
        const { lower, upper } = model.rows[row] ?? { lower: 0, upper: 0 };
        live.changeRowBounds(row, lower, upper);
      }
      return objective;
    });
  } finally {
    live.dispose();
  }
}

function finite(value: number | undefined): number | null {
  return value === undefined || Math.abs(value) > 1e29 ? null : value;
}

function readAnswer(highs: Highs, model: Model, relaxed: boolean): SolveAnswer {
  const status = model.getModelStatus();
  const is = highs.constants.modelStatus;
  const none = {
    values: null,
    objective: Number.NEGATIVE_INFINITY,
    rowPrices: null,
    columnPrices: null,
  };
  if (status === is.infeasible || status === is.unboundedOrInfeasible) {
    return { ...none, status: "infeasible", bound: Number.NEGATIVE_INFINITY };
  }
  const solution = model.getSolution();
  const objective = model.getObjectiveValue();
  const bound = relaxed ? objective : model.info.get("mip_dual_bound");
  const ended =
    status === is.optimal ? "optimal" : status === is.interrupted ? "stopped" : ("budget" as const);
  const hasSolution =
    relaxed || model.info.get("primal_solution_status") === highs.constants.solutionStatus.feasible;
  if (!hasSolution) return { ...none, status: ended, bound: Number(bound) };
  return {
    status: ended,
    values: [...solution.colValue],
    objective,
    bound: Number(bound),
    rowPrices: relaxed ? [...solution.rowDual] : null,
    columnPrices: relaxed ? [...solution.colDual] : null,
  };
}

/** Row-wise sparse arrays, as HiGHS takes them. */
function toModelData(highs: Highs, model: LinearModel) {
  const { variableType } = highs.constants;
  const starts = [0];
  for (const row of model.rows) starts.push((starts.at(-1) ?? 0) + row.indices.length);
  return {
    numCols: model.columns.length,
    numRows: model.rows.length,
    sense: highs.constants.objectiveSense.maximize,
    colCost: model.columns.map((column) => column.objective),
    colLower: model.columns.map((column) => column.lower),
    colUpper: model.columns.map((column) => column.upper),
    rowLower: model.rows.map((row) => row.lower),
    rowUpper: model.rows.map((row) => row.upper),
    matrix: {
      format: "csr" as const,
      numRows: model.rows.length,
      numCols: model.columns.length,
      starts,
      indices: model.rows.flatMap((row) => [...row.indices]),
      values: model.rows.flatMap((row) => [...row.values]),
    },
    integrality: model.columns.map((column) =>
      column.integer ? variableType.integer : variableType.continuous,
    ),
  };
}
