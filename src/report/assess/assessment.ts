import type { Assessment } from "../../assess/assessment.ts";
import type { AssessmentCode } from "../../assess/assessment-finding-kinds.ts";
import { assessmentFindingKinds } from "../../assess/assessment-finding-kinds.ts";
import type { AssessmentPart } from "../../assess/concern.ts";
import type { FactChange } from "../../assess/facts.ts";
import type { Feasibility } from "../../assess/feasibility.ts";
import type { AssessedFinding } from "../../assess/verdicts.ts";
import type { Finding, Severity } from "../../base/findings.ts";
import { type Cents, parseDollars, showDollars, sumCents } from "../../base/money.ts";
import type { Verdict } from "../../plan/plan.ts";
import type { Labels } from "../rows.ts";
import { capital, count, listWords, plainWords } from "../words.ts";
import { type BalanceReport, reportBalance } from "./balance.ts";
import { type CoverageReport, reportCoverage } from "./coverage.ts";
import type { AssumptionFailure } from "./failure.ts";
import { sortByRisk } from "./feasibility.ts";
import { type LeverageReport, reportLeverage } from "./leverage.ts";
import { type RegisterRow, reportRegister } from "./register.ts";

/** A finding of the assessment, as a reader is told of it. */
export interface AssessedRow {
  readonly code: string;
  readonly subject: string;
  /** Whom or what it is about, by name. */
  readonly title: string;
  readonly found: string;
  readonly expected: string;
  readonly help: string;
  readonly source: string | null;
  readonly amount: Cents;
  readonly standing: AssessedFinding["standing"];
  /** Who said what to it, and what changed since; `null` where nobody has. */
  readonly verdict: string | null;
}

/** Findings of one kind, the largest first. */
export interface AssessedGroup {
  readonly code: string;
  readonly part: AssessmentPart;
  readonly severity: Severity;
  readonly meaning: string;
  /** What came back and what is open. */
  readonly open: readonly AssessedRow[];
  readonly settled: readonly AssessedRow[];
  /** What is asked at most for all that is open; an initiative in two rows counts twice. */
  readonly amount: Cents;
}

/** An assessment in words and tables. */
export interface AssessmentReport {
  readonly on: string;
  /** The partner that it is about; `null` for the whole plan. */
  readonly partner: string | null;
  readonly sentences: readonly string[];
  /** Groups that hold anything, by part; warnings first. */
  readonly groups: readonly AssessedGroup[];
  readonly past: readonly string[];
  readonly problems: readonly Finding[];
  readonly balance: BalanceReport;
  readonly coverage: CoverageReport;
  readonly register: readonly RegisterRow[];
  readonly leverage: readonly LeverageReport[];
  /** Initiatives that are hardest to take up and keep, the riskiest first; none whose risk is low. */
  readonly feasibility: readonly Feasibility[];
  /** What comes of an assumption that fails; `null` where nobody asked. */
  readonly failure: AssumptionFailure | null;
}

/** Titles of the parts, in the order in which they are read. */
export const partTitles: Readonly<Record<AssessmentPart, string>> = {
  feasibility: "Feasibility",
  overlap: "Overlap, total package and objectives",
  balance: "Balance",
  domains: "Domains by department",
  assumptions: "Assumptions",
  leverage: "Leverage, both ways",
};

const parts = Object.keys(partTitles) as readonly AssessmentPart[];

/** Initiatives of which a page shows the parts of feasibility. */
const mostFeasibility = 15;

/** An assessment as a reader is told of it. */
export function describeAssessment(
  assessment: Assessment,
  labels: Labels,
  failure: AssumptionFailure | null = null,
): AssessmentReport {
  const { findings, on } = assessment;
  const groups = [...Map.groupBy(findings, (one) => one.finding.code)]
    .map(([code, list]) => groupOf(code as AssessmentCode, list, labels))
    .sort(
      (a, b) =>
        parts.indexOf(a.part) - parts.indexOf(b.part) ||
        Number(a.severity === "note") - Number(b.severity === "note"),
    );
  return {
    on,
    partner: assessment.partner === null ? null : labels.partner(assessment.partner),
    sentences: sentencesOf(assessment),
    groups,
    past: assessment.past_verdicts.map(
      (one) => `\`${one.finding}\` of \`${one.subject}\` no longer arises. ${sayVerdict(one)}`,
    ),
    problems: assessment.problems,
    balance: reportBalance(assessment.balance, labels),
    coverage: reportCoverage(assessment.domains, labels),
    register: reportRegister(assessment.assumptions),
    leverage: reportLeverage(assessment.leverage, labels),
    feasibility: sortByRisk(assessment.feasibility)
      .filter(({ risk }) => risk !== "low")
      .slice(0, mostFeasibility),
    failure,
  };
}

