import { Button } from "@trussworks/react-uswds";
import type { AnswerOf } from "../../api/client.ts";
import { showPoints } from "../../report/words.ts";
import { showGap } from "./figures.tsx";

type Job = Omit<AnswerOf<"readJob">, "result">;

/** How far a job is: in words, as a bar, and of a search its value, bound, gap and time. */
export function JobProgress(props: {
  readonly job: Job | undefined;
  /** What is being done, until the job says it itself. */
  readonly words: string;
  /** Says on the button what cancelling keeps; no button when absent. */
  readonly onCancel?: () => void;
  readonly cancelWords?: string;
}) {
  const { job, words, onCancel } = props;
  const progress = job?.progress;
  const total = progress?.total ?? undefined;
  return (
    <div className="job">
      <p className="job-words" role="status">
        {job?.state === "waiting" ? "Waiting for a free worker" : (progress?.words ?? words)}
      </p>
      {total === undefined ? (
        <progress aria-label={words} />
      ) : (
        <progress aria-label={words} value={progress?.done ?? 0} max={total} />
      )}
      {progress && (
        <p className="job-figures soft">
          {[
            progress.value === null ? "" : `value ${showPoints(progress.value)}`,
            progress.bound === null ? "" : `at most ${showPoints(progress.bound)}`,
            progress.gap_ratio === null ? "" : showGap(progress.gap_ratio),
            `${Math.round(progress.seconds)} s`,
          ]
            .filter((part) => part !== "")
            .join(" · ")}
        </p>
      )}
      {onCancel && (
        <Button type="button" outline onClick={onCancel}>
          {props.cancelWords ?? "Cancel"}
        </Button>
      )}
    </div>
  );
}
