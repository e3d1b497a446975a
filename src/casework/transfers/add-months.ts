import { type IsoDate, isIsoDate, isoDate } from "../../base/fiscal.ts";

/** The last day that a plan can name. */
export const lastOfDays: IsoDate = isoDate("9999-12-31");

/** The day so many months later, or earlier; the last day of the month where it has no such day. */
export function addMonths(day: IsoDate, count: number): IsoDate {
  const month = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + count;
  if (month >= 12 * 10_000) return lastOfDays;
  const stem = `${String(Math.floor(month / 12)).padStart(4, "0")}-${String((((month % 12) + 12) % 12) + 1).padStart(2, "0")}`;
  for (let date = Number(day.slice(8)); date > 28; date--) {
    const text = `${stem}-${date}`;
    if (isIsoDate(text)) return text;
  }
  return isoDate(`${stem}-${day.slice(8) > "28" ? "28" : day.slice(8)}`);
}
