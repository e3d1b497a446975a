import { compareText } from "../../base/findings.ts";
import type { FiscalYear } from "../../base/fiscal.ts";
import { measureDivisible } from "./divisible-worth.ts";
import { measureRoom } from "./room.ts";
import {
  endLevel,
  inEachYear,
  isEven,
  levelOf,
  listFamilies,
  type RuleFamily,
  relaxFamily,
  unitsIn,
} from "./rule-family.ts";
import type { PriceSide, RulePrice, Sides } from "./rule-price.ts";
import { rulePriceSentence } from "./rule-price-words.ts";
import {
  type ExplainSession,
  isSmall,
  mapSideBySide,
  solveAgain,
  solveRelaxed,
} from "./session.ts";
import { priceSidesInSteps } from "./sides-in-steps.ts";

/** Which rules to price, and how far. */
export interface RangeScope {
  /** Only rules that hold one of these ids; all when absent. */
  readonly ids?: readonly string[];
  /** Only this fiscal year, alone; all years together and each alone when absent. */
  readonly year?: FiscalYear;
  /** How many of the dearest rules of a large plan are also solved in whole packages, at the ends of their ranges. */
  readonly solve: number;
}

/**
 * What a dollar more or less is worth, and up to where: of every directive, limit and account, all years together and
 * each year alone. Dearest first.
 *
 * In a small plan every level is solved in whole packages. In a large one the prices are of divisible packages, whose
 * worth at each level was solved again, and the dearest are solved in whole packages at the ends of their ranges.
 */
export async function priceRanges(
  session: ExplainSession,
  scope: RangeScope,
): Promise<RulePrice[]> {
  const families = askedFamilies(session, scope);
  const sides = isSmall(session.problem)
    ? await priceSidesInSteps(session, families)
    : await priceDivisible(session, families, scope.solve);
  const prices = families.map((family, index): RulePrice => {
    const found = sides[index];
    if (found === undefined) throw new Error("every family has a price");
    const price = {
      rule: family.rule,
      form: family.form,
      unit: family.unit,
      years: family.years.flatMap((year) => session.problem.years[year] ?? []),
      each_year: isEven(family) && family.years.length > 1,
      level: levelOf(family, 0),
      hidden_by: family.hidden_by,
      next: family.next,
      ...found,
    };
    return { ...price, sentence: rulePriceSentence(price, session.allocation) };
  });
  return prices.sort(
    (a, b) =>
      b.total - a.total ||
      compareText(a.rule.kind, b.rule.kind) ||
      compareText(a.rule.id, b.rule.id) ||
      b.years.length - a.years.length ||
      (a.years[0] ?? 0) - (b.years[0] ?? 0),
  );
}

function askedFamilies({ problem }: ExplainSession, { ids, year }: RangeScope): RuleFamily[] {
  const whole = listFamilies(problem).filter(
    (family) => ids === undefined || family.ids.some((id) => ids.includes(id)),
  );
  const asked = whole.flatMap((family) => [family, ...inEachYear(problem, family)]);
  if (year === undefined) return asked;
  return asked.filter(({ years }) => years.length === 1 && problem.years[years[0] ?? -1] === year);
}

async function priceDivisible(
  session: ExplainSession,
  families: readonly RuleFamily[],
  solve: number,
): Promise<Sides[]> {
  const divisible = await measureDivisible(session, families);
  const roomOf = measureRoom(session.problem, session.allocation);
  const sides = families.map((family, index): Sides => {
    const { start } = divisible;
    const curve = divisible.curves[index] ?? [];
    const side = (sign: 1 | -1) =>
      curve
        .filter(({ share }) => sign * share > 0 && (share < 1 || family.form === "money"))
        .sort((a, b) => sign * (a.share - b.share));
    const farthest = curve.reduce((most, one) => (one.share > most.share ? one : most), {
      share: 0,
      worth: start,
    });
    return {
      method: "divisible",
      relaxed: curveSide(family, start, side(1), 0),
      tightened: curveSide(family, start, side(-1), curve.length === 0 ? roomOf(family) : 0),
      total: farthest.worth - start > noChange ? farthest.worth - start : 0,
      without: null,
    };
  });
  const dearest = sides
    .map(({ total }, index) => ({ index, total }))
    .filter(({ total }) => total > 0)
    .sort((a, b) => b.total - a.total || a.index - b.index)
    .slice(0, solve);
  const solved = await mapSideBySide(
    session,
    "Solving at the ends of ranges",
    dearest,
    async ({ index }) => {
      const family = families[index];
      const side = sides[index];
      if (family === undefined || side === undefined) throw new Error("a family is missing");
      return { index, side: await solveEnds(session, family, side) };
    },
  );
  for (const { index, side } of solved) sides[index] = side;
  return sides;
}

