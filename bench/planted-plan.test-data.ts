import { toChoice } from "../src/allocate/choice.ts";
import type { Problem } from "../src/allocate/problem.ts";
import type { StatedPlan } from "./check-plan.ts";
import type { InstanceSize } from "./instance-items.ts";
import { makePlanted, sizes } from "./instances.ts";

/** A size by its name. */
export function knownSize(name: string): InstanceSize {
  const size = sizes[name];
  if (size === undefined) throw new RangeError(`no size ${name}`);
  return size;
}

/** An instance with its planted plan as somebody would state it; its worth is summed segment by segment. */
export function makeStated(
  size: InstanceSize,
  absorbed: number,
  seed: number,
): { readonly problem: Problem; readonly plan: StatedPlan } {
  const { problem, planted } = makePlanted(size, absorbed, seed);
  const choices = [...planted.values()].map(({ candidate }) => toChoice(candidate));
  const payments = [...planted.values()].flatMap(({ candidate, account }) =>
    candidate.costs.flatMap((amount, year) => {
      const fiscal_year = problem.years[year];
      return amount === 0 || fiscal_year === undefined
        ? []
        : [{ initiative: candidate.initiative, account, fiscal_year, amount }];
    }),
  );
  let value = 0;
  for (const { objective, segments } of problem.leaves) {
    let left = 0;
    for (const { candidate } of planted.values()) left += candidate.effects.get(objective) ?? 0;
    for (const { width, worth } of segments) {
      value += worth * Math.min(left, width);
      left -= Math.min(left, width);
    }
  }
  return { problem, plan: { choices, payments, value, bound: value } };
}
