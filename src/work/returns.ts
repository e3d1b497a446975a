import { type Returns, traceReturns } from "../allocate/explore/returns.ts";
import { type ReturnsReport, reportReturns } from "../report/explore/returns.ts";
import { labelsOf } from "../report/rows.ts";
import { startSession } from "./explain-plan.ts";
import type { Means } from "./means.ts";
import { accountTitles } from "./plan-under-law.ts";
import type { SolvedPlan, SolveOptions } from "./solve-plan.ts";

/** What more or less money would do, with what is said of it. */
export interface ReturnsAnswer {
  readonly returns: Returns;
  readonly report: ReturnsReport;
}

/** What more or less money would do: all of it, an account's, a region's or a partner's. */
export async function returnsOfPlan(
  solved: SolvedPlan,
  asked: Parameters<typeof traceReturns>[1],
  options: SolveOptions,
  means: Means,
): Promise<ReturnsAnswer> {
  const { session, end } = startSession(solved, options, means);
  const returns = await traceReturns(session, asked);
  end();
  const { plan, law } = solved.input;
  const labels = labelsOf(plan, accountTitles(law));
  return { returns, report: reportReturns(returns, solved.problem, labels) };
}

/** Return curves as data, without the plans themselves. */
export function describeReturns({ by, curves, left_out, complete }: Returns) {
  return {
    by,
    curves: curves.map(({ points, ...curve }) => ({
      ...curve,
      points: points.map(({ allocation: _plan, ...point }) => point),
    })),
    left_out,
    complete,
  };
}
