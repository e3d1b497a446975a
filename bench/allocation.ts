/**
 * Times the allocation against general solvers on the same models, side by side in one run.
 *
 * `npm run bench -- --sizes S,M --seconds 30 --seeds 1,2,3`. Ratios and gaps are what to read: machines differ.
 */
import { parseArgs } from "node:util";
import { allocate } from "../src/allocate/allocate.ts";
import { partsOfPoint } from "../src/allocate/model/columns.ts";
import { makeModel } from "../src/allocate/model/model.ts";
import { makeThreadSolver } from "../src/solver/thread-solver.ts";
import { makeInstance, sizes, tightness } from "./instances.ts";
import { type PeerRun, runCbc, runHighs } from "./peers.ts";
import { gapAt, type Moment, secondsTo } from "./trace.ts";

const { values } = parseArgs({
  options: {
    sizes: { type: "string", default: "S,M" },
    seconds: { type: "string", default: "30" },
    seeds: { type: "string", default: "1" },
    gap: { type: "string", default: "0.001" },
    cbc: { type: "boolean", default: false },
  },
});
const seconds = Number(values.seconds);
const gap = Number(values.gap);
const say = (text: string) => process.stdout.write(`${text}\n`);

async function runEntente(problem: Parameters<typeof allocate>[0]): Promise<PeerRun> {
  const solver = makeThreadSolver(1);
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), seconds * 1000);
  const began = performance.now();
  const trace: Moment[] = [];
  const since = () => (performance.now() - began) / 1000;
  try {
    const answer = await allocate(problem, solver, {
      gap_ratio: gap,
      node_budget: 1_000_000,
      signal: stop.signal,
      onProgress: ({ value, bound }) => trace.push({ seconds: since(), value, bound }),
    });
    if (answer.kind === "allocation") {
      const { value, bound } = answer.allocation;
      trace.push({ seconds: since(), value, bound });
    }
  } finally {
    clearTimeout(timer);
    await solver.close();
  }
  return { name: "Entente", trace };
}

function inPoints(run: PeerRun): PeerRun {
  const scale = (value: number | null) => (value === null ? null : value / partsOfPoint);
  const trace = run.trace.map((one) => ({
    ...one,
    value: scale(one.value),
    bound: scale(one.bound),
  }));
  return { ...run, trace };
}

const percent = (ratio: number) =>
  Number.isFinite(ratio) ? `${(ratio * 100).toFixed(3)} %` : "no plan";
const time = (one: number | undefined) => (one === undefined ? "-" : `${one.toFixed(1)} s`);
const marks = [1, 5, 10, seconds];

say(
  `| instance | solver | ${marks.map((at) => `gap at ${at} s`).join(" | ")} | proven ${percent(gap)} |`,
);
say(`|---|---|${marks.map(() => "---|").join("")}---|`);
for (const sizeName of values.sizes.split(",")) {
  const size = sizes[sizeName];
  if (size === undefined)
    throw new RangeError(`no size ${sizeName}: known are ${Object.keys(sizes)}`);
  for (const [tightName, absorbed] of Object.entries(tightness)) {
    for (const seed of values.seeds.split(",").map(Number)) {
      const problem = makeInstance(size, absorbed, seed);
      const { model } = makeModel(problem);
      const runs = [await runEntente(problem), inPoints(await runHighs(model, seconds, gap))];
      const cbc = values.cbc ? await runCbc(model, seconds, gap) : undefined;
      if (cbc !== undefined) runs.push(inPoints(cbc));
      // Gaps against the best bound that anybody proved, so that all are measured with one ruler.
      const bounds = runs.flatMap(({ trace }) =>
        trace.flatMap(({ bound }) => (bound === null ? [] : [bound])),
      );
      const best = Math.min(...bounds);
      for (const { name, trace } of runs) {
        const gaps = marks.map((at) => percent(gapAt(trace, at, best))).join(" | ");
        say(
          `| ${sizeName} ${tightName} ${seed} | ${name} | ${gaps} | ${time(secondsTo(trace, gap))} |`,
        );
      }
    }
  }
}
