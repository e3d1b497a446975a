import { Button } from "@trussworks/react-uswds";
import { useState } from "react";
import { useLocation } from "wouter";
import type { AnswerOf } from "../../../api/client.ts";
import { pageAddress } from "../../addresses.ts";
import { FindingList } from "../../parts/finding-list.tsx";
import { JobProgress } from "../../parts/job-progress.tsx";
import { Notice } from "../../parts/notice.tsx";
import { ErrorState } from "../../parts/states.tsx";
import { client, queryClient } from "../../queries/api.ts";
import { complainImport, planIdOf, toBase64 } from "./plan-file.ts";

type Job = AnswerOf<"readJob">;

const asking = 500;

/** Sends a zip and waits until it is a plan, or until the job says why not. */
async function importZip(id: string, file: File, onJob: (job: Job) => void): Promise<Job> {
  const zip = toBase64(new Uint8Array(await file.arrayBuffer()));
  let job = await client.call("startJob", {
    params: { plan: id },
    body: { kind: "import", id, zip },
  });
  while (job.state === "waiting" || job.state === "running") {
    onJob(job);
    await new Promise((done) => setTimeout(done, asking));
    job = await client.call("readJob", { params: { plan: id, job: job.id } });
  }
  return job;
}

/** A form that makes a plan from a zipped folder. */
export function ImportPlan(props: { readonly taken: readonly string[] }) {
  const [, navigate] = useLocation();
  const [file, setFile] = useState<File | null>(null);
  const [id, setId] = useState("");
  const [job, setJob] = useState<Job | null>(null);
  const [complaint, setComplaint] = useState<string | undefined>();
  const [problem, setProblem] = useState<Error | null>(null);
  const running = job !== null && (job.state === "waiting" || job.state === "running");
  const start = async () => {
    const found = complainImport(id, file, props.taken);
    setComplaint(found);
    setProblem(null);
    if (found !== undefined || file === null) return;
    try {
      const ended = await importZip(id, file, setJob);
      setJob(ended);
      if (ended.state !== "done") return;
      await queryClient.invalidateQueries();
      navigate(pageAddress(id, "overview"));
    } catch (thrown) {
      setJob(null);
      setProblem(thrown instanceof Error ? thrown : new Error(String(thrown)));
    }
  };
  return (
    <section aria-labelledby="import" className="import-plan">
      <h2 id="import">Import a plan</h2>
      <p>
        A zipped plan folder, as this page's downloads are: CSV tables with a plan.yaml. With a
        history.jsonl in it, every earlier change comes along, and the plan keeps its name.
      </p>
      <label className="usa-label" htmlFor="import-file">
        Zipped folder
      </label>
      <input
        id="import-file"
        type="file"
        accept=".zip,application/zip"
        onChange={(event) => {
          const chosen = event.target.files?.[0] ?? null;
          setFile(chosen);
          if (chosen !== null && id === "") setId(planIdOf(chosen.name));
        }}
      />
      <label className="usa-label" htmlFor="import-id">
        Name in addresses
      </label>
      <input
        id="import-id"
        className="usa-input"
        value={id}
        aria-describedby="import-complaint"
        onChange={(event) => setId(event.target.value)}
      />
      <p id="import-complaint" role="alert" className="complaint">
        {complaint}
      </p>
      {running && <JobProgress job={job} words="Importing" />}
      {job?.state === "failed" && (
        <Notice kind="error" title="The folder was not imported" said>
          <FindingList findings={job.findings} />
        </Notice>
      )}
      {problem !== null && <ErrorState problem={problem} />}
      <Button type="button" disabled={running} onClick={() => void start()}>
        Import
      </Button>
    </section>
  );
}
