import { useState } from "react";
import { RefusedError } from "../../../api/client.ts";
import { useChange } from "../../changes/change-context.tsx";
import { usePlan } from "../../plan-context.tsx";
import { client } from "../../queries/api.ts";
import { fieldWords, isMissing } from "./check-panel.tsx";
import { type DraftCells, emptyDraft } from "./draft.ts";
import { fieldPlace, placeOfFinding, type Sent } from "./draft-rows.ts";
import type { ProposalAnswer } from "./form-context.tsx";
import { sayInField } from "./form-field.tsx";
import { byFormOrder } from "./form-order.ts";
import { type LoadedRows, ownEdits } from "./own-edits.ts";
import type { FormProblem } from "./problem-summary.tsx";
import { refusalOf } from "./proposal-rights.ts";

/** What is sent. */
export interface Sending {
  readonly sent: Sent;
  readonly initiative: DraftCells;
  readonly reason: string;
  readonly loaded: LoadedRows;
  /** Whether the writer sends it though no account that is asked may pay. */
  readonly anyway: boolean;
}

/** How sending ended: as a change, or with what is to be mended first; given up in the conflict dialog. */
export type SendResult =
  | { readonly kind: "made"; readonly id: string; readonly seq: number }
  | { readonly kind: "problems"; readonly problems: readonly FormProblem[] }
  | { readonly kind: "given_up" };

/** The id in the page of the reason of the change. */
export const reasonPlace = "proposal-reason";

/** Sends a proposal as one change. */
export function useSend(): {
  readonly send: (sending: Sending) => Promise<SendResult>;
  readonly sending: boolean;
} {
  const { plan, may } = usePlan();
  const { make } = useChange();
  const [sending, setSending] = useState(false);
  const send = async (one: Sending): Promise<SendResult> => {
    setSending(true);
    try {
      const body = one.sent.proposal;
      const answer = await client.call("checkProposal", { params: { plan }, body });
      const refusal = refusalOf(may, one.initiative.agency ?? "", one.initiative.partner ?? "");
      const problems = listProblems(one, answer, refusal);
      if (problems.length > 0) return { kind: "problems", problems };
      const edits = ownEdits(answer.edits, one.loaded);
      if (edits.length === 0) return problem("Nothing is changed, so there is nothing to send.");
      const made = await make({ reason: one.reason.trim(), edits });
      if (made === undefined) return { kind: "given_up" };
      return { kind: "made", id: idOf(one.sent, answer), seq: made.change.seq };
    } catch (thrown) {
      if (thrown instanceof RefusedError) return refused(thrown, one.sent);
      return problem(
        "The server cannot be reached. The draft is kept; send it again when there is a connection.",
      );
    } finally {
      setSending(false);
    }
  };
  return { send, sending };
}

function problem(words: string): SendResult {
  return { kind: "problems", problems: [{ place: undefined, words }] };
}

function refused({ problem: said }: RefusedError, sent: Sent): SendResult {
  const words = said.detail === "" ? said.title : said.detail;
  return {
    kind: "problems",
    problems: [
      { place: undefined, words },
      ...said.findings.map((one) => ({
        place: placeOfFinding(one, sent),
        words: `${fieldWords(one)}: ${sayInField(one)}`,
      })),
    ],
  };
}

function listProblems(
  { sent, reason, anyway }: Sending,
  answer: ProposalAnswer,
  refusal: string | undefined,
): FormProblem[] {
  const found = byFormOrder(answer.findings)
    .filter(({ severity }) => severity === "error")
    .filter(({ code }) => !(anyway && code === "proposal_unpaid"))
    .map((one) => ({
      place: placeOfFinding(one, sent),
      words: isMissing(one)
        ? `${fieldWords(one)}: fill this in`
        : `${fieldWords(one)}: ${sayInField(one)}`,
    }));
  return [
    ...(refusal === undefined ? [] : [{ place: fieldPlace("agency"), words: refusal }]),
    ...found,
    ...(reason.trim() === ""
      ? [{ place: reasonPlace, words: "Why you send it: fill this in" }]
      : []),
  ];
}

/** The id of the proposal, which the server made where the form had none. */
function idOf(sent: Sent, answer: ProposalAnswer): string {
  const known = sent.rows[0]?.id;
  const made = answer.edits.find(({ table, field }) => table === "initiatives" && field === "id");
  return known ?? made?.row ?? "";
}

/** A form with nothing in it, for a proposal about a partner. */
export function newDraft(partner: string | null) {
  return emptyDraft(partner === null ? {} : { partner });
}
