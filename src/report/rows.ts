import type { Allocation } from "../allocate/allocation.ts";
import { matches } from "../allocate/choice.ts";
import type { Candidate, Problem } from "../allocate/problem.ts";
import { compareText } from "../base/findings.ts";
import type { FiscalYear } from "../base/fiscal.ts";
import type { Cents } from "../base/money.ts";
import type { Plan } from "../plan/plan.ts";
import { showRegion } from "./words.ts";

/** One payment with what a reader asks of it. A dollar of the allocation stands in exactly one row. */
export interface FundedRow {
  readonly initiative: string;
  readonly name: string;
  readonly partner: string;
  readonly bureau: string;
  readonly account: string;
  readonly fiscal_year: FiscalYear;
  readonly amount: Cents;
  readonly kind: "continuing" | "proposal";
  readonly illustrative: boolean;
  readonly focus: string;
  readonly domain: string;
  /** The leaf objective to which the chosen package contributes most; `null` where it serves none. */
  readonly objective: string | null;
}

/** The names that a reader knows things by. */
export interface Labels {
  readonly partner: (id: string) => string;
  readonly objective: (id: string) => string;
  /** The goal above an objective, in words; the objective itself at the top. */
  readonly goal: (id: string) => string;
  readonly account: (code: string) => string;
  readonly region: (bureau: string) => string;
}

/** The names in a plan; `titles` are those of the accounts, from the authority catalogue. */
export function labelsOf(plan: Plan, titles: ReadonlyMap<string, string>): Labels {
  const partners = new Map(plan.tables.partners.map((row) => [row.id, row.name]));
  const objectives = new Map(plan.tables.objectives.map((row) => [row.id, row]));
  const goal = (id: string): string => {
    let row = objectives.get(id);
    const seen = new Set<string>();
    while (row && row.level !== "goal" && row.parent !== undefined && !seen.has(row.id)) {
      seen.add(row.id);
      row = objectives.get(row.parent) ?? row;
    }
    return row?.name ?? id;
  };
  return {
    partner: (id) => partners.get(id) ?? id,
    objective: (id) => objectives.get(id)?.name ?? id,
    goal,
    account: (code) => {
      const title = titles.get(code);
      return title === undefined ? code : `${title} (${code})`;
    },
    region: showRegion,
  };
}

/** Every payment of an allocation as a row, in the order of the allocation. */
export function fundedRows(
  plan: Plan,
  problem: Problem,
  allocation: Allocation,
): readonly FundedRow[] {
  const initiatives = new Map(plan.tables.initiatives.map((row) => [row.id, row]));
  const bureaus = new Map(plan.tables.partners.map((row) => [row.id, row.bureau]));
  const served = servedObjectives(problem, allocation);
  return allocation.payments.map((payment) => {
    const initiative = initiatives.get(payment.initiative);
    if (!initiative) throw new RangeError(`payment to an unknown initiative ${payment.initiative}`);
    return {
      initiative: payment.initiative,
      name: initiative.name,
      partner: initiative.partner,
      bureau: bureaus.get(initiative.partner) ?? "GLOBAL",
      account: payment.account,
      fiscal_year: payment.fiscal_year,
      amount: payment.amount,
      kind: initiative.kind,
      illustrative: initiative.illustrative,
      focus: initiative.focus,
      domain: initiative.domain,
      objective: served.get(payment.initiative) ?? null,
    };
  });
}

/** The objective that each funded initiative serves most. */
function servedObjectives(problem: Problem, allocation: Allocation): Map<string, string | null> {
  const items = new Map(problem.items.map((item) => [item.initiative.id, item]));
  const served = new Map<string, string | null>();
  for (const choice of allocation.choices) {
    const candidate = items.get(choice.initiative)?.candidates.find((one) => matches(choice, one));
    served.set(choice.initiative, candidate ? mostServed(candidate) : null);
  }
  return served;
}

/** The objective with the largest effect; of equal ones, the first by id. */
function mostServed(candidate: Candidate): string | null {
  let best: string | null = null;
  let most = 0;
  for (const [objective, effect] of [...candidate.effects].sort((a, b) =>
    compareText(a[0], b[0]),
  )) {
    if (effect > most) {
      best = objective;
      most = effect;
    }
  }
  return best;
}
