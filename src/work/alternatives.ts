import {
  type AlternativeOptions,
  type Alternatives,
  findAlternatives,
} from "../allocate/explore/alternatives.ts";
import { verifyAllocation } from "../allocate/verify/verify.ts";
import { type AlternativePart, reportAlternatives } from "../report/explore/alternatives.ts";
import { labelsOf } from "../report/rows.ts";
import { startSession } from "./explain-plan.ts";
import type { Means } from "./means.ts";
import { accountTitles } from "./plan-under-law.ts";
import type { SolvedPlan, SolveOptions } from "./solve-plan.ts";

/** Plans that are nearly as good, with what is said of them. */
export interface AlternativesAnswer {
  readonly alternatives: Alternatives;
  readonly part: AlternativePart;
}

/**
 * Plans that are nearly as good and put the money elsewhere, each checked.
 *
 * Errors: throws when the separate check rejects one, which only a defect of ours can cause.
 */
export async function alternativesOfPlan(
  solved: SolvedPlan,
  asked: AlternativeOptions,
  options: SolveOptions,
  means: Means,
): Promise<AlternativesAnswer> {
  const { session, end } = startSession(solved, options, means);
  const alternatives = await findAlternatives(session, asked);
  end();
  checkAll(solved, alternatives);
  const { input, problem, allocation } = solved;
  const labels = labelsOf(input.plan, accountTitles(input.law));
  const part = reportAlternatives(input.plan, problem, allocation, alternatives, labels);
  return { alternatives, part };
}

/** The separate check has the last word on every plan.   Errors: throws, since only a defect of ours can fail it. */
function checkAll({ input }: SolvedPlan, { plans }: Alternatives): void {
  for (const { letter, allocation } of plans) {
    const broken = verifyAllocation(input.plan, input.law, allocation).find(
      (finding) => finding.severity === "error",
    );
    if (broken !== undefined) {
      throw new Error(`plan ${letter} fails its check: ${broken.code}: found ${broken.found}`);
    }
  }
}

/** The plans as data, with the sentences of the text. */
export function describeAlternatives({ alternatives, part }: AlternativesAnswer) {
  const rows = new Map(part.rows.map((row) => [row.letter, row]));
  const plans = alternatives.plans.map((plan) => {
    const { title = "", sentence = "" } = rows.get(plan.letter) ?? {};
    return { ...plan, title, sentence };
  });
  return { ...alternatives, plans, contested: part.contested, shared_words: part.shared };
}
