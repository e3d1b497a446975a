import { Button } from "@trussworks/react-uswds";
import { type FormEvent, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useLocation } from "wouter";
import type { ApiFinding } from "../../parts/finding-list.tsx";
import { usePlan } from "../../plan-context.tsx";
import { useApi } from "../../queries/api.ts";
import { AccountsSection } from "./accounts-section.tsx";
import { AskedSection } from "./asked-section.tsx";
import { BasisSection } from "./basis-section.tsx";
import { CheckPanel, isMissing } from "./check-panel.tsx";
import type { Draft } from "./draft.ts";
import { DraftNote } from "./draft-note.tsx";
import { placeOfFinding, sendDraft } from "./draft-rows.ts";
import { EffectsSection } from "./effects-section.tsx";
import {
  type FieldOfTable,
  type ProposalForm as Form,
  ProposalFormProvider,
} from "./form-context.tsx";
import { LevelsSection } from "./levels-section.tsx";
import type { LoadedRows } from "./own-edits.ts";
import { type FormProblem, ProblemSummary } from "./problem-summary.tsx";
import { PurposeSection } from "./purpose-section.tsx";
import { SendSection } from "./send-section.tsx";
import { type Checked, useCheck } from "./use-check.ts";
import { type KeptForm, useDraft } from "./use-draft.ts";
import { useSend } from "./use-send.ts";

/** The form of a proposal, new or to be changed. */
export function ProposalForm(props: {
  /** The id of a proposal that is there already. */
  readonly id: string | null;
  readonly first: Draft;
  readonly loaded: LoadedRows | null;
}) {
  const { id, first, loaded } = props;
  const { branch, to } = usePlan();
  const [, navigate] = useLocation();
  const kept = useDraft(id ?? "new", first, loaded);
  const checked = useCheck(kept.draft, id);
  const { send, sending } = useSend();
  const [problems, setProblems] = useState<readonly FormProblem[]>([]);
  const [tried, setTried] = useState(false);
  const [anyway, setAnyway] = useState(false);
  const summary = useRef<HTMLElement>(null);
  const form = useFormParts(kept, checked, tried);
  useEffect(() => {
    // Once it is on the page, which on a busy machine may be later than the next frame.
    if (problems.length > 0) summary.current?.focus();
  }, [problems]);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const { draft, reason } = kept;
    const sent = sendDraft(draft, branch, id);
    const { initiative } = draft;
    const result = await send({ sent, initiative, reason, loaded: kept.loaded, anyway });
    setProblems(result.kind === "problems" ? result.problems : []);
    if (result.kind !== "made") return;
    kept.forget();
    navigate(to("proposals", [result.id], { sent: result.seq }));
  };
  return (
    <ProposalFormProvider value={form}>
      <DraftNote kept={kept} isNew={id === null} />
      {problems.length > 0 && <ProblemSummary problems={problems} ref={summary} />}
      <div className="proposal-columns">
        <form className="proposal-form" onSubmit={submit} noValidate aria-label="Proposal">
          <AskedSection />
          <PurposeSection />
          <LevelsSection />
          <AccountsSection />
          <EffectsSection />
          <BasisSection />
          <SendSection
            isNew={id === null}
            reason={kept.reason}
            onReason={kept.setReason}
            tried={tried}
            anyway={anyway}
            onAnyway={setAnyway}
          />
          <Button type="submit" disabled={sending}>
            {sending ? "Sending …" : id === null ? "Send the proposal" : "Save the changes"}
          </Button>
        </form>
        <CheckPanel sent={checked.sent} checking={checked.checking} problem={checked.problem} />
      </div>
    </ProposalFormProvider>
  );
}

/** What the parts of the form share. What is only missing is told once somebody has been there, or has tried to send. */
function useFormParts(kept: KeptForm, checked: Checked, tried: boolean): Form {
  const { draft, act } = kept;
  const { answer, sent } = checked;
  const fields = useApi("listFields", {});
  const [touched, setTouched] = useState<ReadonlySet<string>>(() => new Set());
  const touch = useCallback(
    (place: string) => setTouched((old) => (old.has(place) ? old : new Set(old).add(place))),
    [],
  );
  const found = useMemo(() => {
    const byPlace = new Map<string, ApiFinding[]>();
    for (const one of answer?.findings ?? []) {
      const place = placeOfFinding(one, sent);
      if (place !== undefined) byPlace.set(place, [...(byPlace.get(place) ?? []), one]);
    }
    return byPlace;
  }, [answer, sent]);
  const byField = useMemo(
    () =>
      new Map<string, FieldOfTable>(
        fields.data?.tables.flatMap(({ table, fields: list }) =>
          list.map((one) => [`${table}.${one.name}`, one] as const),
        ),
      ),
    [fields.data],
  );
  return useMemo(
    () => ({
      draft,
      act,
      touch,
      answer,
      fieldOf: (table, field) => byField.get(`${table}.${field}`),
      foundAt: (place) =>
        (found.get(place) ?? []).filter((one) => tried || touched.has(place) || !isMissing(one)),
    }),
    [draft, act, touch, answer, byField, found, tried, touched],
  );
}
