import { Link } from "wouter";
import type { AssumptionFailure } from "../../../report/assess/failure.ts";
import { DataTable } from "../../parts/data-table.tsx";
import { Money } from "../../parts/figures.tsx";
import { usePlan } from "../../plan-context.tsx";
import { JobState } from "../allocation/job-state.tsx";
import { usePageQuery } from "../allocation/use-address.ts";
import { useJobRun } from "../allocation/use-job.ts";
import type { PartnerAnswer } from "./partner-answer.ts";

/**
 * A button that plans anew without an assumption, and what falls, who loses and who gains by that.
 *
 * The work stands in the address, so that a link shows what came of it without doing it again.
 */
export function IfItFails(props: {
  readonly assumption: string;
  readonly statement: string;
  readonly allocation: PartnerAnswer["allocation"];
}) {
  const { assumption, statement, allocation } = props;
  const { to } = usePlan();
  const { search, change } = usePageQuery();
  const run = useJobRun(search.get("fails") === assumption ? search.get("job") : null);
  if (allocation === null) {
    return (
      <p className="soft no-print">
        What the plan loses if it fails is told <Link href={to("allocation")}>once allocated</Link>.
      </p>
    );
  }
  const start = () =>
    void run.start({ kind: "failure", allocation: allocation.id, assumption }, (job) =>
      change((query) => {
        query.set("fails", assumption);
        query.set("job", job);
        return query;
      }),
    );
  const done = run.job?.kind === "failure" && run.job.state === "done" ? run.job : undefined;
  const failure = done?.result as AssumptionFailure | undefined;
  return (
    <>
      {!run.running && failure === undefined && (
        <button type="button" className="usa-button usa-button--outline" onClick={start}>
          If this fails<span className="usa-sr-only">: {statement}</span>
        </button>
      )}
      <JobState run={run} words="Planning anew without it" again={start} />
      {failure !== undefined && <Failure failure={failure} stale={allocation.stale} />}
    </>
  );
}

function Failure(props: { readonly failure: AssumptionFailure; readonly stale: boolean }) {
  const { failure, stale } = props;
  const { to } = usePlan();
  const { fall, partners } = failure;
  const moved = partners?.changes.filter((one) => one.difference !== 0) ?? [];
  const gone = [...fall.resources, ...fall.directives, ...fall.limits];
  return (
    <section className="partner-failure" aria-label={`If ${failure.assumption.id} fails`}>
      <h3>If it fails</h3>
      {stale && <p className="soft">The plan has changed since it was allocated.</p>}
      {failure.sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {fall.initiatives.length > 0 && (
        <>
          <h4>What falls</h4>
          <ul>
            {fall.initiatives.map(({ id, how, through, cost }) => (
              <li key={id}>
                <Link href={to("proposals", [id])}>{id}</Link>, asked <Money amount={cost} />
                {how === "requires" && `; it requires ${through}`}
              </li>
            ))}
          </ul>
        </>
      )}
      {gone.length > 0 && <p>Money, directives and limits that go with it: {gone.join(", ")}.</p>}
      {moved.length > 0 && (
        <DataTable
          caption="Who gains and who loses, over all years"
          rows={moved}
          keyOf={({ key }) => key}
          columns={[
            { key: "partner", title: "Partner", value: ({ label }) => label },
            {
              key: "before",
              title: "While it holds",
              number: true,
              value: ({ before }) => before,
              cell: ({ before }) => <Money amount={before} />,
            },
            {
              key: "after",
              title: "If it fails",
              number: true,
              value: ({ after }) => after,
              cell: ({ after }) => <Money amount={after} />,
            },
            {
              key: "difference",
              title: "Difference",
              number: true,
              value: ({ difference }) => difference,
              cell: ({ difference }) => <Money amount={difference} signed />,
            },
          ]}
        />
      )}
    </section>
  );
}
