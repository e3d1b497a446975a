import type { z } from "zod";
import type {
  commentListSchema,
  commentsQuerySchema,
  threadSchema,
} from "../../api/comment-schemas.ts";
import type { Casebook } from "../../casework/casebook.ts";
import {
  compareInstants,
  countThreads,
  mentions,
  readThreads,
  type Thread,
} from "../../plan/threads.ts";
import { titleOfRow } from "../../report/comments-text.ts";
import type { Colleague } from "../../store/rights/colleagues.ts";
import type { Caller } from "../caller.ts";
import type { SeenPlan } from "../seen-plans.ts";

type List = z.output<typeof commentListSchema>;
type Query = z.output<typeof commentsQuerySchema>;

/** What somebody sees of a branch, and who they are in it. */
export interface CommentView {
  readonly seen: SeenPlan;
  readonly caller: Pick<Caller, "id" | "name">;
  readonly people: readonly Colleague[];
  /** Every office that can be named. */
  readonly offices: readonly { readonly code: string; readonly name: string }[];
  /** Codes of the offices for which the caller acts. */
  readonly own: readonly string[];
}

/** The offices of all processes, each once. */
export function listOffices({ processes }: Casebook): CommentView["offices"] {
  const names = new Map<string, string>();
  for (const { offices } of processes.values()) {
    for (const { code, name, department } of offices) names.set(code, `${department}: ${name}`);
  }
  return [...names].sort().map(([code, name]) => ({ code, name }));
}

/** The threads that a query chooses, the last spoken in first; the open ones before the others. */
export function listThreads(view: CommentView, query: Query): List {
  const mine = namesOf(view);
  const chosen = readThreads(view.seen.plan.tables.comments).filter(
    (one) =>
      (query.table === undefined || one.on_table === query.table) &&
      (query.row === undefined || one.on_row === query.row),
  );
  const threads = chosen.filter(
    (one) =>
      (query.open === undefined || (one.state === "open") === query.open) &&
      (query.mine === undefined || mentions(one, mine) === query.mine),
  );
  const { sight, withheld } = view.seen;
  return {
    threads: threads
      .map((one) => showThread(view, one))
      .sort(
        (a, b) =>
          Number(a.state !== "open") - Number(b.state !== "open") ||
          compareInstants(b.last, a.last),
      ),
    counts: countThreads(chosen).map(({ on_table: table, on_row: row, open, threads: all }) => ({
      ...{ table, row, open, threads: all },
    })),
    people: view.people.map(({ id, name }) => ({ id, name })),
    offices: view.offices.map((one) => ({ ...one })),
    may_comment: sight.rights.roles.some((role) => role !== "viewer"),
    withheld,
  };
}

function namesOf({ caller, own }: CommentView): ReadonlySet<string> {
  return new Set([caller.id, caller.name, ...own].map((name) => name.toLowerCase()));
}

/** A thread as somebody sees it. */
export function showThread(view: CommentView, thread: Thread): z.output<typeof threadSchema> {
  const mine = namesOf(view);
  const isMe = (name: string) => mine.has(name.toLowerCase());
  const saidByMe = (author: string) => [view.caller.id, view.caller.name].includes(author);
  return {
    ...{ id: thread.id, table: thread.on_table, row: thread.on_row },
    ...{
      field: thread.on_field ?? null,
      title: titleOfRow(view.seen.plan, thread.on_table, thread.on_row),
    },
    ...{ state: thread.state, last: thread.last },
    comments: thread.comments.map(({ row, text, earlier, mentions: names, withdrawn }) => ({
      ...{ id: row.id, author: row.author, at: row.at, text, earlier: [...earlier] },
      mentions: names.map((name) => ({ name, me: isMe(name) })),
      withdrawn: withdrawn === null ? null : { at: withdrawn.at, reason: withdrawn.text },
      mine: saidByMe(row.author),
      illustrative: row.illustrative === true,
    })),
    turns: thread.turns.map(({ act, author, at, text }) => ({
      act: act === "resolution" ? "resolution" : "reopening",
      ...{ author, at, reason: text },
    })),
    mentions_me: mentions(thread, mine),
  };
}
