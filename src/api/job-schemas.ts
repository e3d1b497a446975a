import { z } from "zod";
import { cellEditSchema } from "./change-schemas.ts";
import { findingSchema, idSchema, instantSchema, seqSchema } from "./value-schemas.ts";

/** What an answer is worked out on: a branch, with edits that are tried and not kept. */
export const basisSchema = z.object({
  branch: idSchema.default("main"),
  edits: z.array(cellEditSchema).max(10_000).default([]),
});

const gap = z.number().min(0).max(1).optional();

/** Work that takes longer than a page should wait. */
export const newJobSchema = z.discriminatedUnion("kind", [
  /** The best lawful allocation. `seconds` ends the search early; `quick` ends it after the first search. */
  basisSchema.extend({
    kind: z.literal("allocate"),
    gap,
    seconds: z.number().min(1).max(3600).optional(),
    quick: z.boolean().default(false),
  }),
  /** Why something is as it is in an allocation, and what would change it. */
  z.object({
    kind: z.literal("why"),
    allocation: idSchema,
    about: z.object({
      kind: z.enum(["initiative", "directive", "limit", "account"]),
      id: idSchema,
    }),
  }),
  /** What a dollar more or less of every binding rule is worth, and up to where. */
  z.object({ kind: z.literal("prices"), allocation: idSchema }),
  /** What each decision of people costs, and all together. */
  z.object({ kind: z.literal("overrides"), allocation: idSchema }),
  /** Value against a region's share, the largest yearly change, or risk. */
  z.object({
    kind: z.literal("frontier"),
    allocation: idSchema,
    against: z.enum(["share", "change", "risk"]),
    bureau: z.string().optional(),
    points: z.number().int().min(3).max(40).default(12),
  }),
  /** Other plans, nearly as good. */
  z.object({
    kind: z.literal("alternatives"),
    allocation: idSchema,
    count: z.number().int().min(1).max(10).default(4),
    loss: z.number().gt(0).lt(1).default(0.01),
  }),
  /** What stays funded in many other worlds. */
  z.object({
    kind: z.literal("sweep"),
    allocation: idSchema,
    what_ifs: z.number().int().min(10).max(10_000).default(200),
    seed: z.number().int().default(1),
  }),
  /** What other budgets would do. */
  z.object({ kind: z.literal("returns"), allocation: idSchema }),
  /** What falls if an assumption fails, and the best plan without it. */
  z.object({ kind: z.literal("failure"), allocation: idSchema, assumption: idSchema }),
  /** A plan folder, as a zip in base64, into a new plan. */
  z.object({ kind: z.literal("import"), id: idSchema, zip: z.string().max(90_000_000) }),
]);

/** How far a job is. */
export const jobProgressSchema = z.object({
  words: z.string(),
  done: z.number().nullable(),
  total: z.number().nullable(),
  /** Of a search: the value found, the proven bound and the gap. */
  value: z.number().nullable(),
  bound: z.number().nullable(),
  gap_ratio: z.number().nullable(),
  seconds: z.number(),
});

/** A job. */
export const jobSchema = z.object({
  id: idSchema,
  plan: idSchema,
  kind: z.string(),
  state: z.enum(["waiting", "running", "done", "failed", "cancelled"]),
  asked_by: idSchema,
  asked_at: instantSchema,
  progress: jobProgressSchema.nullable(),
  /** Of an allocation: its id. */
  allocation: idSchema.nullable(),
  /** The answer, of its kind's own form; `null` until done. */
  result: z.unknown(),
  /** Why there is no answer, or what else was found. */
  findings: z.array(findingSchema),
});

/** An allocation in a list. */
export const allocationSummarySchema = z.object({
  id: idSchema,
  branch: idSchema,
  /** The last change that it knows. */
  seq: seqSchema,
  /** Whether the branch has changed since. */
  stale: z.boolean(),
  /** Whether it rests on edits that were only tried. */
  tried: z.number().int(),
  at: instantSchema,
  by: idSchema,
  value: z.number(),
  bound: z.number(),
  gap_ratio: z.number(),
  ended: z.string(),
  /** Unit: US cents over all years. */
  amount: z.number(),
  funded: z.number().int(),
  /** Whether rows were withheld from the one who asked, so that they are not in it. */
  withheld: z.boolean(),
});

/** An allocation with everything that was worked out. */
export const allocationSchema = allocationSummarySchema.extend({
  edits: z.array(cellEditSchema),
  /** The `Allocation` of the core: choices, payments, attainments. */
  allocation: z.unknown(),
  /** The `Briefing` of the core: what is said of it, and the tables behind. */
  briefing: z.unknown(),
  findings: z.array(findingSchema),
});
