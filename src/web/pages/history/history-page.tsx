import { PageHead } from "../../parts/page-head.tsx";

/** Stands where the page History is going to be. */
export function HistoryPage() {
  return <PageHead title="History" lead="This page is being built." />;
}
