import { defaultNodeBudget } from "../allocate/allocate-options.ts";
import { poseProblem } from "../allocate/pose/pose.ts";
import type { Solver } from "../allocate/solver.ts";
import { verifyAllocation } from "../allocate/verify/verify.ts";
import { type Finding, hasErrors } from "../base/findings.ts";
import type { LawBook } from "../law/book.ts";
import {
  answerAlternatives,
  answerFailure,
  answerFrontier,
  answerOverrides,
  answerPrices,
  answerReturns,
  answerWhy,
  refuse,
} from "./answer-about.ts";
import { answerAllocate, answerExplain } from "./answer-allocate.ts";
import { answerCompare } from "./answer-compare.ts";
import { answerRead } from "./answer-read.ts";
import {
  answerChunk,
  answerSummary,
  answerSweepable,
  groundOfSweep,
  type SweepGround,
} from "./answer-sweep.ts";
import { checkWhole } from "./check-whole.ts";
import { reportWork } from "./finding-kinds.ts";
import { makeLastUsed } from "./last-used.ts";
import type { Means } from "./means.ts";
import type { PlanUnderLaw } from "./plan-under-law.ts";
import type { Answers, Asker, Question, QuestionKind, SentPlan } from "./questions.ts";
import type { SolvedPlan } from "./solve-plan.ts";

/** How many allocations are kept warm. A large plan with what was learned of it takes hundreds of megabytes. */
export const warmAllocations = 4;

/** An allocation that questions can be asked about at once. */
interface Warm {
  readonly solved: SolvedPlan;
  sweep?: SweepGround;
}

/** What answers questions, one after the other; it remembers the allocations that it met last. */
export interface Answerer {
  readonly answer: (question: Question, asker: Asker) => Promise<Answers[QuestionKind]>;
}

/** Makes what answers questions under a law. */
export function makeAnswerer(law: LawBook, solver: Solver, version: string): Answerer {
  const warm = makeLastUsed<Warm>(warmAllocations);
  const recall = async (id: string, asker: Asker): Promise<Warm | Finding> => {
    const known = warm.find(id);
    if (known !== undefined) return known;
    const kept = await asker.recall(id);
    if (kept === null) return gone(id);
    const input = withLaw(JSON.parse(kept.input) as SentPlan, law);
    const { allocation, stamp } = kept;
    const { result: problem, findings } = poseProblem(input.plan, law);
    const verification = verifyAllocation(input.plan, law, allocation);
    // The law or the program may have changed since: then the allocation is one of the past.
    if (hasErrors(findings) || hasErrors(verification)) return gone(id);
    const fresh = { solved: { input, problem, allocation, verification, stamp } };
    warm.keep(id, fresh);
    return fresh;
  };
  return {
    answer: async (question, asker) => {
      const means = meansFor(asker, solver, version);
      if (question.kind === "check") return checkWhole(question.plan, law);
      if (question.kind === "allocate") {
        const answer = await answerAllocate(withLaw(question.input, law), question.options, means);
        if (answer.solved !== null) warm.keep(question.id, { solved: answer.solved });
        return answer.answered;
      }
      if (question.kind === "read") return answerRead(question.zip);
      if (question.kind === "compare") return answerCompare(question.sides, law);
      const about = await recall(question.allocation, asker);
      return "solved" in about ? answerAbout(about, question, means) : refuse(about);
    },
  };
}

async function answerAbout(
  warm: Warm,
  question: Exclude<Question, { readonly kind: "check" | "allocate" | "read" | "compare" }>,
  means: Means,
): Promise<Answers[QuestionKind]> {
  const { solved } = warm;
  const options = { gap: solved.stamp.gap_asked, steps: defaultNodeBudget };
  switch (question.kind) {
    case "explain":
      return answerExplain(solved, options, means);
    case "why":
      return answerWhy(solved, question, options, means);
    case "prices":
      return answerPrices(solved, question, options, means);
    case "overrides":
      return answerOverrides(solved, question, options, means);
    case "frontier":
      return answerFrontier(solved, question, options, means);
    case "alternatives":
      return answerAlternatives(solved, question, options, means);
    case "returns":
      return answerReturns(solved, question, options, means);
    case "failure":
      return answerFailure(solved, question, options, means);
  }
  warm.sweep ??= groundOfSweep(solved, means);
  if (question.kind === "sweepable") return answerSweepable(warm.sweep);
  if (question.kind === "chunk") return answerChunk(warm.sweep, question, means);
  return answerSummary(warm.sweep, question);
}

function meansFor(asker: Asker, solver: Solver, version: string): Means {
  return {
    solver,
    version,
    stop: asker.stop,
    startProgress: (first) => {
      asker.tell({ words: first, done: null, total: null });
      return { say: (words) => asker.tell({ words }), end: () => undefined };
    },
    onReached: asker.tell,
    onCount: (words, done, total) => asker.tell({ words, done, total }),
  };
}

function withLaw({ plan, scenario, scenarios }: SentPlan, law: LawBook): PlanUnderLaw {
  return { base: { ...plan, scenarios }, plan, scenario, law };
}

function gone(id: string): Finding {
  return reportWork(
    "allocation_gone",
    { id },
    {
      found: `the allocation \`${id}\`, or the plan behind it, is no longer as it was`,
      expected: "an allocation that can be worked on",
      help: "Allocate again, and ask about the new allocation.",
    },
  );
}
