import type { IsoDate } from "../base/fiscal.ts";
import type { LegalBar } from "./book.ts";
import { holdsWithin } from "./in-force.ts";
import type { LegalMark, LegalSubject, Provision } from "./law.ts";

const strength: Readonly<Record<LegalMark, number>> = { checked: 2, knowledge: 1, unsure: 0 };

/** The less sure of two marks. */
export function weaker(a: LegalMark, b: LegalMark): LegalMark {
  return strength[a] <= strength[b] ? a : b;
}

/** A fiscal year as its days. */
export interface YearDays {
  readonly first: IsoDate;
  readonly last: IsoDate;
}

/**
 * What the bars say of an account and a subject in a fiscal year.
 *
 * A bar counts if it holds on any day of the year, since money may move on any day. Each stops named accounts only;
 * there is no flag that bars a country as a whole.
 */
export function judgeBars(
  bars: readonly LegalBar[],
  account: string,
  subject: LegalSubject,
  days: YearDays,
  editionDay: IsoDate,
): Provision[] {
  return bars.flatMap((bar) => judgeBar(bar, account, subject, days, editionDay));
}

function judgeBar(
  bar: LegalBar,
  account: string,
  subject: LegalSubject,
  days: YearDays,
  editionDay: IsoDate,
): Provision[] {
  const { first, last } = days;
  const stop = bar.stops.find(
    (each) =>
      each.accounts.includes(account) &&
      holdsWithin(each, first, last) &&
      (each.recipients === undefined || (each.recipients as string[]).includes(subject.recipient)),
  );
  if (stop === undefined) return [];
  const made = (end: string, over: Omit<Provision, "rule" | "file">): Provision => ({
    rule: `${bar.code}.${end}`,
    file: bar.file,
    ...over,
  });
  if (bar.everywhere === true) {
    const { cite, mark, says } = stop;
    return [made("applies", { citation: cite, mark, says, effect: "warns" })];
  }
  const rows = (bar.determinations ?? []).filter((row) => row.partner === subject.partner.iso3);
  const row = rows.find((each) => holdsWithin(each, first, last));
  if (row === undefined) {
    const earlier = rows.find((each) => each.to !== null && each.to < first);
    if (bar.renewed !== "yearly" || earlier === undefined || first <= editionDay) return [];
    const says = `${earlier.says} Lists of later years are not in this edition; look for one.`;
    return [made("renewal", { citation: earlier.cite, mark: earlier.mark, says, effect: "warns" })];
  }
  if (row.waived === "all" || (row.waived !== "none" && row.waived.includes(account))) {
    const { cite, mark, says } = row;
    return [made("waived", { citation: cite, mark, says, effect: "allows" })];
  }
  const mark = weaker(row.mark, stop.mark);
  const says = `${row.says} ${stop.says}`;
  const citation = `${stop.cite}; ${row.cite}`;
  if (bar.effect === "flags") return [made("flagged", { citation, mark, says, effect: "warns" })];
  const effect = mark === "checked" ? "blocks" : "warns";
  return [made("listed", { citation, mark, says, effect })];
}
