import { PageHead } from "../../parts/page-head.tsx";

/** Stands where the page Why is going to be. */
export function WhyPage() {
  return <PageHead title="Why" lead="This page is being built." />;
}
