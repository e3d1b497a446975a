import { compareText } from "../base/findings.ts";
import { type Cents, cents, showDollars } from "../base/money.ts";
import type { BriefingInput } from "./briefing-input.ts";
import { budgetOf, fundedCount, type HeadParts } from "./key-numbers.ts";
import type { FundedRow } from "./rows.ts";
import { perYear, sumsOf } from "./sides.ts";
import { count, listWords, showDifference, showPercent, showPoints, showSigned } from "./words.ts";

/**
 * The answer in five sentences or so: what is recommended, for how much, how it differs from last year, what it
 * cost to keep the rules, and how sure it is.
 */
export function makeAnswer(
  input: BriefingInput,
  rows: readonly FundedRow[],
  parts: HeadParts,
): readonly string[] {
  return [
    whatSentence(input, rows),
    moneySentence(input, rows, parts),
    changeSentence(parts, input.problem.years.length),
    input.unasked === true ? "" : priceSentence(input, parts),
    input.overrides?.sentence ?? "",
    parts.trust.sentence,
  ].filter((sentence) => sentence !== "");
}

function whatSentence(input: BriefingInput, rows: readonly FundedRow[]): string {
  const counted = fundedCount(input);
  const continuing = counted.funded - counted.proposals;
  const made = new Set(rows.filter((row) => row.illustrative).map((row) => row.initiative)).size;
  const proposals =
    counted.all_proposals === 0
      ? ""
      : ` and ${counted.proposals} of ${count(counted.all_proposals, "new proposal")}` +
        (made === 0 ? "" : ` (${made === counted.proposals ? "all" : made} illustrative)`);
  const all = counted.all - counted.all_proposals;
  const inPart = counted.in_part === 0 ? "" : `, ${counted.in_part} of them in part`;
  return (
    `Fund ${continuing} of ${count(all, "continuing program")}${proposals}${inPart}: together they earn ` +
    `${showPoints(input.allocation.value)} of 100 points of value.`
  );
}

/** How many partners the answer names. */
const namedPartners = 3;

function moneySentence(input: BriefingInput, rows: readonly FundedRow[], parts: HeadParts): string {
  const budget = budgetOf(input);
  const part = budget === 0 ? "" : ` (${showPercent(parts.amount / budget)} of what they hold)`;
  const years = input.problem.years.length;
  const average =
    years === 1 ? "" : `, or ${showDollars(perYear(parts.amount, years))} in the average year`;
  const accounts = input.problem.purses.filter((purse) => purse.budget.some((b) => b > 0)).length;
  return `It spends ${showDollars(parts.amount)} over ${parts.span}${average}, from ${count(accounts, "account")}${part}.${largestWords(input, rows, parts.amount)}`;
}

/** The partners that receive most, where there are more than a reader can see at a glance. */
function largestWords(input: BriefingInput, rows: readonly FundedRow[], amount: Cents): string {
  const sums = [...sumsOf(rows, (row) => row.partner)].sort(
    ([a, x], [b, y]) => y - x || compareText(a, b),
  );
  if (sums.length <= namedPartners + 1 || amount === 0) return "";
  const names = new Map(input.plan.tables.partners.map((row) => [row.id, row.name]));
  const shown = sums
    .slice(0, namedPartners)
    .map(([id, sum]) => `${names.get(id) ?? id} (${showPercent(sum / amount, 0)})`);
  return ` The largest shares go to ${listWords(shown)}.`;
}

function changeSentence(parts: HeadParts, years: number): string {
  const { fromTo } = parts;
  const watched = parts.shares.map((share) => share.sentence).join(" ");
  if (!fromTo) return watched;
  const difference = cents(perYear(parts.amount, years) - fromTo.region_totals.before);
  const most = fromTo.regions[0];
  const least = fromTo.regions.at(-1);
  const moves = [
    most && most.difference > 0 ? `${most.label} gains most (${showSigned(most.difference)})` : "",
    least && least.difference < 0
      ? `${least.label} loses most (${showSigned(least.difference)})`
      : "",
  ].filter((part) => part !== "");
  const total = totalWords(difference, fromTo.before, fromTo.region_totals.before);
  return [`${total}${moves.length > 0 ? `; ${moves.join(", ")}` : ""}.`, watched]
    .filter((sentence) => sentence !== "")
    .join(" ");
}

function totalWords(difference: Cents, before: string, amount: Cents): string {
  const from = `${before} in the same accounts (${showDollars(amount)})`;
  return difference === 0
    ? `The average year is equal to ${from}`
    : `The average year is ${showDifference(difference)} than ${from}`;
}

function priceSentence(input: BriefingInput, parts: HeadParts): string {
  const { costly, priced } = parts.prices;
  if (priced === 0) return "The prices of the directives and limits were not worked out.";
  const [dearest] = costly;
  const rules = `${count(priced, "directive or limit", "directives and limits")} priced`;
  if (!dearest) return `Of ${rules}, none changes the plan: keeping them costs nothing.`;
  if (priced === 1) {
    return (
      `The only directive or limit, “${dearest.label}”, costs value: without it the plan would be worth ` +
      `${showPoints(dearest.total)} points more than its ${showPoints(input.allocation.value)}.`
    );
  }
  const verb = costly.length === 1 ? "costs" : "cost";
  return (
    `Of ${rules}, ${costly.length} ${verb} value; the dearest is “${dearest.label}”, without which the plan ` +
    `would be worth ${showPoints(dearest.total)} points more than its ${showPoints(input.allocation.value)}.`
  );
}
