import { Link } from "wouter";
import { useEntryLink } from "./calendar-link.ts";
import { type CalendarEntry, showDay } from "./case-values.ts";
import { showMonth, weeksOf } from "./months.ts";

const weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

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
