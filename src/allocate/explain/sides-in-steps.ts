import { measureRoom } from "./room.ts";
import { endLevel, levelOf, type RuleFamily, relaxFamily, unitsIn } from "./rule-family.ts";
import type { PriceSide, Sides, WholePoint } from "./rule-price.ts";
import { type ExplainSession, mapSideBySide, solveAgain, solveRelaxed } from "./session.ts";

/** A change below this is none.   Unit: value points. */
const noChange = 1e-6;

/** How often the stretch in which something changes is halved. */
const halvings = 10;

/** A small plan is solved as far as this, since the gap of a plain search would look like a price. */
const exactGap = 1e-7;

/**
 * Both sides of the price of each of some rules in whole packages: nothing changes until the rule has moved far enough
 * for a package to fit, or to fall out; the first such level is found by halving, and so is the next.
 */
export async function priceSidesInSteps(
  given: ExplainSession,
  families: readonly RuleFamily[],
): Promise<Sides[]> {
  const exact = { ...given, options: { ...given.options, gap_ratio: exactGap } };
  const again = await solveRelaxed(exact, given.problem);
  const session = again.kind === "allocation" ? { ...exact, allocation: again.allocation } : exact;
  const roomOf = measureRoom(session.problem, session.allocation);
  return mapSideBySide(session, "Solving with other rules", families, async (family) => {
    const worthAt = rememberWorth(session, family);
    const relaxed = await relaxedSide(family, worthAt);
    const tightened = await tightenedSide(family, worthAt, roomOf(family));
    const end = await worthAt(1);
    const now = await worthAt(0);
    const dropped = end === undefined ? null : { ...end, level: endLevel(family) };
    return {
      method: "whole" as const,
      relaxed,
      tightened,
      total: end === undefined || now === undefined ? 0 : positive(end.value - now.value),
      without: family.form === "money" ? null : dropped,
    };
  });
}

/** The worth of the plan with the family relaxed by a share; nothing where nothing is feasible. */
type WorthAt = (share: number) => Promise<WholePoint | undefined>;

function rememberWorth(session: ExplainSession, family: RuleFamily): WorthAt {
  const known = new Map<number, Promise<WholePoint | undefined>>();
  const solve = async (share: number): Promise<WholePoint | undefined> => {
    const level = levelOf(family, share);
    if (share === 0) {
      const { value, bound } = session.allocation;
      return { level, value, bound };
    }
    const changed = relaxFamily(session.problem, family, share);
    const answer = await (share > 0 ? solveRelaxed : solveAgain)(session, changed);
    if (answer.kind !== "allocation") return undefined;
    const { value, bound } = answer.allocation;
    return { level, value, bound };
  };
  return (share) => {
    const found = known.get(share) ?? solve(share);
    known.set(share, found);
    return found;
  };
}

function positive(change: number): number {
  return change > noChange ? change : 0;
}

/** The share nearest to `low` at which `changed` is true, which it is at `high`, and the last at which it is not. */
async function halve(
  low: number,
  high: number,
  changed: (share: number) => Promise<boolean>,
): Promise<{ readonly before: number; readonly after: number }> {
  let [before, after] = [low, high];
  for (let turn = 0; turn < halvings; turn++) {
    const middle = (before + after) / 2;
    if (await changed(middle)) after = middle;
    else before = middle;
  }
  return { before, after };
}

/** A stretch in which something changes, ended at the roundest level inside it where the change is there already. */
async function roundStep(
  family: RuleFamily,
  found: { readonly before: number; readonly after: number },
  changed: (share: number) => Promise<boolean>,
): Promise<{ readonly before: number; readonly after: number }> {
  const now = levelOf(family, 0);
  const one = levelOf(family, 1) - now;
  const [low, high] = [levelOf(family, found.before), levelOf(family, found.after)];
  if (one === 0 || family.unit === "ratio" || Math.abs(high - low) < 1) return found;
  const step = 10 ** Math.floor(Math.log10(Math.abs(high - low)) + 1);
  const between = (level: number) => ((level - low) * (level - high) < 0 ? level : Number.NaN);
  const round = [step, step / 2, step / 10]
    .map((size) => between(Math.round(high / size) * size))
    .find((level) => Number.isFinite(level));
  if (round === undefined) return found;
  const share = (round - now) / one;
  return (await changed(share)) ? { ...found, after: share } : { ...found, before: share };
}

async function relaxedSide(family: RuleFamily, worthAt: WorthAt): Promise<PriceSide> {
  const now = await worthAt(0);
  const end = await worthAt(1);
  const level = levelOf(family, 0);
  const all = family.form === "money" ? levelOf(family, 1) : endLevel(family);
  const none: PriceSide = {
    ...{ from: level, per_unit: 0, change: 0, until: all, beyond: "end", whole: null },
  };
  if (now === undefined || end === undefined || end.value - now.value <= noChange) return none;
  const gains = async (share: number, than: number) =>
    ((await worthAt(share))?.value ?? now.value) - than > noChange;
  const first = await roundStep(
    family,
    await halve(0, 1, (share) => gains(share, now.value)),
    (share) => gains(share, now.value),
  );
  const step = await worthAt(first.after);
  if (step === undefined) return none;
  const more = end.value - step.value > noChange;
  const next = more ? await halve(first.after, 1, (share) => gains(share, step.value)) : null;
  const change = step.value - now.value;
  const units = unitsIn(family) * first.after;
  const dropped = first.after >= 1;
  return {
    from: dropped ? all : step.level,
    per_unit: units === 0 ? 0 : change / units,
    change,
    until: next === null ? all : levelOf(family, next.before),
    beyond: more ? "more" : "end",
    whole: dropped ? { ...step, level: all } : step,
  };
}

async function tightenedSide(
  family: RuleFamily,
  worthAt: WorthAt,
  room: number,
): Promise<PriceSide> {
  const now = await worthAt(0);
  const level = levelOf(family, 0);
  const none = { from: level, per_unit: 0, change: 0, whole: null };
  if (now === undefined || unitsIn(family) === 0) return { ...none, until: level, beyond: "end" };
  const differs = async (share: number) => {
    const there = await worthAt(share);
    return there === undefined || now.value - there.value > noChange;
  };
  const far = -1;
  if (!(await differs(far))) return { ...none, until: levelOf(family, far), beyond: "end" };
  const found = await halve(-Math.min(room, 1), far, differs);
  const { before, after } = await roundStep(family, found, differs);
  const until = levelOf(family, before);
  const there = await worthAt(after);
  if (there === undefined) return { ...none, until, beyond: "impossible" };
  const change = now.value - there.value;
  const units = unitsIn(family) * -after;
  return {
    from: there.level,
    per_unit: change / units,
    change,
    until: there.level,
    beyond: "more",
    whole: there,
  };
}
