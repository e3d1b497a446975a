import { compareText } from "../../base/findings.ts";
import { cents } from "../../base/money.ts";
import type { Price, PricePoint } from "../answers.ts";
import { partsOfPoint } from "../model/columns.ts";
import type { LinearModel } from "../model/linear-model.ts";
import { makeModel } from "../model/model.ts";
import { findImpossible } from "../model/presolve.ts";
import type { Candidate, Problem } from "../problem.ts";
import { priceInSteps } from "./price-in-steps.ts";
import { priceSentence } from "./price-words.ts";
import {
  endLevel,
  isEven,
  levelOf,
  listFamilies,
  type RuleFamily,
  rangeOf,
  relaxedBounds,
  relaxFamily,
  unitsIn,
} from "./rule-family.ts";
import { type ExplainSession, isSmall, mapSideBySide, solveRelaxed } from "./session.ts";

/** How far rules are relaxed to see where their price changes, as shares of their level. */
const shares = [0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9] as const;

/** Money is followed over a smaller range: nobody doubles an account. */
const moneyShares = [0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5] as const;

/** A gain below this is none: the solver's own tolerance.   Unit: value points. */
const noGain = 1e-6;

/** A price holds as long as the average gain stays within this ratio of the first step's. */
const samePrice = 0.02;

/** Which families to price, and how many of the dearest to solve again in whole packages. */
export interface PriceScope {
  /** Only families that hold one of these ids; all when absent. */
  readonly ids?: readonly string[];
  /** How many of the dearest rules are also solved in whole packages, without the rule. */
  readonly solveTop: number;
  /** Whether those are solved at the end of the range in which their price holds, too. */
  readonly solveEnds?: boolean;
}

/**
 * What each directive, limit and account costs or is worth, and the range in which that price holds.
 *
 * In a small plan every level is solved in whole packages. In a large one the price and its range come from the
 * relaxation, solved anew at each level, and the dearest `solveTop` rules are also solved in whole packages. Sorted
 * by total, dearest first.
 */
export async function priceRules(session: ExplainSession, scope: PriceScope): Promise<Price[]> {
  const { problem } = session;
  const families = listFamilies(problem).filter(
    ({ ids }) => scope.ids === undefined || ids.some((id) => scope.ids?.includes(id)),
  );
  const prices = isSmall(problem)
    ? await mapSideBySide(session, "Solving with other rules", families, (family) =>
        priceInSteps(session, family),
      )
    : await priceByRelaxation(session, scope, families);
  return prices.sort((a, b) => b.total - a.total || compareText(a.rule.id, b.rule.id));
}

async function priceByRelaxation(
  session: ExplainSession,
  scope: PriceScope,
  families: readonly RuleFamily[],
): Promise<Price[]> {
  const { problem, solver } = session;
  const impossible = impossibleAnyway(problem);
  const { model } = makeModel(problem, impossible);
  const [start = 0, ...ends] = await solver.solveVariants(model, [
    [],
    ...families.map((family) => relaxedBounds(problem, model, family, endShare(family)) ?? []),
  ]);
  const gains = families.map((_, index) => ((ends[index] ?? start) - start) / partsOfPoint);
  const binding = families.filter((_, index) => (gains[index] ?? 0) > noGain);
  const curves = new Map<RuleFamily, readonly GainAt[]>();
  await mapSideBySide(session, "Pricing rules", binding, async (family) => {
    curves.set(family, await gainCurve(session, model, impossible, family, start));
  });
  const solveAlso = new Set(
    binding
      .filter((family) => family.form !== "money")
      .sort((a, b) => gainOf(b) - gainOf(a))
      .slice(0, scope.solveTop),
  );
  return mapSideBySide(session, "Solving without rules", families, async (family) =>
    toPrice(session, family, start / partsOfPoint, gainOf(family), curves.get(family) ?? [], {
      whole: solveAlso.has(family),
      ends: scope.solveEnds === true,
    }),
  );

  function gainOf(family: RuleFamily): number {
    return gains[families.indexOf(family)] ?? 0;
  }
}

