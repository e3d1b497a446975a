import { PageHead } from "../../parts/page-head.tsx";

/** Stands where the page Strategy is going to be. */
export function StrategyPage() {
  return <PageHead title="Strategy" lead="This page is being built." />;
}
