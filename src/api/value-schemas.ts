import { z } from "zod";
import { tables } from "../plan/fields.ts";

/** A name of a plan, branch, row or person. */
export const idSchema = z.string().min(1).max(200);
/** The name of one of a plan's tables. */
export const tableSchema = z.enum(Object.keys(tables) as [keyof typeof tables]);
/** The branch that everybody works on, beside the scenarios. */
export const mainBranch = "main";
/** `main`, or the id of a scenario. */
export const branchSchema = z.string().min(1).max(200).default(mainBranch);
/** A cell as the files write it; nothing where the field is absent. */
export const cellSchema = z.string().max(20_000).nullable();
/** An instant, such as `2020-12-28T15:00:00Z`. */
export const instantSchema = z.iso.datetime();
/** The number of a change: they count up from 1 over the whole plan, all branches together. */
export const seqSchema = z.number().int().min(0);
/** How sensitive a row is. Unclassified data only. */
export const handlingSchema = z.enum(["public", "internal", "restricted"]);

/** What somebody should know about what they sent or about a plan; the same as on the command line. */
export const findingSchema = z.object({
  code: z.string(),
  severity: z.enum(["error", "warning", "note"]),
  at: z.object({
    file: z.string().optional(),
    row: z.number().optional(),
    field: z.string().optional(),
    id: z.string().optional(),
  }),
  found: z.string(),
  expected: z.string(),
  help: z.string(),
  source: z.string().optional(),
});

/** An answer that refuses, as `application/problem+json` (RFC 9457), with the findings behind it. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  findings: z.array(findingSchema),
  /** Of a stale write: both sides, cell by cell. */
  conflicts: z
    .array(
      z.object({
        table: tableSchema,
        row: idSchema,
        field: z.string(),
        before: cellSchema,
        yours: cellSchema,
        theirs: cellSchema,
        /** Who wrote theirs, when and why; absent where it cannot be told. */
        by: z
          .object({ seq: seqSchema, author: z.string(), at: instantSchema, reason: z.string() })
          .optional(),
      }),
    )
    .optional(),
});