/** Candidates that stay impossible however far a rule or the money of an account is moved here. */
function impossibleAnyway(problem: Problem): ReadonlySet<Candidate> {
  const factor = 1 + endShareOfMoney;
  const purses = problem.purses.map((purse) => ({
    ...purse,
    budget: purse.budget.map((amount) => cents(Math.round(amount * factor))),
  }));
  return findImpossible({ ...problem, purses, amounts: [] });
}

const endShareOfMoney = moneyShares.at(-1) ?? 0.5;

function endShare(family: RuleFamily): number {
  return family.form === "money" ? endShareOfMoney : 1;
}

/** What the relaxation gains when a family is relaxed by a share. */
interface GainAt {
  readonly share: number;
  readonly gain: number;
}

async function gainCurve(
  session: ExplainSession,
  model: LinearModel,
  impossible: ReadonlySet<Candidate>,
  family: RuleFamily,
  start: number,
): Promise<GainAt[]> {
  const { problem, solver } = session;
  if (family.unit === "ratio") {
    const few = [0.05, 0.2, 0.5];
    const objectives = await Promise.all(
      few.map(async (share) => {
        const relaxed = makeModel(relaxFamily(problem, family, share), impossible).model;
        return (await solver.solveVariants(relaxed, [[]]))[0] ?? start;
      }),
    );
    return few.map((share, index) => ({
      share,
      gain: ((objectives[index] ?? start) - start) / partsOfPoint,
    }));
  }
  const steps = family.form === "money" ? moneyShares : shares;
  const variants = steps.map((share) => relaxedBounds(problem, model, family, share) ?? []);
  const objectives = await solver.solveVariants(model, variants);
  return steps.map((share, index) => ({
    share,
    gain: ((objectives[index] ?? start) - start) / partsOfPoint,
  }));
}

async function toPrice(
  session: ExplainSession,
  family: RuleFamily,
  relaxedValue: number,
  relaxedGain: number,
  curve: readonly GainAt[],
  solveAlso: { readonly whole: boolean; readonly ends: boolean },
): Promise<Price> {
  const { allocation } = session;
  const first = curve.find(({ gain }) => gain > noGain);
  const perShare = first ? first.gain / first.share : 0;
  const holding = curve.filter(
    ({ share, gain }) => perShare > 0 && Math.abs(gain / share / perShare - 1) <= samePrice,
  );
  const holdShare = holding.at(-1)?.share ?? 0;
  const now: PricePoint = {
    level: levelOf(family, 0),
    value: allocation.value,
    bound: allocation.bound,
  };
  const points = [now];
  let total = relaxedGain;
  if (solveAlso.whole) {
    const stops = solveAlso.ends && holdShare > 0 ? [...new Set([holdShare, 1])] : [1];
    for (const share of stops) {
      const answer = await solveRelaxed(session, relaxFamily(session.problem, family, share));
      if (answer.kind !== "allocation") continue;
      const { value, bound } = answer.allocation;
      points.push({ level: share >= 1 ? endLevel(family) : levelOf(family, share), value, bound });
      if (share >= 1) total = Math.max(0, value - allocation.value);
    }
  }
  const binding = relaxedGain > noGain;
  const unitsPerShare = unitsIn(family);
  const price: Omit<Price, "sentence"> = {
    rule: family.rule,
    unit: family.unit,
    each_year: isEven(family) && family.years.length > 1,
    level: now.level,
    binding,
    total: binding ? total : 0,
    per_unit: unitsPerShare === 0 ? 0 : perShare / unitsPerShare,
    holds: holdShare > 0 ? rangeOf(now.level, levelOf(family, holdShare)) : null,
    points: points.sort((a, b) => a.level - b.level),
  };
  const most = Math.max(0, relaxedValue + relaxedGain - allocation.value);
  return { ...price, sentence: priceSentence(price, family, relaxedGain, most) };
}
