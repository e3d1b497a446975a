import { z } from "zod";
import { madeChangeSchema } from "./change-schemas.ts";
import { branchSchema, handlingSchema, idSchema, instantSchema } from "./value-schemas.ts";

const name = z.string().min(1).max(200);
/** A table as a comment names it; one that was said of long ago may be none of today's. */
const place = {
  table: z.string().max(100),
  row: z.string().max(200),
};

/** Which threads: all that hold. */
export const commentsQuerySchema = z.object({
  branch: branchSchema,
  table: place.table.optional(),
  row: place.row.optional(),
  open: z.stringbool().optional().describe("Threads that nobody has settled."),
  mine: z.stringbool().optional().describe("Threads in which I, or an office of mine, am named."),
});

/** A comment as it stands now. */
export const saidCommentSchema = z.object({
  id: idSchema,
  author: z.string(),
  at: z.string(),
  text: z.string(),
  /** What it said before its author corrected it, the oldest first. */
  earlier: z.array(z.string()),
  /** To whom it is said, and whether that is the caller or an office of theirs. */
  mentions: z.array(z.object({ name: z.string(), me: z.boolean() })),
  /** Its author has taken it back: when, and why. */
  withdrawn: z.object({ at: z.string(), reason: z.string() }).nullable(),
  /** Whether the caller said it, and may correct it or take it back. */
  mine: z.boolean(),
  illustrative: z.boolean(),
});

/** What was said about a row or a cell, from a first comment on. */
export const threadSchema = z.object({
  id: idSchema,
  ...place,
  field: z.string().nullable(),
  /** The name of the row. */
  title: z.string(),
  state: z.enum(["open", "resolved", "withdrawn"]),
  last: z.string(),
  comments: z.array(saidCommentSchema),
  /** What settled it or opened it again, the oldest first. */
  turns: z.array(
    z.object({
      act: z.enum(["resolution", "reopening"]),
      author: z.string(),
      at: z.string(),
      reason: z.string(),
    }),
  ),
  mentions_me: z.boolean(),
});

/** Threads of a plan, and whom one can name in them. */
export const commentListSchema = z.object({
  threads: z.array(threadSchema),
  /** By row, those of the table and row asked for: how many threads there are, and how many are open. */
  counts: z.array(z.object({ ...place, open: z.number().int(), threads: z.number().int() })),
  people: z.array(z.object({ id: idSchema, name: z.string() })),
  offices: z.array(z.object({ code: z.string(), name: z.string() })),
  may_comment: z.boolean(),
  withheld: z.boolean(),
});

/** Something to say. */
export const newCommentSchema = z.object({
  branch: branchSchema,
  ...place,
  field: z.string().max(100).optional(),
  act: z
    .enum(["comment", "correction", "withdrawal", "resolution", "reopening"])
    .default("comment")
    .describe("What it does to the comment that it answers."),
  answers: idSchema.optional(),
  text: z.string().max(20_000),
  mentions: z
    .array(name)
    .max(50)
    .default([])
    .describe("Beside those that the text names as @Name."),
  handling: handlingSchema.optional(),
});

/** What came of it: the change, and the thread as it stands now. */
export const madeCommentSchema = z.object({
  made: madeChangeSchema,
  at: instantSchema,
  thread: threadSchema,
});
