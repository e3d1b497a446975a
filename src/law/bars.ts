import { compareText } from "../base/findings.ts";
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
 * A bar counts if it holds on any day of the year, since money may move on any day; a waiver of part of the year does
 * not lift it. Each stops named accounts only; there is no flag that bars a country as a whole.
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

type Stop = LegalBar["stops"][number];
type Determination = NonNullable<LegalBar["determinations"]>[number];

function judgeBar(
  bar: LegalBar,
  account: string,
  subject: LegalSubject,
  days: YearDays,
  editionDay: IsoDate,
): Provision[] {
  const { first, last } = days;
  const stops = bar.stops.filter(
    (each) =>
      each.accounts.includes(account) && holdsWithin(each, first, last) && reaches(each, subject),
  );
  const [stop] = stops;
  if (stop === undefined) return [];
  if (bar.everywhere === true) {
    const { cite, mark, says } = stop;
    return [provisionOf(bar, "applies", { citation: cite, mark, says, effect: "warns" })];
  }
  const rows = (bar.determinations ?? []).filter((row) => row.partner === subject.partner.iso3);
  const held = rows.filter((each) => holdsWithin(each, first, last));
  if (held.length === 0) return judgeRenewal(bar, rows, first, editionDay);
  const judged = held.flatMap((row) => stops.map((each) => judgePair(bar, each, row, account)));
  return judged.sort(byStrictness).slice(0, 1);
}

/** Whether a stop is about such a recipient, region and country. */
function reaches(stop: Stop, { recipient, partner }: LegalSubject): boolean {
  return (
    (stop.recipients === undefined || (stop.recipients as string[]).includes(recipient)) &&
    (stop.bureaus === undefined || (stop.bureaus as string[]).includes(partner.bureau)) &&
    !(partner.iso3 !== undefined && stop.except?.includes(partner.iso3))
  );
}

/** A partner on an earlier list of a bar that is renewed each year: look for the next list. */
function judgeRenewal(
  bar: LegalBar,
  rows: readonly Determination[],
  first: IsoDate,
  editionDay: IsoDate,
): Provision[] {
  if (bar.renewed !== "yearly" || first <= editionDay) return [];
  const earlier = rows.filter((each) => each.to !== null && each.to < first);
  const latest = earlier.sort((a, b) => compareText(b.to ?? "", a.to ?? ""))[0];
  if (latest === undefined) return [];
  const says = `${latest.says} Lists of later years are not in this edition; look for one.`;
  const { cite: citation, mark } = latest;
  return [provisionOf(bar, "renewal", { citation, mark, says, effect: "warns" })];
}

/** What one stop and one determination say together. */
function judgePair(bar: LegalBar, stop: Stop, row: Determination, account: string): Provision {
  if (row.waived === "all" || (row.waived !== "none" && row.waived.includes(account))) {
    const { cite, mark, says } = row;
    return provisionOf(bar, "waived", { citation: cite, mark, says, effect: "allows" });
  }
  const mark = weaker(row.mark, stop.mark);
  const says = `${row.says} ${stop.says}`;
  const citation = `${stop.cite}; ${row.cite}`;
  if (bar.effect === "flags") {
    return provisionOf(bar, "flagged", { citation, mark, says, effect: "warns" });
  }
  const effect = mark === "checked" ? "blocks" : "warns";
  return provisionOf(bar, "listed", { citation, mark, says, effect });
}

function provisionOf(bar: LegalBar, end: string, over: Omit<Provision, "rule" | "file">) {
  return { rule: `${bar.code}.${end}`, file: bar.file, ...over };
}

const strictness = { blocks: 0, warns: 1, allows: 2 } as const;

/** The strictest first, since a bar that holds on one day of the year is a bar in that year. */
function byStrictness(a: Provision, b: Provision): number {
  return (
    strictness[a.effect] - strictness[b.effect] ||
    strength[b.mark] - strength[a.mark] ||
    compareText(a.says, b.says)
  );
}
