import { type RefObject, useEffect, useReducer, useRef, useState } from "react";
import { usePlan } from "../../plan-context.tsx";
import type { Draft } from "./draft.ts";
import { changeDraft, type DraftAction } from "./draft-actions.ts";
import {
  type DraftName,
  findDraft,
  forgetDraft,
  forgetOtherDrafts,
  keepDraft,
} from "./kept-drafts.ts";
import type { LoadedRows } from "./own-edits.ts";

/** A draft that is kept in this browser until it is sent. */
export interface KeptForm {
  readonly draft: Draft;
  readonly act: (action: DraftAction) => void;
  readonly reason: string;
  readonly setReason: (reason: string) => void;
  /** The rows from which the writer began. */
  readonly loaded: LoadedRows;
  /** When the draft was kept that the form began with; nothing where it began anew. */
  readonly resumed: string | null;
  /** Whether the browser keeps what is written. */
  readonly kept: boolean;
  /** Begins anew, from what the plan holds. */
  readonly discard: () => void;
  /** Forgets the draft, once it is sent. */
  readonly forget: () => void;
}

const nothing: LoadedRows = new Map();
/** How long nobody types before the draft is kept.   Unit: milliseconds. */
const pause = 300;

/** The draft of a proposal: what this browser kept of it, else what the plan holds. */
export function useDraft(proposal: string, first: Draft, loaded: LoadedRows | null): KeptForm {
  const { plan, branch, me } = usePlan();
  const [name] = useState<DraftName>({ person: me.id, plan, branch, proposal });
  const [found] = useState(() => {
    // Somebody else's drafts have no place in the browser of this person.
    forgetOtherDrafts(me.id);
    return findDraft(name);
  });
  const [draft, act] = useReducer(changeDraft, found?.draft ?? first);
  const [reason, setReason] = useState(found?.reason ?? "");
  const [base, setBase] = useState(found === undefined ? loaded : found.loaded);
  const [resumed, setResumed] = useState(found?.at ?? null);
  const [kept, setKept] = useState(true);
  const [sent, setSent] = useState(false);
  const changed = draft !== first || reason !== "";
  const unkept = useRef<(() => void) | null>(null);
  useKeepOnLeaving(unkept);
  useEffect(() => {
    if (!changed || sent) return;
    const keep = () => {
      unkept.current = null;
      const at = new Date().toISOString();
      setKept(keepDraft(name, { draft, reason, loaded: base, at }));
    };
    unkept.current = keep;
    const timer = setTimeout(keep, pause);
    return () => {
      unkept.current = null;
      clearTimeout(timer);
    };
  }, [name, draft, reason, base, changed, sent]);
  return {
    draft,
    act,
    reason,
    setReason,
    loaded: base ?? nothing,
    resumed,
    kept,
    discard: () => {
      forgetDraft(name);
      act({ kind: "replace", draft: first });
      setReason("");
      setBase(loaded);
      setResumed(null);
    },
    forget: () => {
      unkept.current = null;
      setSent(true);
      forgetDraft(name);
    },
  };
}

/** Keeps what rests a moment before it is kept, where the form or the window is left meanwhile; to be used before what lets go of it. */
function useKeepOnLeaving(unkept: RefObject<(() => void) | null>): void {
  useEffect(() => {
    const keep = () => unkept.current?.();
    addEventListener("pagehide", keep);
    return () => {
      removeEventListener("pagehide", keep);
      keep();
    };
  }, [unkept]);
}
