import { type Frontier, traceFrontier } from "../allocate/explore/frontier.ts";
import type { FrontierAxis, RiskMeasure } from "../allocate/explore/frontier-axis.ts";
import { findRisky, moneyBefore } from "../allocate/explore/frontier-plan.ts";
import { compareText } from "../base/findings.ts";
import type { FiscalYear } from "../base/fiscal.ts";
import { type FrontierReport, reportFrontier } from "../report/explore/frontier.ts";
import { labelsOf } from "../report/rows.ts";
import { startSession } from "./explain-plan.ts";
import type { Means } from "./means.ts";
import { accountTitles } from "./plan-under-law.ts";
import type { SolvedPlan, SolveOptions } from "./solve-plan.ts";

/** What value is traded against. */
export interface FrontierAsked {
  readonly against: FrontierAxis["kind"];
  /** Share: the region. */
  readonly bureau?: string;
  /** Share: only the money of these accounts; all for none. */
  readonly account: readonly string[];
  /** Share: only in this year. */
  readonly year?: FiscalYear;
  /** Share: at most so much, instead of at least. */
  readonly atMost?: boolean;
  /** Change: whose money. */
  readonly of: "regions" | "partners";
  readonly measure: RiskMeasure;
  readonly points: number;
}

/** The frontier with what is said of it; or, in words, why there is nothing to trade. */
export type FrontierAnswer =
  | { readonly frontier: Frontier; readonly report: FrontierReport }
  | { readonly frontier: null; readonly sentence: string };

const noRisk: Readonly<Record<RiskMeasure, string>> = {
  assumptions:
    "No initiative rests on an assumption about a partner that is not known to hold, so there is no risk to trade.",
  confidence: "No initiative's effects are as doubtful as even, so there is no risk to trade.",
};

/** What the plan is worth as one rule is made stricter. The names are the plan's. */
export async function frontierOfPlan(
  solved: SolvedPlan,
  asked: FrontierAsked,
  options: SolveOptions,
  means: Means,
): Promise<FrontierAnswer> {
  const axis = axisOf(solved, asked);
  if (axis.kind === "risk" && axis.items.length === 0) {
    return { frontier: null, sentence: noRisk[asked.measure] };
  }
  const { session, end } = startSession(solved, options, means);
  const points = Math.max(2, asked.points);
  const frontier = await traceFrontier(session, { against: axis, points });
  end();
  const { plan, law } = solved.input;
  const labels = labelsOf(plan, accountTitles(law));
  return { frontier, report: reportFrontier(frontier, solved.problem, labels) };
}

function axisOf({ input, problem }: SolvedPlan, asked: FrontierAsked): FrontierAxis {
  if (asked.against === "risk") {
    const { measure } = asked;
    return { kind: "risk", measure, items: findRisky(input.plan, problem, measure) };
  }
  if (asked.against === "change") {
    const before = moneyBefore(input.plan, problem, asked.of);
    return { kind: "change", of: asked.of, before };
  }
  return {
    kind: "share",
    bureau: asked.bureau ?? "",
    accounts: asked.account.length === 0 ? null : [...new Set(asked.account)].sort(compareText),
    year: asked.year === undefined ? null : problem.years.indexOf(asked.year),
    sense: asked.atMost === true ? "at_most" : "at_least",
  };
}

/** A frontier as data, without the plans themselves. */
export function describeFrontier({ against, points, beyond, complete }: Frontier) {
  const axis =
    against.kind === "risk"
      ? { kind: against.kind, measure: against.measure, initiatives: against.items.length }
      : against.kind === "change"
        ? { kind: against.kind, of: against.of }
        : against;
  return {
    against: axis,
    points: points.map(({ allocation: _plan, ...point }) => point),
    beyond,
    complete,
  };
}
