import type { FrontierAxis, RiskAxis, ShareAxis } from "../../allocate/explore/frontier-axis.ts";
import type { Problem } from "../../allocate/problem.ts";
import type { Labels } from "../rows.ts";
import { listWords, showPercent, showYear } from "../words.ts";

/** How the rule of a frontier is spoken of. */
export interface AxisWords {
  readonly title: string;
  /** What a level is. */
  readonly axis: string;
  /** Whether stricter levels are larger ones. */
  readonly rises: boolean;
  /** What the present plan does. */
  readonly present: (level: number) => string;
  /** The rule at a level, as the start of a sentence. */
  readonly holding: (level: number) => string;
  /** Whose money is compared at the end of the curve. */
  readonly of: "bureau" | "partner";
  /** That even the strictest level can be kept. */
  readonly whole: string;
}

/** The words for an axis. */
export function axisWords(axis: FrontierAxis, problem: Problem, labels: Labels): AxisWords {
  if (axis.kind === "share") return shareWords(axis, problem, labels);
  if (axis.kind === "risk") return riskWords(axis);
  const one = axis.of === "regions" ? "region" : "partner";
  return {
    title: `Value against the largest yearly change of any ${one}'s money`,
    axis: `Largest yearly change of any ${one}'s money`,
    rises: false,
    of: axis.of === "regions" ? "bureau" : "partner",
    present: (level) =>
      Number.isFinite(level)
        ? `In the present plan the money of a ${one} changes by up to ${showPercent(level)} from one year to the next.`
        : `In the present plan the money of some ${one} rises from nothing, which no largest change allows.`,
    holding: (level) => `Keeping every ${one} within ${showPercent(level)} of the year before`,
    whole: `A lawful plan exists even when no ${one}'s money changes at all.`,
  };
}

const risky = {
  assumptions: {
    long: "initiatives that rest on an assumption about a partner that is not known to hold",
    short: "open assumptions",
  },
  confidence: {
    long: "initiatives whose effects are no likelier than even",
    short: "doubtful effects",
  },
} as const;

function riskWords({ measure, items }: RiskAxis): AxisWords {
  const { long, short } = risky[measure];
  return {
    title: `Value against risk: the share of money on ${short}`,
    axis: `Largest share of a year's money on ${short}`,
    rises: false,
    of: "bureau",
    present: (level) =>
      `The present plan puts up to ${showPercent(level)} of a year's money on ${long} (${items.length} of them could be funded).`,
    holding: (level) => `With at most ${showPercent(level)} on ${short}`,
    whole: "A lawful plan exists even with nothing on them.",
  };
}

function shareWords(axis: ShareAxis, problem: Problem, labels: Labels): AxisWords {
  const region = labels.region(axis.bureau);
  const year = axis.year === null ? undefined : problem.years[axis.year];
  const money = axis.accounts === null ? "the money" : listWords(axis.accounts);
  const when = year === undefined ? "each year" : showYear(year);
  const least = axis.sense === "at_least" ? "least" : "most";
  return {
    title: `Value against the share of ${region} in ${money} of ${when}`,
    axis: `${least === "least" ? "Least" : "Largest"} share of ${region}`,
    rises: least === "least",
    of: "bureau",
    present: (level) =>
      `The present plan gives ${region} at ${least} ${showPercent(level)} of ${money} in ${when}.`,
    holding: (level) => `With at ${least} ${showPercent(level)} for ${region}`,
    whole: `A lawful plan exists even when ${region} gets ${least === "least" ? "all" : "nothing"} of it.`,
  };
}
