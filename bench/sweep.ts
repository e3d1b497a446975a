/**
 * A sweep of what-ifs over one large plan, in one process and in several: what one costs, and what a second core brings.
 *
 * `npm run bench:sweep -- --size L --count 50 --processes 1,2`.
 */
import { type ChildProcess, fork } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { makeThreadSolver } from "../src/solver/thread-solver.ts";
import { describeMachine } from "./machine.ts";
import { makeOrdered } from "./process-report.ts";
import { percent } from "./result-table.ts";
import { solveBase } from "./sweep-base.ts";
import type { SweepMessage, SweepOrder, SweepTask } from "./sweep-messages.ts";
import { quantile } from "./trace.ts";

type Answer = Extract<SweepMessage, { kind: "what-if" }>;

const { values } = parseArgs({
  options: {
    size: { type: "string", default: "L" },
    tightness: { type: "string", default: "medium" },
    seed: { type: "string", default: "1" },
    count: { type: "string", default: "50" },
    processes: { type: "string", default: "1,2" },
    out: { type: "string", default: "out/bench" },
  },
});
const say = (text: string) => process.stderr.write(`${text}\n`);
const machine = describeMachine();

interface SweepRun {
  readonly processes: number;
  /** From the moment at which all bases stand. */
  readonly seconds: number;
  /** Before its first what-if, in all processes together: what what-ifs begin from. */
  readonly ready_core_seconds: number;
  readonly answers: readonly Answer[];
}

const { size, tightness, seed, count } = values;
const solver = makeThreadSolver(1);
const used = process.cpuUsage();
const base = await solveBase(makeOrdered({ size, tightness, seed: Number(seed) }), solver);
const { user, system } = process.cpuUsage(used);
const baseCoreSeconds = (user + system) / 1e6;
await solver.close();
say(`the plan: ${percent(base.gap)} after ${baseCoreSeconds.toFixed(1)} s of processor time`);

/** What-ifs that wait in a process: what it is at and one more, so that it never waits for the next. */
const keptAhead = 2;

async function sweep(processes: number): Promise<SweepRun> {
  const answers: Answer[] = [];
  let next = 0;
  const told = new Set<ChildProcess>();
  const giveNext = (child: ChildProcess) => {
    const task: SweepTask = next < Number(count) ? next++ : "end";
    if (!told.has(child)) child.send(task);
    if (task === "end") told.add(child);
  };
  const children = Array.from({ length: processes }, () => {
    const order: SweepOrder = {
      ...{ size, tightness, seed: Number(seed), count: Number(count) },
      base: base.text,
    };
    const child = fork(new URL("./sweep-process.ts", import.meta.url).pathname);
    child.send(order);
    return child;
  });
  const bases = await Promise.all(
    children.map(
      (child) =>
        new Promise<Extract<SweepMessage, { kind: "ready" }>>((resolve, reject) => {
          child.once("exit", () => reject(new Error("a process of the sweep died")));
          child.on("message", (message: SweepMessage) => {
            if (message.kind === "ready") resolve(message);
            else {
              answers.push(message);
              giveNext(child);
            }
          });
        }),
    ),
  );
  const began = performance.now();
  await Promise.all(
    children.map((child) => {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      for (let ahead = 0; ahead < keptAhead; ahead++) giveNext(child);
      return ended;
    }),
  );
  return {
    processes,
    seconds: (performance.now() - began) / 1000,
    ready_core_seconds: bases.reduce((sum, { core_seconds }) => sum + core_seconds, 0),
    answers: answers.sort((a, b) => a.number - b.number),
  };
}

const runs: SweepRun[] = [];
for (const processes of values.processes.split(",").map(Number)) {
  const run = await sweep(processes);
  runs.push(run);
  say(`${processes} processes: ${run.answers.length} what-ifs in ${run.seconds.toFixed(1)} s`);
  for (const { number, complaints } of run.answers) {
    if (complaints.length > 0) say(`what-if ${number}: ${complaints.slice(0, 3).join("; ")}`);
  }
}
const [one] = runs;
const alike = (run: SweepRun) =>
  run.answers.every(({ gap, number }) => one?.answers[number]?.gap === gap) ? "yes" : "no";
const rows = runs.map((run) => {
  const { answers } = run;
  const times = answers.map(({ core_seconds }) => core_seconds);
  const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
  const gaps = answers.map(({ gap }) => gap);
  const perSecond = answers.length / run.seconds;
  const first = one === undefined ? Number.NaN : one.answers.length / one.seconds;
  return [
    `${run.processes}`,
    `${run.ready_core_seconds.toFixed(1)} s`,
    `${quantile(times, 0.5).toFixed(2)} s`,
    `${mean.toFixed(2)} s`,
    `${((run.ready_core_seconds + mean * 1_000) / 60).toFixed(1)} minutes`,
    percent(quantile(gaps, 0.5)),
    percent(quantile(gaps, 0.9)),
    `${gaps.filter((gap) => !Number.isFinite(gap)).length}`,
    `${answers.filter(({ complaints }) => complaints.length > 0).length}`,
    `${(perSecond / first).toFixed(2)}`,
    alike(run),
  ];
});
const heads = [
  "processes",
  "core time before the first",
  "core time a what-if, median",
  "mean",
  "core time of 1,000",
  "gap, median",
  "gap, 90th percentile",
  "no plan",
  "break a rule",
  "times the pace of the first",
  "same answers",
];
const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
const page = [
  `${size} ${tightness}, seed ${seed}: ${count} what-ifs of a plan at ${percent(base.gap)}, which took ` +
    `${baseCoreSeconds.toFixed(1)} s of processor time`,
  "",
  line(heads),
  `|${"---|".repeat(heads.length)}`,
  ...rows.map(line),
  "",
  machine,
  "",
].join("\n");
mkdirSync(values.out, { recursive: true });
writeFileSync(join(values.out, "sweep.md"), page);
writeFileSync(join(values.out, "sweep.json"), `${JSON.stringify(runs)}\n`);
process.stdout.write(page);
