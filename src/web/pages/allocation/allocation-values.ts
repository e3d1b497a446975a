import type { Allocation } from "../../../allocate/allocation.ts";
import type { AnswerOf } from "../../../api/client.ts";
import type { Briefing } from "../../../report/briefing.ts";
import type { Comparison } from "../../../report/compare.ts";

/** An allocation in a list. */
export type AllocationSummary = AnswerOf<"listAllocations">["allocations"][number];

/** An allocation with everything that was worked out of it, by the core's own types. */
export interface WholeAllocation extends AllocationSummary {
  readonly allocation: Allocation;
  readonly briefing: Briefing;
  readonly edits: AnswerOf<"readAllocation">["edits"];
  readonly findings: AnswerOf<"readAllocation">["findings"];
}

/** The answer of `readAllocation` by the core's own types, which the contract leaves open. */
export function wholeAllocation(answer: AnswerOf<"readAllocation">): WholeAllocation {
  return answer as WholeAllocation;
}

/** The answer of `compareAllocations` by the core's own type. */
export function comparisonOf(answer: AnswerOf<"compareAllocations">): Comparison {
  return answer.comparison as Comparison;
}

/** The newest allocation of what a branch holds, without anything tried on it. */
export function newestKept(list: readonly AllocationSummary[]): AllocationSummary | undefined {
  return list.find(({ tried }) => tried === 0);
}

/** Why a search ended, in words. */
export const endWords: Readonly<Record<string, string>> = {
  proven: "proven",
  budget: "used up its steps",
  stopped: "stopped early",
  time_limit: "out of time",
};
