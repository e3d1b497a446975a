import type { ReactNode } from "react";
import { Link, useLocation, useSearchParams } from "wouter";
import type { PageName } from "../../addresses.ts";
import { PageHead } from "../../parts/page-head.tsx";
import { usePlan } from "../../plan-context.tsx";
import { showDay } from "./case-values.ts";
import "./cases.css";

const views: readonly (readonly [PageName, string])[] = [
  ["inbox", "Inbox"],
  ["board", "Boards"],
  ["calendar", "Calendar"],
];

/** The heading of the pages of cases, the way between them, and the day on which cases are read. */
export function CaseFrame(props: {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  /** The day that the server chose; nothing before it has answered. */
  readonly on: string | undefined;
  readonly children: ReactNode;
}) {
  const { title, lead, actions, on, children } = props;
  return (
    <div className="cases">
      <PageHead title={title} {...(lead === undefined ? {} : { lead })}>
        {actions}
      </PageHead>
      <div className="case-bar">
        <CaseViews />
        <DayField on={on} />
      </div>
      {children}
    </div>
  );
}

function CaseViews() {
  const { to } = usePlan();
  const [location] = useLocation();
  const [params] = useSearchParams();
  const on = params.get("on");
  return (
    <nav aria-label="Views of cases" className="case-views">
      <ul>
        {views.map(([page, title]) => (
          <li key={page}>
            <Link
              href={to(page, [], { on })}
              aria-current={location.endsWith(`/${page}`) ? "page" : undefined}
            >
              {title}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The day on which cases are read, kept in the address. */
function DayField({ on }: { readonly on: string | undefined }) {
  const [params, setParams] = useSearchParams();
  const chosen = params.get("on");
  const choose = (day: string) =>
    setParams((old) => {
      const next = new URLSearchParams(old);
      if (day === "") next.delete("on");
      else next.set("on", day);
      return next;
    });
  return (
    <div className="case-day">
      <label htmlFor="case-day">As of</label>
      <input
        id="case-day"
        type="date"
        className="usa-input no-print"
        value={chosen ?? on ?? ""}
        onChange={(event) => choose(event.target.value)}
      />
      {chosen !== null && (
        <button
          type="button"
          className="usa-button usa-button--unstyled"
          onClick={() => choose("")}
        >
          The plan’s own day
        </button>
      )}
      <span className="print-only">{on === undefined ? "" : showDay(on)}</span>
    </div>
  );
}

/** The day in the address, as a part of a query; nothing where none is named. */
export function useDay(): { readonly on?: string } {
  const [params] = useSearchParams();
  const on = params.get("on");
  return on === null || !/^\d{4}-\d\d-\d\d$/.test(on) ? {} : { on };
}
