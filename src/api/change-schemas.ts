import { z } from "zod";
import {
  branchSchema,
  cellSchema,
  findingSchema,
  idSchema,
  instantSchema,
  seqSchema,
  tableSchema,
} from "./value-schemas.ts";

/** One cell changed; `before` is what its writer saw. A row begins with its `id` set from nothing, and ends with it set back. */
export const cellEditSchema = z.object({
  table: tableSchema,
  row: idSchema,
  field: z.string().min(1).max(100),
  before: cellSchema,
  after: cellSchema,
});

/** A change to make: all its edits or none. */
export const newChangeSchema = z.object({
  branch: branchSchema,
  reason: z.string().min(1).max(2000),
  edits: z.array(cellEditSchema).min(1).max(100_000),
});

/** A change as it stands in the log. */
export const changeSchema = z.object({
  seq: seqSchema,
  branch: idSchema,
  author: idSchema,
  author_name: z.string(),
  at: instantSchema,
  reason: z.string(),
  kind: z.enum(["import", "edit", "undo", "rebase", "merge", "branch", "head"]),
  /** The change that it undoes. */
  undoes: seqSchema.nullable(),
  /** The change that undid it. */
  undone_by: seqSchema.nullable(),
  hash: z.string(),
  /** Its edits that the caller may see; the first hundred in a list. */
  edits: z.array(cellEditSchema),
  edit_count: z.number().int(),
  withheld: z.boolean(),
});

/** What came of a change: it, the versions of the rows that it touched, and what is now found in these rows. */
export const madeChangeSchema = z.object({
  change: changeSchema,
  rows: z.array(z.object({ table: tableSchema, id: idSchema, version: seqSchema })),
  findings: z.array(findingSchema),
});

/** Which changes, the newest first. */
export const changesQuerySchema = z.object({
  branch: idSchema.optional(),
  table: tableSchema.optional(),
  row: idSchema.optional(),
  field: z.string().optional(),
  author: idSchema.optional(),
  before: z.coerce.number().int().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});

/** Some changes. */
export const changesPageSchema = z.object({
  changes: z.array(changeSchema),
  next: seqSchema.nullable(),
});

/** A branch to create. */
export const newBranchSchema = z.object({
  id: idSchema.regex(/^[a-z0-9][a-z0-9-]*$/, "small letters, digits and hyphens"),
  title: z.string().min(1).max(300),
  description: z.string().max(5000).default(""),
  /** The branch that it begins as: `main`, or a scenario to copy. */
  from: branchSchema,
});

/** Whether a scenario is worked on, or dropped. */
export const putBranchSchema = z.object({
  state: z.enum(["open", "dropped"]),
  reason: z.string().min(1).max(2000),
});

/** A cell that two branches hold differently. */
export const differenceSchema = z.object({
  table: tableSchema,
  row: idSchema,
  field: z.string(),
  /** What it was where they parted. */
  base: cellSchema,
  left: cellSchema,
  right: cellSchema,
  /** Whether both have changed it, to different things. */
  conflict: z.boolean(),
});

/** Two branches side by side, cell by cell. */
export const branchComparisonSchema = z.object({
  left: idSchema,
  right: idSchema,
  differences: z.array(differenceSchema),
  withheld: z.boolean(),
});

/** How a conflict is settled: this is what the cell holds afterwards. */
export const settlementSchema = z.object({
  table: tableSchema,
  row: idSchema,
  field: z.string(),
  value: cellSchema,
});

/** What a rebase or a merge is told. */
export const joinBranchSchema = z.object({
  reason: z.string().min(1).max(2000),
  settle: z.array(settlementSchema).max(10_000).default([]),
});

/** What came of a rebase or a merge: done, or the conflicts that somebody must settle first. */
export const joinedBranchSchema = z.object({
  done: z.boolean(),
  change: changeSchema.nullable(),
  conflicts: z.array(differenceSchema),
});
