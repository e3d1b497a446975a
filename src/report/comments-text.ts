import { tableOfComment } from "../plan/check-comments.ts";
import type { Plan } from "../plan/plan.ts";
import type { SaidComment, Thread } from "../plan/threads.ts";
import { textWidth, wrap } from "./text-layout.ts";
import { count } from "./words.ts";

/** Threads for a terminal, the open ones first; `titleOf` gives the name of a row. */
export function commentsText(
  threads: readonly Thread[],
  all: number,
  titleOf: (table: string, row: string) => string,
): string {
  if (threads.length === 0) return `No thread of ${count(all, "thread")} fits.\n`;
  const open = threads.filter(({ state }) => state === "open");
  const others = threads.filter(({ state }) => state !== "open");
  const head = `${count(threads.length, "thread")} of ${all}, ${open.length} open.`;
  const parts = [...open, ...others].map((one) => threadLines(one, titleOf).join("\n"));
  return `${[head, ...parts].join("\n\n")}\n`;
}

/** What a row is called; its id where it has no name, or is not there any more. */
export function titleOfRow(plan: Plan, on_table: string, on_row: string): string {
  const table = tableOfComment(on_table);
  const rows = (table === undefined ? [] : plan.tables[table]) as readonly {
    readonly id: string;
    readonly name?: unknown;
    readonly statement?: unknown;
  }[];
  const row = rows.find(({ id }) => id === on_row);
  return [row?.name, row?.statement].find((text) => typeof text === "string") ?? on_row;
}

const states = { open: "", resolved: " (settled)", withdrawn: " (taken back)" } as const;

function threadLines(
  thread: Thread,
  titleOf: (table: string, row: string) => string,
): readonly string[] {
  const { on_table, on_row, on_field, comments, turns, state } = thread;
  const place = [`${on_table}/${on_row}`, ...(on_field === undefined ? [] : [on_field])].join(
    " › ",
  );
  const title = titleOf(on_table, on_row);
  const name = title === on_row ? "" : `: ${title}`;
  return [
    `${place}${name}${states[state]}`,
    ...comments.flatMap(commentLines),
    ...turns.flatMap(({ act, author, at, text }) =>
      block(
        `${author}, ${at}, ${act === "resolution" ? "settled it" : "opened it again"}: ${text}`,
      ),
    ),
  ];
}

function commentLines({ row, text, earlier, mentions, withdrawn }: SaidComment): readonly string[] {
  const to = mentions.length === 0 ? "" : ` to ${mentions.join(", ")}`;
  const made = row.illustrative ? " (illustrative)" : "";
  const head = `${row.id}  ${row.author}, ${row.at}${to}${made}${earlier.length > 0 ? ", corrected" : ""}`;
  const says = withdrawn === null ? text : `Taken back: ${withdrawn.text}`;
  return [`  ${head}`, ...says.split("\n").flatMap((line) => block(line, "    "))];
}

function block(words: string, indent = "  "): readonly string[] {
  return wrap(words, textWidth - indent.length).map((line) => `${indent}${line}`);
}
