import type { FiscalYear } from "../base/fiscal.ts";
import { zeroCents } from "../base/money.ts";
import type { Judgment, Law } from "../law/law.ts";
import { listCosts, type YearlyCost } from "../law/yearly-costs.ts";
import type { Plan } from "../plan/plan.ts";

/** Whether the notice and the other clocks of an initiative run before its money ends. */
export interface LeadTime {
  /** Whether some account that is asked leaves the time. */
  readonly inTime: boolean;
  /** What the law's check says. */
  readonly says: string;
  readonly citation: string;
}

/**
 * The two clocks of each initiative in its first year of cost, by its id; absent where the law says nothing of them.
 *
 * It is in time where one account that is asked is in time, since the allocation chooses the account. Later years leave
 * more time; where an authority ends before them, the check of the lines tells it.
 */
export function readLeadTimes(plan: Plan, law: Law): ReadonlyMap<string, LeadTime> {
  const { judgeLine } = law;
  if (judgeLine === undefined) return new Map();
  const known = new Map<string, readonly Judgment[]>();
  const read = new Map<string, LeadTime>();
  const usual = new Map<unknown, number>();
  for (const cost of firstCosts(plan, law)) {
    const { initiative, subject, year, facts } = cost;
    const judged = initiative.accounts.flatMap((account) => {
      const asked = facts(account, zeroCents);
      if (!usual.has(asked.usual_days)) usual.set(asked.usual_days, usual.size);
      const key = keyOf(cost, account, year, `${asked.days_before} ${usual.get(asked.usual_days)}`);
      const judgments = known.get(key) ?? judgeLine(account, subject(), year, asked);
      known.set(key, judgments);
      return judgments.filter(({ check }) => check === "two_clocks");
    });
    const late = judged.filter(({ effect }) => effect !== "allows");
    const inTime = late.length < judged.length;
    const [first] = inTime ? judged.filter(({ effect }) => effect === "allows") : late;
    if (first === undefined) continue;
    const says = `FY${year}: ${first.found}; ${first.expected}`;
    read.set(initiative.id, { inTime, says, citation: first.citation });
  }
  return read;
}

/** The first year in which each initiative costs something. */
function firstCosts(plan: Plan, law: Law): readonly YearlyCost[] {
  const first = new Map<string, YearlyCost>();
  for (const cost of listCosts(plan, law)) {
    const before = first.get(cost.initiative.id);
    if (before === undefined || cost.year < before.year) first.set(cost.initiative.id, cost);
  }
  return [...first.values()];
}

/** Lines of one key are judged alike, so that most need no question of their own. */
function keyOf(
  { initiative, subject }: YearlyCost,
  account: string,
  year: FiscalYear,
  when: string,
): string {
  const { partner, purpose, recipient, instrument } = initiative;
  const what = `${purpose}\n${recipient}\n${instrument}\n${subject().lineKinds.join()}`;
  return `${account}\n${partner}\n${year}\n${when}\n${what}`;
}
