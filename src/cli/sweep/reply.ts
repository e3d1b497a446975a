import { join } from "node:path";
import type { SweepRow, SweepSession } from "../../allocate/explore/sweep-run.ts";
import { type SweepSummary, summarizeSweep } from "../../allocate/explore/sweep-summary.ts";
import { drawWhatIf } from "../../allocate/explore/what-if.ts";
import { describeWhatIf } from "../../allocate/explore/what-if-words.ts";
import { type Finding, hasErrors } from "../../base/findings.ts";
import { cents, formatDollars } from "../../base/money.ts";
import { formatCsvRow } from "../../plan/csv.ts";
import { reportSweep, type SweepReport } from "../../report/explore/sweep.ts";
import { sweepText } from "../../report/explore/sweep-text.ts";
import { textWidth } from "../../report/text-layout.ts";
import { count } from "../../report/words.ts";
import { briefPlan } from "../../work/brief-plan.ts";
import type { SolvedPlan } from "../../work/solve-plan.ts";
import { writeFolder } from "../output-folder.ts";
import type { Reply } from "../reply.ts";
import type { Surroundings } from "../surroundings.ts";
import type { SweepJob } from "./job.ts";
import { countDone, type SweepFolder, writeWhole } from "./job-folder.ts";
import type { SweepCommandOptions } from "./options.ts";
import { aloneProcess } from "./processes.ts";

/** A sweep of which every world is done. */
export interface FinishedSweep {
  readonly session: SweepSession;
  readonly solved: SolvedPlan;
  readonly rows: readonly SweepRow[];
  readonly job: SweepJob;
  /** The folder of its results. */
  readonly out: string;
}

/** A summary with what kept it from being written, if anything. */
export interface WrittenSummary {
  readonly summary: SweepSummary;
  readonly report: SweepReport;
  readonly failed: Finding | undefined;
}

/** Summarizes a finished sweep and writes its data and its text; the same files whoever does it. */
export async function writeSummary(
  { session, solved, rows, job, out }: FinishedSweep,
  { failsBelow }: Pick<SweepCommandOptions, "failsBelow">,
  around: Surroundings,
): Promise<WrittenSummary> {
  const { seed, ranges } = job;
  const summary = summarizeSweep(session, { seed, ranges, fails_below: failsBelow }, rows);
  const report = reportSweep(summary);
  const files = new Map([
    ["sweep.json", `${JSON.stringify({ stamp: solved.stamp, sweep: summary }, null, 2)}\n`],
    ["sweep.txt", sweepText(report, textWidth)],
    ["sweep-proposals.csv", proposalTable(summary)],
    ["sweep-worlds.csv", worldTable(session, job, rows)],
  ]);
  const { id } = around.processes ?? aloneProcess;
  let failed: Finding | undefined;
  for (const [name, text] of files) failed ??= await writeWhole(join(out, name), text, id);
  return { summary, report, failed };
}

function proposalTable({ proposals }: SweepSummary): string {
  const head = ["initiative", "name", "kind", "in_plan", "worlds", "share_ratio", "kept_worlds"];
  const rows = proposals.map((one) => [
    one.initiative,
    one.name,
    one.kind,
    String(one.in_plan),
    String(one.funded),
    one.share.toFixed(4),
    String(one.kept),
  ]);
  return [head, ...rows].map(formatCsvRow).join("");
}

/** Every world: what came of it, in words and in figures, then its factors. */
function worldTable(session: SweepSession, job: SweepJob, rows: readonly SweepRow[]): string {
  const goals = session.goals.map(({ id }) => id);
  const head = [
    ...["index", "best", "best_value", "best_bound", "gap_ratio"],
    ...["kept", "kept_value", "short_amount"],
    ...goals.flatMap((id) => [`best_goal:${id}`, `kept_goal:${id}`]),
    ...job.ranges.map(({ name }) => name),
    "words",
  ];
  const lines = rows.map(({ index, best, kept }) => {
    const world = drawWhatIf(job.ranges, job.seed, index);
    const anew = typeof best === "string" ? null : best;
    const own = typeof kept === "string" ? null : kept;
    const number = (value: number | undefined) => (value === undefined ? "" : String(value));
    return [
      ...[String(index), anew === null ? String(best) : "planned"],
      ...[number(anew?.value), number(anew?.bound), number(anew?.gap_ratio)],
      own === null ? String(kept) : own.keeps_rules ? "lawful" : "unlawful",
      number(own?.value),
      own === null ? "" : formatDollars(cents(own.short)),
      ...goals.flatMap((_, goal) => [number(anew?.goals[goal]), number(own?.goals[goal])]),
      ...job.ranges.map(({ name }) => number(world.factors[name])),
      describeWhatIf(session.ground.factors, world),
    ];
  });
  return [head, ...lines].map(formatCsvRow).join("");
}

/** The reply of a finished sweep; its page is a briefing of the plan with the sweep in it. */
export async function replySummary(
  sweep: FinishedSweep,
  findings: readonly Finding[],
  options: SweepCommandOptions,
  around: Surroundings,
): Promise<Reply> {
  const { solved, out } = sweep;
  const made = await writeSummary(sweep, options, around);
  // Prices and misses take longer than all the rest here; `entente allocate` works them out.
  const answers = { prices: [], misses: [], others: [], overrides: null };
  const all = [...findings, ...solved.verification];
  const briefing = { ...briefPlan(solved, answers, all), sweep: made.report };
  // Charts need a document, which takes long to load; commands without a page do without it.
  const { renderBriefing } = await import("../../report/html.ts");
  const page = renderBriefing(briefing, { world: around.world() });
  const written = await writeFolder(out, new Map([["briefing.html", page]]));
  const failed = made.failed === undefined ? written : [made.failed];
  const lost = hasErrors(failed);
  const text = sweepText(made.report, Math.min(around.columns, 100));
  return {
    command: "sweep",
    ending: lost ? "findings" : "fine",
    findings: [...all, ...failed],
    ofInput: findings,
    result: { stamp: solved.stamp, sweep: made.summary },
    text: lost ? text : `${text}\nThe page: ${out}/briefing.html. Tables: ${out}/sweep-*.csv\n`,
  };
}

/** The reply while a sweep is not finished: how far it is, and how it goes on. */
export async function replyPending(
  folder: SweepFolder,
  findings: readonly Finding[],
  out: string,
  around: Surroundings,
): Promise<Reply> {
  const done = await countDone(folder);
  const all = folder.job.what_ifs;
  const why = around.stop.aborted
    ? "Stopped: what is done is kept. The same command goes on from there."
    : "Other processes work on the rest. The one that ends last writes the summary; the same command shows it then.";
  const text = `${done} of ${count(all, "world")} are done, in ${out}/sweep. ${why}\n`;
  return {
    command: "sweep",
    ending: around.stop.aborted ? "interrupted" : "fine",
    findings,
    result: { done, what_ifs: all },
    text,
  };
}
