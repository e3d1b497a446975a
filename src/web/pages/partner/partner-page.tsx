import { PageHead } from "../../parts/page-head.tsx";

/** Stands where the page Partner is going to be. */
export function PartnerPage() {
  return <PageHead title="Partner" lead="This page is being built." />;
}
