/** A U.S. federal fiscal year: FY2021 runs from 2020-10-01 to 2021-09-30.   Source: 31 U.S.C. 1102. */
export type FiscalYear = number & { readonly __unit: "fiscal_year" };

/** A calendar day as `YYYY-MM-DD`; such texts sort in the order of time. */
export type IsoDate = string & { readonly __unit: "date" };

/** A fiscal year from a whole number.   Errors: throws a RangeError outside 1900 to 2200. */
export function fiscalYear(value: number): FiscalYear {
  if (!Number.isInteger(value) || value < 1900 || value > 2200) {
    throw new RangeError(`not a fiscal year: ${value}`);
  }
  return value as FiscalYear;
}

/** Whether the text is a day of the calendar, such as `2021-01-15`; `2021-02-30` is not. */
export function isIsoDate(text: string): text is IsoDate {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const month = Number(text.slice(5, 7));
  const day = Number(text.slice(8));
  return month >= 1 && month <= 12 && day >= 1 && day <= daysOf(Number(text.slice(0, 4)), month);
}

/** How many days a month of the calendar has. */
function daysOf(year: number, month: number): number {
  if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

/** A day from text that is known to be one.   Errors: throws a RangeError otherwise. */
export function isoDate(text: string): IsoDate {
  if (!isIsoDate(text)) throw new RangeError(`not a date: ${text}`);
  return text;
}

/** The fiscal year in which a day falls. */
export function fiscalYearOf(day: IsoDate): FiscalYear {
  const year = Number(day.slice(0, 4));
  return fiscalYear(day.slice(5, 7) >= "10" ? year + 1 : year);
}

/** The first day of a fiscal year: October 1 of the year before. */
export function firstDayOf(year: FiscalYear): IsoDate {
  return isoDate(`${year - 1}-10-01`);
}

/** The last day of a fiscal year: September 30. */
export function lastDayOf(year: FiscalYear): IsoDate {
  return isoDate(`${year}-09-30`);
}

/** The day `count` days later (or earlier, when negative). */
export function addDays(day: IsoDate, count: number): IsoDate {
  if (count === 0) return day;
  const at = Date.parse(day) + count * 86_400_000;
  return isoDate(new Date(at).toISOString().slice(0, 10));
}

/** Every fiscal year from the first to the last, both included. */
export function fiscalYears(first: FiscalYear, last: FiscalYear): FiscalYear[] {
  const years: FiscalYear[] = [];
  for (let year: number = first; year <= last; year++) years.push(fiscalYear(year));
  return years;
}
