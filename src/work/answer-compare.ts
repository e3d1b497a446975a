import { poseProblem } from "../allocate/pose/pose.ts";
import type { LawBook } from "../law/book.ts";
import { type Comparison, compareAllocations, compareWithBaseline } from "../report/compare.ts";
import { labelsOf } from "../report/rows.ts";
import type { Side } from "../report/sides.ts";
import { accountTitles } from "./plan-under-law.ts";
import type { ComparedSide, SentPlan } from "./questions.ts";

/** Two allocations side by side, or one beside what was done; nothing where nothing was done before. */
export function answerCompare(
  [first, second]: readonly ComparedSide[],
  law: LawBook,
): Comparison | null {
  if (first === undefined) return null;
  const left = sideOf(first, law);
  const right = second === undefined ? left : sideOf(second, law);
  const labels = labelsOf(right.plan, accountTitles(law));
  const comparison =
    second === undefined
      ? compareWithBaseline(left, labels)
      : compareAllocations(left, right, labels);
  return comparison ?? null;
}

function sideOf({ input, allocation, edits, tried }: ComparedSide, law: LawBook): Side {
  const { plan, scenario, scenarios } = JSON.parse(input) as SentPlan;
  const own = scenarios.find((one) => one.id === scenario);
  const words = tried === 0 ? "" : `, with ${tried} edits tried`;
  return {
    label: `${own?.title ?? "The plan as it stands"}${words}`,
    scenario: {
      ...{ id: scenario ?? "main", title: own?.title ?? "", description: "", tests: [] },
      edits,
    },
    plan,
    problem: poseProblem(plan, law).result,
    allocation,
    prices: [],
  };
}
