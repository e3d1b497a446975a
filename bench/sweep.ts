/**
 * A sweep of what-ifs over one large plan, in one process and in several: what one costs, and what a second core brings.
 *
 * `npm run bench:sweep -- --size L --count 50 --processes 1,2`.
 */
import { fork } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { describeMachine } from "./machine.ts";
import { percent } from "./result-table.ts";
import type { SweepMessage, SweepOrder } from "./sweep-messages.ts";
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
  readonly base_seconds: number;
  readonly base_gap: number;
  readonly answers: readonly Answer[];
}

async function sweep(processes: number): Promise<SweepRun> {
  const { size, tightness, seed, count } = values;
  const answers: Answer[] = [];
  const children = Array.from({ length: processes }, (_, first) => {
    const order: SweepOrder = {
      size,
      tightness,
      seed: Number(seed),
      count: Number(count),
      first,
      step: processes,
    };
    const script = new URL("./sweep-process.ts", import.meta.url).pathname;
    return fork(script, [JSON.stringify(order)]);
  });
  const bases = await Promise.all(
    children.map(
      (child) =>
        new Promise<Extract<SweepMessage, { kind: "ready" }>>((resolve, reject) => {
          child.once("exit", () => reject(new Error("a process of the sweep died")));
          child.on("message", (message: SweepMessage) => {
            if (message.kind === "ready") resolve(message);
            else answers.push(message);
          });
        }),
    ),
  );
  const began = performance.now();
  await Promise.all(
    children.map((child) => {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.send("go");
      return ended;
    }),
  );
  return {
    processes,
    seconds: (performance.now() - began) / 1000,
    base_seconds: Math.max(...bases.map(({ seconds }) => seconds)),
    base_gap: Math.max(...bases.map(({ gap }) => gap)),
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
  const each = quantile(
    answers.map(({ core_seconds }) => core_seconds),
    0.5,
  );
  const gaps = answers.map(({ gap }) => gap);
  const perSecond = answers.length / run.seconds;
  const first = one === undefined ? Number.NaN : one.answers.length / one.seconds;
  return [
    `${run.processes}`,
    `${run.base_seconds.toFixed(1)} s to ${percent(run.base_gap)}`,
    `${each.toFixed(2)} s`,
    `${((each * 1_000) / 60).toFixed(1)} minutes`,
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
  "base",
  "core time a what-if, median",
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
  `${values.size} ${values.tightness}, seed ${values.seed}: ${values.count} what-ifs`,
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
