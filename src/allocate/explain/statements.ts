import { compareText } from "../../base/findings.ts";
import { cents } from "../../base/money.ts";
import type { AmountRule, ChangeRule, LooserRule, Problem, ShareRule } from "../problem.ts";

/** A rule of a problem that has a level in one year: an amount or a ratio. */
export type LevelRule = AmountRule | ShareRule | ChangeRule;

/** What one directive or limit says in one year: a rule of a problem is the tightest of those that say the same. */
export type Statement = LooserRule;

/** All rules of a problem that have a level, in the order of the problem. */
export function levelRules(problem: Problem): LevelRule[] {
  return [...problem.amounts, ...problem.shares, ...problem.changes];
}

/** Whether a rule asks for at least its level, so that a higher level is tighter. */
export function asksForMore(rule: LevelRule): boolean {
  return "kind" in rule && (rule.kind === "floor" || rule.kind === "at_least");
}

/** The level of a rule.   Unit: US cents or a ratio. */
export function levelOfRule(rule: LevelRule): number {
  return "amount" in rule ? rule.amount : rule.ratio;
}

/** What is stated by a rule and by those that were merged into it, the tightest first. */
export function statementsOf(rule: LevelRule): Statement[] {
  const others = rule.others ?? [];
  const hidden = new Set(others.flatMap(({ ids }) => ids));
  const top: Statement = {
    ids: rule.ids.filter((id) => !hidden.has(id)),
    name: rule.name,
    level: levelOfRule(rule),
    origin: "origin" in rule ? rule.origin : "change",
  };
  return [top, ...others];
}

/**
 * The rule that other statements make; nothing where none is left.
 *
 * Its name and its ids stay in their order as long as all statements stay, so that the model calls its row the same.
 */
export function withStatements<R extends LevelRule>(
  rule: R,
  statements: readonly Statement[],
): R | undefined {
  const sign = asksForMore(rule) ? -1 : 1;
  const sorted = [...statements].sort(
    (a, b) => sign * (a.level - b.level) || compareText(a.ids[0] ?? "", b.ids[0] ?? ""),
  );
  const [top, ...others] = sorted;
  if (top === undefined) return undefined;
  const stay = new Set(statements.flatMap(({ ids }) => ids));
  const whole = rule.ids.every((id) => stay.has(id));
  const level = "amount" in rule ? { amount: cents(Math.round(top.level)) } : { ratio: top.level };
  const name = whole ? rule.name : top.name;
  const origin = !whole && "origin" in rule ? { origin: top.origin } : {};
  const { others: _before, ...rest } = rule;
  const looser = others.length === 0 ? {} : { others };
  const ids = rule.ids.filter((id) => stay.has(id));
  return { ...rest, ids, name, ...origin, ...level, ...looser } as unknown as R;
}

/** The names of the rows that state a rule in the model. */
export function rowNamesOfRule(problem: Problem, rule: LevelRule): string[] {
  const label = `${rule.ids.join("+")} ${problem.years[rule.year]}`;
  if ("amount" in rule) {
    return [`${rule.origin === "absorption" ? "absorption" : rule.kind} ${label}`];
  }
  if ("part" in rule) return [`${rule.origin} ${label}`];
  return ["", " rise", " fall"].map((end) => `yearly-change ${label}${end}`);
}
