/**
 * A soak: random edits in a row of one large plan, each answered from what the search before it learned, and each answer
 * checked to the cent.
 *
 * `npm run bench:edits -- --size L --edits 200 --rest 5`.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { allocate, countWays } from "../src/allocate/allocate.ts";
import { Search } from "../src/allocate/engine/search.ts";
import { allocateExactly } from "../src/allocate/exact.ts";
import { findSearch } from "../src/allocate/learned.ts";
import type { Problem } from "../src/allocate/problem.ts";
import { makeThreadSolver } from "../src/solver/thread-solver.ts";
import { checkPlan } from "./check-plan.ts";
import { drawEdit, type EditKind } from "./draw-edit.ts";
import { describeMachine } from "./machine.ts";
import { makeOrdered } from "./process-report.ts";
import { makeRandom } from "./random.ts";
import { percent } from "./result-table.ts";
import { statedPlan } from "./stated-plan.ts";
import { quantile } from "./trace.ts";

const { values } = parseArgs({
  options: {
    size: { type: "string", default: "L" },
    tightness: { type: "string", default: "medium" },
    seed: { type: "string", default: "1" },
    edits: { type: "string", default: "200" },
    tries: { type: "string", default: "400" },
    /** Seconds of search before the first edit. */
    before: { type: "string", default: "20" },
    /** Seconds of rest after the last edit. */
    rest: { type: "string", default: "5" },
    out: { type: "string", default: "out/bench" },
  },
});
const say = (text: string) => process.stderr.write(`${text}\n`);
/** Milliseconds of processor time: other programs of the machine count less than by the clock. */
const now = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
const machine = describeMachine();

/**
 * Allocates for some seconds of processor time, as a plan that rests is: from what the search before learned; time ends a
 * run here, not the steps.
 */
async function searchOn(asked: Problem, seconds: number, learned?: Search): Promise<Search> {
  const end = now() + seconds * 1000;
  const stop = new AbortController();
  await allocate(asked, solver, {
    gap_ratio: 0,
    node_budget: Number.MAX_SAFE_INTEGER,
    signal: stop.signal,
    ...(learned === undefined ? {} : { learned }),
    onProgress: () => {
      if (now() >= end) stop.abort();
    },
  });
  const search = findSearch(asked);
  if (search === undefined) throw new Error("a made-up plan that was answered has a search");
  return search;
}

interface Answer {
  readonly kind: EditKind;
  readonly words: string;
  readonly milliseconds: number;
  readonly gap: number;
  readonly complaints: readonly string[];
  /** What stating its payments took. */
  readonly plan_milliseconds: number;
  /** Whether a plan was found: at once, only by a longer search, not even so, or proven that there is none. */
  readonly found: "at_once" | "anew" | "never" | "impossible";
}

/** Whether the exact model proves that there is no plan, where it is small enough to ask. */
async function isImpossible(asked: Problem): Promise<boolean> {
  if (countWays(asked) > mostExactWays) return false;
  const answer = await allocateExactly(asked, solver, {
    gap_ratio: 0.5,
    node_budget: 10_000,
    signal: AbortSignal.timeout(60_000),
  });
  return answer.kind === "infeasible";
}

const solver = makeThreadSolver(1);
const mostExactWays = 15_000;
const origin = makeOrdered({ ...values, seed: Number(values.seed) });
const random = makeRandom(Number(values.seed) + 17);
let problem: Problem = origin;
let search = await searchOn(problem, Number(values.before));
const gapBefore = search.gap;
say(
  `${values.size} ${values.tightness} ${values.seed}: ${percent(gapBefore)} before the first edit`,
);

const answers: Answer[] = [];
while (answers.length < Number(values.edits)) {
  const edit = drawEdit(problem, origin, random);
  const began = now();
  let next = new Search(edit.problem, search);
  if (next.isNear) next.edit(search, Number(values.tries));
  else for (const _ of next.begin());
  const milliseconds = now() - began;
  let found: Answer["found"] = "at_once";
  if (next.state.value === null) {
    next = new Search(edit.problem, search);
    for (const _ of next.begin());
    next.improve(20_000, [0.9, 0]);
    found = next.state.value === null ? "never" : "anew";
    if (found === "never" && (await isImpossible(edit.problem))) found = "impossible";
  }
  const stated = now();
  const plan = statedPlan(next);
  const plan_milliseconds = now() - stated;
  const complaints = plan === undefined ? [] : checkPlan(edit.problem, plan);
  const { kind, words } = edit;
  const { gap } = next;
  answers.push({ kind, words, milliseconds, plan_milliseconds, gap, complaints, found });
  if (complaints.length > 0 || found !== "at_once") {
    say(`edit ${answers.length}: ${words}: found ${found}; ${complaints.slice(0, 3).join("; ")}`);
  }
  // What cannot be answered is undone, as a planner would.
  if (next.state.value === null) continue;
  problem = edit.problem;
  search = next;
}

const gapAfter = search.gap;
const rested = await searchOn({ ...problem }, Number(values.rest), search);
await solver.close();
const plan = statedPlan(rested);
const restComplaints = plan === undefined ? ["no plan after rest"] : checkPlan(problem, plan);

const times = answers.map(({ milliseconds }) => milliseconds);
const inTime = (share: number) => `${quantile(times, share).toFixed(0)} ms`;
const count = (keep: (answer: Answer) => boolean) => answers.filter(keep).length;
const rows = [
  ["median, 90th percentile, longest", `${inTime(0.5)}, ${inTime(0.9)}, ${inTime(1)}`],
  [
    "answers that break a rule",
    `${count(({ complaints }) => complaints.length > 0)} of ${answers.length}`,
  ],
  [
    "stating the payments takes another (median)",
    `${quantile(
      answers.map(({ plan_milliseconds }) => plan_milliseconds),
      0.5,
    ).toFixed(0)} ms`,
  ],
  ["answered only by a longer search", `${count(({ found }) => found === "anew")}`],
  ["no plan found, edit undone", `${count(({ found }) => found === "never")}`],
  ["proven that there is no plan, edit undone", `${count(({ found }) => found === "impossible")}`],
  ["proven gap before the first edit", percent(gapBefore)],
  [
    "largest proven gap after an edit",
    percent(Math.max(...answers.map(({ gap }) => gap).filter(Number.isFinite))),
  ],
  ["proven gap after the last edit", percent(gapAfter)],
  [`proven gap after ${values.rest} s of rest`, percent(rested.gap)],
  ["rules broken after rest", `${restComplaints.length}`],
];
const byKind = [...Map.groupBy(answers, ({ kind }) => kind)].sort(([a], [b]) => (a < b ? -1 : 1));
const page = [
  `${values.size} ${values.tightness}, seed ${values.seed}: ${answers.length} edits in a row`,
  "",
  "| | |",
  "|---|---|",
  ...rows.map(([name, value]) => `| ${name} | ${value} |`),
  "",
  "| edit | how many | median | longest |",
  "|---|---|---|---|",
  ...byKind.map(([kind, own]) => {
    const ms = own.map(({ milliseconds }) => milliseconds);
    return `| ${kind} | ${own.length} | ${quantile(ms, 0.5).toFixed(0)} ms | ${Math.max(...ms).toFixed(0)} ms |`;
  }),
  "",
  machine,
  "",
].join("\n");
mkdirSync(values.out, { recursive: true });
writeFileSync(join(values.out, "edits.md"), page);
writeFileSync(join(values.out, "edits.json"), `${JSON.stringify(answers)}\n`);
process.stdout.write(page);
