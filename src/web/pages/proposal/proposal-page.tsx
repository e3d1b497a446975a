import { PageHead } from "../../parts/page-head.tsx";

/** Stands where the page Proposal is going to be. */
export function ProposalPage() {
  return <PageHead title="Proposal" lead="This page is being built." />;
}
