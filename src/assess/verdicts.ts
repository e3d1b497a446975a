import { compareText, type Finding, type Outcome } from "../base/findings.ts";
import type { IsoDate } from "../base/fiscal.ts";
import { findNearest } from "../base/ids.ts";
import type { Edit, Plan, Verdict } from "../plan/plan.ts";
import { type AssessmentCode, assessmentFindingKinds } from "./assessment-finding-kinds.ts";
import { type Concern, reportAssessment } from "./concern.ts";
import { compareFacts, type FactChange, readFacts, writeFacts } from "./facts.ts";

/** Something that the assessment found, with what people said to it. */
export interface AssessedFinding extends Omit<Concern, "facts"> {
  /** What it rests on, as one text: a verdict keeps it. */
  readonly facts: string;
  /**
   * `open`: nobody has given a verdict. `settled`: somebody has, and its facts are the same. `reopened`: somebody had, and
   * its facts have changed.
   */
  readonly standing: "open" | "settled" | "reopened";
  /** The latest verdict on it; `null` where there is none. */
  readonly verdict: Verdict | null;
  /** For `reopened`: what changed since the verdict. Empty where the verdict did not keep what it saw. */
  readonly changes: readonly FactChange[];
}

/** What verdicts say to concerns. */
export interface Judged {
  readonly findings: readonly AssessedFinding[];
  /** The latest verdicts on what no longer arises, by id: it was mended, or fell away. */
  readonly past: readonly Verdict[];
}

/** Concerns with the latest verdict on each. A verdict speaks only of the finding and subject that it names. */
export function judgeConcerns(plan: Plan, concerns: readonly Concern[]): Judged {
  const latest = latestVerdicts(plan);
  const findings = concerns.map((concern): AssessedFinding => {
    const facts = writeFacts(concern.facts);
    const verdict = latest.get(keyOf(concern.finding.code, concern.subject)) ?? null;
    if (verdict === null) return { ...concern, facts, standing: "open", verdict, changes: [] };
    const seen = readFacts(verdict.facts);
    // A digest that somebody else wrote, in whatever order, says the same when its facts are the same.
    const changes = seen === null ? [] : compareFacts(seen, concern.facts);
    const same = seen === null ? verdict.facts === facts : changes.length === 0;
    return { ...concern, facts, standing: same ? "settled" : "reopened", verdict, changes };
  });
  const arising = new Set(concerns.map((one) => keyOf(one.finding.code, one.subject)));
  const past = [...latest]
    .filter(([key, { finding }]) => !arising.has(key) && isCode(finding))
    .map(([, verdict]) => verdict)
    .sort((a, b) => compareText(a.id, b.id));
  return { findings, past };
}

function keyOf(code: string, subject: string): string {
  return `${code}\n${subject}`;
}

/** The verdict that counts for each finding and subject: the one of the latest day; of one day, the latest id. */
function latestVerdicts(plan: Plan): ReadonlyMap<string, Verdict> {
  const sorted = [...plan.tables.verdicts].sort(
    (a, b) => compareText(a.on, b.on) || compareNumbered(a.id, b.id),
  );
  return new Map(sorted.map((row) => [keyOf(row.finding, row.subject), row]));
}

/** Order of ids that end in a number: `x-9` before `x-10`. */
function compareNumbered(a: string, b: string): number {
  const [one, other] = [numberOf(a), numberOf(b)];
  return one - other || compareText(a, b);
}

function numberOf(id: string): number {
  return Number(/(\d{1,15})$/.exec(id)?.[1] ?? 0);
}

function isCode(code: string): code is AssessmentCode {
  return Object.hasOwn(assessmentFindingKinds, code);
}

