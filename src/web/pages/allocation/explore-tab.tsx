import type { ReactNode } from "react";
import type { JobKind, JobResults } from "../../../api/job-results.ts";
import { Empty } from "../../parts/states.tsx";
import { JobState } from "./job-state.tsx";
import { usePageQuery } from "./use-address.ts";
import { type NewJob, useJobRun } from "./use-job.ts";

/** What every tab that looks around an allocation is given. */
export interface AroundProps {
  /** The allocation that is looked around; nothing while there is none. */
  readonly allocation: string | undefined;
}

/**
 * Work around an allocation: what is asked, a button, how far it is, and what came of it.
 *
 * The job stands in the address, so that a link shows what was worked out without doing it again.
 */
export function ExploreTab<K extends JobKind>(props: {
  readonly kind: K;
  readonly intro: string;
  /** What is worked out, such as `Tracing the frontier`. */
  readonly words: string;
  readonly button: string;
  /** The job to ask for; nothing while what is asked is not complete. */
  readonly asked: NewJob | undefined;
  /** The fields that say what is asked. */
  readonly children?: ReactNode;
  readonly show: (result: JobResults[K]) => ReactNode;
}) {
  const { kind, intro, words, button, asked, children, show } = props;
  const { search, change } = usePageQuery();
  const run = useJobRun(search.get("job"));
  const job = run.job?.kind === kind ? run.job : undefined;
  const start = () => {
    if (asked === undefined) return;
    void run.start(asked, (id) =>
      change((query) => {
        query.set("job", id);
        return query;
      }),
    );
  };
  const ready = job !== undefined && (job.state === "done" || job.state === "cancelled");
  return (
    <>
      <p className="move-hint">{intro}</p>
      <form
        className="explore-form"
        onSubmit={(event) => {
          event.preventDefault();
          start();
        }}
      >
        {children}
        <button type="submit" className="usa-button" disabled={asked === undefined || run.running}>
          {button}
        </button>
      </form>
      {asked === undefined && <Empty title="Allocate first: this looks around an allocation." />}
      <JobState run={run} words={words} again={start} />
      {ready && job.result !== null && (
        <>
          {job.state === "cancelled" && (
            <p className="soft">Cancelled before its end; what is shown holds.</p>
          )}
          {show(job.result as JobResults[K])}
        </>
      )}
      {ready && job.state === "done" && job.result === null && (
        <Empty title="There is nothing to trade: no funded initiative bears on it." />
      )}
    </>
  );
}

/** A choice in the form of what is asked, kept in the address. */
export function AskedChoice(props: {
  readonly name: string;
  readonly label: string;
  readonly options: readonly (readonly [string, string])[];
  readonly value: string;
}) {
  const { change } = usePageQuery();
  const { name, label, options, value } = props;
  return (
    <span>
      <label className="usa-label" htmlFor={`asked-${name}`}>
        {label}
      </label>
      <select
        className="usa-select"
        id={`asked-${name}`}
        value={value}
        onChange={(event) =>
          change((query) => {
            query.set(name, event.target.value);
            return query;
          })
        }
      >
        {options.map(([key, words]) => (
          <option key={key} value={key}>
            {words}
          </option>
        ))}
      </select>
    </span>
  );
}

/** A number in the form of what is asked, kept in the address. */
export function AskedNumber(props: {
  readonly name: string;
  readonly label: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly step?: number;
}) {
  const { change } = usePageQuery();
  const { name, label, value, least, most, step = 1 } = props;
  return (
    <span>
      <label className="usa-label" htmlFor={`asked-${name}`}>
        {label}
      </label>
      <input
        type="number"
        className="usa-input asked-number"
        id={`asked-${name}`}
        min={least}
        max={most}
        step={step}
        required
        value={value}
        onChange={(event) =>
          change((query) => {
            query.set(name, event.target.value);
            return query;
          })
        }
      />
    </span>
  );
}

/** A number of the address, within its ends; the usual one where it is none. */
export function askedNumber(
  text: string | null,
  usual: number,
  least: number,
  most: number,
): number {
  const number = Number(text ?? "");
  return text === null || text === "" || !Number.isFinite(number)
    ? usual
    : Math.min(Math.max(number, least), most);
}
