import { spawn } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { partsOfPoint } from "../src/allocate/model/columns.ts";
import type { LinearModel } from "../src/allocate/model/linear-model.ts";
import { peakOfProcess, type RunOrder } from "./process-report.ts";
import type { SolverRun } from "./solver-run.ts";
import type { Moment } from "./trace.ts";

/** Debian's CBC on a model, where it is installed; nothing otherwise. */
export async function runCbc(
  model: LinearModel,
  { seconds, gap }: Pick<RunOrder, "seconds" | "gap">,
): Promise<SolverRun | undefined> {
  const folder = mkdtempSync(join(tmpdir(), "entente-bench-"));
  try {
    const file = join(folder, "model.mps");
    writeMps(model, file);
    const limits = ["-sec", String(seconds), "-ratio", String(gap), "-timeMode", "elapsed"];
    const solution = join(folder, "solution.txt");
    return await runCommand([file, ...limits, "-solve", "-solution", solution], solution, seconds);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function runCommand(
  args: readonly string[],
  solution: string,
  seconds: number,
): Promise<SolverRun | undefined> {
  const child = spawn("cbc", args, { stdio: ["ignore", "pipe", "ignore"] });
  const began = performance.now();
  const since = () => (performance.now() - began) / 1000;
  const trace: Moment[] = [];
  let peak: number | null = null;
  const watch = setInterval(() => {
    peak = (child.pid === undefined ? undefined : peakOfProcess(child.pid)) ?? peak;
  }, 100);
  const timer = setTimeout(() => child.kill("SIGKILL"), (seconds + 30) * 1000);
  createInterface({ input: child.stdout }).on("line", (line) => {
    const moment = readLogLine(line, since());
    if (moment !== undefined) trace.push(moment);
  });
  return new Promise((resolve) => {
    const end = (run: SolverRun | undefined) => {
      clearInterval(watch);
      clearTimeout(timer);
      resolve(run);
    };
    // The command is not installed.
    child.on("error", () => end(undefined));
    child.on("close", () => {
      trace.push({ seconds: since(), value: readSolution(solution), bound: null });
      end({ solver: "CBC", trace, peak_bytes: peak, complaints: [], failure: null });
    });
  });
}

/** What a line of CBC's log says of value and bound; nothing for most lines. CBC minimizes the negated value. */
export function readLogLine(line: string, arrived: number): Moment | undefined {
  const number = "(-?\\d[\\d.]*(?:e[+-]?\\d+)?)";
  const parsed = (pattern: string) => {
    const text = new RegExp(pattern).exec(line)?.[1];
    const points = text === undefined ? null : -Number(text) / partsOfPoint;
    // 1e50 stands for what CBC has not.
    return points === null || Math.abs(points) > 1e29 ? null : points;
  };
  const value =
    parsed(`Integer solution of ${number}`) ??
    parsed(`${number} best solution`) ??
    parsed(`^Objective value:\\s+${number}`);
  const bound =
    parsed(`best possible ${number}`) ??
    parsed(`^Continuous objective value is ${number}`) ??
    parsed(`^Lower bound:\\s+${number}`);
  if (value === null && bound === null) return undefined;
  const told = /\(([\d.]+) seconds\)$/.exec(line)?.[1];
  return { seconds: told === undefined ? arrived : Number(told), value, bound };
}

/** The value of the plan that CBC wrote; without one it writes the relaxation's, and says so in the first line. */
function readSolution(path: string): number | null {
  try {
    const head = readFileSync(path, "utf8").split("\n", 1)[0] ?? "";
    const objective = /objective value\s+(-?[\d.e+]+)/.exec(head)?.[1];
    if (objective === undefined || /infeasible|no integer solution/i.test(head)) return null;
    return -Number(objective) / partsOfPoint;
  } catch {
    return null;
  }
}

/** Writes a model in free MPS, to minimize the negated objective, since not every reader knows OBJSENSE. */
export function writeMps(model: LinearModel, path: string): void {
  const file = openSync(path, "w");
  try {
    for (const block of mpsBlocks(model)) writeSync(file, block);
  } finally {
    closeSync(file);
  }
}

/** The text of a model in free MPS, in blocks: one text of a large model would be longer than texts can be. */
export function* mpsBlocks(model: LinearModel): Generator<string> {
  yield "NAME plan FREE\nROWS\n N obj\n";
  const kindOf = ({ lower, upper }: LinearModel["rows"][number]) =>
    lower === upper ? "E" : Number.isFinite(upper) ? "L" : "G";
  yield* inBlocks(model.rows, (row, index) => ` ${kindOf(row)} r${index}\n`);
  const entries: string[][] = model.columns.map(() => []);
  for (const [index, row] of model.rows.entries()) {
    for (const [position, column] of row.indices.entries())
      entries[column]?.push(` c${column} r${index} ${row.values[position]}\n`);
  }
  yield "COLUMNS\n M1 'MARKER' 'INTORG'\n";
  const columnText = (integer: boolean) => (column: LinearModel["columns"][number], at: number) =>
    column.integer === integer
      ? ` c${at} obj ${-column.objective}\n${entries[at]?.join("") ?? ""}`
      : "";
  yield* inBlocks(model.columns, columnText(true));
  yield " M2 'MARKER' 'INTEND'\n";
  yield* inBlocks(model.columns, columnText(false));
  yield "RHS\n";
  yield* inBlocks(model.rows, (row, index) => {
    const side = Number.isFinite(row.upper) ? row.upper : row.lower;
    return side === 0 ? "" : ` rhs r${index} ${side}\n`;
  });
  yield "RANGES\n";
  yield* inBlocks(model.rows, ({ lower, upper }, index) => {
    const isRange = Number.isFinite(lower) && Number.isFinite(upper) && lower < upper;
    return isRange ? ` rng r${index} ${upper - lower}\n` : "";
  });
  yield "BOUNDS\n";
  yield* inBlocks(model.columns, ({ lower, upper }, index) => {
    const low = lower === 0 ? "" : ` LO bnd c${index} ${lower}\n`;
    return Number.isFinite(upper) ? `${low} UP bnd c${index} ${upper}\n` : low;
  });
  yield "ENDATA\n";
}

function* inBlocks<T>(entries: readonly T[], write: (entry: T, index: number) => string) {
  const size = 1_000;
  for (let from = 0; from < entries.length; from += size)
    yield entries
      .slice(from, from + size)
      .map((entry, at) => write(entry, from + at))
      .join("");
}
