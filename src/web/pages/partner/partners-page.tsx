import { PageHead } from "../../parts/page-head.tsx";

/** Stands where the page Partners is going to be. */
export function PartnersPage() {
  return <PageHead title="Partners" lead="This page is being built." />;
}
