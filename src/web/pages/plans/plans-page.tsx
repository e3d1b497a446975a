import { PageHead } from "../../parts/page-head.tsx";

/** Stands where the page Plans is going to be. */
export function PlansPage() {
  return <PageHead title="Plans" lead="This page is being built." />;
}
