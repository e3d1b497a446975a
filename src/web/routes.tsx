import { type ComponentType, lazy } from "react";
import { Redirect, Route, Switch } from "wouter";
import { NotFound } from "./parts/not-found.tsx";
import { PageBoundary } from "./parts/page-boundary.tsx";
import { usePlan } from "./plan-context.tsx";

/** The list of plans. */
export const PlansPage = lazy(async () => ({
  default: (await import("./pages/plans/plans-page.tsx")).PlansPage,
}));

interface PageRoute {
  /** Under `/plans/:plan`. A page reads its parameters by `useParams`. */
  readonly path: string;
  readonly title: string;
  readonly page: ComponentType;
}

/** Every page of a plan, each in a file of its own that is fetched when it is first shown. */
const pages: readonly PageRoute[] = [
  {
    path: "/overview",
    title: "Overview",
    page: lazy(async () => ({
      default: (await import("./pages/overview/overview-page.tsx")).OverviewPage,
    })),
  },
  {
    path: "/plan",
    title: "Plan",
    page: lazy(async () => ({ default: (await import("./pages/plan/plan-page.tsx")).PlanPage })),
  },
  {
    path: "/allocation",
    title: "Allocation",
    page: lazy(async () => ({
      default: (await import("./pages/allocation/allocation-page.tsx")).AllocationPage,
    })),
  },
  {
    path: "/why/:kind/:id",
    title: "Why",
    page: lazy(async () => ({ default: (await import("./pages/why/why-page.tsx")).WhyPage })),
  },
  {
    path: "/partners",
    title: "Partners",
    page: lazy(async () => ({
      default: (await import("./pages/partner/partners-page.tsx")).PartnersPage,
    })),
  },
  {
    path: "/partners/:partner",
    title: "Partner",
    page: lazy(async () => ({
      default: (await import("./pages/partner/partner-page.tsx")).PartnerPage,
    })),
  },
  {
    path: "/proposals/:proposal",
    title: "Proposal",
    page: lazy(async () => ({
      default: (await import("./pages/proposal/proposal-page.tsx")).ProposalPage,
    })),
  },
  {
    path: "/inbox",
    title: "Inbox",
    page: lazy(async () => ({
      default: (await import("./pages/cases/inbox-page.tsx")).InboxPage,
    })),
  },
  {
    path: "/board",
    title: "Boards",
    page: lazy(async () => ({
      default: (await import("./pages/cases/board-page.tsx")).BoardPage,
    })),
  },
  {
    path: "/calendar",
    title: "Calendar",
    page: lazy(async () => ({
      default: (await import("./pages/cases/calendar-page.tsx")).CalendarPage,
    })),
  },
  {
    path: "/cases/:case",
    title: "Case",
    page: lazy(async () => ({
      default: (await import("./pages/cases/case-page.tsx")).CasePage,
    })),
  },
  {
    path: "/strategy",
    title: "Strategy",
    page: lazy(async () => ({
      default: (await import("./pages/strategy/strategy-page.tsx")).StrategyPage,
    })),
  },
  {
    path: "/history",
    title: "History",
    page: lazy(async () => ({
      default: (await import("./pages/history/history-page.tsx")).HistoryPage,
    })),
  },
  {
    path: "/people",
    title: "People",
    page: lazy(async () => ({
      default: (await import("./pages/people/people-page.tsx")).PeoplePage,
    })),
  },
];

/** The page of the open plan that the address names. */
export function PlanPages() {
  const { to } = usePlan();
  return (
    <Switch>
      <Route path="/plans/:plan">
        <Redirect to={to("overview")} replace />
      </Route>
      {pages.map(({ path, title, page: Page }) => (
        <Route path={`/plans/:plan${path}`} key={path}>
          <PageBoundary name={title}>
            <Page />
          </PageBoundary>
        </Route>
      ))}
      <Route>
        <NotFound />
      </Route>
    </Switch>
  );
}
