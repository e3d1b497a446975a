import loadHighs, { type Highs, type Model } from "highs";
import type { LinearModel } from "../allocate/model/linear-model.ts";
import type {
  Basis,
  RowBounds,
  SolveAnswer,
  SolveProgress,
  SolveRequest,
} from "../allocate/solver.ts";

/** The name of the solver and its version. */
export const highsName = "HiGHS 1.15.3 (npm highs)";

// The package's types describe its CommonJS form; what an import brings is the loader itself.
const load = loadHighs as unknown as typeof loadHighs.default;

let loaded: Promise<Highs> | undefined;

/** Nodes that the search near the relaxation may take before the whole model is searched. */
const nearNodes = 5;

/** Where few cutting planes are asked for, about so many are kept. */
const fewCuts = 50;

/** Columns whose reduced cost is below this share of the objective stay free in the search near the relaxation. */
const nearShare = 1e-6;

/**
 * Solves a model with HiGHS in this thread. `shouldStop` is asked often; when true, the best so far is kept.
 *
 * First the relaxation, which bounds the optimum; then the few columns that it leaves in doubt, which mostly gives
 * a solution within the gap at once; only if not, the whole model, from that solution. HiGHS alone spends most of
 * its time on cuts that hardly move the bound of an allocation.
 */
export async function solveWithHighs(
  request: SolveRequest,
  shouldStop: () => boolean,
  onProgress: (progress: SolveProgress) => void,
): Promise<SolveAnswer> {
  loaded ??= load();
  const highs = await loaded;
  const whole: Run = { highs, request, shouldStop, onProgress, start: request.start };
  const relaxed = run({ ...whole, request: { ...request, relaxed: true } });
  if (request.relaxed || relaxed.values === null || !request.model.columns.some(isInteger)) {
    return relaxed;
  }
  const narrow = fixDecided(request.model, relaxed);
  const near = run({
    ...whole,
    model: narrow,
    start: isWithin(narrow, request.start) ? request.start : undefined,
    target: relaxed.objective / (1 + request.gap_ratio),
    outerBound: relaxed.objective,
  });
  const enough =
    near.values !== null && gapOf(near.objective, relaxed.objective) <= request.gap_ratio;
  if (near.values !== null && (enough || near.status === "stopped" || request.quick)) {
    const status = enough ? "optimal" : near.status === "stopped" ? "stopped" : "budget";
    return { ...near, status, bound: relaxed.objective };
  }
  const start = betterStart(request, near);
  const answer = run({ ...whole, ...(start ? { start } : {}) });
  return { ...answer, bound: Math.min(answer.bound, relaxed.objective) };
}

function isInteger(column: { readonly integer: boolean }): boolean {
  return column.integer;
}

function gapOf(objective: number, bound: number): number {
  return bound <= objective
    ? 0
    : objective > 0
      ? (bound - objective) / objective
      : Number.POSITIVE_INFINITY;
}

/** The model with the integer columns fixed that the relaxation has decided by a clear margin. */
function fixDecided(model: LinearModel, relaxed: SolveAnswer): LinearModel {
  const margin = Math.abs(relaxed.objective) * nearShare;
  const columns = model.columns.map((column, index) => {
    const value = relaxed.values?.[index] ?? 0;
    const worth = relaxed.columnPrices?.[index] ?? 0;
    if (!column.integer || Math.abs(worth) <= margin) return column;
    const whole = Math.round(value);
    return Math.abs(value - whole) < 1e-7 ? { ...column, lower: whole, upper: whole } : column;
  });
  return { ...model, columns };
}

/** Whether values keep the bounds of all columns: HiGHS may fail over a solution to start from that does not. */
function isWithin({ columns }: LinearModel, values: readonly number[] | undefined): boolean {
  return columns.every(({ lower, upper }, j) => {
    const value = values?.[j] ?? Number.NaN;
    return value >= lower && value <= upper;
  });
}

/** The better of the solution to start from and the one found near the relaxation. */
function betterStart(request: SolveRequest, near: SolveAnswer): readonly number[] | undefined {
  if (request.start === undefined) return near.values ?? undefined;
  const worth = request.model.columns.reduce(
    (sum, column, index) => sum + column.objective * (request.start?.[index] ?? 0),
    0,
  );
  return near.values !== null && near.objective > worth ? near.values : request.start;
}

/** One run of HiGHS: a request, or a narrower model of it with a target at which to stop. */
interface Run {
  readonly highs: Highs;
  readonly request: SolveRequest;
  readonly model?: LinearModel;
  readonly target?: number;
  readonly outerBound?: number;
  readonly start?: readonly number[] | undefined;
  readonly shouldStop: () => boolean;
  readonly onProgress: (progress: SolveProgress) => void;
}

function run({
  highs,
  request,
  model,
  target,
  outerBound,
  start,
  shouldStop,
  onProgress,
}: Run): SolveAnswer {
  const live = highs.createModel(toModelData(highs, model ?? request.model));
  const relaxed = request.relaxed === true;
  try {
    live.options.set({
      output_flag: false,
      mip_rel_gap: target === undefined ? request.gap_ratio : request.gap_ratio / 10,
      mip_abs_gap: 0,
      mip_max_nodes:
        target === undefined ? request.node_budget : Math.min(nearNodes, request.node_budget),
      solve_relaxation: relaxed,
      mip_feasibility_tolerance: 1e-7,
      random_seed: 0,
      // Beside a plan to start from, beginning the search anew takes half of the time and gains next to nothing.
      ...(request.quick && start ? { mip_allow_restart: false } : {}),
      ...(target === undefined ? {} : { objective_target: target }),
      ...(request.few_cuts ? { mip_pool_soft_limit: fewCuts } : {}),
    });
    if (start && !relaxed) live.setSolution({ colValue: start });
    if (relaxed && request.basis) beginAt(live, request.basis);
    const { mipInterrupt } = highs.constants.callbackType;
    let last: { objective: number | null; bound: number | null } = { objective: null, bound: null };
    live.run({
      // The logging callback is silent while output is off; this one tells as much.
      [mipInterrupt](event) {
        if (shouldStop()) event.interrupt();
        const { mip_primal_bound, mip_dual_bound, mip_node_count } = event.data;
        const objective = finite(mip_primal_bound);
        const known = finite(mip_dual_bound);
        // A narrower model has a lower bound of its own; what holds for the whole is the bound given.
        const bound = outerBound ?? known;
        if (objective === last.objective && bound === last.bound) return;
        last = { objective, bound };
        onProgress({ ...last, nodes: Number(mip_node_count ?? 0) });
      },
    });
    const answer = readAnswer(highs, live, relaxed);
    return relaxed && request.basis !== undefined ? { ...answer, ...basisOf(highs, live) } : answer;
  } finally {
    live.dispose();
  }
}

/** Where few columns and rows are new, the primal simplex mends them; the dual would begin nearly anew. */
const primalSimplex = 4;

function beginAt(live: Model, { columns, rows }: Basis): void {
  live.options.set({ simplex_strategy: primalSimplex });
  live.setBasis({ colStatus: columns, rowStatus: rows });
}

function basisOf(highs: Highs, live: Model): { readonly basis?: Basis } {
  if (live.info.get("basis_validity") !== highs.constants.basisValidity.valid) return {};
  const { colStatus, rowStatus } = live.getBasis();
  return { basis: { columns: colStatus, rows: rowStatus } };
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
export function toModelData(highs: Highs, model: LinearModel) {
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
