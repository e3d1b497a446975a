import type { Finding } from "../../base/findings.ts";
import { reportVerify } from "./finding-kinds.ts";
import type { Reading } from "./reading.ts";
import { listSpendingRules, type SpendingRule } from "./rules.ts";
import { exactDollars, type Spending, sumOfScope } from "./spending.ts";

/** Checks every directive and limit against the payments. */
export function checkSpendingRules(reading: Reading, spending: Spending): Finding[] {
  return listSpendingRules(reading).flatMap((rule) => checkRule(rule, spending));
}

function checkRule(rule: SpendingRule, spending: Spending): Finding[] {
  const found = sumOfScope(spending, rule.part);
  const whole = rule.of === null ? 0n : sumOfScope(spending, rule.of);
  const asked = rule.base + rule.times * whole;
  const above = found * rule.over - asked;
  const isFloor = rule.sense === "at_least";
  const broken = isFloor ? -above : above;
  if (broken <= rule.room * rule.over) return [];
  return [
    reportVerify(rule.code, rule.at, {
      found: `${exactDollars(found)} under ${rule.words}`,
      expected: `at ${isFloor ? "least" : "most"} ${exactDollars(asked / rule.over)}`,
      help: `It is ${exactDollars(broken / rule.over)} too ${isFloor ? "little" : "much"}.`,
    }),
  ];
}
