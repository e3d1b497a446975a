import { QueryClientProvider } from "@tanstack/react-query";
import { Route, Switch } from "wouter";
import { NotFound } from "./parts/not-found.tsx";
import { PageBoundary } from "./parts/page-boundary.tsx";
import { queryClient } from "./queries/api.ts";
import { PlanPages, PlansPage } from "./routes.tsx";
import { PlanFrame, StartFrame } from "./shell/frames.tsx";

/** The workbench: the list of plans, and the pages of each. */
export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <Switch>
        <Route path="/">
          <StartFrame>
            <PageBoundary name="Plans">
              <PlansPage />
            </PageBoundary>
          </StartFrame>
        </Route>
        <Route path="/plans/:plan/*?">
          {({ plan }) => (
            <PlanFrame plan={decodeURIComponent(plan)} key={plan}>
              <PlanPages />
            </PlanFrame>
          )}
        </Route>
        <Route>
          <StartFrame>
            <NotFound />
          </StartFrame>
        </Route>
      </Switch>
    </QueryClientProvider>
  );
}