/** Verdicts on findings that the assessment does not make: probably misspelt. */
export function checkVerdicts(plan: Plan): readonly Finding[] {
  const codes = Object.keys(assessmentFindingKinds);
  return plan.tables.verdicts
    .filter((row) => !isCode(row.finding))
    .map((row) => {
      const nearest = findNearest(row.finding, codes);
      return reportAssessment(
        "verdict_unknown",
        { file: "verdicts.csv", field: "finding", id: row.id },
        {
          found: `\`${row.finding}\``,
          expected: "the code of a finding of `entente assess`",
          help: nearest === undefined ? "Write one of them." : `Did you mean \`${nearest}\`?`,
        },
      );
    });
}

/** What somebody says to a finding. */
export interface GivenVerdict {
  readonly verdict: Verdict["verdict"];
  readonly author: string;
  readonly on: IsoDate;
  readonly reason: string;
}

/** One change of one field: an edit without its author, instant and reason. */
export type EditParts = Pick<Edit, "table" | "row" | "field" | "before" | "after">;

/**
 * The edits that record a verdict on a finding: a new row of `verdicts` with the facts as they are now.
 *
 * Errors: a finding without author or reason, a day before the last verdict on it, or a verdict that stands already.
 */
export function proposeVerdict(
  plan: Plan,
  assessed: AssessedFinding,
  given: GivenVerdict,
): Outcome<readonly EditParts[]> {
  const findings = checkGiven(assessed, given);
  if (findings.length > 0) return { result: [], findings };
  const id = newId(plan, assessed.finding.code);
  const { finding, subject, facts, partner } = assessed;
  const { verdict, author, on, reason } = given;
  const values = {
    ...{ id, finding: finding.code, subject, facts, verdict },
    ...{ author: author.trim(), on, reason: reason.trim() },
    // What is said of a row that is not public must not be public either.
    ...handlingOf(plan, partner, assessed.initiatives),
  };
  const edits = Object.entries(values).map(([field, after]) => ({
    table: "verdicts" as const,
    row: id,
    field,
    before: null,
    after,
  }));
  return { result: edits, findings: [] };
}

/** The strictest handling of the rows that a finding is about; nothing where all are public. */
function handlingOf(
  plan: Plan,
  partner: string | null,
  initiatives: readonly string[],
): { readonly handling?: string } {
  const ids = new Set(initiatives);
  const rows = [
    ...plan.tables.partners.filter((row) => row.id === partner),
    ...plan.tables.initiatives.filter((row) => ids.has(row.id)),
  ];
  for (const handling of ["restricted", "internal"]) {
    if (rows.some((row) => row.handling === handling)) return { handling };
  }
  return {};
}

function newId(plan: Plan, code: string): string {
  const taken = new Set(plan.tables.verdicts.map((row) => row.id));
  const numbers = plan.tables.verdicts.map((row) => numberOf(row.id));
  let number = numbers.reduce((most, one) => Math.max(most, one), 0) + 1;
  while (taken.has(`${code}-${number}`)) number++;
  return `${code}-${number}`;
}

function checkGiven(assessed: AssessedFinding, given: GivenVerdict): Finding[] {
  const at = { file: "verdicts.csv", id: assessed.finding.at.id ?? "" };
  const say = (field: string, found: string, expected: string, help: string) =>
    reportAssessment("verdict_unfit", { ...at, field }, { found, expected, help });
  const { verdict: last, standing } = assessed;
  const findings: Finding[] = [];
  if (given.reason.trim() === "") {
    findings.push(
      say("reason", "no reason", "why", "Say why; others read it when the facts change."),
    );
  }
  if (given.author.trim() === "") {
    findings.push(say("author", "no author", "who gives the verdict", "Name the person."));
  }
  if (last !== null && given.on < last.on) {
    const help = "Give the verdict on that day or later.";
    findings.push(say("on", given.on, `${last.on}, the day of the last verdict, or later`, help));
  }
  if (
    standing === "settled" &&
    last?.verdict === given.verdict &&
    last.reason === given.reason.trim()
  ) {
    const help = "Nothing need be done; the verdict stands until its facts change.";
    findings.push(
      say("verdict", `\`${given.verdict}\`, which stands already`, "another one", help),
    );
  }
  return findings;
}
