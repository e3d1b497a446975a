import { useId } from "react";
import { Empty, Loaded, Withheld } from "../../parts/states.tsx";
import { usePlan } from "../../plan-context.tsx";
import { useApi } from "../../queries/api.ts";
import { type AllocationSummary, comparisonOf } from "./allocation-values.ts";
import { ComparisonTables } from "./comparison-tables.tsx";
import { JobState } from "./job-state.tsx";
import { hundredths } from "./result-panel.tsx";
import { usePageQuery } from "./use-address.ts";
import { useJobRun } from "./use-job.ts";

/** The name of what was done before the plan, as one side. */
const record = "record";

/** Two allocations side by side, of two scenarios or of one at two times; the record of earlier years can be one. */
export function CompareTab({ shown }: { readonly shown: string | undefined }) {
  const { plan } = usePlan();
  const list = useApi("listAllocations", { params: { plan }, query: {} });
  return (
    <Loaded query={list} words="Reading the allocations">
      {({ allocations }) => <Compare allocations={allocations} shown={shown} />}
    </Loaded>
  );
}

function Compare(props: {
  readonly allocations: readonly AllocationSummary[];
  readonly shown: string | undefined;
}) {
  const { allocations, shown } = props;
  const { branch } = usePlan();
  const { search, change } = usePageQuery();
  const right = search.get("right") ?? shown ?? allocations[0]?.id ?? "";
  const other = allocations.find(
    (one) => one.id !== right && one.tried === 0 && one.branch !== branch,
  );
  const left = search.get("left") ?? other?.id ?? record;
  const set = (name: string, value: string) =>
    change((query) => {
      query.set(name, value);
      return query;
    });
  return (
    <>
      <div className="compare-choice">
        <Side
          label="Left"
          value={left}
          allocations={allocations}
          withRecord
          onChoose={(id) => set("left", id)}
        />
        <Side
          label="Right"
          value={right}
          allocations={allocations}
          onChoose={(id) => set("right", id)}
        />
      </div>
      <Missing allocations={allocations} onMade={(id) => set("left", id)} />
      {allocations.length === 0 ? (
        <Empty title="There is no allocation to compare yet." />
      ) : left === right ? (
        <Empty title="Both sides are the same allocation. Choose another on one side." />
      ) : (
        <Answer left={left} right={right} />
      )}
    </>
  );
}

function Answer({ left, right }: { readonly left: string; readonly right: string }) {
  const { plan } = usePlan();
  const answer = useApi(
    "compareAllocations",
    { params: { plan }, query: { left, right } },
    { keep: true },
  );
  return (
    <Loaded query={answer} words="Comparing">
      {(found) => (
        <>
          {found.withheld && <Withheld />}
          {found.comparison === null ? (
            <Empty title="The plan holds no record of earlier years to compare with." />
          ) : (
            <ComparisonTables comparison={comparisonOf(found)} allocation={right} />
          )}
        </>
      )}
    </Loaded>
  );
}

function Side(props: {
  readonly label: string;
  readonly value: string;
  readonly allocations: readonly AllocationSummary[];
  readonly withRecord?: boolean;
  readonly onChoose: (id: string) => void;
}) {
  const { head } = usePlan();
  const id = useId();
  const titles = new Map(head.branches.map((one) => [one.id, one.title]));
  return (
    <div>
      <label className="usa-label" htmlFor={id}>
        {props.label}
      </label>
      <select
        className="usa-select"
        id={id}
        value={props.value}
        onChange={(event) => props.onChoose(event.target.value)}
      >
        {props.withRecord && <option value={record}>The record of earlier years</option>}
        {props.allocations.map((one) => (
          <option key={one.id} value={one.id}>
            {summaryWords(one, titles)}
          </option>
        ))}
      </select>
    </div>
  );
}

/** An allocation in one line: its scenario, worth and age. */
export function summaryWords(one: AllocationSummary, titles: ReadonlyMap<string, string>): string {
  const name = one.branch === "main" ? "The plan" : (titles.get(one.branch) ?? one.branch);
  const tried = one.tried === 0 ? "" : `, ${one.tried} edits tried`;
  const age = one.stale ? ", changed since" : "";
  return `${name}${tried}: ${hundredths(one.value)} points, ${one.at.slice(0, 16).replace("T", " ")}${age}`;
}

/** Scenarios that nobody has allocated yet, each with a way to do so. */
function Missing(props: {
  readonly allocations: readonly AllocationSummary[];
  readonly onMade: (id: string) => void;
}) {
  const { head } = usePlan();
  const run = useJobRun();
  const known = new Set(props.allocations.map(({ branch }) => branch));
  const missing = head.branches.filter(({ id, state }) => state === "open" && !known.has(id));
  if (missing.length === 0 && !run.running) return null;
  return (
    <div className="compare-missing">
      {missing.length > 0 && (
        <p className="soft">
          Not allocated yet:{" "}
          {missing.map(({ id, title }) => (
            <button
              key={id}
              type="button"
              className="usa-button usa-button--outline"
              onClick={() => run.start({ kind: "allocate", branch: id, quick: true })}
            >
              Allocate {title}
            </button>
          ))}
        </p>
      )}
      <JobState run={run} words="Allocating" />
    </div>
  );
}
