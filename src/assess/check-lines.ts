import { compareText, type Finding, reporter } from "../base/findings.ts";
import type { FiscalYear } from "../base/fiscal.ts";
import { type Cents, sumCents, zeroCents } from "../base/money.ts";
import type { Judgment, Law, LegalSubject, LineFacts } from "../law/law.ts";
import { legalSubject } from "../law/subject.ts";
import type { Initiative, Line, Plan } from "../plan/plan.ts";
import { assessFindingKinds } from "./finding-kinds.ts";
import { yearsOf } from "./prospects.ts";

const report = reporter(assessFindingKinds);

/** One rule that lines break, with the initiatives that do. */
interface Broken {
  readonly judgment: Judgment;
  readonly ids: Set<string>;
}

/**
 * Where lines of a plan break a cap, need an agreement of which nothing is recorded, or cannot be ready before the money ends.
 *
 * Each line is taken at the earliest start of its initiative, and under each account that may pay for it. One finding
 * for each rule and what was found, not for each line, since one look settles all of them.
 */
export function checkLines(plan: Plan, law: Law): Finding[] {
  const judgeLine = law.judgeLine;
  if (judgeLine === undefined) return [];
  const broken = new Map<string, Broken>();
  const known = new Map<string, readonly Judgment[]>();
  for (const each of listCosts(plan)) {
    const { initiative, subject, year, amount, facts } = each;
    for (const account of initiative.accounts) {
      if (law.eligible(account, subject, year).answer === "no") continue;
      const key = `${account}\n${year}\n${initiative.partner}`;
      const free = known.get(key) ?? judgeLine(account, subject, year, facts(zeroCents));
      known.set(key, free);
      const capped = free.some((judgment) => judgment.check === "cap_per_year");
      const judged = capped ? judgeLine(account, subject, year, facts(amount)) : free;
      for (const judgment of judged) {
        if (isTold(judgment, plan)) addBroken(broken, judgment, initiative.id);
      }
    }
  }
  return [...broken.values()].map(reportBroken);
}

/**
 * Whether a judgment is told here: not that of an agreement that the plan records, which decides who may pay, nor that
 * of one that it does not record where no register was kept, whose silence says nothing.
 */
function isTold({ check, effect, found }: Judgment, plan: Plan): boolean {
  if (effect === "allows") return false;
  return (
    check !== "agreements" || (found === "nothing recorded" && plan.tables.agreements.length > 0)
  );
}

function addBroken(broken: Map<string, Broken>, judgment: Judgment, id: string): void {
  const key = `${judgment.rule}\n${judgment.expected}`;
  const entry = broken.get(key) ?? { judgment, ids: new Set<string>() };
  entry.ids.add(id);
  broken.set(key, entry);
}

interface YearlyCost {
  readonly initiative: Initiative;
  readonly subject: LegalSubject;
  readonly year: FiscalYear;
  readonly amount: Cents;
  facts(amount: Cents): LineFacts;
}

/** The cost of every package that may be funded, by fiscal year of the plan, from its earliest start; sorted by id. */
function* listCosts(plan: Plan): Generator<YearlyCost> {
  const { as_of } = plan.head;
  const years = yearsOf(plan);
  const partners = new Map(plan.tables.partners.map((row) => [row.id, row]));
  const packages = Map.groupBy(plan.tables.packages, (row) => row.initiative);
  const lines = Map.groupBy(plan.tables.lines, (row) => row.package);
  const agreements = Map.groupBy(plan.tables.agreements, (row) => row.partner);
  for (const initiative of sortById(plan.tables.initiatives)) {
    const partner = partners.get(initiative.partner);
    if (initiative.excluded || partner === undefined) continue;
    const options = sortById(packages.get(initiative.id) ?? []);
    const own = options.map((row) => lines.get(row.id) ?? []);
    const known = agreements.get(partner.id) ?? [];
    const subject = legalSubject(initiative, partner, own.flat(), known);
    const facts = (amount: Cents): LineFacts => ({
      as_of,
      amount,
      agreements: known,
      units: initiative.units.length,
    });
    for (const rows of own) {
      for (const [offset, amount] of costsByOffset(rows)) {
        const year = years.find((each) => each === initiative.earliest_start + offset);
        if (year !== undefined) yield { initiative, subject, year, amount, facts };
      }
    }
  }
}

function sortById<R extends { readonly id: string }>(rows: readonly R[]): R[] {
  return [...rows].sort((a, b) => compareText(a.id, b.id));
}

function costsByOffset(rows: readonly Line[]): Map<number, Cents> {
  const costs = new Map<number, Cents>();
  for (const row of rows) {
    if (row.amount === 0) continue;
    const before = costs.get(row.year_offset) ?? zeroCents;
    costs.set(row.year_offset, sumCents([before, row.amount]));
  }
  return costs;
}

function reportBroken({ judgment, ids }: Broken): Finding {
  const [id = "", ...rest] = [...ids].sort(compareText);
  const others = rest.length === 0 ? "" : ` and ${rest.length} more`;
  const kind = kindOf(judgment);
  return report(
    kind.code,
    { file: "initiatives.csv", field: "accounts", id },
    {
      found: `${judgment.rule} (marked ${judgment.mark}) of \`${id}\`${others}: ${judgment.found}`,
      expected: judgment.expected,
      help: kind.help,
      source: judgment.citation,
    },
  );
}

function kindOf(judgment: Judgment): {
  readonly code: keyof typeof assessFindingKinds;
  readonly help: string;
} {
  const { check } = judgment;
  if (check === "cap_per_year") {
    const help = "Fund it in parts or over more years, or ask another account.";
    return { code: "cap_exceeded", help };
  }
  if (check === "two_clocks") {
    const help = "Begin earlier, or ask money that lasts longer.";
    return { code: "money_ends_first", help };
  }
  const help = "Look it up, and record it in `agreements.csv` with its day.";
  return { code: "agreement_unrecorded", help };
}
