import { compareText } from "../base/findings.ts";
import { type FiscalYear, firstDayOf, lastDayOf } from "../base/fiscal.ts";
import { findNearest } from "../base/ids.ts";
import type { LawContents } from "./book.ts";
import { type CheckQuestion, provisionOf } from "./checks/legal-check.ts";
import { initiativeChecks, lineChecks } from "./checks/registry.ts";
import type { Eligibility, Judges, Judgment, LegalSubject, LineFacts, Provision } from "./law.ts";

/**
 * Answers whether an account may pay for a subject in a fiscal year.
 *
 * Recipient, instrument, kinds of lines, purpose, partner, region, status and sunset must each be inside the values in
 * force on the first day of the fiscal year; a bar counts on any day of it. An account pays for all lines of an
 * initiative or for none, so every kind of line must be inside. A parameter without a value never blocks. Only
 * checked provisions block; others warn. Answers are kept by value, so that asking again costs a lookup.
 */
export function makeJudges(contents: LawContents): Judges {
  const answers = new Map<string, Eligibility>();
  const eligible: Judges["eligible"] = (account, subject, year) => {
    const lineKinds = [...new Set(subject.lineKinds)].sort(compareText);
    const key = keyOf(account, subject, lineKinds, year);
    const known = answers.get(key);
    if (known !== undefined) return known;
    const question = questionOf(account, { ...subject, lineKinds }, year, undefined);
    const answer =
      question === undefined
        ? refuseUnknown(contents, account)
        : toEligibility(initiativeChecks.flatMap((check) => check.judge(question)));
    answers.set(key, answer);
    return answer;
  };
  const questionOf = (
    account: string,
    subject: LegalSubject,
    year: FiscalYear,
    line: LineFacts | undefined,
  ): CheckQuestion | undefined => {
    const authority = contents.authorities.get(account);
    if (authority === undefined || authority.kind === "duty") return undefined;
    const ask = (code: string) => eligible(code, subject, year);
    const [first, last] = [firstDayOf(year), lastDayOf(year)];
    return { contents, authority, subject, first, last, line, ask };
  };
  return {
    eligible,
    judge: (account, subject, year, line) => {
      const question = questionOf(account, subject, year, line);
      const checks = line === undefined ? initiativeChecks : [...initiativeChecks, ...lineChecks];
      return question === undefined ? [] : checks.flatMap((check) => check.judge(question));
    },
    judgeLine: (account, subject, year, line) => {
      const question = questionOf(account, subject, year, line);
      return question === undefined ? [] : lineChecks.flatMap((check) => check.judge(question));
    },
  };
}

function keyOf(
  account: string,
  { partner, purpose, recipient, instrument }: LegalSubject,
  lineKinds: readonly string[],
  year: FiscalYear,
): string {
  const about = `${partner.iso3 ?? ""}\n${partner.bureau}\n${partner.kind}`;
  const what = `${purpose}\n${recipient}\n${instrument}\n${lineKinds.join()}`;
  return `${account}\n${year}\n${about}\n${what}`;
}

function toEligibility(all: readonly Judgment[]): Eligibility {
  const sorted = all.map(provisionOf).sort((a, b) => compareText(a.rule, b.rule));
  const blocks = sorted.filter((provision) => provision.effect === "blocks");
  const warnings = sorted.filter((provision) => provision.effect === "warns");
  if (blocks.length > 0) return { answer: "no", provisions: blocks, warnings };
  const allows = sorted.filter((provision) => provision.effect === "allows");
  return { answer: "yes", provisions: allows, warnings };
}

function refuseUnknown(contents: LawContents, account: string): Eligibility {
  const near = findNearest(account, contents.authorities.keys());
  const provision: Provision = {
    rule: `${account}.unknown`,
    file: "law/authorities",
    citation: `authority catalogue, edition ${contents.edition.name}`,
    mark: "checked",
    says: `The catalogue has no \`${account}\`.${near === undefined ? "" : ` Nearest: \`${near}\`.`}`,
    effect: "blocks",
  };
  return { answer: "no", provisions: [provision], warnings: [] };
}
