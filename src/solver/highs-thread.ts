/** The thread in which HiGHS runs, so that a long solve blocks nobody and can be stopped. */
import { parentPort } from "node:worker_threads";
import type { LinearModel } from "../allocate/model/linear-model.ts";
import type { RowBounds, SolveRequest } from "../allocate/solver.ts";
import { solveVariantsWithHighs, solveWithHighs } from "./highs.ts";

/** What a thread is asked to do. */
export type ThreadTask =
  | { readonly kind: "solve"; readonly request: SolveRequest }
  | {
      readonly kind: "variants";
      readonly model: LinearModel;
      readonly variants: readonly (readonly RowBounds[])[];
    };

/** What a thread is sent: a task, and a flag (1 = stop) that it shares with its owner. */
export interface ThreadOrder {
  readonly task: ThreadTask;
  readonly stopFlag: SharedArrayBuffer;
}

parentPort?.on("message", async ({ task, stopFlag }: ThreadOrder) => {
  const flag = new Int32Array(stopFlag);
  try {
    const answer =
      task.kind === "variants"
        ? await solveVariantsWithHighs(task.model, task.variants)
        : await solveWithHighs(
            task.request,
            () => Atomics.load(flag, 0) === 1,
            (progress) => parentPort?.postMessage({ progress }),
          );
    parentPort?.postMessage({ answer });
  } catch (error) {
    parentPort?.postMessage({ error: error instanceof Error ? error.message : String(error) });
  }
});
