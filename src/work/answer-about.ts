import { defaultAlternatives } from "../allocate/explore/alternatives.ts";
import { listDecisions, withoutDecisions } from "../allocate/explore/overrides-plan.ts";
import { defaultCurves } from "../allocate/explore/returns.ts";
import type { Finding } from "../base/findings.ts";
import { findNearest } from "../base/ids.ts";
import { reportOverrides } from "../report/explore/overrides.ts";
import { alternativesOfPlan } from "./alternatives.ts";
import { solveWithout } from "./assumption-failure.ts";
import { explainName } from "./explain-name.ts";
import { reportWork } from "./finding-kinds.ts";
import { frontierOfPlan } from "./frontier.ts";
import type { Means } from "./means.ts";
import { pricesOfOverrides } from "./overrides.ts";
import { pricesOfRules, solvedRules } from "./price-rules.ts";
import type { Answered, Answers, Questions } from "./questions.ts";
import { returnsOfPlan } from "./returns.ts";
import { type SolvedPlan, type SolveOptions, solvePlan } from "./solve-plan.ts";

type About<K extends keyof Questions> = (
  solved: SolvedPlan,
  asked: Questions[K],
  options: SolveOptions,
  means: Means,
) => Promise<Answers[K]>;

/** Why something is as it is in an allocation, and what would change it. */
export const answerWhy: About<"why"> = async (solved, { about }, options, means) => {
  const { initiatives, directives, limits, resources } = solved.input.plan.tables;
  const known = [
    ...[...initiatives, ...directives, ...limits].map(({ id }) => id),
    ...new Set(resources.map(({ account }) => account)),
  ];
  if (!known.includes(about)) return refuse(unknown("what is asked about", about, known));
  const answer = await explainName(solved, about, options, means);
  if (means.stop.aborted) return stopped;
  if (answer.kind === "supposed") return give({ directive: answer.directive });
  if (answer.kind === "rule") return give({ prices: answer.prices });
  return give({ reason: answer.reason, row: answer.row });
};

/** What a dollar more or less of every rule is worth. */
export const answerPrices: About<"prices"> = async (solved, _asked, options, means) => {
  const { report } = await pricesOfRules(solved, { solve: solvedRules }, options, means);
  return means.stop.aborted ? stopped : give(report);
};

/** What each decision of people costs, and all together, against the plan without them. */
export const answerOverrides: About<"overrides"> = async (solved, _asked, options, means) => {
  const decided = listDecisions(solved.input.plan);
  if (decided.length === 0) return refuse(nobodyDecided());
  const free = { ...solved.input, plan: withoutDecisions(solved.input.plan) };
  const words = "Solving again without the decisions of people";
  const result = await solvePlan(free, options, means, words);
  if (means.stop.aborted) return stopped;
  if (result.kind !== "solved")
    return { answer: null, findings: [withoutThem(), ...result.findings] };
  const priced = await pricesOfOverrides(result.solved, decided, options, means);
  return priced === null ? stopped : give(reportOverrides(free.plan, priced.prices));
};

/** What the plan is worth as one rule is made stricter. */
export const answerFrontier: About<"frontier"> = async (solved, asked, options, means) => {
  const { against, bureau, points } = asked;
  const bureaus = [...new Set<string>(solved.input.plan.tables.partners.map((row) => row.bureau))];
  if (against === "share" && (bureau === undefined || !bureaus.includes(bureau))) {
    return refuse(unknown("the bureau", bureau ?? "none", bureaus.sort()));
  }
  const all = { against, account: [], of: "regions", measure: "assumptions", points } as const;
  const whole = bureau === undefined ? all : { ...all, bureau };
  const answer = await frontierOfPlan(solved, whole, options, means);
  return give({ report: answer.frontier === null ? null : answer.report });
};

/** Other plans, nearly as good. */
export const answerAlternatives: About<"alternatives"> = async (
  solved,
  { count, loss },
  options,
  means,
) => {
  const asked = { loss_ratio: loss, count, tries: defaultAlternatives.tries };
  return give((await alternativesOfPlan(solved, asked, options, means)).part);
};

/** What other budgets would do. */
export const answerReturns: About<"returns"> = async (solved, _asked, options, means) => {
  const asked = { by: "budget", most: defaultCurves } as const;
  return give((await returnsOfPlan(solved, asked, options, means)).report);
};

/** What falls if an assumption fails, and the best plan without it. */
export const answerFailure: About<"failure"> = async (solved, { assumption }, options, means) => {
  const known = solved.input.plan.tables.assumptions.map(({ id }) => id);
  if (!known.includes(assumption)) return refuse(unknown("the assumption", assumption, known));
  const failure = await solveWithout(solved, assumption, options, means);
  return failure === null ? stopped : give(failure);
};

const stopped = { answer: null, findings: [] } as const;

/** An answer. */
export function give<T>(answer: T): Answered<T> {
  return { answer, findings: [] };
}

/** Why there is no answer. */
export function refuse(finding: Finding): Answered<never> {
  return { answer: null, findings: [finding] };
}

function unknown(what: string, name: string, known: readonly string[]): Finding {
  const nearest = findNearest(name, known);
  const some = known.slice(0, 8).map((one) => `\`${one}\``);
  return reportWork(
    "asked_unknown",
    { id: name },
    {
      found: `${what} is \`${name}\``,
      expected: "something that the plan has",
      help:
        nearest === undefined ? `There are: ${some.join(", ")}.` : `Did you mean \`${nearest}\`?`,
    },
  );
}

function nobodyDecided(): Finding {
  return reportWork(
    "nobody_decided",
    {},
    {
      found: "no initiative that somebody pinned or excluded",
      expected: "at least one decision to price",
      help: "Pin or exclude an initiative, allocate again, and ask then.",
    },
  );
}

function withoutThem(): Finding {
  return reportWork(
    "nothing_found",
    {},
    {
      found: "no allocation of the plan without the decisions of people",
      expected: "one to compare with",
      help: "Allocate a scenario without the decisions: it says what stands in the way.",
    },
  );
}
