import { createContext, type ReactNode, use, useMemo } from "react";
import { useSearch } from "wouter";
import { type AddressQuery, type PageName, pageAddress } from "./addresses.ts";
import { PageHead } from "./parts/page-head.tsx";
import { ErrorState, Loading } from "./parts/states.tsx";
import { type Me, type PlanHead, useApi } from "./queries/api.ts";

/** The plan that is open, and from where it is looked at. */
export interface PlanHere {
  readonly plan: string;
  readonly head: PlanHead;
  /** `main`, or the scenario named in the address. */
  readonly branch: string;
  /** The branch's head; nothing where the address names a branch that is not there. */
  readonly branchHead: PlanHead["branches"][number] | undefined;
  readonly may: PlanHead["may"];
  readonly me: Me;
  /** The address of a page of this plan, on this branch unless `query` says otherwise. */
  readonly to: (page: PageName, parts?: readonly string[], query?: AddressQuery) => string;
}

const PlanContext = createContext<PlanHere | null>(null);

/** The plan that is open.   Errors: throws outside a plan's pages. */
export function usePlan(): PlanHere {
  const here = use(PlanContext);
  if (here === null) throw new Error("usePlan is called outside a plan's pages.");
  return here;
}

/** The branch in the address. */
export function useBranch(): string {
  return new URLSearchParams(useSearch()).get("branch") ?? "main";
}

/** Reads the plan's head and gives it to the pages inside. */
export function PlanProvider(props: {
  readonly plan: string;
  /** The frame for what is shown while there is no plan. */
  readonly around: (state: ReactNode) => ReactNode;
  readonly children: ReactNode;
}) {
  const { plan, around, children } = props;
  const branch = useBranch();
  const head = useApi("readPlan", { params: { plan } });
  const me = useApi("readMe", {});
  const here = useMemo<PlanHere | null>(() => {
    if (head.data === undefined || me.data === undefined) return null;
    return {
      plan,
      head: head.data,
      branch,
      branchHead: head.data.branches.find((one) => one.id === branch),
      may: head.data.may,
      me: me.data,
      to: (page, parts, query) => pageAddress(plan, page, parts, { branch, ...query }),
    };
  }, [plan, branch, head.data, me.data]);
  if (here !== null) return <PlanContext value={here}>{children}</PlanContext>;
  const problem = head.error ?? me.error;
  if (problem !== null) {
    return around(
      <>
        <PageHead title="Plan" />
        <ErrorState problem={problem} again={() => head.refetch()} />
      </>,
    );
  }
  return around(<Loading words="Opening the plan" />);
}
