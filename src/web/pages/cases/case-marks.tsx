import { Money } from "../../parts/figures.tsx";
import { type CaseClock, type CaseSummary, moneyWords, showClock, showDay } from "./case-values.ts";

/** Short marks of a case: overdue, before a higher level, delay accepted, lapsed, assumed, illustrative. */
export function CaseMarks({ row }: { readonly row: CaseSummary }) {
  return (
    <>
      {row.overdue && <span className="mark mark-late">Overdue</span>}
      {row.raised !== null && (
        <span className="mark mark-late">{sayEscalated(row.raised.age)}</span>
      )}
      {row.delay_accepted !== null && (
        <span className="mark">{`Delay accepted until ${showDay(row.delay_accepted.until)}`}</span>
      )}
      {row.lapsed > 0 && (
        <span className="mark mark-late">
          {row.lapsed === 1 ? "Signature lapsed" : `${row.lapsed} signatures lapsed`}
        </span>
      )}
      {row.assumed && <span className="mark">Assumed</span>}
      {row.illustrative && <span className="mark">Illustrative</span>}
    </>
  );
}

function sayEscalated(days: number): string {
  if (days === 0) return "Escalated today";
  return `Escalated ${days} ${days === 1 ? "day" : "days"} ago`;
}

/** By when somebody must act, with how the clock stands. */
export function CaseDue({ row }: { readonly row: CaseSummary }) {
  const { clock, due_on, closed } = row;
  if (closed) return <span className="soft">Closed</span>;
  if (clock === null && due_on === null) return <span className="soft">No day is set</span>;
  return (
    <>
      {clock !== null && <ClockWords clock={clock} />}
      {due_on !== null && (
        <span className="case-due">
          <strong>{showDay(due_on)}</strong> <span className="soft">set for the decision</span>
        </span>
      )}
    </>
  );
}

/** A clock in a line: the day, how it stands, and its name. */
export function ClockWords({ clock }: { readonly clock: CaseClock }) {
  return (
    <span className={clock.late ? "case-due case-late" : "case-due"}>
      <strong>{showDay(clock.due)}</strong> {showClock(clock)}
      <br />
      <span className="soft">{clock.name}</span>
    </span>
  );
}

/** What a case does to money, and to how much. */
export function CaseMoney({ row }: { readonly row: CaseSummary }) {
  if (row.money === "free" || row.amount === 0) {
    return <span className="soft">{row.amount === 0 && row.money !== "free" ? "–" : "Free"}</span>;
  }
  return (
    <>
      <Money amount={row.amount} />{" "}
      <span className={row.money === "blocked" ? "case-late" : "soft"}>
        {moneyWords[row.money].toLowerCase()}
      </span>
    </>
  );
}
