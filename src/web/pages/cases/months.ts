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
