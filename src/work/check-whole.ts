import { poseProblem } from "../allocate/pose/pose.ts";
import { checkAgainstLaw } from "../assess/contradictions.ts";
import { type Finding, hasErrors, sortFindings } from "../base/findings.ts";
import type { LawBook } from "../law/book.ts";
import { checkPlan } from "../plan/check.ts";
import type { Plan } from "../plan/plan.ts";

/**
 * Everything found in a plan as it stands, posing it for allocation included, and what its scenarios break; sorted.
 *
 * The same as `entente check` lists of the plan, without the rows of files.
 */
export function checkWhole(plan: Plan, law: LawBook): readonly Finding[] {
  const findings = [...checkPlan(plan, law.accountCodes)];
  if (!hasErrors(findings)) findings.push(...checkAgainstLaw(plan, law));
  if (!hasErrors(findings)) findings.push(...poseProblem(plan, law).findings);
  return sortFindings(withoutRepeats(findings));
}

/** Findings without those that say the same of the same place. */
export function withoutRepeats(findings: readonly Finding[]): Finding[] {
  const byWords = new Map(findings.map((finding) => [JSON.stringify(finding), finding]));
  return [...byWords.values()];
}
