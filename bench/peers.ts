import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { Worker } from "node:worker_threads";
import type { LinearModel } from "../src/allocate/model/linear-model.ts";
import type { Moment } from "./trace.ts";

/** One run of a peer: what it reached and when. Values are in the unit of the model's objective. */
export interface PeerRun {
  readonly name: string;
  readonly trace: readonly Moment[];
}

/** npm `highs` with its own defaults on the same model, stopped after some seconds. */
export function runHighs(model: LinearModel, seconds: number, gap: number): Promise<PeerRun> {
  const name = "HiGHS (npm)";
  const began = performance.now();
  const trace: Moment[] = [];
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL("./highs-peer-thread.ts", import.meta.url), {
      workerData: { model, seconds, gap },
    });
    const end = () => {
      clearTimeout(timer);
      void thread.terminate();
      resolve({ name, trace });
    };
    // HiGHS does not keep its own time limit inside heuristics.
    const timer = setTimeout(end, seconds * 1000 + 500);
    thread.on(
      "message",
      (message: { value: number | null; bound: number | null; done: boolean }) => {
        trace.push({
          seconds: (performance.now() - began) / 1000,
          value: message.value,
          bound: message.bound,
        });
        if (message.done) end();
      },
    );
    thread.on("error", reject);
  });
}

/** Debian's CBC on the same model, where it is installed; nothing otherwise. */
export async function runCbc(
  model: LinearModel,
  seconds: number,
  gap: number,
): Promise<PeerRun | undefined> {
  const run = promisify(execFile);
  const folder = mkdtempSync(join(tmpdir(), "entente-bench-"));
  try {
    const mps = join(folder, "model.mps");
    const solution = join(folder, "solution.txt");
    writeFileSync(mps, formatMps(model));
    const began = performance.now();
    const limits = ["-sec", String(seconds), "-ratio", String(gap), "-timeMode", "elapsed"];
    const { stdout } = await run("cbc", [mps, ...limits, "-solve", "-solution", solution], {
      maxBuffer: 1e9,
      timeout: seconds * 1000 + 30_000,
    });
    const took = (performance.now() - began) / 1000;
    const head = readFileSync(solution, "utf8").split("\n", 1)[0] ?? "";
    const objective = /objective value\s+(-?[\d.e+]+)/.exec(head)?.[1];
    // Without an integer solution CBC writes that of the relaxation, and says so in the head.
    const found = objective !== undefined && !/infeasible|no integer solution/i.test(head);
    const lower = /Lower bound:\s+(-?[\d.e+]+)/.exec(stdout)?.[1];
    const value = found ? -Number(objective) : null;
    const proven = /^Optimal/.test(head) ? value : null;
    const bound = lower === undefined ? proven : -Number(lower);
    return { name: "CBC", trace: [{ seconds: took, value, bound }] };
  } catch (error) {
    if (isMissingCommand(error)) return undefined;
    throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Whether the command itself is not installed; a file that it failed to write is another matter. */
function isMissingCommand(error: unknown): boolean {
  return error instanceof Error && "syscall" in error && String(error.syscall).startsWith("spawn");
}

/** A model in free MPS, to minimize the negated objective, since not every reader knows OBJSENSE. */
export function formatMps(model: LinearModel): string {
  const lines: string[] = ["NAME plan FREE", "ROWS", " N obj"];
  model.rows.forEach((row, index) => {
    const kind = row.lower === row.upper ? "E" : Number.isFinite(row.upper) ? "L" : "G";
    lines.push(` ${kind} r${index}`);
  });
  const entries: string[][] = model.columns.map(() => []);
  model.rows.forEach((row, index) => {
    row.indices.forEach((column, position) => {
      entries[column]?.push(` c${column} r${index} ${row.values[position]}`);
    });
  });
  lines.push("COLUMNS", " M1 'MARKER' 'INTORG'");
  const put = (integer: boolean) =>
    model.columns.forEach((column, index) => {
      if (column.integer !== integer) return;
      lines.push(` c${index} obj ${-column.objective}`, ...(entries[index] ?? []));
    });
  put(true);
  lines.push(" M2 'MARKER' 'INTEND'");
  put(false);
  lines.push("RHS");
  model.rows.forEach((row, index) => {
    const side = Number.isFinite(row.upper) ? row.upper : row.lower;
    if (side !== 0) lines.push(` rhs r${index} ${side}`);
  });
  lines.push("RANGES");
  model.rows.forEach((row, index) => {
    const both = Number.isFinite(row.lower) && Number.isFinite(row.upper) && row.lower < row.upper;
    if (both) lines.push(` rng r${index} ${row.upper - row.lower}`);
  });
  lines.push("BOUNDS");
  for (const [index, column] of model.columns.entries()) {
    lines.push(` UP bnd c${index} ${column.upper}`);
  }
  lines.push("ENDATA", "");
  return lines.join("\n");
}