function sentencesOf({ findings, small_program: small }: Assessment): string[] {
  const by = Map.groupBy(findings, (one) => one.standing);
  const number = (standing: AssessedFinding["standing"]) => by.get(standing)?.length ?? 0;
  if (findings.length === 0) return ["Nothing was found."];
  const parts = [
    ...(number("reopened") > 0
      ? [`${number("reopened")} came back since the facts behind a verdict changed`]
      : []),
    ...(number("open") > 0 ? [`${number("open")} without a verdict`] : []),
    ...(number("settled") > 0 ? [`${number("settled")} settled by one`] : []),
  ];
  const spread = findings.some((one) => one.finding.code === "domain_spread");
  return [
    `${count(findings.length, "finding")}: ${listWords(parts)}.`,
    "A finding asks for a judgment; it is no error. Amounts are what is asked at most, at the largest package.",
    ...(spread
      ? [`Small programs are those under ${showDollars(small)} a year: a choice, see \`--small\`.`]
      : []),
  ];
}

function groupOf(
  code: AssessmentCode,
  list: readonly AssessedFinding[],
  labels: Labels,
): AssessedGroup {
  const { severity, meaning } = assessmentFindingKinds[code];
  const rows = list.map((one) => rowOf(one, labels));
  const open = rows.filter((row) => row.standing !== "settled");
  return {
    code,
    part: list[0]?.part ?? "overlap",
    severity,
    meaning,
    open,
    settled: rows.filter((row) => row.standing === "settled"),
    amount: sumCents(open.map((row) => row.amount)),
  };
}

function rowOf(one: AssessedFinding, labels: Labels): AssessedRow {
  const { finding, subject, amount, standing, verdict } = one;
  return {
    code: finding.code,
    subject,
    title: one.partner === null ? subjectTitle(subject) : labels.partner(one.partner),
    found: finding.found,
    expected: finding.expected,
    help: finding.help,
    source: finding.source ?? null,
    amount,
    standing,
    verdict: verdict === null ? null : `${sayVerdict(verdict)}${sayChanges(one)}`,
  };
}

/** What a finding without a partner is about: `law_enforcement/Justice` → `Law enforcement, Justice`. */
function subjectTitle(subject: string): string {
  return capital(plainWords(subject).replaceAll("/", ", "));
}

const verdictWords: Readonly<Record<Verdict["verdict"], string>> = {
  merge: "To be merged",
  sequence: "To be put in sequence",
  scale_down: "To be scaled down",
  accept: "Accepted",
  mend: "To be mended",
};

/** A verdict in words: `Accepted on 2021-01-05 by A. Smith: the coast is long.` */
export function sayVerdict({ verdict, author, on, reason }: Verdict): string {
  return `${verdictWords[verdict]}, says ${author} on ${on}: ${reason.replace(/\.$/, "")}.`;
}

/** How many changes a sentence names. */
const namedChanges = 4;

function sayChanges({ standing, changes }: AssessedFinding): string {
  if (standing !== "reopened") return "";
  if (changes.length === 0) return " It came back: the verdict did not keep what it saw.";
  const shown = changes.slice(0, namedChanges).map(sayChange);
  const more = changes.length - shown.length;
  const rest = more === 0 ? "" : `; and ${more} more`;
  return ` It came back, since: ${shown.join("; ")}${rest}.`;
}

/** A changed fact in words: `cost of boats was $5.0 million, is $9.0 million`. */
export function sayChange({ fact, before, now }: FactChange): string {
  const [, row = fact, field = ""] = fact.split("/");
  const what = field === "" ? fact : `${field.replaceAll("_", " ")} of \`${row}\``;
  if (before === null) return `${what} is new: ${showFact(fact, now)}`;
  if (now === null) return `${what} is gone; it was ${showFact(fact, before)}`;
  return `${what} was ${showFact(fact, before)}, is ${showFact(fact, now)}`;
}

const moneyFacts =
  /\/(cost|amount|small_program|tactical|operational|institutional|governance|other|partner_capacity|posture|prepositioning|exercise)$/;

function showFact(fact: string, text: string | null): string {
  if (text === null || text === "") return "nothing";
  const amount = moneyFacts.test(fact) ? parseDollars(text, false) : undefined;
  return typeof amount === "number" ? showDollars(amount) : text.replaceAll(";", ", ");
}
