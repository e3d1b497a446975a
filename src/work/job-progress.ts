import type { Job } from "../store/job-rows.ts";
import type { News } from "./questions.ts";

/** How far a job is, as the API says it. */
export type JobProgress = NonNullable<Job["progress"]>;

/** Takes news of how far a job is, and writes it down from time to time. */
export interface ProgressWriter {
  readonly take: (news: News) => void;
  /** Ends when nothing is being written any more, and nothing will be. */
  readonly end: () => Promise<void>;
}

/** How often news is written at most, and how often the time alone.   Unit: milliseconds. */
const newsEvery = 300;
const timeEvery = 1000;

/** Makes a writer of progress. `write` is called with one at a time; what it throws is left to who reads later. */
export function writeProgress(
  write: (progress: JobProgress) => Promise<unknown>,
  now: () => number,
): ProgressWriter {
  const began = now();
  let news: News = {};
  let isFresh = false;
  let written = began;
  let writing: Promise<unknown> = Promise.resolve();
  let isWriting = false;
  const timer = setInterval(() => {
    const at = now();
    if (isWriting || at - written < (isFresh ? newsEvery : timeEvery)) return;
    isFresh = false;
    written = at;
    isWriting = true;
    writing = write(progressOf(news, at - began))
      .catch(() => undefined)
      .finally(() => {
        isWriting = false;
      });
  }, newsEvery / 2).unref();
  return {
    take: (fresh) => {
      news = { ...news, ...fresh };
      isFresh = true;
    },
    end: async () => {
      clearInterval(timer);
      await writing;
    },
  };
}

/** Progress from news.   `milliseconds`: since the work began. */
export function progressOf(news: News, milliseconds: number): JobProgress {
  const { words = "", done = null, total = null, value = null, bound = null } = news;
  const gap = value === null || bound === null || value <= 0 ? null : (bound - value) / value;
  return {
    words,
    done,
    total,
    value,
    bound,
    gap_ratio: gap === null ? null : Math.max(0, gap),
    seconds: Math.round(milliseconds / 100) / 10,
  };
}
