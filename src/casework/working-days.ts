import type { z } from "zod";
import { addDays, type IsoDate, isIsoDate, isoDate } from "../base/fiscal.ts";
import { holdsOn } from "../law/in-force.ts";
import type { holidaysSchema } from "./process-schema.ts";

/** The federal holidays as `law/calendar/federal-holidays.yaml` states them. */
export type HolidayRules = z.infer<typeof holidaysSchema>;

/** A day on which the departments are closed, by the rule that says so. */
export interface Holiday {
  readonly on: IsoDate;
  readonly code: string;
  readonly name: string;
}

/** The days on which the departments work. */
export interface WorkingCalendar {
  /** The holidays that are kept in a calendar year, in order: moved ones on the day on which they are kept. */
  listHolidays(year: number): readonly Holiday[];
  /** No Saturday, no Sunday, no holiday. */
  isWorkingDay(day: IsoDate): boolean;
}

/** The weekday of a day: Monday is 1, Sunday 7. */
export function weekdayOf(day: IsoDate): number {
  return ((((dayNumber(day) + 3) % 7) + 7) % 7) + 1;
}

/** The calendar of working days by rules of holidays. It remembers the years that it has worked out. */
export function makeCalendar(rules: HolidayRules): WorkingCalendar {
  const years = new Map<number, readonly Holiday[]>();
  const days = new Map<number, ReadonlySet<string>>();
  const listHolidays = (year: number): readonly Holiday[] => {
    const known = years.get(year);
    if (known !== undefined) return known;
    // New Year's Day of the next year may be kept on the last day of this one.
    const kept = [year - 1, year, year + 1]
      .flatMap((each) => observedIn(rules, each))
      .filter((holiday) => Number(holiday.on.slice(0, 4)) === year)
      .sort((a, b) => (a.on < b.on ? -1 : 1));
    years.set(year, kept);
    days.set(year, new Set(kept.map((holiday) => holiday.on)));
    return kept;
  };
  const isHoliday = (day: IsoDate): boolean => {
    const year = Number(day.slice(0, 4));
    listHolidays(year);
    return days.get(year)?.has(day) === true;
  };
  return { listHolidays, isWorkingDay: (day) => weekdayOf(day) <= 5 && !isHoliday(day) };
}

/** The holidays of a year where they are kept, which may be in the year before. */
function observedIn(rules: HolidayRules, year: number): Holiday[] {
  return rules.holidays.flatMap(({ code, name, rule, from, to }) => {
    const day = dayIn(year, rule);
    if (day === undefined || !holdsOn({ from, to }, day)) return [];
    const weekday = weekdayOf(day);
    const move =
      weekday === 6 ? rules.observed.saturday.move : weekday === 7 ? rules.observed.sunday.move : 0;
    return [{ on: addDays(day, move), code, name }];
  });
}

function dayIn(year: number, rule: HolidayRules["holidays"][number]["rule"]): IsoDate | undefined {
  const month = `${String(year).padStart(4, "0")}-${String(rule.month).padStart(2, "0")}`;
  if ("day" in rule) {
    const day = `${month}-${String(rule.day).padStart(2, "0")}`;
    return isIsoDate(day) ? day : undefined;
  }
  const first = isoDate(`${month}-01`);
  const earliest = addDays(first, (rule.weekday - weekdayOf(first) + 7) % 7);
  if (rule.nth > 0) return addDays(earliest, 7 * (rule.nth - 1));
  const fifth = addDays(earliest, 28);
  return fifth.slice(0, 7) === month ? fifth : addDays(earliest, 21);
}

/** The days of a unit after `from`, up to and with `to`; negative where `to` comes first. */
export function countDays(
  calendar: WorkingCalendar,
  unit: "calendar" | "working",
  from: IsoDate,
  to: IsoDate,
): number {
  if (to < from) return -countDays(calendar, unit, to, from);
  if (unit === "calendar") return daysBetween(from, to);
  let holidays = 0;
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year++) {
    for (const { on } of calendar.listHolidays(year)) {
      if (from < on && on <= to && weekdayOf(on) <= 5) holidays++;
    }
  }
  return weekdaysUpTo(dayNumber(to)) - weekdaysUpTo(dayNumber(from)) - holidays;
}

/** The day that comes `count` days of a unit after another; the day itself for none. */
export function moveDays(
  calendar: WorkingCalendar,
  unit: "calendar" | "working",
  from: IsoDate,
  count: number,
): IsoDate {
  if (unit === "calendar" || count <= 0) return addDays(from, Math.max(0, count));
  // No day before this one can be it: so many weekdays span at least so many weekends.
  let day = addDays(from, count + 2 * Math.floor((count - 1) / 5));
  while (!calendar.isWorkingDay(day) || countDays(calendar, "working", from, day) < count) {
    day = addDays(day, 1);
  }
  return day;
}

/** Calendar days from a day to another; negative where that one comes first. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** Days since January 1, 1970, a Thursday. */
function dayNumber(day: IsoDate): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000);
}

/** How many of the days up to and with a day are Mondays to Fridays, from some fixed Monday on. */
function weekdaysUpTo(number: number): number {
  const sinceMonday = number + 3;
  const weeks = Math.floor(sinceMonday / 7);
  return weeks * 5 + Math.min(sinceMonday - weeks * 7 + 1, 5);
}
