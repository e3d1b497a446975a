import { Link } from "wouter";
import { useEntryLink } from "./calendar-link.ts";
import { type CalendarEntry, showDay } from "./case-values.ts";

/** The month of a day: `2021-01`. */
export function monthOf(day: string): string {
  return day.slice(0, 7);
}

/** A month some months later, or earlier. */
export function moveMonth(month: string, count: number): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number - 1 + count, 1)).toISOString().slice(0, 7);
}

const monthFormat = new Intl.DateTimeFormat("en-US", {
  ...{ month: "long", year: "numeric", timeZone: "UTC" },
});

/** A month as a person reads it: `January 2021`. */
export function showMonth(month: string): string {
  return monthFormat.format(new Date(`${month}-01T00:00:00Z`));
}

const weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

/** The weeks of a month, from Sunday on; days of other months are nothing. */
export function weeksOf(month: string): readonly (readonly (string | null)[])[] {
  const first = new Date(`${month}-01T00:00:00Z`);
  const next = new Date(`${moveMonth(month, 1)}-01T00:00:00Z`);
  const count = Math.round((next.getTime() - first.getTime()) / 86_400_000);
  const days = [
    ...Array.from({ length: first.getUTCDay() }, () => null),
    ...Array.from({ length: count }, (_, at) => `${month}-${String(at + 1).padStart(2, "0")}`),
  ];
  const weeks: (string | null)[][] = [];
  for (let at = 0; at < days.length; at += 7) {
    const week: (string | null)[] = days.slice(at, at + 7);
    while (week.length < 7) week.push(null);
    weeks.push(week);
  }
  return weeks;
}

/** A month with what falls on its days. */
export function CalendarMonth(props: {
  readonly month: string;
  readonly on: string;
  readonly entries: readonly CalendarEntry[];
}) {
  const { month, on, entries } = props;
  const byDay = Map.groupBy(entries, (one) => one.day);
  return (
    <table className="calendar" aria-label={showMonth(month)}>
      <thead>
        <tr>
          {weekdays.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(month).map((week, place) => (
          <tr key={week.find((day) => day !== null) ?? place}>
            {week.map((day, at) =>
              day === null ? (
                <td key={weekdays[at]} className="calendar-none" />
              ) : (
                <td key={day} className={day === on ? "calendar-today" : undefined}>
                  <time dateTime={day} className="calendar-day">
                    {Number(day.slice(8))}
                    {day === on && <span className="usa-sr-only"> (the day of the page)</span>}
                  </time>
                  <DayEntries day={day} entries={byDay.get(day) ?? []} />
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Entries that a day shows before it names only their number. */
const mostShown = 3;

function DayEntries(props: { readonly day: string; readonly entries: readonly CalendarEntry[] }) {
  const { day, entries } = props;
  const linkOf = useEntryLink();
  if (entries.length === 0) return null;
  return (
    <ul aria-label={showDay(day)}>
      {entries.slice(0, mostShown).map((one) => (
        <li
          key={`${one.row}:${one.kind}:${one.title}`}
          className={`calendar-${one.kind}${one.late ? " case-late" : ""}`}
        >
          <Link href={linkOf(one)}>{one.title}</Link>
        </li>
      ))}
      {entries.length > mostShown && <li>and {entries.length - mostShown} more below</li>}
    </ul>
  );
}
