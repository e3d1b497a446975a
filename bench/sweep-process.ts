/** One of the processes of a sweep: begins from the plan as another solved it, and solves its what-ifs when it is told to. */
import { on } from "node:events";
import process from "node:process";
import { type NoPlan, solveWorld } from "../src/allocate/explore/sweep-run.ts";
import { makeThreadSolver } from "../src/solver/thread-solver.ts";
import { checkPlan } from "./check-plan.ts";
import { drawWhatIf } from "./draw-what-if.ts";
import { makeOrdered } from "./process-report.ts";
import { sessionFrom } from "./sweep-base.ts";
import type { SweepMessage, SweepOrder, SweepTask } from "./sweep-messages.ts";

const tell = (message: SweepMessage) => process.send?.(message);

/** Processor time since an earlier reading, of all threads of this process.   Unit: seconds. */
function coreSeconds(from?: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1e6;
}

async function prepare(order: SweepOrder) {
  const origin = makeOrdered(order);
  const solver = makeThreadSolver(1);
  const session = sessionFrom(order.base, origin, solver);
  const before = process.cpuUsage();
  // The first world of all makes what the others begin from.
  await solveWorld(session, drawWhatIf(origin, order.count));
  tell({ kind: "ready", core_seconds: coreSeconds(before) });
  return { origin, solver, session };
}

/** Solves what it is told to, one after the other, until it is told the end. */
async function run(
  { origin, solver, session }: Awaited<ReturnType<typeof prepare>>,
  tasks: AsyncIterable<readonly [SweepTask]>,
) {
  for await (const [number] of tasks) {
    if (number === "end") break;
    const before = process.cpuUsage();
    const problem = drawWhatIf(origin, number);
    const found = (await solveWorld(session, problem)) ?? "stopped";
    const core_seconds = coreSeconds(before);
    tell({ kind: "what-if", number, core_seconds, ...judge(problem, found) });
  }
  await solver.close();
  process.disconnect();
}

function judge(
  problem: Parameters<typeof checkPlan>[0],
  found: (Parameters<typeof checkPlan>[1] & { readonly gap_ratio: number }) | NoPlan | "stopped",
) {
  if (typeof found === "string") return { gap: Number.POSITIVE_INFINITY, complaints: [] };
  return { gap: found.gap_ratio, complaints: checkPlan(problem, found) };
}

process.once("message", (order: SweepOrder) => {
  const tasks = on(process, "message") as AsyncIterable<readonly [SweepTask]>;
  void prepare(order).then((prepared) => run(prepared, tasks));
});
