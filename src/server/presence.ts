import type { z } from "zod";
import type { presenceSchema, presentSchema } from "../api/people-schemas.ts";
import { compareText } from "../base/findings.ts";

/** Where somebody is looking. */
export type Presence = z.output<typeof presenceSchema>;

/** Who is there, as the API tells it. */
export type Present = z.output<typeof presentSchema>;

/** Somebody's window, as servers tell each other of it. */
export interface PresenceNotice {
  readonly person: string;
  readonly name: string;
  /** The most sensitive rows that the person sees: 0 public, 1 internal, 2 restricted. */
  readonly see: number;
  readonly presence: Presence;
}

/** What a listener may know of where others look. */
export interface Onlooker {
  readonly see: number;
  /** Whether the listener may see a row. */
  readonly seesRow: (branch: string, table: string, row: string) => boolean;
}

/** How long somebody counts as there after they last said so.   Unit: milliseconds. */
export const presenceLasts = 30_000;

/** Who looks at the plans, for as long as they keep saying so. */
export class PresenceBook {
  readonly #windows = new Map<string, Map<string, { notice: PresenceNotice; until: number }>>();

  /** Takes down where somebody looks; `now` in milliseconds. */
  note(plan: string, notice: PresenceNotice, now: number): void {
    const windows = this.#windows.get(plan) ?? new Map();
    this.#windows.set(plan, windows);
    windows.set(`${notice.person}\n${notice.presence.window}`, {
      notice,
      until: now + presenceLasts,
    });
  }

  /** Forgets a window that was closed; whether it was there. */
  forget(plan: string, person: string, window: string): boolean {
    const windows = this.#windows.get(plan);
    const known = windows?.delete(`${person}\n${window}`) ?? false;
    if (windows?.size === 0) this.#windows.delete(plan);
    return known;
  }

  /** Forgets who has not said anything for too long; returns the plans in which that was somebody. */
  expire(now: number): readonly string[] {
    const changed: string[] = [];
    for (const [plan, windows] of this.#windows) {
      const gone = [...windows].filter(([, { until }]) => until <= now);
      if (gone.length > 0) changed.push(plan);
      for (const [key] of gone) windows.delete(key);
      if (windows.size === 0) this.#windows.delete(plan);
    }
    return changed;
  }

  /** Who is there, with no more of what they look at than the onlooker may see. */
  list(plan: string, onlooker: Onlooker, now: number): Present {
    const windows = [...(this.#windows.get(plan)?.values() ?? [])];
    const people = windows
      .filter(({ until }) => until > now)
      .map(({ notice }) => showTo(notice, onlooker))
      .sort((a, b) => compareText(a.name, b.name) || compareText(a.window, b.window));
    return { people };
  }
}

function showTo(notice: PresenceNotice, onlooker: Onlooker): Present["people"][number] {
  const { person, name, see, presence } = notice;
  const { cell, branch } = presence;
  const shown = { ...presence, person, name };
  // Who sees no more than the onlooker can look at nothing that the onlooker may not see.
  if (see <= onlooker.see) return shown;
  const seen = cell !== null && onlooker.seesRow(branch, cell.table, cell.row);
  // A page's address may name a row; its first word only says which page it is.
  const page = presence.page.replace(/^(\/?[a-z-]*).*$/s, "$1");
  return { ...shown, page, cell: seen ? cell : null };
}
