import { barModes, type Compact, compactProblem } from "../engine/compact/compact.ts";
import type { Item, Problem } from "../problem.ts";
import { describePin, describeRule, ruleKey, type SoftRow } from "./soft-model.ts";
import { asksForMore, levelRules } from "./statements.ts";

/**
 * A problem in which rules may give way, as flat arrays: effects are worth nothing, and no plan misses a rule, but at a
 * cent for a cent. A decision to fund is a leaf: to keep it is worth what the cheapest way to fund it costs.
 *
 * Value less missed cents is then what keeping all decisions is worth, less what a way out costs.
 */
export interface SoftForm {
  readonly form: Compact;
  /** What may give way: the rules, by row of the form; then the decisions, by leaf. */
  readonly rules: readonly SoftRow[];
  /** What a cent costs by which each of them gives way: 1, or so much that none does where anything else can. */
  readonly weights: Float64Array;
  /** The item of each decision that may give way, by leaf. */
  readonly pins: readonly number[];
  /** What keeping all decisions is worth.   Unit: US cents. */
  readonly kept: number;
}

/**
 * The form of a problem in which all rules and decisions may give way but the decision on the initiative `firm`.
 *
 * `money`: whether accounts may get more, so that no package is ruled out for what it costs.
 */
export function makeSoftForm(problem: Problem, firm: string | undefined, money: boolean): SoftForm {
  const pins: number[] = [];
  const items = problem.items.map((item, index): Item => {
    const { id, pinned_package } = item.initiative;
    if (pinned_package === undefined || id === firm) return withoutEffects(item);
    pins.push(index);
    const effects = new Map([[id, 1]]);
    return { ...item, candidates: item.candidates.map((one) => ({ ...one, effects })) };
  });
  const decisions = pins.map((index) => describePin(problem.items[index] as Item));
  const leaves = decisions.map(({ rule, asked }) => ({
    ...{ objective: rule.id, points: asked, target: 1 },
    segments: [{ width: 1, worth: asked }],
  }));
  const form = compactProblem({ ...problem, items, leaves });
  // No rule holds for certain, so that none rules a package out; only money does.
  form.isCeiling.fill(0);
  for (const index of pins) form.pinned[index] = 0;
  form.barred.fill(0);
  if (!money) barModes(form);
  const rules = [...rowRules(problem), ...decisions].map((rule, column) => ({ ...rule, column }));
  const weights = new Float64Array(rules.length).fill(1);
  return { form, rules, weights, pins, kept: sumOf(form.segmentWorth) };
}

/** A cent of a rule that is held counts as so many. */
const heldWeight = 1_000;

/** The same form in which some rules and decisions, by {@link ruleKey}, are held. */
export function holdRules(soft: SoftForm, held: ReadonlySet<string>): SoftForm {
  const weights = Float64Array.from(soft.rules, ({ rule }) =>
    held.has(ruleKey(rule)) ? heldWeight : 1,
  );
  const { rows } = soft.form;
  const segmentWorth = soft.form.segmentWorth.map(
    (worth, leaf) => worth * (weights[rows + leaf] as number),
  );
  return { ...soft, weights, form: { ...soft.form, segmentWorth }, kept: sumOf(segmentWorth) };
}

function sumOf(list: Float64Array): number {
  let sum = 0;
  for (const one of list) sum += one;
  return sum;
}

const nothing: ReadonlyMap<string, number> = new Map();

function withoutEffects(item: Item): Item {
  return { ...item, candidates: item.candidates.map((one) => ({ ...one, effects: nothing })) };
}

/** What is said of each row of the form, in their order. */
function rowRules(problem: Problem): Omit<SoftRow, "column">[] {
  return levelRules(problem).flatMap((rule) => {
    const said = describeRule(problem, rule);
    if ("amount" in rule || "part" in rule) {
      return [{ ...said, sign: asksForMore(rule) ? (1 as const) : (-1 as const) }];
    }
    // A change of the first year has no rows where nothing is known of the year before.
    if (rule.year === 0 && rule.before === null) return [];
    return [
      { ...said, sign: -1 as const },
      { ...said, sign: 1 as const },
    ];
  });
}
