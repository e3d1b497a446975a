import { Link } from "wouter";
import type { AnswerOf } from "../../../api/client.ts";
import {
  feasibilityTitles,
  sortByRisk,
  standingWords,
} from "../../../report/assess/feasibility.ts";
import { type Column, DataTable } from "../../parts/data-table.tsx";
import { usePlan } from "../../plan-context.tsx";

type Feasibility = AnswerOf<"readAssessment">["feasibility"][number];

/** How many initiatives stand in the open; the others are folded. */
const most = 6;

/** Whether a partner can take up what is proposed and keep it, by parts; parts that the plan does not tell are not scored. */
export function FeasibilityOf({ all }: { readonly all: readonly Feasibility[] }) {
  if (all.length === 0) return null;
  const sorted = sortByRisk(all);
  const [shown, others] = [sorted.slice(0, most), sorted.slice(most)];
  return (
    <>
      <h3 id="feasibility">Feasibility</h3>
      <p className="soft">
        High risk: two parts or more are strained. Parts of which the plan says nothing are not
        scored.
      </p>
      <FeasibilityTable caption="Feasibility of initiatives, the riskiest first" rows={shown} />
      {others.length > 0 && (
        <details>
          <summary>{others.length} more</summary>
          <FeasibilityTable caption="Feasibility of the other initiatives" rows={others} />
        </details>
      )}
    </>
  );
}

function FeasibilityTable(props: {
  readonly caption: string;
  readonly rows: readonly Feasibility[];
}) {
  const { to } = usePlan();
  const columns: readonly Column<Feasibility>[] = [
    {
      key: "name",
      title: "Initiative",
      value: ({ name }) => name,
      cell: ({ initiative, name }) => <Link href={to("proposals", [initiative])}>{name}</Link>,
    },
    { key: "risk", title: "Risk", value: ({ risk }) => risk },
    {
      key: "clear",
      title: "Clear parts",
      value: ({ clear, known }) => clear / Math.max(1, known),
      cell: ({ clear, known }) => `${clear} of ${known} known`,
    },
    { key: "parts", title: "What says so", cell: ({ parts }) => <Parts parts={parts} /> },
  ];
  return (
    <DataTable
      caption={props.caption}
      quiet
      rows={props.rows}
      columns={columns}
      keyOf={({ initiative }) => initiative}
    />
  );
}

function Parts({ parts }: Pick<Feasibility, "parts">) {
  return (
    <ul className="feasibility-parts">
      {parts
        .filter(({ standing }) => standing !== "not_needed")
        .map(({ part, standing, says }) => (
          <li key={part}>
            {feasibilityTitles[part]}:{" "}
            {standing === "strained" ? (
              <strong>{standingWords[standing]}</strong>
            ) : (
              standingWords[standing]
            )}
            . <span className="soft">{says}</span>
          </li>
        ))}
    </ul>
  );
}
