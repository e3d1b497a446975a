/** npm `highs` with its defaults, in a thread of its own: the peer that anybody can install. */
import { parentPort, workerData } from "node:worker_threads";
import loadHighs from "highs";
import type { LinearModel } from "../src/allocate/model/linear-model.ts";
import { toModelData } from "../src/solver/highs.ts";

const { model, seconds, gap } = workerData as { model: LinearModel; seconds: number; gap: number };
const highs = await (loadHighs as unknown as typeof loadHighs.default)();
const live = highs.createModel(toModelData(highs, model));
live.options.set({ output_flag: false, time_limit: seconds, mip_rel_gap: gap });
let last = "";
const tell = (value: number | undefined, bound: number | undefined, done: boolean) => {
  const known = (one: number | undefined) =>
    one === undefined || Math.abs(one) > 1e29 ? null : one;
  const message = { value: known(value), bound: known(bound), done };
  const text = JSON.stringify(message);
  if (text !== last) parentPort?.postMessage(message);
  last = text;
};
live.run({
  [highs.constants.callbackType.mipInterrupt](event) {
    tell(event.data.mip_primal_bound, event.data.mip_dual_bound, false);
  },
});
const feasible =
  live.info.get("primal_solution_status") === highs.constants.solutionStatus.feasible;
tell(
  feasible ? live.getObjectiveValue() : undefined,
  Number(live.info.get("mip_dual_bound")),
  true,
);
