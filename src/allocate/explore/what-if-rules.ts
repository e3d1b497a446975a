import { cents } from "../../base/money.ts";
import type { AmountRule, ChangeRule, Problem, ShareRule } from "../problem.ts";
import type { RuleGround } from "./what-if-ground.ts";

type Rule = AmountRule | ShareRule | ChangeRule;

/**
 * The rules of another world: directives at other levels, and without those that were dropped or whose assumption
 * fails. Of rules that were merged, the tightest that still stands holds.
 */
export function changeRules(
  { amounts, shares, changes }: Problem,
  grounds: ReadonlyMap<string, RuleGround>,
  values: Float64Array,
): Pick<Problem, "amounts" | "shares" | "changes"> {
  const levelOf = (rule: Rule) => standingLevel(rule, grounds, values);
  return {
    amounts: mapShared(amounts, (rule) => {
      const level = levelOf(rule);
      if (level === null) return null;
      const amount = cents(Math.round(level));
      return amount === rule.amount ? rule : { ...rule, amount };
    }),
    shares: mapShared(shares, (rule) => {
      const ratio = levelOf(rule);
      if (ratio === null) return null;
      return ratio === rule.ratio ? rule : { ...rule, ratio };
    }),
    changes: mapShared(changes, (rule) => {
      const ratio = levelOf(rule);
      if (ratio === null) return null;
      return ratio === rule.ratio ? rule : { ...rule, ratio };
    }),
  };
}

/** Entries changed, those that become `null` left out; the same array where nothing changes. */
function mapShared<T>(before: readonly T[], change: (entry: T) => T | null): readonly T[] {
  const after = before.map(change).filter((entry) => entry !== null);
  const same = after.length === before.length && after.every((one, place) => one === before[place]);
  return same ? before : after;
}

/** The tightest level among those that were merged into a rule and still stand; `null` when none does. */
function standingLevel(
  rule: Rule,
  grounds: ReadonlyMap<string, RuleGround>,
  values: Float64Array,
): number | null {
  const looser = rule.others ?? [];
  const own = rule.ids.filter((id) => !looser.some(({ ids }) => ids.includes(id)));
  const level = "amount" in rule ? rule.amount : rule.ratio;
  const rises = "kind" in rule && (rule.kind === "floor" || rule.kind === "at_least");
  let tightest: number | null = null;
  for (const strand of [{ ids: own, level }, ...looser]) {
    for (const id of strand.ids) {
      const factor = factorOf(grounds.get(id), values);
      if (factor === 0) continue;
      const stands = strand.level * factor;
      if (tightest === null || (rises ? stands > tightest : stands < tightest)) tightest = stands;
    }
  }
  return tightest;
}

function factorOf(ground: RuleGround | undefined, values: Float64Array): number {
  if (ground === undefined) return 1;
  if (ground.assumptions.some((place) => values[place] === 0)) return 0;
  return ground.level === null ? 1 : (values[ground.level] ?? 1);
}
