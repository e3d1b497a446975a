import type { CostRange, OverrideOutcome } from "../../allocate/explore/overrides.ts";
import type { Override } from "../../allocate/explore/overrides-problem.ts";
import { cents, showDollars } from "../../base/money.ts";
import type { Plan } from "../../plan/plan.ts";
import { capital, count, listWords, showPercent, showPoints } from "../words.ts";
import type { NamedAmount } from "./alternatives-rows.ts";

/** How many decisions a sentence names. */
const namedDecisions = 3;

/** How many of those who lose or gain a sentence names. */
const namedOthers = 3;

/** A range narrower than this is a figure.   Unit: value points. */
const leastRange = 0.005;

/** Costs below this are none.   Unit: value points. */
const noCost = 1e-9;

/** `People made 2 decisions: fund “X” as “Y” and leave out “Z”.` */
export function madeWords(plan: Plan, decisions: readonly Override[]): string {
  const shown = decisions.slice(0, namedDecisions).map((one) => decisionWords(plan, one));
  const rest = decisions.length - shown.length;
  const list = listWords(rest > 0 ? [...shown, `${rest} more`] : shown);
  return `People made ${count(decisions.length, "decision")}: ${list}.`;
}

/** `fund “X” as “Y”`, `fund 40% of “X” (“Y”)`, `leave out “X”`. */
export function decisionWords(plan: Plan, override: Override): string {
  const name = namesIn(plan).initiative(override.initiative);
  const chosen = override.package === null ? null : namesIn(plan).package(override.package);
  switch (override.kind) {
    case "exclude":
      return `leave out “${name}”`;
    case "pin":
      return `fund “${name}” as “${chosen ?? ""}”`;
    case "part": {
      const of = chosen === null ? "" : ` (“${chosen}”)`;
      return `fund ${showPercent(override.share ?? 1, 0)} of “${name}”${of}`;
    }
  }
}

function namesIn({ tables }: Plan) {
  return {
    initiative: (id: string) => tables.initiatives.find((row) => row.id === id)?.name ?? id,
    package: (id: string) => tables.packages.find((row) => row.id === id)?.name ?? id,
  };
}

/** What comes of one decision alone, in a few sentences. */
export function aloneWords(
  plan: Plan,
  override: Override,
  followed: boolean,
  outcome: OverrideOutcome,
  {
    loses,
    gains,
  }: { readonly loses: readonly NamedAmount[]; readonly gains: readonly NamedAmount[] },
): string {
  const decision = capital(decisionWords(plan, override));
  if (followed) return `${decision}: the plan does that anyway, and it costs nothing.`;
  switch (outcome.kind) {
    case "nothing_found":
      return `${decision}: the search ended before a plan was found that does it.`;
    case "impossible":
      return `${decision}: that cannot be. ${impossibleWords(outcome)}`;
    case "priced": {
      const who = [othersWords("lose", loses), othersWords("gain", gains)].filter(
        (words) => words !== "",
      );
      const moves = who.length === 0 ? "Nobody else gains or loses." : who.join(" ");
      return `${decision}: ${costWords("that", outcome)}. ${moves}`;
    }
  }
}

function impossibleWords(outcome: OverrideOutcome & { readonly kind: "impossible" }): string {
  if (outcome.words !== "") return outcome.words;
  const { contradiction } = outcome;
  if (contradiction === null || contradiction.relax.length === 0) {
    return (
      "No plan that does it keeps every rule, and no way was found to let rules give way for it: " +
      "look to links between initiatives and to the law."
    );
  }
  return contradiction.sentence;
}

/** `that costs 3.75 points (proven to lie between …)`. */
function costWords(what: string, { cost, least, most }: CostRange): string {
  const range =
    most - least < leastRange
      ? ""
      : Number.isFinite(least)
        ? ` (proven to lie between ${showPoints(least)} and ${showPoints(most)})`
        : ` (proven to be at most ${showPoints(most)})`;
  if (Math.abs(cost) < noCost) return `${what} was found to cost nothing${range}`;
  if (cost < 0) {
    return `${what} gains ${showPoints(-cost)} points, since a part does what the whole could not`;
  }
  return `${what} costs ${showPoints(cost)} points${range}`;
}

function othersWords(verb: "lose" | "gain", others: readonly NamedAmount[]): string {
  if (others.length === 0) return "";
  const shown = others
    .slice(0, namedOthers)
    .map(({ name, amount }) => `${name} (${showDollars(amount)})`);
  const left = others.slice(namedOthers);
  const rest = cents(left.reduce((sum, { amount }) => sum + amount, 0));
  const list = left.length === 0 ? shown : [...shown, `${left.length} more (${showDollars(rest)})`];
  return `${others.length === 1 ? `This ${verb}s` : `These ${verb}`}: ${listWords(list)}.`;
}

/** A plan that follows all decisions, with what that costs. */
type MadePlan = CostRange & { readonly kind: "priced"; readonly value: number };

/**
 * What decisions cost together, against the plan without them, and why that is not what they cost one by one.
 *
 * `without`: worth of the plan without them.   `sum`: what they cost one by one, added up, where that is known.
 */
export function togetherWords(
  decisions: number,
  without: number | null,
  made: MadePlan | Exclude<OverrideOutcome, { readonly kind: "priced" }>,
  sum: CostRange | null,
): string {
  const those = decisions === 1 ? "it" : "them";
  if (made.kind !== "priced") return unmadeWords(decisions, made);
  if (without === null) return `Without ${those} no allocation was found.`;
  const { cost, value } = made;
  if (Math.abs(cost) < noCost) {
    return `Solved again without ${those}, the plan is worth no more: keeping ${those} costs nothing.`;
  }
  const words = costWords(`keeping ${those}`, made);
  const against = `Solved again without ${those}, the plan is worth ${showPoints(without)} points instead of ${showPoints(value)}: ${words}.`;
  return decisions < 2 || sum === null ? against : `${against} ${sumWords(made, sum)}`;
}

function unmadeWords(
  decisions: number,
  outcome: Exclude<OverrideOutcome, { readonly kind: "priced" }>,
): string {
  if (outcome.kind === "nothing_found")
    return "The search ended before a plan was found that follows all.";
  const all =
    decisions === 1 ? "It cannot be followed." : "Not all of them can be followed together.";
  return `${all} ${impossibleWords(outcome)}`;
}

/** Whether together they are proven to cost more or less than one by one. */
function sumWords({ cost, least, most }: CostRange, sum: CostRange): string {
  const alone = `One by one they cost ${showPoints(sum.cost)} points in all`;
  const why =
    "Costs of decisions do not add up: decisions compete for the same money, or make room for one another.";
  if (least > sum.most + noCost) return `${alone}, and together more. ${why}`;
  if (most < sum.least - noCost) return `${alone}, and together less. ${why}`;
  if (most - least < leastRange && Math.abs(cost - sum.cost) < leastRange) {
    return `${alone}, as much as together; that need not be so.`;
  }
  return `${alone}; whether they cost more or less together is within the proven gap.`;
}
