import { compareText } from "../base/findings.ts";
import { type FiscalYear, fiscalYears } from "../base/fiscal.ts";
import { isDuty } from "../law/duties.ts";
import type { Eligibility, Law, Provision } from "../law/law.ts";
import { legalSubject } from "../law/subject.ts";
import { listMoments } from "../law/yearly-costs.ts";
import type { Initiative, Line, Package, Partner, Plan } from "../plan/plan.ts";

/** One way to fund an initiative inside the plan's years, lawful or not. */
export interface Option {
  readonly package: string;
  readonly start: FiscalYear;
  /** Unit: US cents, by year of the plan. */
  readonly costs: readonly number[];
  /** Whether in every year of cost some account may pay. */
  readonly lawful: boolean;
}

/** Years in which an account may not pay, with the provisions that say so. */
export interface Refusal {
  readonly account: string;
  readonly years: readonly FiscalYear[];
  readonly provisions: readonly Provision[];
}

/** An initiative as the law sees it over the plan's years. */
export interface Prospect {
  readonly initiative: Initiative;
  readonly partner: Partner;
  readonly options: readonly Option[];
  /** By year of the plan: accounts that may pay. */
  readonly accounts: readonly (readonly string[])[];
  /** Only for years in which an option has cost; sorted by account. */
  readonly refusals: readonly Refusal[];
  /** Provisions that would bar it, but are not checked; of accounts that may pay. */
  readonly doubts: readonly Provision[];
}

/** Every initiative that nobody excluded, with what the law lets happen. Sorted by id. */
export function listProspects(plan: Plan, law: Law): Prospect[] {
  const years = yearsOf(plan);
  const partners = new Map(plan.tables.partners.map((row) => [row.id, row]));
  const packages = Map.groupBy(plan.tables.packages, (row) => row.initiative);
  const lines = Map.groupBy(plan.tables.lines, (row) => row.package);
  const agreements = Map.groupBy(plan.tables.agreements, (row) => row.partner);
  const momentOf = listMoments(plan, law);
  return [...plan.tables.initiatives]
    .sort((a, b) => compareText(a.id, b.id))
    .flatMap((initiative) => {
      const partner = partners.get(initiative.partner);
      if (initiative.excluded || partner === undefined) return [];
      const own = packages.get(initiative.id) ?? [];
      const known = agreements.get(partner.id) ?? [];
      const subject = legalSubject(
        initiative,
        partner,
        own.flatMap((row) => lines.get(row.id) ?? []),
        known,
      );
      const ask: Ask = (account, year) =>
        law.eligible(account, subject, year, momentOf(initiative.id, account));
      return [makeProspect(initiative, partner, own, lines, ask, years)];
    });
}

/** The fiscal years of a plan; none when the last is before the first. */
export function yearsOf(plan: Plan): FiscalYear[] {
  return fiscalYears(plan.head.first_fiscal_year, plan.head.last_fiscal_year);
}

/** Whether an account may pay for one initiative in a year. */
type Ask = (account: string, year: FiscalYear) => Eligibility;

function makeProspect(
  initiative: Initiative,
  partner: Partner,
  packages: readonly Package[],
  lines: ReadonlyMap<string, readonly Line[]>,
  ask: Ask,
  years: readonly FiscalYear[],
): Prospect {
  const candidates = packages
    .filter(
      (row) => initiative.pinned_package === undefined || initiative.pinned_package === row.id,
    )
    .flatMap((row) => listOptions(initiative, row, lines.get(row.id) ?? [], years));
  const busy = years.map((_, index) => candidates.some((each) => (each.costs[index] ?? 0) > 0));
  const asked = [...new Set(initiative.accounts)].sort(compareText);
  const doubts = new Map<string, Provision>();
  const refused = new Map<string, { years: FiscalYear[]; provisions: Map<string, Provision> }>();
  const accounts = years.map((year, index) =>
    asked.filter((account) => {
      if (busy[index] !== true) return false;
      const answer = ask(account, year);
      if (answer.answer === "yes") {
        // What ends too early by a rule that is not sure is told of lines, with its days.
        const told = answer.warnings.filter((each) => !/\.two_clocks$/.test(each.rule));
        for (const each of told) if (!isDuty(each)) doubts.set(each.rule, each);
        return true;
      }
      const known = refused.get(account) ?? {
        years: [] as FiscalYear[],
        provisions: new Map<string, Provision>(),
      };
      known.years.push(year);
      for (const each of answer.provisions) known.provisions.set(each.rule, each);
      refused.set(account, known);
      return false;
    }),
  );
  return {
    initiative,
    partner,
    accounts,
    options: candidates.map((each) => ({
      ...each,
      lawful: each.costs.every((cost, index) => cost === 0 || (accounts[index] ?? []).length > 0),
    })),
    refusals: [...refused].map(([account, each]) => ({
      account,
      years: each.years,
      provisions: sortProvisions(each.provisions.values()),
    })),
    doubts: sortProvisions(doubts.values()),
  };
}

/** Provisions by rule. */
export function sortProvisions(provisions: Iterable<Provision>): Provision[] {
  return [...provisions].sort((a, b) => compareText(a.rule, b.rule));
}

function listOptions(
  initiative: Initiative,
  row: Package,
  lines: readonly Line[],
  years: readonly FiscalYear[],
): Omit<Option, "lawful">[] {
  const options: Omit<Option, "lawful">[] = [];
  for (const [first, start] of years.entries()) {
    if (start < initiative.earliest_start || start > initiative.latest_start) continue;
    const costs = years.map(() => 0);
    const inside = lines.every((line) => {
      const index = first + line.year_offset;
      if (line.amount > 0 && index >= years.length) return false;
      costs[index] = (costs[index] ?? 0) + line.amount;
      return true;
    });
    if (inside && costs.some((cost) => cost > 0)) options.push({ package: row.id, start, costs });
  }
  return options;
}
