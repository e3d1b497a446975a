import { useEffect, useMemo, useState } from "react";
import { usePlan } from "../../plan-context.tsx";
import { useApi } from "../../queries/api.ts";
import type { Draft } from "./draft.ts";
import { type Sent, sendDraft } from "./draft-rows.ts";
import type { ProposalAnswer } from "./form-context.tsx";

/** How long nobody types before a draft is checked.   Unit: milliseconds. */
const pause = 350;

/** What the API says of a draft, with what was sent. */
export interface Checked {
  readonly sent: Sent;
  readonly answer: ProposalAnswer | undefined;
  readonly checking: boolean;
  readonly problem: Error | null;
}

/** Checks a draft when its writer pauses. `id` is that of a proposal which is there already. */
export function useCheck(draft: Draft, id: string | null): Checked {
  const { plan, branch } = usePlan();
  const [rested, setRested] = useState(draft);
  useEffect(() => {
    const timer = setTimeout(() => setRested(draft), pause);
    return () => clearTimeout(timer);
  }, [draft]);
  const sent = useMemo(() => sendDraft(rested, branch, id), [rested, branch, id]);
  const asked = useApi("checkProposal", { params: { plan }, body: sent.proposal }, { keep: true });
  return {
    sent,
    answer: asked.data,
    checking: asked.isPlaceholderData || rested !== draft,
    problem: asked.error,
  };
}
