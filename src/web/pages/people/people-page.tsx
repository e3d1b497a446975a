import { PageHead } from "../../parts/page-head.tsx";

/** Stands where the page People is going to be. */
export function PeoplePage() {
  return <PageHead title="People" lead="This page is being built." />;
}
