import { compareText } from "../../base/findings.ts";
import { type FiscalYear, fiscalYear, fiscalYears } from "../../base/fiscal.ts";
import type { Law, LegalSubject } from "../../law/law.ts";
import { listMoments } from "../../law/yearly-costs.ts";
import type { Initiative, Package, Partner, Plan } from "../../plan/plan.ts";
import type { Choice } from "../allocation.ts";

/**
 * A plan as the check reads it: rows by id, costs by package, the accounts that may pay.
 *
 * Money is in whole cents as `bigint`, so that no sum is ever rounded, whatever it holds.
 */
export interface Reading {
  readonly plan: Plan;
  readonly law: Law;
  readonly years: readonly FiscalYear[];
  readonly initiatives: ReadonlyMap<string, Initiative>;
  readonly partners: ReadonlyMap<string, Partner>;
  readonly packages: ReadonlyMap<string, Package>;
  readonly packagesOf: ReadonlyMap<string, readonly Package[]>;
  /** Package id → years after the start → cents of the whole, first years first; years without cost are absent. */
  readonly costs: ReadonlyMap<string, ReadonlyMap<number, bigint>>;
  /** The initiatives that some limit names. */
  readonly named: ReadonlySet<string>;
  /** Whether the law lets the account pay for the initiative in that year. */
  readonly isLawful: (initiative: Initiative, account: string, year: FiscalYear) => boolean;
}

/** Reads a plan for the check.   Errors: throws a RangeError where the plan's own check was skipped. */
export function readForVerify(unsettled: Plan, law: Law): Reading {
  const plan = law.settlePlan?.(unsettled) ?? unsettled;
  const { tables, head } = plan;
  const partners = new Map(tables.partners.map((row) => [row.id, row]));
  const packagesOf = Map.groupBy(tables.packages, (row) => row.initiative);
  const linesOf = Map.groupBy(tables.lines, (line) => line.package);
  const costs = new Map(
    tables.packages.map((row) => [row.id, costsOf(linesOf.get(row.id) ?? [])] as const),
  );
  const agreementsOf = Map.groupBy(tables.agreements, (row) => row.partner);
  const subjectOf = (initiative: Initiative): LegalSubject => {
    const lines = (packagesOf.get(initiative.id) ?? []).flatMap((row) => linesOf.get(row.id) ?? []);
    const { id, iso3, bureau, kind } = findRow(partners, initiative.partner, "partner");
    return {
      partner: { id, iso3, bureau, kind },
      purpose: initiative.purpose,
      recipient: initiative.recipient,
      instrument: initiative.instrument,
      lineKinds: [...new Set(lines.map((line) => line.kind))].sort(compareText),
      // Made-up agreements act on no real initiative.
      agreements: (agreementsOf.get(id) ?? []).filter(
        (row) => !row.illustrative || initiative.illustrative,
      ),
    };
  };
  return {
    plan,
    law,
    years: fiscalYears(head.first_fiscal_year, head.last_fiscal_year),
    initiatives: new Map(tables.initiatives.map((row) => [row.id, row])),
    partners,
    packages: new Map(tables.packages.map((row) => [row.id, row])),
    packagesOf,
    costs,
    named: new Set(tables.limits.flatMap((row) => row.initiatives)),
    isLawful: rememberLawful(law, subjectOf, listMoments(plan, law)),
  };
}

/** A row that a checked plan must have.   Errors: throws a RangeError when it is absent. */
export function findRow<T>(rows: ReadonlyMap<string, T>, id: string, what: string): T {
  const row = rows.get(id);
  if (row === undefined) throw new RangeError(`the plan was not checked: no ${what} \`${id}\``);
  return row;
}

/**
 * The share of its package that a choice funds.   Unit: percent.
 *
 * Where no plan could have such a share, the whole: that it is wrong is a finding of its own.
 */
export function percentOf({ share = 1 }: Choice): number {
  return share > 0 && share <= 1 ? Math.round(share * 100) : 100;
}

/**
 * What a choice costs in each fiscal year.   Unit: cents; years without cost are absent.
 *
 * Of a share: what is spent by the end of a year is the share of what the whole has cost by then, to the nearest
 * cent, and of two the higher.
 */
