import { compareText } from "../../base/findings.ts";
import { type Cents, cents } from "../../base/money.ts";
import type { Allocation } from "../allocation.ts";
import {
  type ExplainSession,
  mapSideBySide,
  solveAgain,
  solveRelaxed,
} from "../explain/session.ts";
import type { Problem } from "../problem.ts";
import { moneyByYear } from "./frontier-axis.ts";
import { type ReturnsBy, withBudget, withMoneyFor } from "./returns-problem.ts";
import { type Shift, shiftBetween } from "./returns-shift.ts";

/** Whose money to vary, and by how much. */
export interface ReturnsScope {
  readonly by: ReturnsBy;
  /** Only these accounts, bureaus or partners; those with the most money when absent. */
  readonly names?: readonly string[];
  /** Factors on the present money; the present one need not be among them. Defaults hang on `by`. */
  readonly steps?: readonly number[];
  /** How many curves are traced when nobody names any. */
  readonly most?: number;
}

/** The best plan with so much money. */
export interface ReturnPoint {
  /** Times the present money. */
  readonly factor: number;
  /** Unit: US cents over all years. */
  readonly amount: Cents;
  /** Unit: value points, of the best plan found with this much or less, and the proven bound. */
  readonly value: number;
  readonly bound: number;
  readonly allocation: Allocation;
}

/** The worth of the plan by the money of one account, region or partner, or of all. */
export interface ReturnCurve {
  /** Account code, bureau or partner id; empty for the whole budget. */
  readonly id: string;
  /** The present money over all years: what an account holds, what a region or partner is paid. */
  readonly amount: Cents;
  /** By rising factor, the present plan among them; values and bounds never fall. */
  readonly points: readonly ReturnPoint[];
  /** Factors for which no plan was found, and whether it is proven that there is none. */
  readonly none: readonly { readonly factor: number; readonly proven: boolean }[];
  /** From the present plan to the next step up: where more money goes. */
  readonly next: Shift | null;
  /** From the next step down to the present plan: what the last money pays for. */
  readonly last: Shift | null;
}

/** Return curves: what the plan would be worth with less or more money. */
export interface Returns {
  readonly by: ReturnsBy;
  /** The most money first. */
  readonly curves: readonly ReturnCurve[];
  /** How many more have money and were not traced. */
  readonly left_out: number;
  /** False where somebody stopped the work; the points that are there still hold. */
  readonly complete: boolean;
}

/** The factors when nobody gives any. Few partners can use a tenth more: their programs come whole. */
export const defaultSteps: Readonly<Record<ReturnsBy, readonly number[]>> = {
  budget: [0.8, 0.85, 0.9, 0.95, 1.05, 1.1, 1.15, 1.2],
  account: [0.8, 0.9, 1.1, 1.2],
  bureau: [0.8, 0.9, 1.1, 1.2],
  partner: [0.5, 0.75, 1.25, 1.5],
};

/** How many curves are traced when nobody says. */
export const defaultCurves = 8;

/** Something whose money is varied. */
interface Subject {
  readonly id: string;
  readonly amount: Cents;
  readonly withFactor: (factor: number) => Problem;
}

/**
 * What the plan would be worth with less or more money: all of it, or that of an account, a region or a partner.
 *
 * An account has `factor` times its money in every year. A region or partner may have `factor` times what it is paid
 * in every year, in money that nobody else gives up or gets (see {@link withMoneyFor}). A plan that holds with less
 * money holds with more, and a bound with more money holds with less, so the better of those stand at each factor.
 */
export async function traceReturns(asked: ExplainSession, scope: ReturnsScope): Promise<Returns> {
  const session = { ...asked, rough: true };
  const all = listSubjects(session, scope.by).sort(
    (a, b) => b.amount - a.amount || compareText(a.id, b.id),
  );
  const subjects =
    scope.names === undefined
      ? all.filter(({ amount }) => amount > 0).slice(0, scope.most ?? defaultCurves)
      : all.filter(({ id }) => scope.names?.includes(id));
  const steps = [...new Set(scope.steps ?? defaultSteps[scope.by])].sort((a, b) => a - b);
  const less = steps.filter((factor) => factor < 1);
  const more = steps.filter((factor) => factor > 1);
  const runs = subjects.flatMap((subject) => [
    { subject, factors: subject.amount > 0 ? less : [], start: null },
    { subject, factors: subject.amount > 0 ? more : [], start: session.allocation },
  ]);
  const tries = await solveRuns(session, runs);
  const curves = subjects.map((subject, index) =>
    toCurve(session, subject, [...(tries[2 * index] ?? []), ...(tries[2 * index + 1] ?? [])]),
  );
  const left_out = all.filter(({ amount }) => amount > 0).length - subjects.length;
  const complete = session.options.signal?.aborted !== true;
  return {
    by: scope.by,
    curves,
    left_out: scope.names === undefined ? left_out : 0,
    complete,
  };
}

