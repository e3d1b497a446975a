import { Worker } from "node:worker_threads";
import type { SolveAnswer, SolveProgress, Solver } from "../allocate/solver.ts";
import { highsName } from "./highs.ts";
import type { ThreadOrder, ThreadTask } from "./highs-thread.ts";

type Hooks = Parameters<Solver["solve"]>[1];

interface Waiting {
  readonly task: ThreadTask;
  readonly hooks: Hooks;
  readonly resolve: (answer: never) => void;
  readonly reject: (error: Error) => void;
}

type ThreadMessage =
  | { readonly progress: SolveProgress }
  | { readonly answer: SolveAnswer | readonly number[] }
  | { readonly error: string };

/** HiGHS in `width` threads; requests beyond that wait their turn. Threads start when first needed. */
export function makeThreadSolver(width: number): Solver {
  const idle: Worker[] = [];
  const threads = new Set<Worker>();
  const queue: Waiting[] = [];

  const startNext = () => {
    while (queue.length > 0 && (idle.length > 0 || threads.size < width)) {
      const waiting = queue.shift();
      if (waiting === undefined) return;
      const thread = idle.pop() ?? startThread(threads);
      runOn(thread, waiting, (alive) => {
        if (alive) idle.push(thread);
        else threads.delete(thread);
        startNext();
      });
    }
  };

  return {
    name: highsName,
    width,
    solve(request, hooks) {
      return new Promise((resolve, reject) => {
        queue.push({ task: { kind: "solve", request }, hooks, resolve, reject });
        startNext();
      });
    },
    solveVariants(model, variants) {
      return new Promise((resolve, reject) => {
        queue.push({ task: { kind: "variants", model, variants }, hooks: {}, resolve, reject });
        startNext();
      });
    },
    async close() {
      await Promise.all([...threads].map((thread) => thread.terminate()));
      threads.clear();
      idle.length = 0;
    },
  };
}

function startThread(threads: Set<Worker>): Worker {
  const thread = new Worker(new URL("./highs-thread.ts", import.meta.url));
  threads.add(thread);
  return thread;
}

function runOn(thread: Worker, waiting: Waiting, done: (alive: boolean) => void): void {
  const stopFlag = new SharedArrayBuffer(4);
  const { signal, onProgress } = waiting.hooks ?? {};
  const stop = () => Atomics.store(new Int32Array(stopFlag), 0, 1);
  const finish = (alive: boolean) => {
    signal?.removeEventListener("abort", stop);
    thread.off("message", onMessage);
    thread.off("error", onError);
    if (alive) thread.unref();
    done(alive);
  };
  const onMessage = (message: ThreadMessage) => {
    if ("progress" in message) {
      onProgress?.(message.progress);
    } else if ("answer" in message) {
      finish(true);
      waiting.resolve(message.answer as never);
    } else {
      finish(true);
      waiting.reject(new Error(`the solver failed: ${message.error}`));
    }
  };
  const onError = (error: Error) => {
    finish(false);
    waiting.reject(error);
  };
  if (signal?.aborted) stop();
  signal?.addEventListener("abort", stop);
  thread.on("message", onMessage);
  thread.on("error", onError);
  thread.ref();
  const order: ThreadOrder = { task: waiting.task, stopFlag };
  thread.postMessage(order);
}
