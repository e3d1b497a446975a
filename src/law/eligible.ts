import { compareText } from "../base/findings.ts";
import { type FiscalYear, firstDayOf, lastDayOf } from "../base/fiscal.ts";
import { findNearest } from "../base/ids.ts";
import type { Authority, LawContents } from "./book.ts";
import { agreementsCheck } from "./checks/agreements.ts";
import { type CheckQuestion, provisionOf, type UnderAnswer } from "./checks/legal-check.ts";
import { initiativeChecks, lineChecks } from "./checks/registry.ts";
import { judgeTwoClocks } from "./checks/two-clocks.ts";
import { isDuty } from "./duties.ts";
import type {
  Eligibility,
  Judges,
  Judgment,
  LegalSubject,
  LineFacts,
  Moment,
  Provision,
} from "./law.ts";
import { listPaid } from "./paid.ts";

/**
 * Answers whether an account may pay for a subject in a fiscal year.
 *
 * Recipient, instrument, kinds of lines, purpose, partner, region, status and sunset must each be inside the values in
 * force on the first day of the fiscal year; a bar counts on any day of it. An account pays for all lines of an
 * initiative or for none, so every kind of line must be inside. At a moment, the money must also last until the
 * process can end. A parameter without a value never blocks. Only checked provisions block; others warn. Answers are
 * kept by value, so that asking again costs a lookup.
 */
export function makeJudges(contents: LawContents): Judges {
  const answers = new Map<string, Eligibility>();
  const frames = new Map<string, Frame>();
  const eligible: Judges["eligible"] = (account, subject, year, moment) => {
    const lineKinds = [...new Set(subject.lineKinds)].sort(compareText);
    const key = keyOf(account, subject, lineKinds, year) + keyOfMoment(moment);
    const known = answers.get(key);
    if (known !== undefined) return known;
    const question = questionOf(account, { ...subject, lineKinds }, year, undefined);
    const answer =
      question === undefined
        ? refuseUnknown(contents, account)
        : toEligibility([
            ...initiativeChecks.flatMap((check) => check.judge(question)),
            ...(moment === undefined ? [] : judgeTwoClocks(question, moment)),
          ]);
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
    const key = `${account}\n${year}`;
    const frame = frames.get(key) ?? makeFrame(contents, authority, year);
    frames.set(key, frame);
    const asked = new Map<string, UnderAnswer>();
    const ask = (code: string) => {
      const answer = asked.get(code) ?? askUnder(code, subject, year);
      asked.set(code, answer);
      return answer;
    };
    return { ...frame, subject, line, ask };
  };
  const askUnder = (code: string, subject: LegalSubject, year: FiscalYear): UnderAnswer => {
    const question = questionOf(code, subject, year, undefined);
    const doubts: string[] = [];
    if (question === undefined) return { lawful: false, doubts };
    for (const check of limitingChecks) {
      for (const { effect, rule } of check.judge(question)) {
        if (effect === "blocks") return { lawful: false, doubts: [] };
        if (effect === "warns" && !isDuty({ rule })) doubts.push(rule);
      }
    }
    return { lawful: true, doubts: doubts.sort(compareText) };
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
      const checks = [agreementsCheck, ...lineChecks];
      return question === undefined ? [] : checks.flatMap((check) => check.judge(question));
    },
  };
}

/** The checks that may stop an initiative; the others only tell duties. */
const limitingChecks = initiativeChecks.filter((check) => check.severity === "blocks");

/** What is asked of one account in one fiscal year, prepared once for all subjects. */
type Frame = Omit<CheckQuestion, "subject" | "line" | "ask">;

function makeFrame(contents: LawContents, authority: Authority, year: FiscalYear): Frame {
  const first = firstDayOf(year);
  const bars = contents.bars.filter((bar) =>
    bar.stops.some((stop) => stop.accounts.includes(authority.code)),
  );
  const pays = listPaid(contents, authority.code, first);
  return { contents, authority, first, last: lastDayOf(year), bars, pays };
}

function keyOf(
  account: string,
  { partner, purpose, recipient, instrument, agreements = [] }: LegalSubject,
  lineKinds: readonly string[],
  year: FiscalYear,
): string {
  const about = `${partner.iso3 ?? ""}\n${partner.bureau}\n${partner.kind}`;
  const what = `${purpose}\n${recipient}\n${instrument}\n${lineKinds.join()}`;
  const stands = agreements.map((row) => `${row.kind} ${row.status} ${row.since} ${row.until}`);
  return `${account}\n${year}\n${about}\n${what}\n${stands.join()}`;
}

function keyOfMoment(moment: Moment | undefined): string {
  if (moment === undefined) return "";
  return `\n${moment.as_of}\n${moment.days_before}\n${keyOfUsual(moment.usual_days)}`;
}

/** Most initiatives of a plan share one table of usual days. */
const usualKeys = new WeakMap<ReadonlyMap<string, number>, string>();

function keyOfUsual(usual: Moment["usual_days"]): string {
  if (usual === undefined) return "";
  const key = usualKeys.get(usual) ?? [...usual].map(([code, days]) => `${code} ${days}`).join();
  usualKeys.set(usual, key);
  return key;
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
