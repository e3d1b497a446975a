import { z } from "zod";
import {
  branchSchema,
  cellSchema,
  findingSchema,
  handlingSchema,
  idSchema,
  instantSchema,
  seqSchema,
  tableSchema,
} from "./value-schemas.ts";

/** What somebody may do with a plan. */
export const roleSchema = z.enum([
  "viewer",
  "contributor",
  "planner",
  "decision_maker",
  "administrator",
]);

/** A plan in a list. */
export const planSummarySchema = z.object({
  id: idSchema,
  title: z.string(),
  description: z.string(),
  first_fiscal_year: z.number().int(),
  last_fiscal_year: z.number().int(),
  seq: seqSchema,
  changed_at: instantSchema.nullable(),
  /** The caller's own roles in it. */
  roles: z.array(roleSchema),
});

/** A branch: `main`, or a scenario. */
export const branchHeadSchema = z.object({
  id: idSchema,
  title: z.string(),
  description: z.string(),
  tests: z.array(
    z.object({ question: z.string(), asked_by: z.string(), answer: z.string().nullable() }),
  ),
  /** The change of `main` on which it rests; of `main` itself, its last. */
  base: seqSchema,
  /** Its own last change; 0 for none. */
  last: seqSchema,
  /** How many edits it makes. */
  edits: z.number().int(),
  /** Whether `main` has gone on since. */
  behind: z.boolean(),
  state: z.enum(["open", "merged", "dropped"]),
});

/** A plan's head, with its branches. */
export const planHeadSchema = planSummarySchema.extend({
  format: z.literal(1),
  as_of: z.string(),
  recommended_scenario: idSchema.nullable(),
  branches: z.array(branchHeadSchema),
  /** How many rows each table has that the caller may see. */
  rows: z.record(tableSchema, z.number().int()),
  /** Whether anything is withheld from the caller. */
  withheld: z.boolean(),
  /** What the caller may do: edit anything, decide, manage people; and where a contributor may edit. */
  may: z.object({
    edit: z.boolean(),
    everywhere: z.boolean(),
    agencies: z.array(z.string()),
    partners: z.array(idSchema),
    decide: z.boolean(),
    administer: z.boolean(),
    see: handlingSchema,
  }),
});

/** What is to be changed in a plan's head. */
export const putHeadSchema = z.object({
  reason: z.string().min(1).max(2000),
  title: z.string().trim().min(1).max(300).optional(),
  description: z.string().max(5000).optional(),
  /** The day of the facts, such as `2020-12-28`. */
  as_of: z.iso.date().optional(),
  first_fiscal_year: z.number().int().min(1950).max(2100).optional(),
  last_fiscal_year: z.number().int().min(1950).max(2100).optional(),
  recommended_scenario: idSchema.nullable().optional(),
});

/** A row as cells, in the order of the table's columns. */
export const rowSchema = z.object({
  id: idSchema,
  /** The change that last touched it. */
  version: seqSchema,
  cells: z.array(cellSchema),
});

/** Some rows of a table. */
export const tablePageSchema = z.object({
  table: tableSchema,
  branch: idSchema,
  /** The last change of the branch that these rows hold. */
  seq: seqSchema,
  columns: z.array(z.string()),
  rows: z.array(rowSchema),
  /** Ask for more with `after`; nothing at the end. */
  next: z.string().nullable(),
  withheld: z.boolean(),
});

/** Which rows of a table. */
export const tableQuerySchema = z.object({
  branch: branchSchema,
  after: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(5000).default(1000),
  /** Rows whose field holds this, such as `partner=UKR`; several are all to hold. */
  where: z
    .union([z.string(), z.array(z.string())])
    .transform((one) => (Array.isArray(one) ? one : [one]))
    .optional(),
});

/** The table of fields of one table, for forms and grids. */
export const tableFieldsSchema = z.object({
  table: tableSchema,
  meaning: z.string(),
  fields: z.array(
    z.object({
      name: z.string(),
      type: z.string(),
      required: z.boolean(),
      unit: z.string().nullable(),
      meaning: z.string(),
      default: cellSchema,
      /** The values of a choice; of an account, the codes of the catalogue. */
      values: z.array(z.string()).nullable(),
      /** The table whose rows are named. */
      to: z.string().nullable(),
      /** The bounds of a number; nothing where there are none. */
      least: z.number().nullable(),
      most: z.number().nullable(),
      /** Whether an amount may be negative. */
      signed: z.boolean(),
      prose: z
        .boolean()
        .describe("Whether its text may begin with a plus or minus, as sentences and lists do."),
    }),
  ),
});

/** Everything found in a plan, under a branch. */
export const findingsSchema = z.object({
  branch: idSchema,
  seq: seqSchema,
  findings: z.array(findingSchema.extend({ table: tableSchema.optional() })),
  withheld: z.boolean(),
});