export function costsOfChoice(reading: Reading, choice: Choice): ReadonlyMap<number, bigint> {
  const whole = reading.costs.get(choice.package) ?? new Map<number, bigint>();
  const percent = BigInt(percentOf(choice));
  const costs = new Map<number, bigint>();
  let asked = 0n;
  let spent = 0n;
  for (const [offset, amount] of whole) {
    asked += amount;
    const cost = (2n * asked * percent + 100n) / 200n - spent;
    spent += cost;
    if (cost > 0n) costs.set(choice.start + offset, cost);
  }
  return costs;
}

/**
 * The shares at which the plan lets an initiative's packages be funded; `undefined` is the whole.
 *
 * What is pinned: the pinned share only. Else the whole, and the tenths from the least share.
 */
export function listShares(initiative: Initiative): readonly (number | undefined)[] {
  const { pinned_package: pinned, pinned_share: share, least_share: least } = initiative;
  if (pinned !== undefined) return [share === 1 ? undefined : share];
  const parts: (number | undefined)[] = [undefined];
  for (let percent = 90; percent >= 10 && least !== undefined; percent -= 10) {
    if (percent / 100 >= least) parts.push(percent / 100);
  }
  return parts;
}

/** The accounts that an initiative names and the law allows in a year, sorted. */
export function listPayers(
  reading: Reading,
  initiative: Initiative,
  year: FiscalYear,
): readonly string[] {
  return [...new Set(initiative.accounts)]
    .filter((account) => reading.isLawful(initiative, account, year))
    .sort(compareText);
}

/** Every possible choice of an initiative by itself; none when it is excluded. */
export function listPossibleChoices(reading: Reading, initiative: Initiative): readonly Choice[] {
  if (initiative.excluded) return [];
  const choices: Choice[] = [];
  for (const row of reading.packagesOf.get(initiative.id) ?? []) {
    for (let start: number = initiative.earliest_start; start <= initiative.latest_start; start++) {
      for (const share of listShares(initiative)) {
        const part = share === undefined ? {} : { share };
        const choice = { initiative: initiative.id, package: row.id, start: fiscalYear(start) };
        if (isPossible(reading, initiative, { ...choice, ...part })) {
          choices.push({ ...choice, ...part });
        }
      }
    }
  }
  return choices;
}

/** Whether a choice costs something, only in years of the plan, and only where some account may pay. */
function isPossible(reading: Reading, initiative: Initiative, choice: Choice): boolean {
  const years = [...costsOfChoice(reading, choice).keys()].map(fiscalYear);
  return (
    years.length > 0 &&
    years.every(
      (year) => reading.years.includes(year) && listPayers(reading, initiative, year).length > 0,
    )
  );
}

function costsOf(lines: readonly { year_offset: number; amount: number }[]) {
  const costs = new Map<number, bigint>();
  for (const { year_offset: offset, amount } of lines) {
    if (amount !== 0) costs.set(offset, (costs.get(offset) ?? 0n) + BigInt(amount));
  }
  return new Map([...costs].sort(([a], [b]) => a - b));
}

/** Asks the law once for each kind of subject: thousands of initiatives share a few hundred. */
function rememberLawful(
  law: Law,
  subjectOf: (initiative: Initiative) => LegalSubject,
  momentOf: ReturnType<typeof listMoments>,
) {
  const subjects = new Map<string, { subject: LegalSubject; answers: Map<string, boolean> }>();
  const subjectsByInitiative = new Map<
    string,
    { subject: LegalSubject; answers: Map<string, boolean> }
  >();
  const find = (initiative: Initiative) => {
    const known = subjectsByInitiative.get(initiative.id);
    if (known) return known;
    const subject = subjectOf(initiative);
    const key = JSON.stringify(subject);
    const entry = subjects.get(key) ?? { subject, answers: new Map<string, boolean>() };
    subjects.set(key, entry);
    subjectsByInitiative.set(initiative.id, entry);
    return entry;
  };
  return (initiative: Initiative, account: string, year: FiscalYear): boolean => {
    const { subject, answers } = find(initiative);
    const moment = momentOf(initiative.id, account);
    // What cases usually take never blocks, so that only what is known of them tells answers apart.
    const key = `${account}/${year}/${moment.days_before}`;
    const known = answers.get(key);
    if (known !== undefined) return known;
    const answer = law.eligible(account, subject, year, moment).answer === "yes";
    answers.set(key, answer);
    return answer;
  };
}
