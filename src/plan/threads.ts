import { compareText } from "../base/findings.ts";
import type { CommentRow } from "./plan.ts";

/** A comment as it stands now. */
export interface SaidComment {
  readonly row: CommentRow;
  /** What it says now: its own text, or that of its last correction. */
  readonly text: string;
  /** What it said before, the oldest first. */
  readonly earlier: readonly string[];
  readonly mentions: readonly string[];
  /** The row that takes it back; nothing while it stands. */
  readonly withdrawn: CommentRow | null;
}

/** What was said about a row or a cell, from a first comment on. */
export interface Thread {
  /** The id of its first comment. */
  readonly id: string;
  readonly on_table: string;
  readonly on_row: string;
  readonly on_field: string | undefined;
  readonly comments: readonly SaidComment[];
  /** What settled it or opened it again, the oldest first. */
  readonly turns: readonly CommentRow[];
  readonly state: "open" | "resolved" | "withdrawn";
  /** When something was last said in it. */
  readonly last: string;
}

/** The threads of comments, in the order of their first ones; the same whatever the order of the rows. */
export function readThreads(rows: readonly CommentRow[]): readonly Thread[] {
  const sorted = [...rows].sort((a, b) => compareInstants(a.at, b.at) || compareText(a.id, b.id));
  const byId = new Map(sorted.map((row) => [row.id, row]));
  const roots = findRoots(sorted, byId);
  const members = Map.groupBy(sorted, (row) => roots.get(row.id) ?? row.id);
  return [...members]
    .map(([id, all]) => readThread(id, all))
    .sort((a, b) => compareInstants(startOf(a), startOf(b)) || compareText(a.id, b.id));
}

/** Which of two instants is earlier, as `sort` takes it; texts that are none stand before those that are. */
export function compareInstants(one: string, other: string): number {
  const [a, b] = [Date.parse(one), Date.parse(other)];
  if (Number.isNaN(a) || Number.isNaN(b)) {
    return Number(Number.isNaN(b)) - Number(Number.isNaN(a)) || compareText(one, other);
  }
  return a - b;
}

function startOf({ id, comments }: Thread): string {
  return comments.find(({ row }) => row.id === id)?.row.at ?? "";
}

/**
 * The id of the first comment of each row's thread, by the row's id; each answer is followed once.
 *
 * Rows that answer each other in a circle begin with the least id of it.
 */
export function findRoots(
  rows: readonly CommentRow[],
  byId: ReadonlyMap<string, Pick<CommentRow, "id" | "answers">>,
): ReadonlyMap<string, string> {
  const roots = new Map<string, string>();
  for (const { id } of rows) {
    const trail = new Set<string>();
    let at = id;
    let root = roots.get(at);
    while (root === undefined) {
      trail.add(at);
      const answers = byId.get(at)?.answers;
      const next = answers === undefined ? undefined : byId.get(answers)?.id;
      if (next === undefined) root = at;
      else if (trail.has(next)) root = leastOfCircle(trail, next);
      else root = roots.get(next);
      at = next ?? at;
    }
    for (const one of trail) roots.set(one, root);
  }
  return roots;
}

/** The least id of a circle, which is the end of a trail from one of its rows on. */
function leastOfCircle(trail: ReadonlySet<string>, from: string): string {
  const ids = [...trail];
  return ids.slice(ids.indexOf(from)).sort()[0] ?? from;
}

function readThread(id: string, rows: readonly CommentRow[]): Thread {
  // What lost the comment that it acts on is shown as what it says.
  const said = rows.filter(({ act, id: own }) => act === "comment" || own === id);
  const comments = said.map((row) => readSaid(row, rows));
  const turns = rows.filter(({ act }) => act === "resolution" || act === "reopening");
  const root = comments.find((one) => one.row.id === id)?.row ?? rows[0];
  if (root === undefined) throw new Error("A thread without a comment.");
  return {
    ...{ id, on_table: root.on_table, on_row: root.on_row, on_field: root.on_field },
    ...{ comments, turns, last: rows.at(-1)?.at ?? root.at },
    state: comments.every(({ withdrawn }) => withdrawn !== null)
      ? "withdrawn"
      : turns.at(-1)?.act === "resolution"
        ? "resolved"
        : "open",
  };
}

function readSaid(row: CommentRow, rows: readonly CommentRow[]): SaidComment {
  const own = rows.filter((one) => one.answers === row.id && one.author === row.author);
  const corrections = own.filter(({ act }) => act === "correction");
  const texts = [row.text, ...corrections.map(({ text }) => text)];
  const mentions = [row, ...corrections].flatMap((one) => splitMentions(one.mentions));
  return {
    row,
    text: texts.at(-1) ?? row.text,
    earlier: texts.slice(0, -1),
    mentions: [...new Set(mentions)],
    withdrawn: own.find(({ act }) => act === "withdrawal") ?? null,
  };
}

/** The names of a cell of mentions. */
export function splitMentions(cell: string | undefined): readonly string[] {
  return (cell ?? "")
    .split(";")
    .map((name) => name.trim())
    .filter((name) => name !== "");
}

/** Whether somebody of one of these names is mentioned in a thread by a comment that stands. */
export function mentions(thread: Thread, names: ReadonlySet<string>): boolean {
  return thread.comments.some(
    (one) => one.withdrawn === null && one.mentions.some((name) => names.has(name.toLowerCase())),
  );
}

/** How many threads a row has, and how many of them are open. */
export interface ThreadCount {
  readonly on_table: string;
  readonly on_row: string;
  readonly open: number;
  readonly threads: number;
}

/** The threads of each row that has some; those that were withdrawn do not count. */
export function countThreads(threads: readonly Thread[]): readonly ThreadCount[] {
  const standing = threads.filter(({ state }) => state !== "withdrawn");
  const byRow = Map.groupBy(standing, (one) => JSON.stringify([one.on_table, one.on_row]));
  return [...byRow.values()].flatMap((list) => {
    const [first] = list;
    if (first === undefined) return [];
    const open = list.filter(({ state }) => state === "open").length;
    return [{ on_table: first.on_table, on_row: first.on_row, open, threads: list.length }];
  });
}
