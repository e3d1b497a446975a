import { compareText } from "../base/findings.ts";
import { type FiscalYear, firstDayOf, type IsoDate, lastDayOf } from "../base/fiscal.ts";
import { findNearest } from "../base/ids.ts";
import { judgeBars, type YearDays } from "./bars.ts";
import type { Authority, LawContents, LegalBar } from "./book.ts";
import { isDuty } from "./duties.ts";
import { findInForce, type InForce } from "./in-force.ts";
import type { Eligibility, LegalSubject, Provision } from "./law.ts";
import { judgeLimit, type Limit, limitsOn } from "./limits.ts";
import { type ParameterName, parameterNames, parameters } from "./parameters.ts";
import { sayValue } from "./words.ts";

/** What is asked of one account in one fiscal year, prepared once for all subjects. */
interface Frame {
  readonly authority: Authority;
  readonly days: YearDays;
  readonly limits: readonly Limit[];
  readonly duties: readonly Provision[];
  readonly bars: readonly LegalBar[];
  /** Present where the money is spent only under another authority: the codes that it pays. */
  readonly under: { readonly provision: Provision; readonly codes: readonly string[] } | undefined;
}

/**
 * Answers whether an account may pay for a subject in a fiscal year.
 *
 * Recipient, instrument, kinds of lines, purpose, partner, region, status and sunset must each be inside the values in
 * force on the first day of the fiscal year; a bar counts on any day of it. An account pays for all lines of an
 * initiative or for none, so every kind of line must be inside. A parameter without a value never blocks. Only
 * checked provisions block; others warn. Answers are kept by value, so that asking again costs a lookup.
 */
export function makeEligibility(
  contents: LawContents,
): (account: string, subject: LegalSubject, year: FiscalYear) => Eligibility {
  const answers = new Map<string, Eligibility>();
  const frames = new Map<string, Frame>();
  const ask = (account: string, subject: LegalSubject, year: FiscalYear): Eligibility => {
    const lineKinds = [...new Set(subject.lineKinds)].sort(compareText);
    const key = keyOf(account, subject, lineKinds, year);
    const known = answers.get(key);
    if (known !== undefined) return known;
    const answer = decide(account, { ...subject, lineKinds }, year);
    answers.set(key, answer);
    return answer;
  };
  const frameOf = (authority: Authority, year: FiscalYear): Frame => {
    const key = `${authority.code}\n${year}`;
    const known = frames.get(key);
    if (known !== undefined) return known;
    const frame = makeFrame(contents, authority, year);
    frames.set(key, frame);
    return frame;
  };
  const decide = (account: string, subject: LegalSubject, year: FiscalYear): Eligibility => {
    const authority = contents.authorities.get(account);
    if (authority === undefined || authority.kind === "duty")
      return refuseUnknown(contents, account);
    const frame = frameOf(authority, year);
    const all = [
      ...frame.limits.map((limit) => judgeLimit(authority, limit, subject)),
      ...judgeBars(frame.bars, account, subject, frame.days, contents.edition.on),
      ...frame.duties,
    ];
    if (frame.under !== undefined) {
      const paid = frame.under.codes.map((code) => ({ code, answer: ask(code, subject, year) }));
      all.push(judgeUnder(frame.under.provision, paid, contents, frame.days.first));
    }
    return toEligibility(all);
  };
  return ask;
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

function makeFrame(contents: LawContents, authority: Authority, year: FiscalYear): Frame {
  const on = firstDayOf(year);
  const needs = findInForce(authority.parameters.needs_authority, on);
  return {
    authority,
    days: { first: on, last: lastDayOf(year) },
    limits: limitsOn(authority, on),
    duties: dutiesOn(authority, on),
    bars: contents.bars.filter((bar) =>
      bar.stops.some((stop) => stop.accounts.includes(authority.code)),
    ),
    under:
      needs?.value === true
        ? {
            provision: {
              rule: `${authority.code}.needs_authority`,
              file: authority.file,
              citation: needs.cite,
              mark: needs.mark,
              says: needs.says,
              effect: "allows",
            },
            codes: listPaid(contents, authority.code, on),
          }
        : undefined,
  };
}

/** Codes of the authorities whose activities an account pays on a day, sorted. */
export function listPaid(contents: LawContents, account: string, on: IsoDate): string[] {
  return [...contents.authorities.values()]
    .filter((each) => findInForce(each.parameters.paid_from, on)?.value.includes(account))
    .map((each) => each.code)
    .sort(compareText);
}

function dutiesOn(authority: Authority, on: IsoDate): Provision[] {
  return parameterNames.flatMap((name): Provision[] => {
    if (parameters[name].role !== "duty") return [];
    const entry = findInForce<unknown>(authority.parameters[name], on);
    if (entry === undefined || entry.value === "none") return [];
    return [
      {
        rule: `${authority.code}.${name}`,
        file: authority.file,
        citation: entry.cite,
        mark: entry.mark,
        says: sayDuty(name, entry),
        effect: "warns",
      },
    ];
  });
}

function sayDuty(name: ParameterName, entry: InForce<unknown>): string {
  if (name === "conditions" || name === "excludes") return sayValue(name, entry.value);
  if (name === "notice_days") return `Notice to Congress: ${entry.says}`;
  return name === "vetting" ? `Human rights vetting: ${entry.says}` : entry.says;
}

interface Paid {
  readonly code: string;
  readonly answer: Eligibility;
}

/** Money without a purpose of its own: may it be spent here under an authority that it pays? */
function judgeUnder(
  provision: Provision,
  paid: readonly Paid[],
  contents: LawContents,
  on: IsoDate,
): Provision {
  const doubts = (each: Paid) => each.answer.warnings.filter((warning) => !isDuty(warning));
  const lawful = paid.filter((each) => each.answer.answer === "yes");
  const fits = lawful.filter((each) => doubts(each).length === 0);
  if (fits.length > 0) {
    const names = fits.map(({ code }) => {
      const role = findInForce(contents.authorities.get(code)?.parameters.state_role, on);
      return role === undefined ? code : `${code} (${sayValue("state_role", role.value)})`;
    });
    return { ...provision, says: `${provision.says} Here: ${names.join(", ")}.` };
  }
  const near = lawful.map(
    (each) =>
      `${each.code} (against it: ${doubts(each)
        .map(({ rule }) => rule)
        .join(", ")})`,
  );
  const words =
    near.length === 0
      ? "No authority of this catalogue that it pays allows this; DoD has others."
      : `No authority of this catalogue fits without doubt: ${near.join(", ")}.`;
  const effect = provision.mark === "checked" && near.length === 0 ? "blocks" : "warns";
  return { ...provision, says: `${provision.says} ${words}`, effect };
}

function toEligibility(all: readonly Provision[]): Eligibility {
  const sorted = [...all].sort((a, b) => compareText(a.rule, b.rule));
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
