import type { Price, PricePoint } from "../answers.ts";
import { stepSentence } from "./price-words.ts";
import {
  endLevel,
  isEven,
  levelOf,
  type RuleFamily,
  rangeOf,
  relaxFamily,
  unitsIn,
} from "./rule-family.ts";
import { type ExplainSession, solveRelaxed } from "./session.ts";

/** The levels that are solved, as shares of the present one. */
const shares = Array.from({ length: 20 }, (_, index) => (index + 1) / 20);

/** How often the step at which something is first gained is halved. */
const halvings = 8;

/** A gain below this is none.   Unit: value points. */
const noGain = 1e-6;

/** The worth of the plan at one share of relaxation. */
interface StepAt {
  readonly share: number;
  readonly point: PricePoint;
}

/**
 * The price of a rule in whole packages: nothing is gained until the rule has moved far enough for another package
 * to fit, so the price is that of the first step, and it holds until the next.
 */
export async function priceInSteps(session: ExplainSession, family: RuleFamily): Promise<Price> {
  const { allocation } = session;
  const now: PricePoint = {
    level: levelOf(family, 0),
    value: allocation.value,
    bound: allocation.bound,
  };
  const steps = (await Promise.all(shares.map((share) => solveAt(session, family, share)))).filter(
    (step) => step !== undefined,
  );
  const gains = (step: StepAt) => step.point.value - now.value;
  const position = steps.findIndex((step) => gains(step) > noGain);
  const first = steps[position];
  const last = steps.at(-1);
  const points = [now, ...steps.map(({ point }) => point)].sort((a, b) => a.level - b.level);
  const price = {
    rule: family.rule,
    unit: family.unit,
    each_year: isEven(family) && family.years.length > 1,
    level: now.level,
    points,
  };
  if (first === undefined || last === undefined) {
    const none = { ...price, binding: false, total: 0, per_unit: 0, holds: null };
    return { ...none, sentence: stepSentence(none, family, null) };
  }
  const reached = await firstStep(session, family, steps[position - 1]?.share ?? 0, first, now);
  const same = steps.filter((step) => Math.abs(gains(step) - gains(reached)) <= noGain);
  const until = Math.max(reached.share, ...same.map(({ share }) => share));
  const units = unitsIn(family);
  const found = {
    ...price,
    binding: true,
    total: gains(last),
    per_unit: units === 0 ? 0 : gains(reached) / (units * reached.share),
    holds: rangeOf(reached.point.level, until >= 1 ? endLevel(family) : levelOf(family, until)),
  };
  const step = { level: reached.point.level, gain: gains(reached) };
  return { ...found, sentence: stepSentence(found, family, step) };
}

async function solveAt(
  session: ExplainSession,
  family: RuleFamily,
  share: number,
): Promise<StepAt | undefined> {
  const answer = await solveRelaxed(session, relaxFamily(session.problem, family, share));
  if (answer.kind !== "allocation") return undefined;
  const { value, bound } = answer.allocation;
  const dropped = share >= 1 && family.form !== "money";
  return {
    share,
    point: { level: dropped ? endLevel(family) : levelOf(family, share), value, bound },
  };
}

/** The least relaxation at which as much is gained as at `found`, between it and the step before, by halving. */
async function firstStep(
  session: ExplainSession,
  family: RuleFamily,
  before: number,
  found: StepAt,
  now: PricePoint,
): Promise<StepAt> {
  let low = before;
  let best = found;
  for (let turn = 0; turn < halvings; turn++) {
    const middle = await solveAt(session, family, (low + best.share) / 2);
    if (middle !== undefined && middle.point.value - now.value > noGain) best = middle;
    else low = (low + best.share) / 2;
  }
  return best;
}
