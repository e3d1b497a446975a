/** One of the processes of a sweep: makes its base once, then solves its what-ifs when it is told to. */
import process from "node:process";
import { Search } from "../src/allocate/engine/search.ts";
import { worldBase } from "../src/allocate/engine/worlds/world-base.ts";
import { searchWorld, type WorldSearch } from "../src/allocate/engine/worlds/world-search.ts";
import type { Problem } from "../src/allocate/problem.ts";
import { checkPlan } from "./check-plan.ts";
import { drawWhatIf } from "./draw-what-if.ts";
import { makeOrdered } from "./process-report.ts";
import { statedPlan } from "./stated-plan.ts";
import type { SweepMessage, SweepOrder } from "./sweep-messages.ts";

const order = JSON.parse(process.argv[2] ?? "{}") as SweepOrder;
const tell = (message: SweepMessage) => process.send?.(message);
const origin = makeOrdered(order);
const began = performance.now();
const base = new Search(origin);
for (const _ of base.begin());
base.improve(60_000, [0.9, 0.6]);
base.improve(5_000, [0.3, 0]);
const worlds = worldBase(base);
tell({ kind: "ready", seconds: (performance.now() - began) / 1000, gap: base.gap });

/** As the sweep of a plan does it: by the quick search of other worlds, and where that finds nothing by a whole one. */
function solve(problem: Problem): Search | WorldSearch {
  const quick = worlds === undefined ? undefined : searchWorld(worlds, problem);
  if (quick !== undefined && quick.state.value !== null) return quick;
  const search = new Search(problem, base);
  for (const _ of search.begin());
  return search;
}

process.once("message", () => {
  for (let number = order.first; number < order.count; number += order.step) {
    const start = performance.now();
    const { user, system } = process.cpuUsage();
    const problem = drawWhatIf(origin, number);
    const search = solve(problem);
    const used = process.cpuUsage({ user, system });
    const seconds = (performance.now() - start) / 1000;
    const core_seconds = (used.user + used.system) / 1e6;
    const plan = statedPlan(search);
    const complaints = plan === undefined ? [] : checkPlan(problem, plan);
    tell({ kind: "what-if", number, seconds, core_seconds, gap: search.gap, complaints });
  }
  process.disconnect();
});
