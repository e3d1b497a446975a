import { addDays, fiscalYear, fiscalYearOf, type IsoDate, lastDayOf } from "../../base/fiscal.ts";
import type { Authority, Span } from "../book.ts";
import { findInForce } from "../in-force.ts";
import type { Judgment, Moment } from "../law.ts";
import { type LegalMark, weaker } from "../marks.ts";
import { type CheckQuestion, judgmentOf, type LegalCheck } from "./legal-check.ts";
import { listSpentUnder } from "./spent-under.ts";

const name = "two_clocks";

/** The last day on which new money of a fiscal year may be obligated; nothing where it stays until it is spent. */
export function lastDayOfMoney(
  year: number,
  years: number | "until_expended",
): IsoDate | undefined {
  return years === "until_expended" ? undefined : lastDayOf(fiscalYear(year + years - 1));
}

/**
 * Whether the process can end before the money does: the cases still to be decided, then the notice, which begins not
 * before the fiscal year, against the last day of the money.
 *
 * Source: law/authorities, parameters `availability`, `notice_days`, `state_role` and `sunset`.
 */
export const twoClocksCheck: LegalCheck = {
  name,
  sentence: "The process can end before the money does: two clocks run on every line.",
  reads: ["plan.as_of", "lines.year_offset", "cases.initiative"],
  law: ["availability", "notice_days", "state_role", "sunset"],
  severity: "blocks",
  judge: (question) => (question.line === undefined ? [] : judgeTwoClocks(question, question.line)),
};

/** The check of the two clocks at a moment; nothing where the money does not end. */
export function judgeTwoClocks(question: CheckQuestion, moment: Moment): readonly Judgment[] {
  const { authority, first } = question;
  const end = endOf(question);
  if (end === undefined) return [];
  const all = listSpentUnder(question).map((each) => makeWay(each, first, moment));
  // Where the data states no notice, that is no shorter notice.
  const told = all.filter(({ notice }) => notice !== undefined);
  const ways = told.length > 0 ? told : all;
  // The quickest way counts: whoever pays may choose under which authority.
  const way =
    ways.sort((a, b) => (a.ready < b.ready ? -1 : a.ready > b.ready ? 1 : 0))[0] ??
    makeWay(authority, first, moment);
  const late = lateness(way, end);
  const under = way.authority === authority ? "" : ` under ${way.authority.code}`;
  const usual = way.usual > 0 ? ", when the cases before it have usually ended" : "";
  const found = `ready on ${way.ready}: ${way.days} days of notice from ${way.begins}${under}${usual}`;
  const expected = `by ${end.on}, when the money ends`;
  const effect = late === undefined ? "allows" : late === "checked" ? "blocks" : "warns";
  const then = way.usual > 0 ? "usually ends on" : "cannot end before";
  const more =
    late === undefined
      ? undefined
      : `The money ends on ${end.on}; the process ${then} ${way.ready}.`;
  const cites = [end.span.cite, ...(way.notice === undefined ? [] : [way.notice.cite])];
  const mark = late ?? markOf(way, end);
  const entry = { ...end.span, cite: [...new Set(cites)].join("; "), mark };
  return [judgmentOf(name, authority, name, entry, { found, expected, effect, more })];
}

/** The day on which the money or the authority ends, and the value that says so. */
interface End {
  readonly on: IsoDate;
  readonly span: Span;
}

function endOf({ authority, first }: CheckQuestion): End | undefined {
  const money = findInForce(authority.parameters.availability, first);
  const sunset = findInForce(authority.parameters.sunset, first);
  const last = money && lastDayOfMoney(fiscalYearOf(first), money.value);
  if (money === undefined) return undefined;
  if (sunset !== undefined && (last === undefined || sunset.value < last)) {
    return { on: sunset.value as IsoDate, span: sunset };
  }
  return last === undefined ? undefined : { on: last, span: money };
}

/** A way to spend the money: under which authority, and when the process is over. */
interface Way {
  readonly authority: Authority;
  readonly notice: Span | undefined;
  readonly days: number;
  /** Calendar days that concurrence, vetting and the case itself usually take beyond what is known. */
  readonly usual: number;
  /** The first day on which the notice can begin, by what is known, and in the usual course. */
  readonly free: IsoDate;
  readonly begins: IsoDate;
  readonly ready: IsoDate;
}

function makeWay(authority: Authority, first: IsoDate, moment: Moment): Way {
  const notice = findInForce(authority.parameters.notice_days, first);
  const role = findInForce(authority.parameters.state_role, first)?.value;
  // Money without a part of State of its own is spent under authorities that have one.
  const standard = role === undefined ? 0 : (moment.usual_days?.get(authority.code) ?? 0);
  const days = notice?.value ?? 0;
  const free = later(addDays(moment.as_of, moment.days_before), first);
  const begins = later(addDays(moment.as_of, standard), free);
  const usual = begins > free ? standard : 0;
  return { authority, notice, days, usual, free, begins, ready: addDays(begins, days) };
}

/** How surely the process ends too late: not at all, or by the least sure of what it rests on. */
function lateness({ notice, days, free, ready }: Way, { on, span }: End): LegalMark | undefined {
  if (free > on) return span.mark;
  if (addDays(free, days) > on) return weaker(span.mark, notice?.mark ?? span.mark);
  return ready > on ? "unsure" : undefined;
}

function markOf({ notice, usual }: Way, { span }: End): LegalMark {
  if (usual > 0) return "unsure";
  return notice === undefined ? span.mark : weaker(span.mark, notice.mark);
}

function later(a: IsoDate, b: IsoDate): IsoDate {
  return a < b ? b : a;
}
