import { useState } from "react";
import { DataTable } from "../../parts/data-table.tsx";
import { type CaseAnswer, showDay } from "./case-values.ts";

type Checklist = NonNullable<CaseAnswer["checklist"]>;

const positions = { approve: "Approve", provisos: "Approve with provisos", deny: "Deny" } as const;

/** The criteria of the policy in force with answers and dissent, and the same answers under other versions. */
export function CaseChecklist({ checklist }: { readonly checklist: Checklist }) {
  const { policy, decided, provisos } = checklist;
  return (
    <section aria-labelledby="checklist">
      <h2 id="checklist">Criteria</h2>
      <p>
        {policy.name} <span className="soft">({policy.cites.join("; ")})</span>
        {decided !== null && (
          <>
            . Decided: <strong>{positions[decided.position]}</strong> by {decided.office} on{" "}
            {showDay(decided.on)}.
          </>
        )}
      </p>
      {provisos.map((words) => (
        <p key={words}>
          <strong>Proviso:</strong> {words}
        </p>
      ))}
      <Criteria checklist={checklist} />
      <Advice checklist={checklist} />
      <Replay replays={checklist.replays} />
    </section>
  );
}

function Criteria({ checklist }: { readonly checklist: Checklist }) {
  return (
    <DataTable
      caption="Criteria and answers"
      quiet
      rows={checklist.criteria}
      keyOf={(row) => row.code}
      columns={[
        {
          key: "asks",
          title: "Criterion",
          cell: (row) => (
            <>
              {row.asks} {row.kind === "bars" && <span className="mark">bars</span>}
            </>
          ),
        },
        {
          key: "state",
          title: "Stands",
          value: (row) => row.state,
          cell: (row) => (
            <span className={row.state === "agreed" ? undefined : "case-late"}>
              {row.state === "agreed" ? "Agreed" : row.state === "disputed" ? "Disputed" : "Open"}
            </span>
          ),
        },
        {
          key: "answers",
          title: "Answers by office",
          cell: (row) => (
            <ul className="plain-list">
              {row.answers.map((one) => (
                <li key={one.office}>
                  <strong>{one.answer}</strong>: {one.office}
                  {one.note !== "" && <>: {one.note}</>}
                </li>
              ))}
            </ul>
          ),
        },
      ]}
    />
  );
}

function Advice({ checklist }: { readonly checklist: Checklist }) {
  if (checklist.advice.length === 0) return null;
  return (
    <>
      <h3>Advice of offices</h3>
      <ul>
        {checklist.advice.map((one) => (
          <li
            key={`${one.office}:${one.on}`}
            className={one.replaced ? "case-event-past" : undefined}
          >
            <strong>{positions[one.position]}</strong>: {one.office}, {showDay(one.on)}
            {one.dissents && <span className="mark mark-late">Dissent</span>}
            {one.replaced && <span className="mark">advised again later</span>}
            {one.reason !== "" && <blockquote>{one.reason}</blockquote>}
          </li>
        ))}
      </ul>
    </>
  );
}

/** What the answers would mean under another version of the policy. Nothing is decided by it. */
function Replay({ replays }: { readonly replays: Checklist["replays"] }) {
  const [to, setTo] = useState("");
  const replay = replays.find((one) => one.to === to);
  if (replays.length === 0) return null;
  return (
    <>
      <label className="usa-label" htmlFor="replay-to">
        Replay under another version
      </label>
      <select
        id="replay-to"
        className="usa-select"
        value={to}
        onChange={(event) => setTo(event.target.value)}
      >
        <option value="">None</option>
        {replays.map((one) => (
          <option key={one.to} value={one.to}>
            {one.to}
          </option>
        ))}
      </select>
      {replay !== undefined && (
        <>
          <p role="status">{replay.says}</p>
          <ul>
            {replay.rows
              .filter((row) => row.kind !== "same" || row.open)
              .map((row) => (
                <li key={row.code}>
                  <span className={row.open ? "mark mark-late" : "mark"}>
                    {row.open ? `${row.kind}, open` : row.kind}
                  </span>{" "}
                  {row.asks} <span className="soft">{row.says}</span>
                </li>
              ))}
          </ul>
        </>
      )}
    </>
  );
}
