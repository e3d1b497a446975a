import { keepWriting, ownWriting } from "../own-writing.ts";
import type { CellEdit } from "./change-values.ts";

/** A change that has not reached the server yet. */
export interface WaitingChange {
  readonly branch: string;
  readonly reason: string;
  readonly edits: readonly CellEdit[];
}

/** Changes that were left behind: by a page that was left, or by the page before it was loaded anew. */
export interface LeftChanges {
  readonly key: string;
  readonly changes: readonly WaitingChange[];
}

const prefix = `${ownWriting}waiting/`;

/** The keys of pages that are open and send what is under them themselves. */
const owned = new Set<string>();

/** The event that tells that changes were left behind. */
export const leftBehind = "entente-left-behind";

/** A key of one page's own, under which the browser's tab keeps what waits. */
export function ownKey(plan: string): string {
  const key = `${prefix}${plan} ${crypto.randomUUID()}`;
  owned.add(key);
  return key;
}

/** Keeps what waits under a key, in place of what was kept before. */
export function keepWaiting(key: string, changes: readonly WaitingChange[]): void {
  if (changes.length === 0) sessionStorage.removeItem(key);
  else keepWriting(sessionStorage, key, JSON.stringify(changes));
}

/** Forgets the first change under a key, which the server has answered. */
export function dropFirst(key: string): void {
  keepWaiting(key, readWaiting(sessionStorage.getItem(key)).slice(1));
}

/** Leaves what is under a key to whoever sends what was left behind. */
export function leaveKey(key: string): void {
  owned.delete(key);
  dispatchEvent(new Event(leftBehind));
}

/** What was left behind in a plan, in no particular order. */
export function listLeft(plan: string): readonly LeftChanges[] {
  return Object.keys(sessionStorage)
    .filter((key) => key.startsWith(`${prefix}${plan} `) && !owned.has(key))
    .map((key) => ({ key, changes: readWaiting(sessionStorage.getItem(key)) }));
}

function readWaiting(text: string | null): readonly WaitingChange[] {
  try {
    const kept: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(kept) ? kept : [];
  } catch {
    return [];
  }
}
