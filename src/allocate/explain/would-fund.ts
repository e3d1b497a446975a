import { type Cents, cents, sumCents } from "../../base/money.ts";
import type { RuleName, WouldFund } from "../answers.ts";
import type { Problem } from "../problem.ts";
import { withCost, withEffect, withMoney } from "./change.ts";
import type { Closeness } from "./closeness.ts";
import { type Outcome, outcomeOf } from "./outcome.ts";
import { levelOf, listFamilies, type RuleFamily, relaxFamily } from "./rule-family.ts";
import { type ExplainSession, isLarge, isSmall, mapSideBySide } from "./session.ts";
import { wouldFundSentence } from "./would-fund-words.ts";

/** How much further than the estimate the search goes, step by step, before it gives up. */
const reaches: readonly number[] = [1.1, 1.5, 2.5, 5];

/** How many questions are asked of one initiative, and how closely. */
interface Effort {
  /** How much further than the estimate it is asked, step by step. */
  readonly reaches: readonly number[];
  /** How often a step is halved. */
  readonly halvings: number;
  /** How many rules are asked about. */
  readonly families: number;
  /** Money that is tried, as factors of its own cost, least first. */
  readonly money: readonly number[];
}

/** For a plan that is solved in a moment. */
const thorough: Effort = {
  reaches,
  halvings: 6,
  families: 6,
  money: [0.25, 0.5, 0.75, 1, 1.5, 2, 4],
};

/** For a large plan, where each question is a solve of seconds. */
const brisk: Effort = {
  reaches: [1.1, 1.25, 1.5, 2, 2.5, 3.5, 5],
  halvings: 1,
  families: 2,
  money: [0.5, 1, 2],
};

/** For a plan of thousands, where all questions about one initiative are answered while its reader waits. */
const curt: Effort = { reaches: [1.1, 2.5], halvings: 0, families: 2, money: [1] };

function effortFor({ problem }: ExplainSession): Effort {
  return isSmall(problem) ? thorough : isLarge(problem) ? curt : brisk;
}

/** No cut deeper than this is called a change of cost, and no rise beyond this factor one of effect. */
const deepestCut = 0.95;
const highestRise = 20;

/** The total cost of the cheapest way to fund an item.   Unit: US cents; 0 where there is none. */
export function cheapestOf(problem: Problem, item: number): Cents {
  const costs = (problem.items[item]?.candidates ?? []).map((one) => sumCents(one.costs));
  return cents(costs.length === 0 ? 0 : Math.min(...costs));
}

/**
 * Every single change that was found to fund an item: of its cost, its effect, money, or a rule in its way.
 *
 * `factor`: one on its cost that was found before, so that it is not asked again; `null` where none was found.
 */
export async function wouldFundIf(
  session: ExplainSession,
  closeness: Closeness,
  item: number,
  loss: number,
  factor?: number | null,
): Promise<WouldFund[]> {
  const effort = effortFor(session);
  const families = listFamilies(session.problem);
  const inTheWay = familiesInTheWay(session, closeness, item, families).slice(0, effort.families);
  const questions = [
    async () => {
      if (factor === null) return undefined;
      if (factor !== undefined) return wouldFundAt(session, item, "cost", factor);
      return wouldFundBy(session, closeness, item, "cost", loss, effort.halvings);
    },
    () => wouldFundBy(session, closeness, item, "effect", loss, effort.halvings),
    ...inTheWay.map((family) => () => wouldFundWithRule(session, item, family, effort)),
  ];
  const words = "Asking what would fund it";
  const answers = await mapSideBySide(session, words, questions, (ask) => ask());
  return answers.filter((answer) => answer !== undefined);
}

/**
 * The smallest change of cost or effect that funds an item, to within the refinement asked. `loss`: what the
 * relaxation loses when the item must be funded, in value points.
 *
 * The relaxation gives an estimate; each step beyond it is solved from scratch, with the session's own options,
 * until the item is funded; then the step is halved `refinements` times. Nothing when no step funds it.
 */
