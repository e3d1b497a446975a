import { FindingList } from "../../parts/finding-list.tsx";
import { JobProgress } from "../../parts/job-progress.tsx";
import { ErrorState } from "../../parts/states.tsx";
import type { JobRun } from "./use-job.ts";

/** How far a job is, with a way to end it; what went wrong, where it failed; nothing where there is nothing to say. */
export function JobState(props: {
  readonly run: JobRun;
  /** What is worked out, such as `Solving`. */
  readonly words: string;
  readonly again?: () => void;
}) {
  const { run, words, again } = props;
  const { job } = run;
  if (run.problem !== null) {
    return <ErrorState problem={run.problem} {...(again ? { again } : {})} />;
  }
  if (run.running) {
    return (
      <JobProgress
        job={job}
        words={words}
        onCancel={run.cancel}
        cancelWords={`Cancel ${words.toLowerCase()}`}
      />
    );
  }
  if (job?.state === "failed") {
    return (
      <div className="job-failed" role="alert">
        <p>
          <strong>{words} did not succeed.</strong>
        </p>
        <FindingList findings={job.findings} />
        {again && (
          <button type="button" className="usa-button usa-button--outline" onClick={again}>
            Try again
          </button>
        )}
      </div>
    );
  }
  if (job?.state === "cancelled" && job.result === null && job.allocation === null) {
    return (
      <p className="job-words" role="status">
        {words} was cancelled before there was an answer.{" "}
        {again && (
          <button type="button" className="usa-button usa-button--unstyled" onClick={again}>
            Start again
          </button>
        )}
      </p>
    );
  }
  return null;
}
