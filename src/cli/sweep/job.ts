import { createHash } from "node:crypto";
import type { Finding } from "../../base/findings.ts";
import type { ChunkedSweep } from "../../work/what-ifs.ts";
import { reportJob } from "./finding-kinds.ts";

/** What a sweep works on: all that its results hang on, so that equal jobs have equal results. */
export interface SweepJob extends ChunkedSweep {
  readonly format: 1;
  readonly plan: string;
  readonly plan_hash: string;
  readonly scenario: string | null;
  readonly law_edition: string;
  readonly software: string;
  readonly solver: string;
  readonly gap: number;
  readonly what_if_gap: number;
  readonly steps: number;
}

/** The version of the files in a sweep's folder. */
export const jobFormat = 1;

/** A short name of a job: each of its result files bears it. */
export function jobHash(job: SweepJob): string {
  return createHash("sha256").update(formatJob(job)).digest("hex").slice(0, 12);
}

/** A job as the text of its file. */
export function formatJob(job: SweepJob): string {
  return `${JSON.stringify(job, null, 2)}\n`;
}

/** What of a job is called how in a sentence; what is not named is never shown. */
const partNames: readonly (readonly [keyof SweepJob, string])[] = [
  ["plan_hash", "the plan"],
  ["scenario", "the scenario"],
  ["law_edition", "the law"],
  ["software", "the version of the program"],
  ["solver", "the solver"],
  ["gap", "`--gap`"],
  ["what_if_gap", "`--what-if-gap`"],
  ["steps", "`--steps`"],
  ["seed", "`--seed`"],
  ["what_ifs", "`--what-ifs`"],
  ["chunk", "`--chunk`"],
  ["ranges", "the ranges"],
];

/** The finding that a folder holds another job than the one asked for; nothing where it is the same. */
export function compareJobs(file: string, asked: SweepJob, found: SweepJob): Finding | undefined {
  const differ = partNames
    .filter(([part]) => JSON.stringify(asked[part]) !== JSON.stringify(found[part]))
    .map(([, name]) => name);
  if (differ.length === 0 && asked.plan === found.plan) return undefined;
  const what = differ.length === 0 ? "the plan" : differ.join(", ");
  return reportJob(
    "sweep_taken",
    { file },
    {
      found: `the work of another sweep of \`${found.plan}\`: other than asked are ${what}`,
      expected: "no sweep, or the same one, to go on with",
      help: "Name another folder with `--out`, or add `--fresh` if that work is no longer wanted.",
    },
  );
}

/** The finding that a file of a sweep does not hold what it should. */
export function unreadable(file: string, found: string): Finding {
  return reportJob(
    "sweep_unreadable",
    { file },
    {
      found,
      expected: "what a sweep of this version wrote",
      help: "Delete the file and run the command again: only what it held is worked out anew.",
    },
  );
}
