import { cents } from "../../base/money.ts";
import { countWays, quickWays } from "../allocate.ts";
import { partsOfPoint } from "../model/columns.ts";
import type { LinearModel } from "../model/linear-model.ts";
import { makeModel } from "../model/model.ts";
import { findImpossible } from "../model/presolve.ts";
import type { Candidate, Problem } from "../problem.ts";
import type { RowBounds } from "../solver.ts";
import type { DivisibleWorth, WorthAt } from "./divisible.ts";
import { divisibleByPrices } from "./divisible-by-prices.ts";
import { type RuleFamily, relaxedBounds, relaxFamily } from "./rule-family.ts";
import { type ExplainSession, mapSideBySide } from "./session.ts";
import { levelRules, rowNamesOfRule } from "./statements.ts";

/** By how much rules are moved to see where their price changes; a share of 1 drops a rule. */
const shares = [-0.5, -0.35, -0.2, -0.1, -0.05, -0.02, -0.01].concat([
  0.01, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 1,
]);

/** Money is followed over a smaller range: nobody doubles an account. */
const moneyShares = shares.filter((share) => share <= 0.5);

/** Ratios stand in the rows, so that every level is a model of its own: fewer are asked about. */
const ratioShares = [-0.2, -0.05, 0.05, 0.2, 0.5, 1];

/** How many families are measured from one start of the solver. */
const batch = 12;

/**
 * What plans of divisible packages are worth when each of some rules is moved.
 *
 * A rule that nobody pays for in one best plan of divisible packages is free: relaxing it gains nothing there, and is
 * not asked.
 */
export async function measureDivisible(
  session: ExplainSession,
  families: readonly RuleFamily[],
): Promise<DivisibleWorth> {
  const { problem, solver, options } = session;
  if (countWays(problem) > quickWays) return divisibleByPrices(session, families);
  const impossible = impossibleAnyway(problem);
  const { model } = makeModel(problem, impossible);
  const relaxed = await solver.solve({ ...options, model, relaxed: true });
  const start = relaxed.objective / partsOfPoint;
  const paid = paidRows(model, relaxed.rowPrices ?? []);
  const bound = families.flatMap((family, index) =>
    isPaid(problem, family, paid) ? [{ family, index }] : [],
  );
  const curves: WorthAt[][] = families.map(() => []);
  const linear = bound.filter(({ family }) => family.unit === "cents");
  const groups = Array.from({ length: Math.ceil(linear.length / batch) }, (_, group) =>
    linear.slice(group * batch, (group + 1) * batch),
  );
  const words = "Moving rules, a dozen at a time";
  await mapSideBySide(session, words, groups, async (group) => {
    const asked = group.flatMap(({ family, index }) =>
      sharesOf(family).map((share) => ({ index, share, family })),
    );
    const variants = asked.map(({ family, share }) => boundsAt(problem, model, family, share));
    const objectives = await solver.solveVariants(model, variants);
    asked.forEach(({ index, share }, position) => {
      const worth = (objectives[position] ?? Number.NEGATIVE_INFINITY) / partsOfPoint;
      curves[index]?.push({ share, worth });
    });
  });
  const ratios = bound.filter(({ family }) => family.unit === "ratio");
  await mapSideBySide(session, "Moving shares", ratios, async ({ family, index }) => {
    for (const share of ratioShares) {
      const other = makeModel(relaxFamily(problem, family, share), impossible).model;
      const [objective = Number.NEGATIVE_INFINITY] = await solver.solveVariants(other, [[]]);
      curves[index]?.push({ share, worth: objective / partsOfPoint });
    }
  });
  return { start, curves };
}

function sharesOf(family: RuleFamily): readonly number[] {
  return family.form === "money" ? moneyShares : shares;
}

function boundsAt(
  problem: Problem,
  model: LinearModel,
  family: RuleFamily,
  share: number,
): RowBounds[] {
  return relaxedBounds(problem, model, family, share) ?? [];
}

/** The names of the rows that have a price. */
function paidRows(model: LinearModel, prices: readonly number[]): ReadonlySet<string> {
  const paid = model.rows.filter((_, index) => Math.abs(prices[index] ?? 0) > 1e-9);
  return new Set(paid.map(({ name }) => name));
}

function isPaid(problem: Problem, family: RuleFamily, paid: ReadonlySet<string>): boolean {
  if (family.form === "money") {
    const account = family.rule.id;
    return [...paid].some((name) => name.startsWith(`availability ${account} `));
  }
  const ids = new Set(family.ids);
  return levelRules(problem).some(
    (rule) =>
      family.years.includes(rule.year) &&
      rule.ids.some((id) => ids.has(id)) &&
      rowNamesOfRule(problem, rule).some((name) => paid.has(name)),
  );
}

/** The most by which money is raised here. */
const mostMoney = 0.5;

/** Candidates that stay impossible however far a rule or the money of an account is moved here. */
function impossibleAnyway(problem: Problem): ReadonlySet<Candidate> {
  const purses = problem.purses.map((purse) => ({
    ...purse,
    budget: purse.budget.map((amount) => cents(Math.round(amount * (1 + mostMoney)))),
  }));
  return findImpossible({ ...problem, purses, amounts: [] });
}