/** The ends of a family's ranges, and the plan without it, in whole packages. */
async function solveEnds(
  session: ExplainSession,
  family: RuleFamily,
  sides: Sides,
): Promise<Sides> {
  const { problem } = session;

  const shareAt = (level: number) => {
    const now = levelOf(family, 0);
    const one = levelOf(family, 1) - now;
    return one === 0 ? 0 : (level - now) / one;
  };
  const solveTo = async (share: number, level: number) => {
    if (session.options.signal?.aborted) return null;
    const changed = relaxFamily(problem, family, share);
    const answer = await (share > 0 ? solveRelaxed : solveAgain)(session, changed);
    if (answer.kind !== "allocation") return null;
    const { value, bound } = answer.allocation;
    return { level, value, bound };
  };
  const { relaxed, tightened } = sides;
  const share = shareAt(relaxed.until);
  const back = shareAt(tightened.until);
  const [far, near, without] = await Promise.all([
    share > 0 ? solveTo(share, relaxed.until) : null,
    back < 0 && tightened.change > 0 ? solveTo(back, tightened.until) : null,
    family.form === "money" ? null : solveTo(1, endLevel(family)),
  ]);
  return {
    ...sides,
    relaxed: { ...relaxed, whole: far },
    tightened: { ...tightened, whole: near },
    without,
    total: without === null ? sides.total : Math.max(0, without.value - session.allocation.value),
  };
}

/** A gain below this is none: the solver's own tolerance.   Unit: value points. */
const noChange = 1e-6;

/** A price holds as long as the average change stays within this ratio of the first step's. */
const samePrice = 0.02;

/** One side of a price from the worth of divisible packages at some shares, the nearest first. */
export function curveSide(
  family: RuleFamily,
  start: number,
  curve: readonly { readonly share: number; readonly worth: number }[],
  room: number,
): PriceSide {
  const level = levelOf(family, 0);
  const units = unitsIn(family);
  const none = { from: level, per_unit: 0, change: 0, whole: null };
  const first = curve[0];
  if (first === undefined) {
    // Nobody pays for it: it may be tightened as far as the plan leaves it room.
    return { ...none, until: levelOf(family, -room), beyond: room > 0 ? "more" : "end" };
  }
  const size = ({ share, worth }: { share: number; worth: number }) => ({
    share: Math.abs(share),
    change: Math.abs(worth - start),
    feasible: Number.isFinite(worth),
  });
  const steps = curve.map(size);
  const nearest = steps[0];
  if (nearest === undefined || !nearest.feasible) {
    return { ...none, until: level, beyond: "impossible" };
  }
  const slope = nearest.change / nearest.share;
  const flat = nearest.change <= noChange;
  let last = 0;
  for (const [index, step] of steps.entries()) {
    const holds = flat
      ? step.change <= noChange
      : Math.abs(step.change / step.share / slope - 1) <= samePrice;
    if (!step.feasible || !holds) break;
    last = index;
  }
  const end = steps[last] ?? nearest;
  const after = steps[last + 1];
  const sign = first.share < 0 ? -1 : 1;
  const beyond =
    after === undefined ? "end" : !after.feasible ? "impossible" : sign > 0 ? "less" : "more";
  return {
    from: level,
    per_unit: flat || units === 0 ? 0 : slope / units,
    change: flat ? 0 : end.change,
    until: levelOf(family, sign * end.share),
    beyond,
    whole: null,
  };
}
