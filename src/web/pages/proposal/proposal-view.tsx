import { useMemo, useState } from "react";
import { Link, useSearchParams } from "wouter";
import { CommentsSection } from "../../comments/threads.tsx";
import { FindingList } from "../../parts/finding-list.tsx";
import { HistoryButton } from "../../parts/history-button.tsx";
import { Notice } from "../../parts/notice.tsx";
import { PageHead } from "../../parts/page-head.tsx";
import { Withheld } from "../../parts/states.tsx";
import { WhyLink } from "../../parts/why-link.tsx";
import { usePlan } from "../../plan-context.tsx";
import { CasesAbout } from "../cases/cases-about.tsx";
import { Alike } from "./check-panel.tsx";
import type { ProposalRows } from "./proposal-rows.ts";
import { draftOf } from "./proposal-rows.ts";
import { useCheck } from "./use-check.ts";
import { usePlanRows } from "./use-plan-rows.ts";
import { ProposalEffects } from "./view-effects.tsx";
import { ProposalFacts } from "./view-facts.tsx";
import { ProposalLaw } from "./view-law.tsx";
import { ProposalLevels } from "./view-levels.tsx";

/** A proposal as it stands: what is asked, what it costs, which law pays, what came of it. */
export function ProposalView(props: {
  readonly id: string;
  readonly rows: ProposalRows;
  readonly mayEdit: boolean;
}) {
  const { id, rows, mayEdit } = props;
  const { to } = usePlan();
  const [draft] = useState(() => draftOf(rows));
  const { answer, problem } = useCheck(draft, id);
  const { initiative } = rows;
  const partner = initiative.partner ?? "";
  const partners = usePlanRows("partners");
  const names = useMemo(() => new Map(partners?.map((row) => [row.id, row.name])), [partners]);
  const told = answer?.findings.filter(({ code }) => code !== "proposal_alike") ?? [];
  return (
    <>
      <PageHead
        title={initiative.name ?? id}
        lead={
          <>
            {initiative.kind === "continuing" ? "Continuing program" : "Proposal"} of{" "}
            {initiative.agency} for{" "}
            <Link href={to("partners", [partner])}>{names.get(partner) ?? partner}</Link> ·{" "}
            <HistoryButton table="initiatives" row={id} />
          </>
        }
      >
        {mayEdit && (
          <Link className="usa-button" href={to("proposals", [id], { edit: true })}>
            Change it
          </Link>
        )}
        <Link
          className="usa-button usa-button--outline"
          href={to("plan", [], { table: "initiatives", "f.id": `has:${id}` })}
        >
          In the grid
        </Link>
        <span className="proposal-why">
          <WhyLink kind="initiative" id={id}>
            Why it is funded or not
          </WhyLink>
        </span>
      </PageHead>
      <SentNotice />
      {rows.withheld && <WithheldBeside />}
      {initiative.illustrative === "true" && (
        <p className="soft">Illustrative: made up to show the system; no agency has proposed it.</p>
      )}
      <ProposalFacts id={id} rows={rows} />
      <CasesAbout of={{ initiative: id }} />
      <ProposalLevels rows={rows} />
      <ProposalLaw rows={rows} answer={answer} problem={problem} />
      <ProposalEffects rows={rows} />
      {told.length > 0 && (
        <section aria-labelledby="view-findings">
          <h2 id="view-findings">Findings</h2>
          <FindingList findings={told} />
        </section>
      )}
      {answer !== undefined && <Alike alike={answer.alike} />}
      <CommentsSection place={{ table: "initiatives", row: id }} />
    </>
  );
}

/** Says that what was just sent stands in the plan. */
function SentNotice() {
  const { to } = usePlan();
  const [params] = useSearchParams();
  const seq = params.get("sent");
  if (seq === null) return null;
  return (
    <Notice kind="success" title="It stands in the plan" said>
      Change {seq}. Everybody who works on the plan sees it now; the next allocation weighs it. See
      it in the <Link href={to("history")}>history</Link>.
    </Notice>
  );
}

/** The mark that other proposals, or parts of this one, are kept from this person. */
export function WithheldBeside() {
  return (
    <Withheld words="Some proposals, or parts of them, are not for you to see. What is compared here leaves them out." />
  );
}
