/**
 * What a planner asks of one large plan: why, why not and what would change it, ways out of a contradiction, a frontier,
 * and the table of all; seconds of processor time of each.
 *
 * `npm run bench:answers -- --size L --each 5`.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { allocate } from "../src/allocate/allocate.ts";
import type { AllocateOptions } from "../src/allocate/allocate-options.ts";
import type { Allocation } from "../src/allocate/allocation.ts";
import type { Closeness } from "../src/allocate/explain/closeness.ts";
import { findWaysOut } from "../src/allocate/explain/contradiction.ts";
import { measureCloseness } from "../src/allocate/explain/duals.ts";
import { explainInitiative } from "../src/allocate/explain/reason.ts";
import { explainAll, explainRow } from "../src/allocate/explain/reason-table.ts";
import type { ExplainSession } from "../src/allocate/explain/session.ts";
import { traceFrontier } from "../src/allocate/explore/frontier.ts";
import type { FrontierAxis } from "../src/allocate/explore/frontier-axis.ts";
import type { Problem } from "../src/allocate/problem.ts";
import { makeThreadSolver } from "../src/solver/thread-solver.ts";
import { contradictions, listKinds } from "./asked-questions.ts";
import { describeMachine } from "./machine.ts";
import { makeOrdered } from "./process-report.ts";
import { makeRandom } from "./random.ts";
import { percent } from "./result-table.ts";
import { quantile } from "./trace.ts";

const { values } = parseArgs({
  options: {
    size: { type: "string", default: "L" },
    tightness: { type: "string", default: "medium" },
    seed: { type: "string", default: "1" },
    /** The gap at which the plan is taken, and every solve of an answer ends. */
    gap: { type: "string", default: "0.003" },
    /** Initiatives of each kind. */
    each: { type: "string", default: "5" },
    points: { type: "string", default: "20" },
    /** What a frontier is traced against. */
    axes: { type: "string", default: "share,change,risk" },
    /** Which answers. */
    only: { type: "string", default: "why,all,conflict,frontier" },
    out: { type: "string", default: "out/bench" },
  },
});
const say = (text: string) => process.stderr.write(`${text}\n`);
const machine = describeMachine();
const solver = makeThreadSolver(2);
const options = { gap_ratio: Number(values.gap), node_budget: 200_000 } satisfies AllocateOptions;

/** Seconds of processor time that some work takes, all threads together, and what came of it. */
async function timed<T>(work: () => Promise<T>): Promise<{ seconds: number; result: T }> {
  const before = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  return { seconds: (user + system) / 1e6, result };
}

/** A line of the table: what was asked, how often, how long it took, and what was said. */
type Line = readonly [asked: string, times: string, median: string, longest: string, said: string];
const lines: Line[] = [];

function note(asked: string, seconds: readonly number[], said: string): void {
  const inWords = (share: number) => `${quantile(seconds, share).toFixed(2)} s`;
  const line: Line = [asked, `${seconds.length}`, inWords(0.5), inWords(1), said];
  lines.push(line);
  say(line.join(" | "));
}

async function askWhy(session: ExplainSession, closeness: Closeness): Promise<void> {
  const kinds = listKinds(session, closeness, Number(values.each), makeRandom(Number(values.seed)));
  for (const [kind, items] of kinds) {
    const seconds: number[] = [];
    const said: string[] = [];
    const counts = { proven: 0, changes: 0 };
    for (const item of items) {
      const { seconds: took, result } = await timed(async () => {
        const row = await explainRow(session, closeness, item);
        return { row, reason: await explainInitiative(session, closeness, item, row) };
      });
      seconds.push(took);
      const { reason, row } = result;
      if (row.standing !== "open") counts.proven++;
      if (reason.would_fund.length > 0 || reason.would_drop !== undefined) counts.changes++;
      said.push(`${took.toFixed(1)} s: ${reason.sentence} ${row.sentence}`);
    }
    for (const text of said) say(`  ${text}`);
    const of = items.length;
    const words = `standing proven for ${counts.proven} of ${of}, a change found for ${counts.changes}`;
    note(`why: ${kind}`, seconds, words);
  }
}

