import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useParams, useSearchParams } from "wouter";
import { useLiveEvents } from "../../live/live-context.tsx";
import { Notice } from "../../parts/notice.tsx";
import { PageHead } from "../../parts/page-head.tsx";
import { Empty, Loaded } from "../../parts/states.tsx";
import { usePlan } from "../../plan-context.tsx";
import { queryClient } from "../../queries/api.ts";
import { ProposalForm } from "./proposal-form.tsx";
import { refusalOf } from "./proposal-rights.ts";
import { draftOf, loadedRows, type ProposalRows, readProposal } from "./proposal-rows.ts";
import { ProposalView, WithheldBeside } from "./proposal-view.tsx";
import { newDraft } from "./use-send.ts";
import "./proposal.css";

/** A proposal: written, changed, or as it stands. */
export function ProposalPage() {
  const { proposal = "new" } = useParams();
  const { branch } = usePlan();
  return proposal === "new" ? (
    <NewProposal key={branch} />
  ) : (
    <KnownProposal id={proposal} key={`${branch} ${proposal}`} />
  );
}

function NewProposal() {
  const { may } = usePlan();
  const [params] = useSearchParams();
  const partner = params.get("partner");
  if (!may.edit) {
    return (
      <>
        <PageHead title="New proposal" />
        <Notice kind="warning" title="You may see this plan, not propose in it">
          Whoever administers the plan can make you a contributor for your agency or for a partner:
          see the page People.
        </Notice>
      </>
    );
  }
  return (
    <>
      <PageHead
        title="New proposal"
        lead="What a post or a command asks for. The program says at once what is missing, unlawful or already proposed."
      />
      <ProposalForm id={null} first={firstOf(partner)} loaded={null} />
    </>
  );
}

const firsts = new Map<string | null, ReturnType<typeof newDraft>>();

/** The same empty draft each time, so that one that nobody has touched is known as such. */
function firstOf(partner: string | null) {
  const first = firsts.get(partner) ?? newDraft(partner);
  firsts.set(partner, first);
  return first;
}

function KnownProposal({ id }: { readonly id: string }) {
  const { plan, branch, to } = usePlan();
  const queryKey = [plan, "proposal", branch, id];
  const rows = useQuery<ProposalRows | null, Error>({
    queryKey,
    queryFn: ({ signal }) => readProposal(plan, branch, id, signal),
  });
  useLiveEvents((event) => {
    if (event.kind !== "change" || event.change.branch !== branch) return;
    const touches = event.change.edits.some(({ row }) => row === id || row.startsWith(`${id}.`));
    if (touches || event.change.edit_count > event.change.edits.length) {
      void queryClient.invalidateQueries({ queryKey });
    }
  });
  return (
    <Loaded query={rows} words="Reading the proposal" lines={8}>
      {(found) =>
        found === null ? (
          <>
            <PageHead title="No such proposal" />
            <Empty title={`Nothing is called ${id} here, or it is not for you to see.`}>
              <Link href={to("partners")}>Look for it with its partner</Link>
            </Empty>
          </>
        ) : (
          <Proposal id={id} rows={found} />
        )
      }
    </Loaded>
  );
}

function Proposal({ id, rows }: { readonly id: string; readonly rows: ProposalRows }) {
  const { may, to } = usePlan();
  const [params] = useSearchParams();
  const { name, agency, partner } = rows.initiative;
  const refusal = refusalOf(may, agency ?? "", partner ?? "");
  if (params.get("edit") !== "true" || refusal !== undefined) {
    return <ProposalView id={id} rows={rows} mayEdit={refusal === undefined} />;
  }
  return (
    <>
      <PageHead title={name ?? id} lead="Only what you change is sent.">
        <Link className="usa-button usa-button--outline" href={to("proposals", [id])}>
          Back without saving
        </Link>
      </PageHead>
      {rows.withheld && <WithheldBeside />}
      <EditedProposal id={id} rows={rows} />
    </>
  );
}

/** Holds on to the rows with which the writer began: later ones are met when the change is made. */
function EditedProposal({ id, rows }: { readonly id: string; readonly rows: ProposalRows }) {
  const [begun] = useState(() => ({ first: draftOf(rows), loaded: loadedRows(rows), rows }));
  return (
    <>
      {begun.rows !== rows && (
        <Notice kind="info" said>
          Somebody has changed this proposal since you began. What only they changed stays theirs;
          of what you both changed, you see both sides when you save.
        </Notice>
      )}
      <ProposalForm id={id} first={begun.first} loaded={begun.loaded} />
    </>
  );
}
