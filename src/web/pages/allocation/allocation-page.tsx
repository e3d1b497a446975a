import { PageHead } from "../../parts/page-head.tsx";

/** Stands where the page Allocation is going to be. */
export function AllocationPage() {
  return <PageHead title="Allocation" lead="This page is being built." />;
}
