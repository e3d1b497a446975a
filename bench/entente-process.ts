/** Entente on one instance, in a process of its own: tells value and bound as they move, and checks the plan at the end. */
import { allocate } from "../src/allocate/allocate.ts";
import { makeThreadSolver } from "../src/solver/thread-solver.ts";
import { checkPlan } from "./check-plan.ts";
import { forgetPeak, makeOrdered, peakBytes, readOrder, tell } from "./process-report.ts";

const order = readOrder();
const problem = makeOrdered(order);
forgetPeak();
tell({ kind: "ready" });
const began = performance.now();
const solver = makeThreadSolver(1);
const stop = new AbortController();
const timer = setTimeout(() => stop.abort(), order.seconds * 1000);
const report = (value: number | null, bound: number | null) => {
  const seconds = (performance.now() - began) / 1000;
  tell({ kind: "moment", seconds, value, bound, peak_bytes: peakBytes() });
};
const answer = await allocate(problem, solver, {
  gap_ratio: order.gap,
  // The clock ends a run here, not the steps: peers know only time.
  node_budget: 2_000_000_000,
  signal: stop.signal,
  onProgress: ({ value, bound }) => report(value, bound),
});
clearTimeout(timer);
if (answer.kind === "allocation") report(answer.allocation.value, answer.allocation.bound);
await solver.close();
const complaints = answer.kind === "allocation" ? checkPlan(problem, answer.allocation) : [];
tell({ kind: "end", complaints });
