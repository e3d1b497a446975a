import { keepWriting, ownWriting } from "../../own-writing.ts";
import type { Draft } from "./draft.ts";
import type { LoadedRows } from "./own-edits.ts";

/** What is kept of a proposal that is not sent yet. */
export interface KeptDraft {
  readonly draft: Draft;
  /** Why it is asked, as far as it is written. */
  readonly reason: string;
  /** The rows that the writer began from; nothing of a new proposal. */
  readonly loaded: LoadedRows | null;
  /** When it was kept, as an instant. */
  readonly at: string;
}

/** Which draft: of whom, in which plan and scenario, of which proposal; `new` where it is not in the plan yet. */
export interface DraftName {
  readonly person: string;
  readonly plan: string;
  readonly branch: string;
  readonly proposal: string;
}

const prefix = `${ownWriting}draft/`;

/** Changes when a draft's form does, so that a draft of an older program is not read wrongly. */
const form = 1;

function keyOf({ person, plan, branch, proposal }: DraftName): string {
  return prefix + [person, plan, branch, proposal].map(encodeURIComponent).join("/");
}

/** Keeps a draft in this browser. Returns whether it is kept. */
export function keepDraft(name: DraftName, kept: KeptDraft): boolean {
  const loaded = kept.loaded === null ? null : [...kept.loaded];
  return keepWriting(localStorage, keyOf(name), JSON.stringify({ ...kept, loaded, form }));
}

/** The draft kept under a name; nothing where there is none, or none of this form. */
export function findDraft(name: DraftName): KeptDraft | undefined {
  const text = localStorage.getItem(keyOf(name));
  if (text === null) return undefined;
  try {
    const kept = JSON.parse(text);
    if (kept.form !== form) return undefined;
    return { ...kept, loaded: kept.loaded === null ? null : new Map(kept.loaded) };
  } catch {
    return undefined;
  }
}

/** Forgets one draft. */
export function forgetDraft(name: DraftName): void {
  localStorage.removeItem(keyOf(name));
}

/** Forgets the drafts of everybody but `person`. */
export function forgetOtherDrafts(person: string): void {
  const own = `${prefix}${encodeURIComponent(person)}/`;
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(prefix) && !key.startsWith(own)) localStorage.removeItem(key);
  }
}
