import { boundAfter, viewPrices } from "../engine/prices/price-view.ts";
import type { DivisibleWorth, WorthAt } from "./divisible.ts";
import { type RuleFamily, relaxFamily } from "./rule-family.ts";
import { type ExplainSession, searchOf } from "./session.ts";

/** By how much rules are moved here: fewer levels than where the relaxation can be solved again at will. */
const moves = [-0.2, -0.05, 0.05, 0.2, 0.5];

/**
 * What no plan is worth more than when each of some rules is moved, by following the dual from the prices at hand.
 *
 * A rule whose own price is 0, and that stays so when it is moved, has a flat curve.
 */
export async function divisibleByPrices(
  session: ExplainSession,
  families: readonly RuleFamily[],
): Promise<DivisibleWorth> {
  const { compact, prices } = searchOf(session);
  const { problem, solver, options, onProgress } = session;
  const curves: WorthAt[][] = [];
  const words = "Moving rules";
  for (const [index, family] of families.entries()) {
    if (options.signal?.aborted) break;
    const curve: WorthAt[] = [];
    for (const share of moves) {
      if (family.form !== "money" || share <= 0.5) {
        const worth = boundAfter(compact, prices, relaxFamily(problem, family, share));
        curve.push({ share, worth });
      }
      await solver.pause?.();
    }
    curves.push(curve);
    onProgress?.(words, index + 1, families.length);
  }
  while (curves.length < families.length) curves.push([]);
  return { start: viewPrices(compact, prices).bound, curves };
}