async function askAll(session: ExplainSession, closeness: Closeness): Promise<void> {
  const solve = Number(values.each) * 2;
  const read = await timed(() => explainAll(session, closeness, { solve: 0 }));
  const proven = read.result.filter(({ standing }) => standing !== "open").length;
  const words = `${proven} of ${read.result.length} proven to stand as they do`;
  note("all initiatives, off the prices", [read.seconds], words);
  const table = await timed(() => explainAll(session, closeness, { solve }));
  const { length } = table.result.filter(({ solved }) => solved);
  const each = Array.from({ length }, () => (table.seconds - read.seconds) / length);
  note("a row of all, solved again (the closest calls)", each, "mean of each");
}

async function askConflict(problem: Problem): Promise<void> {
  for (const [name, contradict] of Object.entries(contradictions)) {
    // What a user waits for: that there is no plan, and both ways out. What the first finds, the second takes over.
    const impossible = contradict(problem);
    const answer = await timed(() => allocate(impossible, solver, options));
    if (answer.result.kind !== "infeasible") throw new Error(`${name}: ${answer.result.kind}`);
    const ways = await timed(() => findWaysOut(impossible, solver, options.node_budget));
    const { first, second } = ways.result ?? {};
    const words = (way: typeof first | null) => {
      if (way === undefined || way === null) return "none";
      const gap = (way.total - way.at_least) / Math.max(1, way.at_least);
      const sure = way.cheapest ? "proven cheapest" : `at most ${percent(gap)} above the cheapest`;
      return `${way.relax.length} rules, ${Math.round(way.total / 1e8)} million dollars, ${sure}`;
    };
    const proof = `no plan after ${answer.seconds.toFixed(2)} s`;
    const both = answer.seconds + ways.seconds;
    note(`two ways out: ${name}`, [both], `${proof}; ${words(first)}; ${words(second)}`);
    for (const way of [first, second]) say(`  ${way?.sentence}`);
  }
}

async function askFrontier(session: ExplainSession): Promise<void> {
  const share = { kind: "share", accounts: null, year: null, sense: "at_least" } as const;
  const axes: readonly (readonly [string, FrontierAxis])[] = [
    ["share of AF", { ...share, bureau: "AF" }],
    ["yearly change of regions", { kind: "change", of: "regions", before: new Map() }],
    ["risk", { kind: "risk", measure: "confidence", items: everyFifth(session.problem) }],
  ];
  for (const [name, against] of axes) {
    if (!values.axes.split(",").includes(against.kind)) continue;
    const points = Number(values.points);
    const { seconds, result } = await timed(() => traceFrontier(session, { against, points }));
    const gaps = result.points.map(({ gap_ratio }) => gap_ratio);
    const words = `${result.points.length} points, gap ${percent(quantile(gaps, 0.5))} (median), ${percent(Math.max(...gaps))} (largest)`;
    note(`frontier: ${name}`, [seconds], words);
  }
}

function everyFifth({ items }: Problem): number[] {
  return [...items.keys()].filter((item) => item % 5 === 0);
}

async function solve(problem: Problem): Promise<Allocation> {
  const { seconds, result } = await timed(() => allocate(problem, solver, options));
  if (result.kind !== "allocation") throw new Error("a made-up plan has an allocation");
  note("the plan itself", [seconds], `gap ${percent(result.allocation.gap_ratio)}`);
  return result.allocation;
}

const problem = makeOrdered({ ...values, seed: Number(values.seed) });
const only = new Set(values.only.split(","));
const allocation = await solve(problem);
const session: ExplainSession = { problem, allocation, solver, options };
const first = await timed(() => measureCloseness(session));
note("what prices say of all, once a plan", [first.seconds], "");
if (only.has("why")) await askWhy(session, first.result);
if (only.has("all")) await askAll(session, first.result);
if (only.has("conflict")) await askConflict(problem);
if (only.has("frontier")) await askFrontier(session);
await solver.close();
const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
const heads = ["asked", "times", "median", "longest", "said"];
const page = [
  `${values.size} ${values.tightness}, seed ${values.seed}; seconds of processor time, all threads together`,
  "",
  line(heads),
  `|${"---|".repeat(heads.length)}`,
  ...lines.map(line),
  "",
  machine,
  "",
].join("\n");
mkdirSync(values.out, { recursive: true });
writeFileSync(join(values.out, "answers.md"), page);
process.stdout.write(page);
