import { compareText } from "../../base/findings.ts";
import { type FiscalYear, fiscalYears } from "../../base/fiscal.ts";
import { isDuty } from "../../law/duties.ts";
import type { Law, LegalSubject, Provision } from "../../law/law.ts";
import { legalSubject } from "../../law/subject.ts";
import { lineKinds } from "../../plan/field-spec.ts";
import type { Line, Plan } from "../../plan/plan.ts";
import type { ProposedRow } from "./proposal-rows.ts";

/** Whether an account would pay for a proposal, with the law behind the answer. */
export interface JudgedAccount {
  readonly code: string;
  readonly title: string;
  readonly lawful: boolean;
  readonly says: string;
  readonly citations: string[];
  readonly checked: boolean;
  readonly concurrence: string | null;
  readonly notice: string | null;
}

/**
 * What the law says of every account that is asked, and of every other in which the plan has money: those asked first.
 *
 * Nothing until partner, purpose and recipient are known, without which no law can be asked.
 */
export function judgeAccounts(plan: Plan, law: Law, rows: readonly ProposedRow[]): JudgedAccount[] {
  const subject = subjectOf(plan, rows);
  const years = yearsOfCost(plan, rows);
  if (subject === undefined || years.length === 0) return [];
  const asked = (rows[0]?.cells.accounts ?? "")
    .split(";")
    .map((code) => code.trim())
    .filter((code) => law.accountCodes.includes(code));
  const funded = plan.tables.resources.filter((row) => row.amount > 0).map((row) => row.account);
  const others = [...new Set(funded)].filter((code) => !asked.includes(code)).sort(compareText);
  return [...new Set(asked), ...others].map((code) => judge(law, code, subject, years));
}

function subjectOf(plan: Plan, rows: readonly ProposedRow[]): LegalSubject | undefined {
  const cells = rows[0]?.cells ?? {};
  const partner = plan.tables.partners.find((row) => row.id === cells.partner);
  const { purpose, recipient } = cells;
  if (partner === undefined || !purpose || !recipient) return undefined;
  const kinds = rows
    .filter((row) => row.table === "lines")
    .map((row) => lineKinds.find((kind) => kind === row.cells.kind))
    .filter((kind) => kind !== undefined)
    .map((kind): Pick<Line, "kind"> => ({ kind }));
  const known = { purpose, recipient, instrument: cells.instrument || "grant" };
  const agreements = plan.tables.agreements.filter((row) => row.partner === partner.id);
  return legalSubject(known as Parameters<typeof legalSubject>[0], partner, kinds, agreements);
}

/** The years of the plan in which the proposal may cost something. */
function yearsOfCost(plan: Plan, rows: readonly ProposedRow[]): FiscalYear[] {
  const { first_fiscal_year: first, last_fiscal_year: last } = plan.head;
  const cells = rows[0]?.cells ?? {};
  const earliest = Number(cells.earliest_start);
  const latest = Number(cells.latest_start);
  if (!(earliest >= 1900 && latest >= earliest)) return [];
  const offsets = rows
    .filter((row) => row.table === "lines")
    .map((row) => Number(row.cells.year_offset))
    .filter((offset) => Number.isInteger(offset) && offset >= 0);
  const end = latest + Math.max(0, ...offsets);
  return fiscalYears(first, last).filter((year) => year >= earliest && year <= end);
}

function judge(
  law: Law,
  code: string,
  subject: LegalSubject,
  years: readonly FiscalYear[],
): JudgedAccount {
  const answers = years.map((year) => ({ year, ...law.eligible(code, subject, year) }));
  const refused = answers.filter((each) => each.answer === "no");
  const lawful = refused.length === 0;
  const deciding = unique(
    lawful
      ? answers.flatMap((each) => [...each.provisions, ...each.warnings.filter(isDoubt)])
      : refused.flatMap((each) => each.provisions),
  );
  const doubts = lawful ? deciding.filter((each) => each.effect === "warns") : [];
  const duty = (name: string) =>
    unique(answers.flatMap((each) => each.warnings)).find(
      (each) => each.rule === `${code}.${name}`,
    );
  return {
    code,
    title: law.findTitle(code) ?? code,
    lawful,
    says: lawful ? sayLawful(doubts) : sayRefused(refused, years.length),
    citations: [...new Set(deciding.map((each) => each.citation))],
    checked: deciding.every((each) => each.mark === "checked"),
    concurrence: duty("state_role")?.says ?? null,
    notice: duty("notice_days")?.says ?? null,
  };
}

function isDoubt(provision: Provision): boolean {
  return !isDuty(provision);
}

function sayLawful(doubts: readonly Provision[]): string {
  if (doubts.length === 0) return "May pay.";
  const words = doubts.map((each) => `${each.rule} (marked ${each.mark}): ${each.says}`).join(" ");
  return `May pay, with doubt: ${words}`;
}

interface RefusedYear {
  readonly year: FiscalYear;
  readonly provisions: readonly Provision[];
}

function sayRefused(refused: readonly RefusedYear[], of: number): string {
  const reasons = unique(refused.flatMap((each) => each.provisions)).map((each) => each.says);
  const when =
    refused.length === of ? "" : ` in ${refused.map(({ year }) => `FY${year}`).join(", ")}`;
  return `May not pay${when}: ${reasons.join(" ")}`;
}

function unique(provisions: readonly Provision[]): Provision[] {
  const byRule = new Map(provisions.map((each) => [each.rule, each]));
  return [...byRule.values()].sort((a, b) => compareText(a.rule, b.rule));
}
