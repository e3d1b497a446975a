import { PageHead } from "../../parts/page-head.tsx";

/** Stands where the page Overview is going to be. */
export function OverviewPage() {
  return <PageHead title="Overview" lead="This page is being built." />;
}
