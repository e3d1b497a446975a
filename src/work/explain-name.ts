import type { Price, Reason } from "../allocate/answers.ts";
import { measureCloseness } from "../allocate/explain/duals.ts";
import { priceRules } from "../allocate/explain/price.ts";
import { explainInitiative } from "../allocate/explain/reason.ts";
import type { ReasonRow } from "../allocate/explain/reason-row.ts";
import { explainRow } from "../allocate/explain/reason-table.ts";
import { listFamilies } from "../allocate/explain/rule-family.ts";
import { isSmall } from "../allocate/explain/session.ts";
import type { Directive } from "../plan/plan.ts";
import {
  answerDirective,
  type DirectiveAnswer,
  supposed,
  supposeOf,
} from "../report/directive-answer.ts";
import { startSession } from "./explain-plan.ts";
import type { Means } from "./means.ts";
import { type SolvedPlan, type SolveOptions, solvePlan } from "./solve-plan.ts";

/** Why something is as it is, and what would change it. */
export type NameAnswer =
  /** Of an initiative. `row` says what is proven, in a plan too large for every figure to be exact. */
  | { readonly kind: "initiative"; readonly reason: Reason; readonly row: ReasonRow | null }
  /** Of a directive, a limit or an account; no prices where no money of the plan is in its scope. */
  | { readonly kind: "rule"; readonly prices: readonly Price[] }
  /** Of a directive that is no rule today: what it would change if it were. */
  | { readonly kind: "supposed"; readonly directive: DirectiveAnswer };

/**
 * Why an initiative is funded or not, or what a directive, a limit or an account costs.
 *
 * The name is one of the plan's.
 */
export async function explainName(
  solved: SolvedPlan,
  name: string,
  options: SolveOptions,
  means: Means,
): Promise<NameAnswer> {
  const item = solved.problem.items.findIndex(({ initiative }) => initiative.id === name);
  if (item >= 0) return explainItem(solved, item, options, means);
  const directive = solved.input.plan.tables.directives.find(({ id }) => id === name);
  const inForce = directive?.kind !== "withhold" && directive?.force !== "report";
  if (directive !== undefined && !inForce) {
    return supposeDirective(solved, directive, options, means);
  }
  const known = listFamilies(solved.problem).some(({ ids }) => ids.includes(name));
  if (!known) return { kind: "rule", prices: [] };
  const { session, end } = startSession(solved, options, means);
  const prices = await priceRules(session, { ids: [name], solveTop: 1, solveEnds: true });
  end();
  return { kind: "rule", prices };
}

async function explainItem(
  solved: SolvedPlan,
  item: number,
  options: SolveOptions,
  means: Means,
): Promise<NameAnswer> {
  const { session, end } = startSession(solved, options, means);
  const closeness = await measureCloseness(session);
  // In a small plan every figure is exact; in a large one it is worth knowing what is proven.
  const row = isSmall(session.problem) ? null : await explainRow(session, closeness, item);
  const reason = await explainInitiative(session, closeness, item, row ?? undefined);
  end();
  return { kind: "initiative", reason, row };
}

async function supposeDirective(
  { input, allocation }: SolvedPlan,
  directive: Directive,
  options: SolveOptions,
  means: Means,
): Promise<NameAnswer> {
  const directives = input.plan.tables.directives.map((row) =>
    row.id === directive.id ? supposed(row) : row,
  );
  const plan = { ...input.plan, tables: { ...input.plan.tables, directives } };
  const words = `Solving again, supposing that ${directive.name} is ${supposeOf(directive)}`;
  const again = await solvePlan({ ...input, plan }, options, means, words);
  const then = again.kind === "solved" ? again.solved.allocation : null;
  return { kind: "supposed", directive: answerDirective(directive, allocation, then) };
}
