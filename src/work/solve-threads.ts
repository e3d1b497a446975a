import { Worker } from "node:worker_threads";
import type {
  Answers,
  KeptAllocation,
  News,
  Question,
  QuestionKind,
  Questions,
} from "./questions.ts";
import type { ThreadNews, ThreadOrder, ThreadStart } from "./solve-thread.ts";

/** Thrown where a thread was ended in the middle of its work: it did not stop when asked to, or all are closed. */
export class ThreadEndedError extends Error {}

/** A defect of ours in a thread, with the stack that it had there. */
export class ThreadFailedError extends Error {}

/** How to follow a question while it is worked on. */
export interface AskHooks {
  /** Ends the work: a search keeps the best that it found; what cannot stop in time is ended. */
  readonly signal?: AbortSignal;
  readonly onNews?: (news: News) => void;
  /** Brings an allocation back that the thread does not know; without it, and for `null`, it counts as gone. */
  readonly recall?: (allocation: string) => Promise<KeptAllocation | null>;
}

/** Threads that answer questions about plans. */
export interface SolveThreads {
  /**
   * Asks a question; waits where all threads are busy.
   *
   * Errors: rejects with {@link ThreadEndedError}, with {@link ThreadFailedError} for a defect, or with what `recall` threw.
   */
  readonly ask: <K extends QuestionKind>(
    kind: K,
    question: Questions[K],
    hooks?: AskHooks,
  ) => Promise<Answers[K]>;
  /** Ends the threads, with what they do. */
  readonly close: () => Promise<void>;
}

/** How many threads there are, and what each is given. */
export interface ThreadOptions extends ThreadStart {
  readonly threads: number;
  /** How long a thread may go on after it was asked to stop.   Unit: milliseconds. */
  readonly grace?: number;
  /** The file that threads run, so that a test can let one hang. */
  readonly script?: URL;
}

interface Waiting {
  readonly question: Question;
  readonly hooks: AskHooks;
  readonly resolve: (answer: never) => void;
  readonly reject: (error: Error) => void;
}

interface Thread {
  readonly worker: Worker;
  /** Allocations that it has met. */
  readonly met: Set<string>;
}

const threadScript = new URL("./solve-thread.ts", import.meta.url);

const usualGrace = 5000;

/** Makes threads that answer questions; they start when first needed, and one that dies is replaced. */
export function makeSolveThreads(options: ThreadOptions): SolveThreads {
  const { threads: most, grace = usualGrace, script = threadScript } = options;
  const { law, version, width } = options;
  const workerData: ThreadStart = { law, version, width };
  const idle: Thread[] = [];
  const all = new Set<Thread>();
  const queue: Waiting[] = [];
  let closed = false;

  const startThread = (): Thread => {
    const thread = { worker: new Worker(script, { workerData }), met: new Set<string>() };
    all.add(thread);
    // Also while nobody asks it anything: an error without a listener would end the whole process.
    thread.worker.on("error", () => discard(thread));
    thread.worker.on("exit", () => discard(thread));
    return thread;
  };
  const discard = (thread: Thread) => {
    all.delete(thread);
    if (idle.includes(thread)) idle.splice(idle.indexOf(thread), 1);
    void thread.worker.terminate();
  };
  const takeIdle = (question: Question): Thread | undefined => {
    const name = allocationOf(question);
    const knows = idle.findIndex(({ met }) => name !== undefined && met.has(name));
    return idle.splice(knows < 0 ? idle.length - 1 : knows, 1)[0];
  };
  const startNext = () => {
    while (queue.length > 0 && (idle.length > 0 || all.size < most)) {
      const waiting = queue.shift();
      if (waiting === undefined) return;
      if (waiting.hooks.signal?.aborted === true) {
        waiting.reject(new ThreadEndedError("stopped before it was begun"));
        continue;
      }
      const thread = takeIdle(waiting.question) ?? startThread();
      runOn(thread, waiting, grace, (alive) => {
        if (alive && !closed) idle.push(thread);
        else discard(thread);
        startNext();
      });
    }
  };
  return {
    ask: (kind, question, hooks = {}) =>
      new Promise((resolve, reject) => {
        if (closed) return reject(new ThreadEndedError("the threads were closed"));
        queue.push({ question: { kind, ...question } as Question, hooks, resolve, reject });
        startNext();
      }),
    async close() {
      closed = true;
      for (const { reject } of queue.splice(0)) {
        reject(new ThreadEndedError("the threads were closed"));
      }
      await Promise.all([...all].map(({ worker }) => worker.terminate()));
    },
  };
}

function allocationOf(question: Question): string | undefined {
  if (question.kind === "allocate") return question.id;
  return "allocation" in question ? question.allocation : undefined;
}

/** Asks a thread one question. `done` is told whether the thread can be used again. */
function runOn(
  { worker, met }: Thread,
  { question, hooks, resolve, reject }: Waiting,
  grace: number,
  done: (alive: boolean) => void,
): void {
  const { signal } = hooks;
  let timer: NodeJS.Timeout | undefined;
  const tell = (order: ThreadOrder) => worker.postMessage(order);
  const finish = (alive: boolean) => {
    clearTimeout(timer);
    signal?.removeEventListener("abort", stop);
    worker.off("message", onMessage);
    worker.off("error", onError);
    worker.off("exit", onExit);
    if (alive) worker.unref();
    done(alive);
  };
  const fail = (error: Error, alive = false) => {
    finish(alive);
    reject(error);
  };
  const stop = () => {
    tell({ kind: "stop" });
    timer = setTimeout(() => fail(new ThreadEndedError("it did not stop in time")), grace);
  };
  const onMessage = (said: ThreadNews) => {
    if (said.kind === "news") hooks.onNews?.(said.news);
    else if (said.kind === "recall") {
      const kept = hooks.recall?.(said.allocation) ?? Promise.resolve(null);
      // A thread that waits for an allocation that cannot be brought would wait for ever.
      kept.then((one) => tell({ kind: "recalled", kept: one }), fail);
    } else if (said.kind === "answer") {
      const name = allocationOf(question);
      if (name !== undefined) met.add(name);
      finish(true);
      resolve(said.answer as never);
    } else {
      // What failed once may have left its memory in disorder: the thread is not used again.
      const error = new ThreadFailedError(said.message);
      error.stack = said.stack;
      fail(error);
    }
  };
  const onError = (error: Error) => fail(new ThreadFailedError(error.message, { cause: error }));
  const onExit = () => fail(new ThreadEndedError("the thread was ended"));
  worker.on("message", onMessage);
  worker.on("error", onError);
  worker.on("exit", onExit);
  worker.ref();
  signal?.addEventListener("abort", stop);
  tell({ kind: "ask", question });
}
