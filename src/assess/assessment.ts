import { compareText, type Finding, sortFindings } from "../base/findings.ts";
import type { IsoDate } from "../base/fiscal.ts";
import type { Cents } from "../base/money.ts";
import type { Law } from "../law/law.ts";
import type { Plan, Verdict } from "../plan/plan.ts";
import { fallsOf } from "./assumption-fall.ts";
import {
  type AssumptionReading,
  findStaleAssumptions,
  readAssumptions,
} from "./assumption-register.ts";
import { type Balance, measureBalance, sumPaid } from "./balance.ts";
import { findImbalance } from "./balance-findings.ts";
import { findCompeting } from "./competing-objectives.ts";
import type { Concern } from "./concern.ts";
import { coverDomains, type DomainCoverage, findMissingDepartments } from "./domain-coverage.ts";
import { findSpread, smallProgram } from "./domain-spread.ts";
import { listEfforts, type Paid } from "./efforts.ts";
import { type Feasibility, findLowFeasibility, readFeasibility } from "./feasibility.ts";
import { findUnreadLeverage, type PartnerLeverage, readLeverage } from "./leverage.ts";
import { checkDonorDomains, findDonorOverlaps } from "./overlap-donors.ts";
import { findOverlaps } from "./overlap-efforts.ts";
import { tiesOf } from "./ties.ts";
import { findIncompletePackages } from "./total-package.ts";
import { type AssessedFinding, checkVerdicts, judgeConcerns } from "./verdicts.ts";

/** Whether a plan is wise, as far as its own rows tell. */
export interface Assessment {
  /** The day on which it was read. */
  readonly on: IsoDate;
  /** The partner that it is about; `null` for the whole plan. */
  readonly partner: string | null;
  /** From what size on a program is not small, a year: a choice of the assessment.   Unit: US cents. */
  readonly small_program: Cents;
  /** Everything found, with the verdicts of people: open first, then by severity and money. */
  readonly findings: readonly AssessedFinding[];
  /** The latest verdicts on what no longer arises. */
  readonly past_verdicts: readonly Verdict[];
  /** Rows that the assessment cannot read. */
  readonly problems: readonly Finding[];
  readonly balance: Balance;
  readonly domains: DomainCoverage;
  readonly assumptions: readonly AssumptionReading[];
  readonly leverage: readonly PartnerLeverage[];
  /** Whether partners can take up each initiative and keep it, by id of the initiative. */
  readonly feasibility: readonly Feasibility[];
}

/** What may be said of how a plan is assessed. */
export interface AssessOptions {
  /** What an allocation pays, so that its balance stands beside that of the proposals. */
  readonly payments?: readonly Paid[];
  /** From what size on a program is not small.   Unit: US cents a year. */
  readonly small_program?: Cents;
  /** The law, for the time that notice and other clocks take; unknown without it. */
  readonly law?: Law;
}

/**
 * The assessment of a plan on a day: feasibility, overlap, balance, domains by department, assumptions and leverage.
 *
 * It reads the plan, and of the law only lead times, in any order of rows; an initiative that somebody excluded is left out.
 */
export function assess(plan: Plan, on: IsoDate, options: AssessOptions = {}): Assessment {
  const { payments = null, small_program: small = smallProgram, law } = options;
  const efforts = listEfforts(plan);
  const ties = tiesOf(plan);
  const balance = measureBalance(plan, efforts, payments);
  const domains = coverDomains(plan, efforts, payments && sumPaid(payments));
  const assumptions = readAssumptions(plan, fallsOf(plan, efforts), on);
  const leverage = readLeverage(plan);
  const feasibility = readFeasibility(plan, efforts, ties, on, law);
  const concerns: readonly Concern[] = [
    ...findLowFeasibility(feasibility, efforts),
    ...findOverlaps(efforts, ties),
    ...findDonorOverlaps(plan, efforts, ties),
    ...findIncompletePackages(efforts, ties),
    ...findCompeting(plan, efforts),
    ...findSpread(efforts, ties, small),
    ...findImbalance(balance, efforts),
    ...findMissingDepartments(plan, domains, efforts),
    ...findStaleAssumptions(assumptions),
    ...findUnreadLeverage(leverage, efforts),
  ];
  const { findings, past } = judgeConcerns(plan, concerns);
  return {
    on,
    partner: null,
    small_program: small,
    findings: [...findings].sort(compareAssessed),
    past_verdicts: past,
    problems: sortFindings([...checkDonorDomains(plan), ...checkVerdicts(plan)]),
    balance,
    domains,
    assumptions,
    leverage,
    feasibility,
  };
}

const standings = { reopened: 0, open: 1, settled: 2 } as const;
const severities = { error: 0, warning: 1, note: 2 } as const;

/** What came back first, then what is open, then what is settled; the gravest and largest first. */
function compareAssessed(a: AssessedFinding, b: AssessedFinding): number {
  return (
    standings[a.standing] - standings[b.standing] ||
    severities[a.finding.severity] - severities[b.finding.severity] ||
    b.amount - a.amount ||
    compareText(a.finding.code, b.finding.code) ||
    compareText(a.subject, b.subject)
  );
}

/** What an assessment says of one partner: what is about it, and what is about its initiatives. */
export function aboutPartner(assessment: Assessment, partner: string, plan: Plan): Assessment {
  const own = new Set(
    plan.tables.initiatives.filter((row) => row.partner === partner).map((row) => row.id),
  );
  const { balance, domains, assumptions } = assessment;
  const findings = assessment.findings.filter((one) => one.partner === partner);
  const names = new Set([partner, ...own]);
  return {
    ...assessment,
    partner,
    findings,
    past_verdicts: assessment.past_verdicts.filter(({ subject }) =>
      subject.split("/").some((part) => names.has(part)),
    ),
    balance: { ...balance, partners: balance.partners.filter((mix) => mix.partner === partner) },
    domains: {
      ...domains,
      cells: domains.cells.filter((cell) => cell.partner === partner),
      donors: domains.donors.filter((cell) => cell.partner === partner),
      missing: domains.missing.filter((one) => one.absent.includes(partner)),
    },
    assumptions: assumptions.filter(
      ({ partners, falls }) =>
        partners.includes(partner) || falls.initiatives.some(({ id }) => own.has(id)),
    ),
    leverage: assessment.leverage.filter((one) => one.partner === partner),
    feasibility: assessment.feasibility.filter((one) => one.partner === partner),
  };
}