/** Everything whose money can be varied: accounts with their money, regions and partners with what they are paid. */
function listSubjects({ problem, allocation }: ExplainSession, by: ReturnsBy): Subject[] {
  const budgetOf = (budget: readonly Cents[]) => budget.reduce((sum, amount) => sum + amount, 0);
  if (by === "budget") {
    const amount = problem.purses.reduce((sum, { budget }) => sum + budgetOf(budget), 0);
    const withFactor = (factor: number) => withBudget(problem, null, factor);
    return [{ id: "", amount: cents(amount), withFactor }];
  }
  if (by === "account") {
    return problem.purses.map(({ account, budget }) => ({
      id: account,
      amount: cents(budgetOf(budget)),
      withFactor: (factor) => withBudget(problem, account, factor),
    }));
  }
  const indexes = problem.items.map((item, index) => ({
    index,
    key: by === "bureau" ? item.bureau : item.initiative.partner,
  }));
  return [...Map.groupBy(indexes, ({ key }) => key)].map(([id, group]) => {
    const items = group.map(({ index }) => index);
    const paid = moneyByYear(problem, allocation, { items, accounts: null });
    return {
      id,
      amount: cents(paid.reduce((sum, amount) => sum + amount, 0)),
      withFactor: (factor) => withMoneyFor(problem, allocation, items, factor),
    };
  });
}

/** Rising factors of one subject, each solved from the plan of the factor before. */
interface Run {
  readonly subject: Subject;
  readonly factors: readonly number[];
  readonly start: Allocation | null;
}

/** What came of one factor. */
interface Try {
  readonly factor: number;
  readonly allocation: Allocation | null;
  readonly proven: boolean;
}

async function solveRuns(session: ExplainSession, runs: readonly Run[]): Promise<Try[][]> {
  const { onProgress, ...quiet } = session;
  const total = runs.reduce((sum, { factors }) => sum + factors.length, 0);
  let done = 0;
  return mapSideBySide(quiet, "", runs, async ({ subject, factors, start }) => {
    const tries: Try[] = [];
    let near = start;
    for (const factor of factors) {
      if (session.options.signal?.aborted) break;
      const problem = subject.withFactor(factor);
      const answer =
        near === null
          ? await solveAgain(quiet, problem)
          : await solveRelaxed({ ...quiet, allocation: near }, problem);
      onProgress?.("Solving with other money", ++done, total);
      if (answer.kind === "allocation") near = answer.allocation;
      // What was stopped says nothing of what there is.
      else if (answer.kind === "nothing_found" && answer.ended === "stopped") break;
      const allocation = answer.kind === "allocation" ? answer.allocation : null;
      tries.push({ factor, allocation, proven: answer.kind === "infeasible" });
    }
    return tries;
  });
}

function toCurve(session: ExplainSession, subject: Subject, tries: readonly Try[]): ReturnCurve {
  const { allocation: present, problem } = session;
  const found = [...tries, { factor: 1, allocation: present, proven: false }]
    .flatMap(({ factor, allocation }) => (allocation === null ? [] : [{ factor, allocation }]))
    .sort((a, b) => a.factor - b.factor);
  const points = found.map(({ factor }, place): ReturnPoint => {
    // The first of equal worth, so that no money is spent that does nothing.
    const [best = present] = found
      .slice(0, place + 1)
      .map((one) => one.allocation)
      .sort((a, b) => b.value - a.value);
    const bounds = found.slice(place).map((one) => one.allocation.bound);
    const amount = cents(Math.round(subject.amount * factor));
    const bound = Math.max(best.value, Math.min(...bounds));
    return { factor, amount, value: best.value, bound, allocation: best };
  });
  const now = points.findIndex(({ factor }) => factor === 1);
  const up = points[now + 1];
  const down = points[now - 1];
  return {
    id: subject.id,
    amount: subject.amount,
    points,
    none: tries
      .filter(({ allocation }) => allocation === null)
      .map(({ factor, proven }) => ({ factor, proven })),
    next: up === undefined ? null : shiftBetween(problem, present, up.allocation),
    last: down === undefined ? null : shiftBetween(problem, down.allocation, present),
  };
}
