import type { AnswerOf, CallOf } from "../../api/client.ts";

/** The answer of `listComments`. */
export type CommentList = AnswerOf<"listComments">;
/** A thread as the API tells it. */
export type Thread = CommentList["threads"][number];
/** A comment of a thread. */
export type Comment = Thread["comments"][number];
/** Something to say. */
export type NewComment = CallOf<"addComment">["body"];

/** The row or cell that is spoken of. */
export interface SpokenPlace {
  readonly table: string;
  readonly row: string;
  readonly field?: string | undefined;
}

/** `2 comments, 1 open`: what is said of a row, in words; nothing where nothing is. */
export function countWords(counts: CommentList["counts"][number] | undefined): string {
  if (counts === undefined || counts.threads === 0) return "";
  const threads = `${counts.threads} ${counts.threads === 1 ? "thread" : "threads"}`;
  return counts.open === 0 ? `${threads}, all settled` : `${threads}, ${counts.open} open`;
}
