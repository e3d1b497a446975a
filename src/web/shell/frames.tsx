import type { ReactNode } from "react";
import { ChangeProvider } from "../changes/change-context.tsx";
import { SendLeft } from "../changes/send-left.tsx";
import { LiveProvider } from "../live/live-context.tsx";
import { PlanProvider } from "../plan-context.tsx";
import { Footer } from "./footer.tsx";
import { PlanHeader, StartHeader } from "./headers.tsx";
import { LiveBanner } from "./live-banner.tsx";

function SkipLink() {
  return (
    <a className="usa-skipnav" href="#main">
      Skip to the page
    </a>
  );
}

/** The frame around pages that are of no plan. */
export function StartFrame(props: { readonly children: ReactNode }) {
  return (
    <>
      <SkipLink />
      <StartHeader />
      <main id="main" tabIndex={-1}>
        {props.children}
      </main>
      <Footer />
    </>
  );
}

/** The frame around a plan's pages: header, navigation, what others do, and the page. */
export function PlanFrame(props: { readonly plan: string; readonly children: ReactNode }) {
  return (
    <PlanProvider plan={props.plan} around={(state) => <StartFrame>{state}</StartFrame>}>
      <LiveProvider>
        <ChangeProvider>
          <SkipLink />
          <PlanHeader />
          <LiveBanner />
          <SendLeft />
          <main id="main" tabIndex={-1}>
            {props.children}
          </main>
          <Footer />
        </ChangeProvider>
      </LiveProvider>
    </PlanProvider>
  );
}
