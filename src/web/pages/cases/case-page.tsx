import { useState } from "react";
import { Link, useParams } from "wouter";
import { CommentsSection } from "../../comments/threads.tsx";
import { FindingList } from "../../parts/finding-list.tsx";
import { HistoryButton } from "../../parts/history-button.tsx";
import { Loaded, Withheld } from "../../parts/states.tsx";
import { WhyLink } from "../../parts/why-link.tsx";
import { usePlan } from "../../plan-context.tsx";
import { useApi } from "../../queries/api.ts";
import { CaseActs } from "./case-acts.tsx";
import { CaseChecklist } from "./case-checklist.tsx";
import { CaseClocks } from "./case-clocks.tsx";
import { CaseDetails } from "./case-details.tsx";
import { CaseEvidence } from "./case-evidence.tsx";
import { CaseFrame, useDay } from "./case-frame.tsx";
import { CaseDue, CaseMarks, CaseMoney } from "./case-marks.tsx";
import { CaseMoneyHeld } from "./case-money-held.tsx";
import { CaseOfficer } from "./case-officer.tsx";
import { CasePackage } from "./case-package.tsx";
import { CaseTimeline } from "./case-timeline.tsx";
import { type CaseAnswer, kindWords, showDay, showOffices } from "./case-values.ts";

/** One case: what it is, who must act by when, what may be done, and all that happened. */
export function CasePage() {
  const { plan, branch } = usePlan();
  const { case: id = "" } = useParams();
  const day = useDay();
  const answer = useApi(
    "readCase",
    { params: { plan, case: id }, query: { branch, ...day } },
    { keep: true },
  );
  const page = answer.data;
  return (
    <CaseFrame
      title={page?.case.name ?? id}
      {...(page === undefined ? {} : { lead: <CaseLead page={page} /> })}
      on={page?.on}
    >
      <Loaded query={answer} words="Reading the case" lines={10}>
        {(read) => <CaseBody page={read} />}
      </Loaded>
    </CaseFrame>
  );
}

function CaseLead({ page }: { readonly page: CaseAnswer }) {
  const { to } = usePlan();
  const { case: row } = page;
  return (
    <>
      {kindWords[row.kind]} · {row.process_name} ·{" "}
      <Link href={to("partners", [row.partner.id])}>{row.partner.name}</Link>
      {row.subject !== null && (
        <>
          {" · "}
          <SubjectLink subject={row.subject} />
        </>
      )}
      <br />
      Opened on {showDay(page.cells.opened_on ?? row.since)} <CaseMarks row={row} />{" "}
      <HistoryButton table="cases" row={row.id} />
    </>
  );
}

function SubjectLink(props: { readonly subject: NonNullable<CaseAnswer["case"]["subject"]> }) {
  const { table, id, name } = props.subject;
  const { to } = usePlan();
  if (table === "initiatives") {
    return (
      <>
        <Link href={to("proposals", [id])}>{name}</Link> (
        <WhyLink kind="initiative" id={id}>
          why
        </WhyLink>
        )
      </>
    );
  }
  return <Link href={to("plan", [], { table, "f.id": `in:${id}` })}>{name}</Link>;
}

const sections = [
  ["acts", "What may be done"],
  ["timeline", "What happened"],
  ["clocks", "Clocks"],
  ["money", "Money"],
  ["package", "What it is about"],
  ["evidence", "Evidence"],
  ["comments", "Comments"],
] as const;

function CaseBody({ page }: { readonly page: CaseAnswer }) {
  const [said, setSaid] = useState("");
  return (
    <div className="case-page">
      <nav aria-label="On this page" className="case-sections">
        <ul>
          {sections.map(([id, title]) => (
            <li key={id}>
              <a href={`#${id}`}>{title}</a>
            </li>
          ))}
        </ul>
      </nav>
      {page.withheld && (
        <Withheld words="Something of this plan is not for you to see. What is said to have changed may be that." />
      )}
      <CaseStanding page={page} />
      <p role="status" className="case-said">
        {said}
      </p>
      <CaseActs page={page} onDone={setSaid} />
      <FindingList findings={page.findings} />
      <CaseTimeline page={page} />
      <CaseClocks page={page} />
      <CaseMoneyHeld page={page} />
      {page.checklist !== null && <CaseChecklist checklist={page.checklist} />}
      <CaseDetails details={page.details} />
      <CasePackage page={page} />
      <CaseEvidence page={page} />
      <CommentsSection place={{ table: "cases", row: page.case.id }} />
      <CaseBeside page={page} />
    </div>
  );
}

/** Where the case stands, in four figures. */
function CaseStanding({ page }: { readonly page: CaseAnswer }) {
  const { case: row, state } = page;
  return (
    <dl className="case-standing">
      <div>
        <dt>State</dt>
        <dd>
          <strong>{state.name}</strong>
          <br />
          <span className="soft">
            {state.meaning} For {row.age} days, since {showDay(row.since)}.
          </span>
        </dd>
      </div>
      <div>
        <dt>Who must act</dt>
        <dd>
          <strong>{row.closed ? "Nobody" : showOffices(row.waits_for)}</strong>
          <br />
          <span className="soft">
            {[...new Set(row.waits_for.map(({ department }) => department))].join(", ")}
          </span>
          {row.raised !== null && (
            <p className="case-said-of-delay">
              Put before {row.raised.level} on {showDay(row.raised.on)} by {row.raised.author}:{" "}
              {row.raised.reason}
            </p>
          )}
          <CaseOfficer row={row} mayEdit={page.may_edit} />
        </dd>
      </div>
      <div>
        <dt>By when</dt>
        <dd>
          <CaseDue row={row} />
          {row.delay_accepted !== null && (
            <p className="case-said-of-delay">
              The delay is accepted until {showDay(row.delay_accepted.until)} by{" "}
              {row.delay_accepted.author}: {row.delay_accepted.reason}
            </p>
          )}
        </dd>
      </div>
      <div>
        <dt>If nobody acts</dt>
        <dd>{row.closed ? "Nothing." : (row.clock?.follows ?? row.otherwise)}</dd>
      </div>
      <div>
        <dt>Money</dt>
        <dd>
          <CaseMoney row={row} />
        </dd>
      </div>
    </dl>
  );
}

function CaseBeside({ page }: { readonly page: CaseAnswer }) {
  const { to } = usePlan();
  if (page.beside.length === 0) return null;
  return (
    <section aria-labelledby="beside">
      <h2 id="beside">Other cases about the same</h2>
      <ul>
        {page.beside.map((one) => (
          <li key={one.id}>
            <Link href={to("cases", [one.id])}>{one.name}</Link>: {one.process_name},{" "}
            {one.state.name.toLowerCase()}
          </li>
        ))}
      </ul>
    </section>
  );
}
