import { PageHead } from "../../parts/page-head.tsx";

/** Stands where the page Plan is going to be. */
export function PlanPage() {
  return <PageHead title="Plan" lead="This page is being built." />;
}
