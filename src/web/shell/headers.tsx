import { useState } from "react";
import { Link, useLocation } from "wouter";
import type { PageName } from "../addresses.ts";
import { usePlan } from "../plan-context.tsx";
import { useApi } from "../queries/api.ts";
import { BranchChooser } from "./branch-chooser.tsx";
import { GoTo } from "./go-to.tsx";
import { PersonMenu } from "./person-menu.tsx";
import { Presence } from "./presence.tsx";

const pages: readonly (readonly [PageName, string])[] = [
  ["overview", "Overview"],
  ["plan", "Plan"],
  ["allocation", "Allocation"],
  ["partners", "Partners"],
  ["proposals", "Propose"],
  ["inbox", "Cases"],
  ["strategy", "Strategy"],
  ["history", "History"],
  ["people", "People"],
];

/** The header where no plan is open. */
export function StartHeader() {
  const me = useApi("readMe", {});
  return (
    <header className="head">
      <div className="head-line">
        <p className="head-title">
          <Link href="/">Entente</Link>
        </p>
        <div className="head-tools">{me.data && <PersonMenu me={me.data} />}</div>
      </div>
    </header>
  );
}

/** The header of a plan: its name, the branch, the person, who else is here, and the pages. */
export function PlanHeader() {
  const { head, me } = usePlan();
  return (
    <header className="head">
      <div className="head-line">
        <p className="head-title">
          <Link href="/">Entente</Link> <span aria-hidden="true">/</span> <span>{head.title}</span>
        </p>
        <div className="head-tools">
          <Presence />
          <BranchChooser />
          <GoTo />
          <PersonMenu me={me} />
        </div>
      </div>
      <PlanNavigation />
    </header>
  );
}

/** Pages of cases: one of them stands in the navigation for all. */
const ofCases: readonly (string | undefined)[] = ["inbox", "board", "calendar", "cases"];

function isHere(page: PageName, here: string | undefined): boolean {
  return here === page || (page === "inbox" && ofCases.includes(here));
}

function PlanNavigation() {
  const { plan, to, branch } = usePlan();
  const [location] = useLocation();
  const [open, setOpen] = useState(false);
  const here = location.slice(`/plans/${encodeURIComponent(plan)}/`.length).split("/")[0];
  return (
    <nav aria-label="Pages of the plan" className="pages">
      <button
        type="button"
        className="pages-button"
        aria-expanded={open}
        aria-controls="pages-list"
        onClick={() => setOpen(!open)}
      >
        Pages
      </button>
      <ul id="pages-list" className={open ? "pages-list pages-open" : "pages-list"}>
        {pages.map(([page, title]) => (
          <li key={page}>
            <Link
              href={to(page, page === "proposals" ? ["new"] : [], { branch })}
              aria-current={isHere(page, here) ? "page" : undefined}
              onClick={() => setOpen(false)}
            >
              {title}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
