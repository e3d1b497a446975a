import { compareText } from "../base/findings.ts";
import { type FiscalYear, fiscalYears, type IsoDate } from "../base/fiscal.ts";
import { type Cents, cents } from "../base/money.ts";
import type { Initiative, Line, Package, Plan } from "../plan/plan.ts";
import type { Hold } from "./hold.ts";
import type { Law, LegalSubject, LineFacts, Moment } from "./law.ts";
import { actsOn, legalSubject } from "./subject.ts";

/** What a package of an initiative costs in one fiscal year, as the law is asked about it. */
export interface YearlyCost {
  readonly initiative: Initiative;
  readonly package: Package;
  /** What the law needs to know of the initiative; worked out when it is asked for. */
  subject(): LegalSubject;
  readonly year: FiscalYear;
  readonly amount: Cents;
  facts(account: string, amount: Cents): LineFacts;
}

/**
 * The cost of every package that may be funded, by fiscal year of the plan, from its earliest start; sorted by id.
 *
 * What keeps money waiting, and what cases still to be decided usually take, come before every other clock.
 */
export function* listCosts(
  plan: Plan,
  law: Pick<Law, "listHolds" | "usualDays">,
): Generator<YearlyCost> {
  const years = fiscalYears(plan.head.first_fiscal_year, plan.head.last_fiscal_year);
  const partners = new Map(plan.tables.partners.map((row) => [row.id, row]));
  const packages = Map.groupBy(plan.tables.packages, (row) => row.initiative);
  const lines = Map.groupBy(plan.tables.lines, (row) => row.package);
  const agreements = Map.groupBy(plan.tables.agreements, (row) => row.partner);
  const momentOf = listMoments(plan, law);
  const cases = Map.groupBy(plan.tables.cases, (row) => row.initiative ?? "");
  for (const initiative of sortById(plan.tables.initiatives)) {
    const partner = partners.get(initiative.partner);
    if (initiative.excluded || partner === undefined) continue;
    const options = sortById(packages.get(initiative.id) ?? []);
    const known = (agreements.get(partner.id) ?? []).filter((row) => actsOn(row, initiative));
    let subject: LegalSubject | undefined;
    const ask = () => {
      if (subject !== undefined) return subject;
      const own = options.flatMap((row) => lines.get(row.id) ?? []);
      subject = legalSubject(initiative, partner, own, known);
      return subject;
    };
    const facts = (account: string, amount: Cents): LineFacts => ({
      amount,
      agreements: known,
      units: initiative.units.length,
      cases: (cases.get(initiative.id) ?? []).map((row) => row.kind),
      ...momentOf(initiative.id, account),
    });
    for (const option of options) {
      for (const [offset, amount] of costsByOffset(lines.get(option.id) ?? [])) {
        const year = years.find((each) => each === initiative.earliest_start + offset);
        if (year === undefined) continue;
        yield { initiative, package: option, subject: ask, year, amount, facts };
      }
    }
  }
}

/** When each initiative could be paid by an account, by the plan's day, what holds it, and its cases. */
export function listMoments(
  plan: Plan,
  law: Pick<Law, "listHolds" | "usualDays">,
): (initiative: string, account: string) => Moment {
  const { as_of } = plan.head;
  const held = Map.groupBy(law.listHolds?.(plan) ?? [], (hold) => hold.initiative);
  const usualDays = law.usualDays?.(plan);
  return (initiative, account) => ({
    as_of,
    days_before: waitOf(held.get(initiative) ?? [], account, as_of),
    usual_days: usualDays?.(initiative),
  });
}

/** Calendar days from a day until the last hold frees an account's money, where the holds of all packages say when. */
function waitOf(holds: readonly Hold[], account: string, on: IsoDate): number {
  let most = 0;
  for (const { not_before: free, accounts, packages } of holds) {
    const touches = accounts.length === 0 || accounts.includes(account);
    if (free === null || packages.length > 0 || !touches) continue;
    most = Math.max(most, (Date.parse(free) - Date.parse(on)) / 86_400_000);
  }
  return most;
}

function sortById<R extends { readonly id: string }>(rows: readonly R[]): R[] {
  return [...rows].sort((a, b) => compareText(a.id, b.id));
}

function costsByOffset(rows: readonly Line[]): Map<number, Cents> {
  const costs = new Map<number, Cents>();
  for (const row of rows) {
    if (row.amount === 0) continue;
    costs.set(row.year_offset, cents((costs.get(row.year_offset) ?? 0) + row.amount));
  }
  return costs;
}
