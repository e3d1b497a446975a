import { Button } from "@trussworks/react-uswds";
import { useState } from "react";
import { JobProgress } from "../../parts/job-progress.tsx";
import { Empty, ErrorState } from "../../parts/states.tsx";
import { usePlan } from "../../plan-context.tsx";
import { askAnew, client, useApi } from "../../queries/api.ts";

/** Shown while a branch has no allocation: offers to work one out, or tells how far that is. */
export function FirstAllocation() {
  const { plan, branch } = usePlan();
  const jobs = useApi("listJobs", { params: { plan } }, { every: 2000 });
  const [problem, setProblem] = useState<Error | null>(null);
  const running = jobs.data?.jobs.find(
    (job) => job.kind === "allocate" && (job.state === "waiting" || job.state === "running"),
  );
  const failed = jobs.data?.jobs.find((job) => job.kind === "allocate" && job.state === "failed");
  const start = () => {
    client
      .call("startJob", { params: { plan }, body: { kind: "allocate", branch } })
      .then(() => askAnew(plan, ["listJobs"]))
      .catch((thrown: Error) => setProblem(thrown));
  };
  if (running !== undefined) {
    return <JobProgress job={running} words="Working out an allocation" />;
  }
  return (
    <Empty title="No allocation yet">
      <p>
        An allocation chooses what to fund, within the law and the money, for the greatest value to
        the strategy. Everything on this page is said of the newest one.
      </p>
      {failed !== undefined && <p>The last attempt failed: {failed.findings[0]?.found}</p>}
      {problem !== null && <ErrorState problem={problem} />}
      <Button type="button" onClick={start}>
        Work out an allocation
      </Button>
    </Empty>
  );
}
