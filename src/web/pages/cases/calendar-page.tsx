import { Link, useSearchParams } from "wouter";
import { DataTable } from "../../parts/data-table.tsx";
import { Empty, Loaded, Withheld } from "../../parts/states.tsx";
import { usePlan } from "../../plan-context.tsx";
import { useApi } from "../../queries/api.ts";
import { useEntryLink } from "./calendar-link.ts";
import { CalendarMonth } from "./calendar-month.tsx";
import { CaseFrame, useDay } from "./case-frame.tsx";
import { type CalendarEntry, showDay } from "./case-values.ts";
import { monthOf, moveMonth, showMonth } from "./months.ts";

/** Kinds of days, as readers call them. */
export const entryWords: Readonly<Record<CalendarEntry["kind"], string>> = {
  limit: "Due",
  wait: "Wait ends",
  set: "Day set",
  review: "Review",
  tell: "Tell the partner",
  end_use: "End-use check",
  agreement: "Agreement ends",
  input: "Input due",
  lapse: "Money lapses",
  release: "Decide on a reserve",
};

/** When something falls due or becomes free: as a month, and as a list. */
export function CalendarPage() {
  const { plan, branch } = usePlan();
  const day = useDay();
  const calendar = useApi("readCalendar", { params: { plan }, query: { branch, ...day } });
  return (
    <CaseFrame
      title="Calendar of clocks"
      lead="Due days, waits that end, reviews, words that are due to partners, end-use checks, input to others' plans"
      on={calendar.data?.on}
    >
      <Loaded query={calendar} words="Reading the calendar" lines={8}>
        {({ on, entries, withheld }) => (
          <>
            {withheld && (
              <Withheld words="Some rows are not for you to see. Their days are left out." />
            )}
            <Calendar on={on} entries={entries} />
          </>
        )}
      </Loaded>
    </CaseFrame>
  );
}

function Calendar(props: { readonly on: string; readonly entries: readonly CalendarEntry[] }) {
  const { on, entries } = props;
  const [params, setParams] = useSearchParams();
  const month = params.get("month") ?? monthOf(on);
  const kind = params.get("kind") ?? "";
  const shown = entries.filter((one) => kind === "" || one.kind === kind);
  const set = (name: string, value: string) =>
    setParams((old) => {
      const next = new URLSearchParams(old);
      if (value === "") next.delete(name);
      else next.set(name, value);
      return next;
    });
  if (entries.length === 0) {
    return (
      <Empty title="No clock runs">
        <p>No case is open that has a day, and no condition or agreement names one.</p>
      </Empty>
    );
  }
  return (
    <>
      <div className="case-choice calendar-bar">
        <button
          type="button"
          className="usa-button usa-button--outline"
          onClick={() => set("month", moveMonth(month, -1))}
        >
          Earlier<span className="usa-sr-only"> month</span>
        </button>
        <h2 aria-live="polite">{showMonth(month)}</h2>
        <button
          type="button"
          className="usa-button usa-button--outline"
          onClick={() => set("month", moveMonth(month, 1))}
        >
          Later<span className="usa-sr-only"> month</span>
        </button>
        <label htmlFor="calendar-kind">Kind</label>
        <select
          id="calendar-kind"
          className="usa-select"
          value={kind}
          onChange={(event) => set("kind", event.target.value)}
        >
          <option value="">Every kind</option>
          {Object.entries(entryWords).map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
      </div>
      <CalendarMonth month={month} on={on} entries={shown} />
      <CalendarList entries={shown} />
    </>
  );
}

function CalendarList({ entries }: { readonly entries: readonly CalendarEntry[] }) {
  const linkOf = useEntryLink();
  return (
    <>
      <h2>All days</h2>
      <DataTable
        caption="All days"
        quiet
        rows={entries}
        keyOf={(one) => `${one.day}:${one.row}:${one.kind}:${one.title}`}
        empty="Nothing of this kind."
        columns={[
          {
            key: "day",
            title: "Day",
            value: (one) => one.day,
            cell: (one) => (
              <span className={one.late ? "case-late" : undefined}>
                {showDay(one.day)}
                {one.late && " (late)"}
                {one.paused && " (stands still)"}
              </span>
            ),
          },
          { key: "kind", title: "Kind", value: (one) => entryWords[one.kind] },
          {
            key: "title",
            title: "What",
            value: (one) => one.title,
            cell: (one) => <Link href={linkOf(one)}>{one.title}</Link>,
          },
          { key: "partner", title: "Partner", value: (one) => one.partner?.name ?? "" },
          { key: "says", title: "Then", cell: (one) => one.says },
        ]}
      />
    </>
  );
}
