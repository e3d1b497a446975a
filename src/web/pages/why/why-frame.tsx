import { type ReactNode, useEffect } from "react";
import { Link } from "wouter";
import { Notice } from "../../parts/notice.tsx";
import { PageHead } from "../../parts/page-head.tsx";
import { Empty, ErrorState, Loading, Withheld } from "../../parts/states.tsx";
import { usePlan } from "../../plan-context.tsx";
import { askAnew } from "../../queries/api.ts";
import type { WholeAllocation } from "../allocation/allocation-values.ts";
import { JobState } from "../allocation/job-state.tsx";
import { hundredths } from "../allocation/result-panel.tsx";
import { usePageQuery } from "../allocation/use-address.ts";
import { type JobRun, useJobRun } from "../allocation/use-job.ts";
import { useAskedAllocation } from "./use-allocation.ts";

/** The head of the page, the allocation that is asked about with its age, and a way to make one where there is none. */
export function WhyFrame(props: {
  readonly title: string;
  readonly lead?: ReactNode;
  /** Whether rows of what is asked about are withheld. */
  readonly withheld?: boolean;
  readonly actions?: ReactNode;
  /** What can be said without an allocation. */
  readonly always?: ReactNode;
  readonly children: (allocation: WholeAllocation) => ReactNode;
}) {
  const { branch, branchHead } = usePlan();
  const asked = useAskedAllocation();
  const run = useAnew();
  const { allocation } = asked;
  const where = branch === "main" ? "the plan as it stands" : `“${branchHead?.title ?? branch}”`;
  return (
    <div className="why-page">
      <PageHead title={props.title} {...(props.lead === undefined ? {} : { lead: props.lead })}>
        {props.actions}
      </PageHead>
      {allocation !== undefined && (
        <p className="soft">
          In the allocation of {where}
          {allocation.tried > 0 ? `, with ${allocation.tried} edits tried` : ""}:{" "}
          {hundredths(allocation.value)} points, {allocation.at.slice(0, 10)}.
        </p>
      )}
      {props.withheld && (
        <Withheld words="Some rows behind this are not for you to see. Reasons and sums here leave them out." />
      )}
      {allocation?.withheld && (
        <Withheld words="Rows that were withheld from whoever asked for this allocation are not in it." />
      )}
      <Age {...asked} run={run} />
      <JobState run={run} words="Allocating" again={() => void run.startAnew()} />
      {asked.loading && <Loading words="Reading the allocation" lines={6} />}
      {asked.problem !== null && <ErrorState problem={asked.problem} again={asked.again} />}
      {allocation !== undefined && props.children(allocation)}
      {allocation === undefined && !asked.loading && asked.problem === null && !run.running && (
        <Empty title="There is no allocation yet, so there is no reason to give.">
          <p>Once the plan is allocated, this page says why.</p>
          <button type="button" className="usa-button" onClick={() => void run.startAnew()}>
            Allocate
          </button>
        </Empty>
      )}
      {props.always}
    </div>
  );
}

interface AnewRun extends JobRun {
  readonly startAnew: () => Promise<void>;
}

/** Allocates the branch anew, and then asks about that allocation. */
function useAnew(): AnewRun {
  const { plan, branch } = usePlan();
  const { change } = usePageQuery();
  const run = useJobRun();
  const made = run.job?.allocation ?? null;
  useEffect(() => {
    if (made === null) return;
    void askAnew(plan, ["listAllocations"]);
    change((query) => {
      query.delete("id");
      query.delete("job");
      return query;
    });
  }, [made, plan, change]);
  return { ...run, startAnew: () => run.start({ kind: "allocate", branch }) };
}

function Age(props: ReturnType<typeof useAskedAllocation> & { readonly run: AnewRun }) {
  const { allocation, newer, run } = props;
  const { href } = usePageQuery();
  if (allocation?.stale !== true || run.running) return null;
  return (
    <Notice kind="warning">
      The plan has changed since this allocation was worked out, so the reasons may no longer hold.{" "}
      {newer !== undefined && !newer.stale ? (
        <Link href={href({ id: undefined, job: undefined })}>Ask about the newest one</Link>
      ) : (
        <button
          type="button"
          className="usa-button usa-button--unstyled"
          onClick={() => void run.startAnew()}
        >
          Allocate anew
        </button>
      )}
    </Notice>
  );
}
