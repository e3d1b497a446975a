import type { Allocation } from "../allocate/allocation.ts";
import type { Contradiction } from "../allocate/answers.ts";
import { type Cents, sumCents } from "../base/money.ts";
import type { OtherScenario } from "../report/briefing-input.ts";
import type { Answers } from "../work/brief-plan.ts";
import type { SolvedPlan } from "../work/solve-plan.ts";

/** Another scenario of the plan in short. `docs/how-to/read-results.md` names every field. */
export interface ScenarioSummary {
  readonly id: string;
  readonly title: string;
  /** `null` where no allocation keeps every rule. */
  readonly result:
    | (Pick<Allocation, "value" | "bound" | "gap_ratio" | "ended"> & {
        /** Unit: US cents over all years. */
        readonly amount: Cents;
        readonly funded: number;
      })
    | null;
  readonly contradiction: Contradiction | null;
}

/** The answer of `allocate` and `start` as data: what was decided and why, without the plan that it was made from. */
export function describeSolved({ stamp, allocation }: SolvedPlan, answers: Answers) {
  const { prices, misses, others, overrides } = answers;
  return { stamp, allocation, prices, misses, overrides, others: others.map(summarize) };
}

function summarize({ id, title, allocation, contradiction }: OtherScenario): ScenarioSummary {
  if (allocation === null) return { id, title, result: null, contradiction };
  const { value, bound, gap_ratio, ended, payments, choices } = allocation;
  const amount = sumCents(payments.map((payment) => payment.amount));
  const result = { value, bound, gap_ratio, ended, amount, funded: choices.length };
  return { id, title, result, contradiction };
}
