import type { Allocation } from "../allocate/allocation.ts";
import { type Cents, sumCents } from "../base/money.ts";
import { initiativesOf, lookUpRows, trancheOf } from "../casework/plan-rows.ts";
import type { LawBook } from "../law/book.ts";
import type { Hold } from "../law/hold.ts";
import type { Case, Plan } from "../plan/plan.ts";
import type { Means } from "./means.ts";
import type { PlanUnderLaw } from "./plan-under-law.ts";
import { type SolveOptions, solvePlan } from "./solve-plan.ts";

/** The best plan under one outcome of a case. */
export interface CaseOutcome {
  /** Unit: value points; proven to be at most `bound`. */
  readonly value: number;
  readonly bound: number;
  /** What the case's initiatives are paid, over all years. */
  readonly paid: Cents;
}

/** What hangs on a case: the best plan if it is cleared, and if it is refused, both solved. */
export interface CaseCost {
  readonly case: string;
  readonly initiatives: readonly string[];
  /** Nothing where no plan keeps every rule. */
  readonly cleared: CaseOutcome | null;
  readonly refused: CaseOutcome | null;
}

/**
 * Solves a plan with a case cleared and with it refused.
 *
 * Refused: its initiatives get nothing; of a condition with a tranche, the tranche is withheld. `null` where the case
 * decides no money of the plan, or the work was stopped.
 */
export async function priceCase(
  input: PlanUnderLaw,
  row: Case,
  options: SolveOptions,
  means: Means,
): Promise<CaseCost | null> {
  const rows = lookUpRows(input.plan);
  const tranche = trancheOf(rows, row);
  const touched = tranche === undefined ? initiativesOf(rows, row).map(({ id }) => id) : [];
  if (touched.length === 0 && tranche === undefined) return null;
  const { law } = input;
  const solve = async (one: PlanUnderLaw, words: string): Promise<CaseOutcome | null> => {
    const result = await solvePlan(one, options, means, words);
    return result.kind === "solved" ? outcomeOf(result.solved.allocation, touched) : null;
  };
  const settled = law.settlePlan?.(input.plan) ?? input.plan;
  const withOutcome = (outcome: "certified" | "withheld"): Plan =>
    tranche === undefined ? settled : withTranche(settled, tranche.id, outcome);
  const under = (plan: Plan, held: readonly Hold[]): PlanUnderLaw => ({
    ...input,
    plan,
    law: withHolds(law, row.id, held),
  });
  const cleared = await solve(under(withOutcome("certified"), []), "Solving with the case cleared");
  if (means.stop.aborted) return null;
  const refusal = touched.map((initiative) => refusalOf(row, initiative));
  const refused = await solve(under(withOutcome("withheld"), refusal), "Solving with it refused");
  return means.stop.aborted ? null : { case: row.id, initiatives: touched, cleared, refused };
}

/** The law under which a case holds what is given, and all others hold what they do. */
function withHolds(law: LawBook, id: string, held: readonly Hold[]): LawBook {
  const others = (plan: Plan) =>
    (law.listHolds?.(plan) ?? []).filter(({ row }) => row !== `cases/${id}`);
  return { ...law, listHolds: (plan) => [...others(plan), ...held], settlePlan: (plan) => plan };
}

function refusalOf(row: Case, initiative: string): Hold {
  return {
    ...{ effect: "blocked", initiative, packages: [], lines: [], accounts: [], not_before: null },
    ...{ row: `cases/${row.id}`, assumed: true, citation: "", mark: "unsure" },
    because: `\`${row.id}\` is supposed to be refused.`,
  } satisfies Hold;
}

function withTranche(plan: Plan, id: string, outcome: "certified" | "withheld"): Plan {
  const directives = plan.tables.directives.map((one) =>
    one.id === id ? { ...one, outcome } : one,
  );
  return { ...plan, tables: { ...plan.tables, directives } };
}

function outcomeOf(
  { value, bound, payments }: Allocation,
  touched: readonly string[],
): CaseOutcome {
  const own = payments.filter(({ initiative }) => touched.includes(initiative));
  return { value, bound, paid: sumCents(own.map(({ amount }) => amount)) };
}
