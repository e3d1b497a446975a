/**
 * Times the allocation against general solvers on the same models, side by side in one run.
 *
 * `npm run bench -- --sizes S,M --seconds 60 --seeds 1,2,3`. Ratios and gaps are what to read: machines differ.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { makeModel } from "../src/allocate/model/model.ts";
import { runCbc } from "./cbc.ts";
import { tightness } from "./instances.ts";
import { describeMachine } from "./machine.ts";
import { makeOrdered, type RunOrder } from "./process-report.ts";
import { drawGaps } from "./result-picture.ts";
import { formatTable, percent, tableLegend } from "./result-table.ts";
import { type InstanceResult, summarize } from "./results.ts";
import { runProcess, type SolverRun } from "./solver-run.ts";
import { ownGapAt } from "./trace.ts";

const { values } = parseArgs({
  options: {
    sizes: { type: "string", default: "S,M" },
    tightness: { type: "string", default: Object.keys(tightness).join(",") },
    seeds: { type: "string", default: "1,2,3" },
    seconds: { type: "string", default: "60" },
    gap: { type: "string", default: "0.001" },
    peers: { type: "string", default: "highs,cbc" },
    /** Results of earlier runs to show in the same table and picture, as files divided by commas. */
    with: { type: "string", default: "" },
    out: { type: "string", default: "out/bench" },
  },
});
const seconds = Number(values.seconds);
const gap = Number(values.gap);
const peers = values.peers.split(",");
const say = (text: string) => process.stderr.write(`${text}\n`);
const machine = describeMachine();
say(machine);
const missing = new Set<string>();

async function runAll(order: RunOrder): Promise<SolverRun[]> {
  const runs = [await runProcess("entente", order)];
  if (peers.includes("highs")) runs.push(await runProcess("highs", order));
  if (peers.includes("cbc")) {
    const cbc = await runCbc(makeModel(makeOrdered(order)).model, order);
    if (cbc !== undefined) runs.push(cbc);
    else if (!missing.has("cbc")) {
      missing.add("cbc");
      say("CBC is left out: the command `cbc` is not installed (Debian: coinor-cbc).");
    }
  }
  return runs;
}

const results: InstanceResult[] = values.with
  .split(",")
  .filter((path) => path !== "")
  .flatMap((path) => JSON.parse(readFileSync(path, "utf8")) as InstanceResult[]);
for (const size of values.sizes.split(",").filter((name) => name !== "")) {
  for (const tight of values.tightness.split(",")) {
    for (const seed of values.seeds.split(",").map(Number)) {
      const order = { size, tightness: tight, seed, seconds, gap };
      const runs = await runAll(order);
      results.push({ size, tightness: tight, seed, runs });
      for (const { solver, trace, complaints, failure } of runs) {
        const end = `${percent(ownGapAt(trace, Number.POSITIVE_INFINITY))} proven`;
        const wrong = [...complaints, ...(failure === null ? [] : [failure])];
        say([`${size} ${tight} ${seed}`, solver, end, ...wrong.slice(0, 3)].join("; "));
      }
    }
  }
}
const table = formatTable(summarize(results, seconds, gap), gap);
const note = missing.has("cbc") ? "\nCBC was not installed.\n" : "";
const page = `${table}\n${tableLegend}\n${note}\n${machine}\n`;
mkdirSync(values.out, { recursive: true });
writeFileSync(join(values.out, "allocation.md"), page);
writeFileSync(join(values.out, "allocation.svg"), drawGaps(results, seconds));
writeFileSync(join(values.out, "allocation.json"), `${JSON.stringify(results)}\n`);
process.stdout.write(page);
