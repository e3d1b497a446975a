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

/** The file that a thread runs. */
const highsThread = new URL("./highs-thread.ts", import.meta.url);

/**
 * HiGHS in `width` threads; requests beyond that wait their turn. Threads start when first needed.
 *
 * A thread that dies or fails is replaced. Closing rejects what is under way or waiting.
 * `script`: the file that threads run, so that a test can let one die.
 */
export function makeThreadSolver(width: number, script: URL = highsThread): Solver {
  const idle: Worker[] = [];
  const threads = new Set<Worker>();
  const queue: Waiting[] = [];
  let closed = false;

  const startNext = () => {
    while (queue.length > 0 && (idle.length > 0 || threads.size < width)) {
      const waiting = queue.shift();
      if (waiting === undefined) return;
      const thread = idle.pop() ?? startThread();
      runOn(thread, waiting, (alive) => {
        if (alive) idle.push(thread);
        else discard(thread);
        startNext();
      });
    }
  };
  const startThread = () => {
    const thread = new Worker(script);
    threads.add(thread);
    // Also when nobody waits for it: an error without a listener would end the whole process.
    thread.on("error", () => discard(thread));
    thread.on("exit", () => discard(thread));
    return thread;
  };
  const discard = (thread: Worker) => {
    threads.delete(thread);
    if (idle.includes(thread)) idle.splice(idle.indexOf(thread), 1);
    void thread.terminate();
  };
  const ask = <T>(task: ThreadTask, hooks: Hooks): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      if (closed) {
        reject(new Error("the solver was closed"));
        return;
      }
      queue.push({ task, hooks, resolve, reject });
      startNext();
    });

  return {
    name: highsName,
    width,
    pause: () => new Promise((resolve) => setImmediate(resolve)),
    solve: (request, hooks) => ask({ kind: "solve", request }, hooks),
    solveVariants: (model, variants) => ask({ kind: "variants", model, variants }, {}),
    async close() {
      closed = true;
      for (const { reject } of queue.splice(0)) reject(new Error("the solver was closed"));
      await Promise.all([...threads].map((thread) => thread.terminate()));
    },
  };
}

/** Runs one task on a thread. `done` is told whether the thread can be used again. */
function runOn(thread: Worker, waiting: Waiting, done: (alive: boolean) => void): void {
  const stopFlag = new SharedArrayBuffer(4);
  const { signal, onProgress } = waiting.hooks ?? {};
  const stop = () => Atomics.store(new Int32Array(stopFlag), 0, 1);
  const finish = (alive: boolean) => {
    signal?.removeEventListener("abort", stop);
    thread.off("message", onMessage);
    thread.off("error", onError);
    thread.off("exit", onExit);
    if (alive) thread.unref();
    done(alive);
  };
  const fail = (error: Error) => {
    finish(false);
    waiting.reject(error);
  };
  const onMessage = (message: ThreadMessage) => {
    if ("progress" in message) {
      onProgress?.(message.progress);
    } else if ("answer" in message) {
      finish(true);
      waiting.resolve(message.answer as never);
    } else {
      // What failed once may have left the solver's memory in disorder: the thread is not used again.
      fail(new Error(`the solver failed: ${message.error}`));
    }
  };
  const onError = (error: Error) => fail(error);
  const onExit = () => fail(new Error("the solver ended before it had an answer"));
  if (signal?.aborted) stop();
  signal?.addEventListener("abort", stop);
  thread.on("message", onMessage);
  thread.on("error", onError);
  thread.on("exit", onExit);
  thread.ref();
  const order: ThreadOrder = { task: waiting.task, stopFlag };
  try {
    thread.postMessage(order);
  } catch (error) {
    fail(error instanceof Error ? error : new Error(String(error)));
  }
}