export async function wouldFundBy(
  session: ExplainSession,
  closeness: Closeness,
  item: number,
  what: "cost" | "effect",
  loss: number,
  refinements: number,
): Promise<WouldFund | undefined> {
  const { adds } = closeness.items[item] ?? { adds: 0 };
  const short = Math.max(loss, adds * 0.005);
  // Cutting the cost by a share saves that share of what its money is worth to others: what it adds, and the loss.
  const estimate = adds > 0 ? (what === "cost" ? short / (adds + short) : short / adds) : 0;
  if (estimate <= 0) return undefined;
  const changeBy = (share: number) =>
    what === "cost"
      ? withCost(session.problem, item, 1 - share)
      : withEffect(session.problem, item, 1 + share);
  const limit = what === "cost" ? deepestCut : highestRise - 1;
  const holds = (by: number) => isFunded(session, changeBy(by), item);
  const steps = effortFor(session).reaches;
  const share = await smallestShare(estimate, limit, steps, refinements, holds);
  if (share === undefined) return undefined;
  return wouldFundAt(session, item, what, what === "cost" ? 1 - share : 1 + share);
}

function wouldFundAt(
  { problem }: ExplainSession,
  item: number,
  what: "cost" | "effect",
  to: number,
): WouldFund {
  const change = { what, rule: null, from: 1, to, solved: true };
  return { ...change, sentence: wouldFundSentence(change, cheapestOf(problem, item), false) };
}

/** No rise of cost beyond this factor is asked about. */
const highestCost = 20;

/**
 * The smallest rise in the cost of all its packages after which a funded item is no longer funded: to within half a
 * percent in a small plan, and to within an eighth of the first step that was found in a large one. Nothing when no rise was found, as where a rule asks for the item.
 */
export async function wouldDropBy(
  session: ExplainSession,
  closeness: Closeness,
  item: number,
): Promise<Omit<WouldFund, "rule"> | undefined> {
  const { adds, costs } = closeness.items[item] ?? { adds: 0, costs: 0 };
  const limit = highestCost - 1;
  const estimate = costs > 0 ? Math.min(limit, Math.max(0.01, adds / costs - 1)) : 1;
  const isDropped = async (by: number) => {
    const dearer = withCost(session.problem, item, 1 + by);
    const answer = await outcomeOf(session, dearer, { item, to: "drop" });
    return (
      typeof answer !== "string" && answer.says === "answer" && !isChosen(session, answer, item)
    );
  };
  const refinements = isSmall(session.problem) ? 9 : 3;
  const share = await smallestShare(estimate, limit, reaches, refinements, isDropped);
  if (share === undefined) return undefined;
  return wouldDropAt(1 + share);
}

/** A rise in cost that was found to end an initiative, by its factor. */
export function wouldDropAt(factor: number): Omit<WouldFund, "rule"> {
  const rise = ((factor - 1) * 100).toFixed(1);
  const sentence = `It would no longer be funded if its packages cost ${rise}% more.`;
  return { what: "cost", from: 1, to: factor, solved: true, sentence };
}

async function smallestShare(
  estimate: number,
  limit: number,
  steps: readonly number[],
  refinements: number,
  holds: (share: number) => Promise<boolean>,
): Promise<number | undefined> {
  let tooLittle = 0;
  let enough: number | undefined;
  for (const reach of steps) {
    const share = round(Math.min(limit, estimate * reach));
    if (share <= tooLittle) break;
    if (await holds(share)) {
      enough = share;
      break;
    }
    tooLittle = share;
  }
  for (let step = 0; step < refinements && enough !== undefined; step++) {
    const middle = round((tooLittle + enough) / 2);
    if (middle <= tooLittle || middle >= enough || enough - tooLittle < 0.005) break;
    if (await holds(middle)) enough = middle;
    else tooLittle = middle;
  }
  return enough;
}

