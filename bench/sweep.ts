/**
 * A sweep of what-ifs over one large plan, by teams of one process and of several: what one costs, and what a second core
 * brings. Teams answer the same what-ifs by turns, so that a slower minute of the machine strikes all of them, and by the
 * same turns processes only add numbers up: cores that others use as well bring less than one core each.
 *
 * `npm run bench:sweep -- --size L --count 50 --processes 1/1,1,2`: `1/1` is one process held to one core.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { makeThreadSolver } from "../src/solver/thread-solver.ts";
import { describeMachine } from "./machine.ts";
import { makeOrdered } from "./process-report.ts";
import { percent } from "./result-table.ts";
import { solveBase } from "./sweep-base.ts";
import type { SweepOrder } from "./sweep-messages.ts";
import { endTeam, readTeamSize, startTeam, type Team, workTurn } from "./sweep-team.ts";
import { quantile } from "./trace.ts";

const { values } = parseArgs({
  options: {
    size: { type: "string", default: "L" },
    tightness: { type: "string", default: "medium" },
    seed: { type: "string", default: "1" },
    count: { type: "string", default: "50" },
    turn: { type: "string", default: "50" },
    processes: { type: "string", default: "1,2" },
    out: { type: "string", default: "out/bench" },
  },
});
const say = (text: string) => process.stderr.write(`${text}\n`);
const machine = describeMachine();
const { size, tightness } = values;
const [seed, count, turn] = [Number(values.seed), Number(values.count), Number(values.turn)];
const teamSizes = values.processes.split(",").map(readTeamSize);

const solver = makeThreadSolver(1);
const used = process.cpuUsage();
const base = await solveBase(makeOrdered({ size, tightness, seed }), solver);
const { user, system } = process.cpuUsage(used);
const baseCoreSeconds = (user + system) / 1e6;
await solver.close();
say(`the plan: ${percent(base.gap)} after ${baseCoreSeconds.toFixed(1)} s of processor time`);

const order: SweepOrder = { size, tightness, seed, count, base: base.text };
/** Sums for each what-if: enough to see what the machine can do. */
const yardstickShare = 0.2;
const teams: Team[] = [];
const yardsticks: Team[] = [];
for (const teamSize of teamSizes) {
  teams.push(await startTeam(teamSize, order));
  yardsticks.push(await startTeam(teamSize, order, "sum"));
}
for (let from = 0; from < count; from += turn) {
  const end = Math.min(count, from + turn);
  // Who begins changes, as what came before may have warmed the machine.
  const isEven = (from / turn) % 2 === 0;
  for (const team of isEven ? teams : teams.toReversed()) await workTurn(team, from, end);
  for (const team of isEven ? yardsticks : yardsticks.toReversed())
    await workTurn(team, from, from + Math.ceil((end - from) * yardstickShare));
  const took = teams.map(
    (team, n) =>
      `${nameOf(team)} ${team.seconds.at(-1)?.toFixed(1)} s (sums ${yardsticks[n]?.seconds.at(-1)?.toFixed(1)} s)`,
  );
  say(`what-ifs ${from} to ${end - 1}: ${took.join(", ")}`);
}
for (const team of yardsticks) await endTeam(team);
for (const team of teams) {
  await endTeam(team);
  team.answers.sort((a, b) => a.number - b.number);
  for (const { number, complaints } of team.answers)
    if (complaints.length > 0) say(`what-if ${number}: ${complaints.slice(0, 3).join("; ")}`);
}

function nameOf({ size: { processes, isHeld } }: Team): string {
  return isHeld ? `${processes} of ${processes} core${processes > 1 ? "s" : ""}` : `${processes}`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}

/** How many times as quick as another a team was, over all turns and in the middle one. */
function paceOf(team: Team, other: Team): readonly [number, number] {
  const paces = team.seconds.map((own, n) => (other.seconds[n] ?? Number.NaN) / own);
  return [sum(other.seconds) / sum(team.seconds), quantile(paces, 0.5)];
}

const [first, firstYardstick] = [teams[0] as Team, yardsticks[0] as Team];
const rows = teams.map((team, n) => {
  const { answers, seconds, readyCoreSeconds } = team;
  const times = answers.map(({ core_seconds }) => core_seconds);
  const mean = sum(times) / times.length;
  const gaps = answers.map(({ gap }) => gap);
  const [pace, middle] = paceOf(team, first);
  const [ofSums] = paceOf(yardsticks[n] as Team, firstYardstick);
  const isAlike = answers.every(({ gap }, place) => first.answers[place]?.gap === gap);
  return [
    nameOf(team),
    `${readyCoreSeconds.toFixed(1)} s`,
    `${quantile(times, 0.5).toFixed(2)} s`,
    `${mean.toFixed(2)} s`,
    `${((readyCoreSeconds + mean * 1_000) / 60).toFixed(1)} minutes`,
    percent(quantile(gaps, 0.5)),
    percent(quantile(gaps, 0.9)),
    `${gaps.filter((gap) => !Number.isFinite(gap)).length}`,
    `${answers.filter(({ complaints }) => complaints.length > 0).length}`,
    `${sum(seconds).toFixed(1)} s`,
    pace.toFixed(2),
    middle.toFixed(2),
    ofSums.toFixed(2),
    isAlike ? "yes" : "no",
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
  "all took",
  "times the pace of the first",
  "by turn, median",
  "sums, times the pace",
  "same answers",
];
const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
const page = [
  `${size} ${tightness}, seed ${seed}: ${count} what-ifs of a plan at ${percent(base.gap)}, which took ` +
    `${baseCoreSeconds.toFixed(1)} s of processor time; by turns of ${turn}`,
  "",
  line(heads),
  `|${"---|".repeat(heads.length)}`,
  ...rows.map(line),
  "",
  machine,
  "",
].join("\n");
const runs = teams.map(({ size: ofTeam, readyCoreSeconds, seconds, answers }) => ({
  ...{ ...ofTeam, readyCoreSeconds, seconds, answers },
}));
mkdirSync(values.out, { recursive: true });
writeFileSync(join(values.out, "sweep.md"), page);
writeFileSync(join(values.out, "sweep.json"), `${JSON.stringify(runs)}\n`);
process.stdout.write(page);
