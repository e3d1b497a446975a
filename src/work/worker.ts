import type { Finding } from "../base/findings.ts";
import { type JobUpdate, updateJob } from "../store/job-rows.ts";
import { abandonedQueue } from "./boss.ts";
import { type Claim, ClaimLostError, takePiece } from "./claim.ts";
import { doPiece } from "./do-piece.ts";
import { reportWork } from "./finding-kinds.ts";
import { type ProgressWriter, writeProgress } from "./job-progress.ts";
import type { ThreadStart } from "./solve-thread.ts";
import {
  makeSolveThreads,
  type SolveThreads,
  ThreadEndedError,
  ThreadFailedError,
} from "./solve-threads.ts";
import type { Task } from "./task.ts";
import { within } from "./within.ts";
import { type WorkNotice, type WorkQueue, workChannel } from "./work-queue.ts";
import { listStops } from "./work-tables.ts";

/** What a worker is given. */
export interface WorkerOptions extends Omit<ThreadStart, "width"> {
  /** A queue that was opened with `works`. */
  readonly queue: WorkQueue;
  /** How many pieces of work are done side by side. */
  readonly threads: number;
  /** How many solves of one piece run side by side. */
  readonly width: number;
  /** Takes down a defect of ours. */
  readonly onDefect: (error: unknown) => void;
}

/** A worker that takes work from the queue until it is stopped. */
export interface RunningWorker {
  /** Gives back what it works on, for others to begin anew, and ends. */
  readonly stop: () => Promise<void>;
}

/** How often a worker looks for work by itself, and says that it lives.   Unit: milliseconds. */
const lookEvery = 2000;
const beatEvery = 3000;

interface Running {
  readonly claim: Claim;
  readonly stopper: AbortController;
}

/** Starts to take work. Any number of workers may run in any number of processes. */
export async function startWorker(options: WorkerOptions): Promise<RunningWorker> {
  const { queue, threads: lanes, onDefect } = options;
  const { db, boss } = queue;
  const threads = makeSolveThreads(options);
  const running = new Set<Running>();
  const bell = makeBell();
  let stopped = false;

  const doNext = async (): Promise<boolean> => {
    const claim = await takePiece(db, boss);
    if (claim === null) return giveUp(queue);
    const stopper = new AbortController();
    const own = { claim, stopper };
    running.add(own);
    try {
      await doClaimed(own, queue, threads);
    } catch (error) {
      await settleFailed(own, queue, error, { stopped, onDefect });
    } finally {
      running.delete(own);
    }
    return true;
  };
  const lane = async () => {
    while (!stopped) {
      const found = await doNext().catch((error) => {
        if (!stopped) onDefect(error);
        return false;
      });
      if (!found && !stopped) await bell.wait(lookEvery);
    }
  };
  const hear = (text: string) => {
    const notice = JSON.parse(text) as WorkNotice;
    if (notice.kind === "work") bell.ring();
    else stopAll(running, [notice.job]);
  };
  const unlisten = await db.listen(workChannel, hear);
  const beat = setInterval(() => void beatAll(queue, running).catch(onDefect), beatEvery);
  const ended = Promise.all(Array.from({ length: lanes }, lane));
  return {
    stop: async () => {
      stopped = true;
      bell.ring();
      clearInterval(beat);
      await threads.close();
      await ended;
      await unlisten();
    },
  };
}

async function doClaimed(
  { claim, stopper }: Running,
  queue: WorkQueue,
  threads: SolveThreads,
): Promise<void> {
  const { db } = queue;
  let progress: ProgressWriter | undefined;
  const tell: Task["tell"] = (news) => {
    progress ??= writeProgress(
      (said) => updateJob(db, claim.piece.job, { progress: said }),
      () => performance.now(),
    );
    progress.take(news);
  };
  try {
    await doPiece({ db, queue, threads, claim, stop: stopper.signal, tell });
  } finally {
    await progress?.end();
  }
}

/** What becomes of a piece whose work ended by an error. */
async function settleFailed(
  { claim, stopper }: Running,
  { db }: WorkQueue,
  error: unknown,
  { stopped, onDefect }: { readonly stopped: boolean; readonly onDefect: (error: unknown) => void },
): Promise<void> {
  if (error instanceof ClaimLostError) return;
  const { job } = claim.piece;
  const finish = (update: JobUpdate) =>
    claim.finish(async (tx) => {
      await updateJob(within(db, tx), job, update);
    });
  try {
    if (stopped) {
      if (claim.piece.kind === "whole") await updateJob(db, job, { state: "waiting" });
      await claim.giveBack("the worker was stopped");
    } else if (error instanceof ThreadEndedError && stopper.signal.aborted) {
      await finish({ state: "cancelled" });
    } else if (error instanceof ThreadFailedError) {
      onDefect(error);
      await finish({ state: "failed", findings: [defect(error.message)] });
    } else {
      // The database may have been away: somebody else may have more luck, or this worker later.
      onDefect(error);
      await claim.giveBack(String(error));
    }
  } catch (later) {
    // Without a word from this worker the piece falls to another.
    if (!(later instanceof ClaimLostError)) onDefect(later);
  }
}

/** Ends the jobs of work that was given up; whether there was any. */
async function giveUp({ db, boss }: WorkQueue): Promise<boolean> {
  const claim = await takePiece(db, boss, abandonedQueue);
  if (claim === null) return false;
  await claim.finish(async (tx) => {
    const update = { state: "failed", findings: [abandoned()] } as const;
    await updateJob(within(db, tx), claim.piece.job, { ...update, findings: [...update.findings] });
  });
  return true;
}

/** Says of all that is worked on that this worker lives; what belongs to another, or is to stop, is stopped. */
async function beatAll({ db }: WorkQueue, running: ReadonlySet<Running>): Promise<void> {
  if (running.size === 0) return;
  for (const { claim, stopper } of running) {
    if (!(await claim.hold())) stopper.abort();
  }
  const jobs = [...running].map(({ claim }) => claim.piece.job);
  stopAll(running, await listStops(db, jobs));
}

function stopAll(running: ReadonlySet<Running>, jobs: readonly string[]): void {
  for (const { claim, stopper } of running) {
    if (jobs.includes(claim.piece.job)) stopper.abort();
  }
}

/** A bell that wakes all who wait. */
function makeBell() {
  const waiting = new Set<() => void>();
  return {
    ring: () => {
      for (const wake of waiting) wake();
    },
    wait: (most: number) =>
      new Promise<void>((resolve) => {
        const wake = () => {
          clearTimeout(timer);
          waiting.delete(wake);
          resolve();
        };
        const timer = setTimeout(wake, most);
        waiting.add(wake);
      }),
  };
}

function defect(message: string): Finding {
  return reportWork(
    "work_failed",
    {},
    {
      found: `a defect of Entente, not of the plan: ${message}`,
      expected: "an answer",
      help: "Please report it, with what was asked.",
    },
  );
}

function abandoned(): Finding {
  return reportWork(
    "work_abandoned",
    {},
    {
      found: "work whose processes died, again and again",
      expected: "a process that lives until the work is done",
      help: "Ask for less, or for the same where there is more memory.",
    },
  );
}
