/** npm `highs` with its defaults on one instance, in a process of its own: the peer that anybody can install. */
import loadHighs from "highs";
import { partsOfPoint } from "../src/allocate/model/columns.ts";
import { makeModel } from "../src/allocate/model/model.ts";
import { toModelData } from "../src/solver/highs.ts";
import { forgetPeak, makeOrdered, peakBytes, readOrder, tell } from "./process-report.ts";

const order = readOrder();
const { model } = makeModel(makeOrdered(order));
const highs = await (loadHighs as unknown as typeof loadHighs.default)();
forgetPeak();
tell({ kind: "ready" });
const began = performance.now();
const live = highs.createModel(toModelData(highs, model));
live.options.set({ output_flag: false, time_limit: order.seconds, mip_rel_gap: order.gap });

let last = "";
const report = (value: number | undefined, bound: number | undefined) => {
  // HiGHS says infinity for what it has not.
  const known = (one: number | undefined) =>
    one === undefined || Math.abs(one) > 1e29 ? null : one / partsOfPoint;
  const now = { value: known(value), bound: known(bound) };
  const text = JSON.stringify(now);
  if (text === last) return;
  last = text;
  const seconds = (performance.now() - began) / 1000;
  tell({ kind: "moment", seconds, ...now, peak_bytes: peakBytes() });
};
live.run({
  [highs.constants.callbackType.mipInterrupt](event) {
    report(event.data.mip_primal_bound, event.data.mip_dual_bound);
  },
});
const { feasible } = highs.constants.solutionStatus;
const found = live.info.get("primal_solution_status") === feasible;
report(found ? live.getObjectiveValue() : undefined, Number(live.info.get("mip_dual_bound")));
tell({ kind: "end", complaints: [] });