/** Shares are stated, and solved, to a tenth of a percent. */
function round(share: number): number {
  return Math.ceil(share * 1000) / 1000;
}

async function isFunded(session: ExplainSession, problem: Problem, item: number): Promise<boolean> {
  const answer = await outcomeOf(session, problem, { item, to: "fund" });
  // Without proof, a longer search could end elsewhere: then nothing is claimed.
  if (typeof answer === "string" || answer.says === "found") return false;
  return isChosen(session, answer, item);
}

function isChosen({ problem }: ExplainSession, { amounts }: Outcome, item: number): boolean {
  return amounts.has(problem.items[item]?.initiative.id ?? "");
}

/** Rules that the item pays for, and floors that take money from the same accounts. */
function familiesInTheWay(
  session: ExplainSession,
  closeness: Closeness,
  item: number,
  families: readonly RuleFamily[],
): RuleFamily[] {
  const own = new Set((closeness.items[item]?.rules ?? []).map(({ rule }) => key(rule)));
  const accounts = new Set((session.problem.items[item]?.accounts ?? []).flat());
  const floors = families.filter((family) => {
    if (family.form !== "floor") return false;
    const rule = session.problem.amounts.find((one) =>
      one.ids.some((id) => family.ids.includes(id)),
    );
    return (rule?.scope.accounts ?? [...accounts]).some((account) => accounts.has(account));
  });
  const charged = families.filter((family) => own.has(key(family.rule)));
  return [...new Set([...charged, ...floors])];
}

function key(rule: RuleName): string {
  return `${rule.kind} ${rule.id}`;
}

async function wouldFundWithRule(
  session: ExplainSession,
  item: number,
  family: RuleFamily,
  effort: Effort,
): Promise<WouldFund | undefined> {
  if (family.form === "money") return wouldFundWithMoney(session, item, family, effort);
  const changeBy = (share: number) => relaxFamily(session.problem, family, Math.min(1, share));
  if (!(await isFunded(session, changeBy(1), item))) return undefined;
  let tooLittle = 0;
  let enough = 1;
  for (let step = 0; step < effort.halvings; step++) {
    const middle = round((tooLittle + enough) / 2);
    if (await isFunded(session, changeBy(middle), item)) enough = middle;
    else tooLittle = middle;
  }
  const change = {
    what: family.rule.kind === "directive" ? ("directive" as const) : ("limit" as const),
    rule: family.rule,
    from: levelOf(family, 0),
    to: enough >= 1 && family.direction > 0 ? Number.MAX_VALUE : levelOf(family, enough),
    solved: true,
  };
  const sentence = wouldFundSentence(change, cheapestOf(session.problem, item), isRatio(family));
  return { ...change, sentence };
}

function isRatio(family: RuleFamily): boolean {
  return family.unit === "ratio";
}

/** More money in the years of the item's own cost, the least of the tried amounts that funds it. */
async function wouldFundWithMoney(
  session: ExplainSession,
  item: number,
  family: RuleFamily,
  effort: Effort,
): Promise<WouldFund | undefined> {
  const { problem } = session;
  const candidates = problem.items[item]?.candidates ?? [];
  const cheapest = [...candidates].sort((a, b) => sumCents(a.costs) - sumCents(b.costs))[0];
  if (cheapest === undefined) return undefined;
  const more = (factor: number) => cheapest.costs.map((cost) => cents(Math.round(cost * factor)));
  for (const factor of effort.money) {
    const amounts = more(factor);
    if (!(await isFunded(session, withMoney(problem, family.rule.id, amounts), item))) continue;
    const change = {
      what: "budget" as const,
      rule: family.rule,
      from: 0,
      to: sumCents(amounts),
      solved: true,
    };
    return { ...change, sentence: wouldFundSentence(change, cheapestOf(problem, item), false) };
  }
  return undefined;
}
