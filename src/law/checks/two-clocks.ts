import { addDays, fiscalYear, fiscalYearOf, type IsoDate, lastDayOf } from "../../base/fiscal.ts";
import { findInForce } from "../in-force.ts";
import { weaker } from "../marks.ts";
import { type CheckQuestion, judgmentOf, type LegalCheck } from "./legal-check.ts";

const name = "two_clocks";

/** The last day on which new money of a fiscal year may be obligated; nothing where it stays until it is spent. */
export function lastDayOfMoney(
  year: number,
  years: number | "until_expended",
): IsoDate | undefined {
  return years === "until_expended" ? undefined : lastDayOf(fiscalYear(year + years - 1));
}

/**
 * Whether the process can end before the money does: the notice, which begins when cases free the money, but not
 * before the fiscal year, against the last day of the money.
 *
 * Source: law/authorities, parameters `availability`, `notice_days` and `sunset`.
 */
export const twoClocksCheck: LegalCheck = {
  name,
  sentence: "The process can end before the money does: two clocks run on every line.",
  reads: ["plan.as_of", "lines.year_offset", "cases.initiative"],
  law: ["availability", "notice_days", "sunset"],
  severity: "blocks",
  judge: ({ authority, first, line }: CheckQuestion) => {
    const money = findInForce(authority.parameters.availability, first);
    if (money === undefined || line === undefined) return [];
    const notice = findInForce(authority.parameters.notice_days, first);
    const sunset = findInForce(authority.parameters.sunset, first)?.value;
    const ends = earlier(lastDayOfMoney(fiscalYearOf(first), money.value), sunset);
    if (ends === undefined) return [];
    const days = notice?.value ?? 0;
    const free = addDays(line.as_of, line.days_before);
    const begins = free > first ? free : first;
    const ready = addDays(begins, days);
    const mark = notice === undefined ? money.mark : weaker(money.mark, notice.mark);
    const found = `ready on ${ready}: ${days} days of notice from ${begins}`;
    const expected = `by ${ends}, when the money ends`;
    const late = ready > ends;
    const effect = !late ? "allows" : mark === "checked" ? "blocks" : "warns";
    const more = late
      ? `The money ends on ${ends}; the process cannot end before ${ready}.`
      : undefined;
    const cite = [...new Set([money.cite, notice?.cite ?? money.cite])].join("; ");
    const entry = { ...money, cite, mark };
    return [judgmentOf(name, authority, name, entry, { found, expected, effect, more })];
  },
};

function earlier(a: IsoDate | undefined, b: IsoDate | undefined): IsoDate | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a < b ? a : b;
}
