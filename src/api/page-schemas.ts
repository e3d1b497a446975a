import { z } from "zod";
import { cellEditSchema, changeSchema } from "./change-schemas.ts";
import { allocationSummarySchema } from "./job-schemas.ts";
import { cellSchema, findingSchema, idSchema } from "./value-schemas.ts";

const cells = z.record(z.string(), cellSchema);

/** A proposal as it is written in the form: cells by field name, as files write them. */
export const proposalSchema = z.object({
  branch: idSchema.default("main"),
  initiative: cells,
  packages: z
    .array(z.object({ cells, lines: z.array(cells).max(500), effects: z.array(cells).max(100) }))
    .max(20),
});

/** What is said of a proposal while it is written. */
export const proposalAnswerSchema = z.object({
  /** What is missing, wrong, unlawful, or already proposed by somebody else. */
  findings: z.array(findingSchema),
  /** The law that would pay, and the law that would not, with the reason. */
  accounts: z.array(
    z.object({
      code: z.string(),
      title: z.string(),
      lawful: z.boolean(),
      says: z.string(),
      citations: z.array(z.string()),
      checked: z.boolean(),
      concurrence: z.string().nullable(),
      notice: z.string().nullable(),
    }),
  ),
  /** Proposals for the same partner, purpose and years. */
  alike: z.array(z.object({ id: idSchema, name: z.string(), agency: z.string(), why: z.string() })),
  /** The edits that make it; empty while something is missing. */
  edits: z.array(cellEditSchema),
});

const moneySum = z.object({ key: z.string(), label: z.string(), amount: z.number() });

/** Every partner with its money, for a list.   Unit of money: US cents. */
export const partnerListSchema = z.object({
  partners: z.array(
    z.object({
      id: idSchema,
      name: z.string(),
      kind: z.string(),
      bureau: z.string(),
      /** The name of the tier; nothing where it has none. */
      tier: z.string().nullable(),
      proposals: z.number().int(),
      /** What the largest package of every proposal costs, over all years. */
      asked: z.number(),
      /** How many proposals the newest allocation funds, and with how much over all years; nothing without one. */
      funded: z.number().int().nullable(),
      allocated: z.number().nullable(),
      /** Each year that has money: of the record before the plan, else of the newest allocation. */
      years: z.array(z.object({ fiscal_year: z.number().int(), amount: z.number() })),
    }),
  ),
  /** The first year that is the plan's and not the record's. */
  first_fiscal_year: z.number().int(),
  allocation: allocationSummarySchema.nullable(),
  withheld: z.boolean(),
});

/** Everything about one partner, from every agency.   Unit of money: US cents. */
export const partnerPageSchema = z.object({
  partner: cells,
  affiliations: z.array(cells),
  objectives: z.array(
    z.object({
      id: idSchema,
      name: z.string(),
      weight: z.number().nullable(),
      attained: z.number().nullable(),
    }),
  ),
  assumptions: z.array(cells),
  /** What was done, and what the newest allocation would do, by account and year. */
  money: z.array(
    z.object({
      account: z.string(),
      title: z.string(),
      fiscal_year: z.number().int(),
      record: z.number(),
      allocated: z.number(),
      asked: z.number(),
    }),
  ),
  proposals: z.array(
    z.object({
      id: idSchema,
      name: z.string(),
      agency: z.string(),
      kind: z.string(),
      focus: z.string(),
      purpose: z.string(),
      asked: z.number(),
      allocated: z.number(),
      funded: z.boolean().nullable(),
      first_year: z.number().int().nullable(),
    }),
  ),
  /** What the proposals and the money are by agency. */
  agencies: z.array(moneySum),
  claims: z.array(cells),
  limits: z.array(cells),
  directives: z.array(cells),
  /** Stockpiles and hazard areas, requests on reserves, and what donors pledge for them. */
  sites: z.array(cells),
  releases: z.array(cells),
  pledges: z.array(cells),
  /** Agreements with it, exercises and posture decisions with our input, what other donors do, articles to be checked. */
  agreements: z.array(cells),
  activities: z.array(cells),
  donor_lines: z.array(cells),
  end_use_items: z.array(cells),
  findings: z.array(findingSchema),
  changes: z.array(changeSchema),
  allocation: allocationSummarySchema.nullable(),
  withheld: z.boolean(),
});

/** One objective of the cascade with what bears on it.   Unit of money: US cents. */
export const strategyRowSchema = z.object({
  id: idSchema,
  parent: idSchema.nullable(),
  name: z.string(),
  level: z.string(),
  /** Its share of the value points, from the weights of the cascade.   Unit: points of 100. */
  points: z.number(),
  weight: cellSchema,
  owner: cellSchema,
  source: cellSchema,
  /** How much of it the newest allocation reaches, as a ratio; nothing without one. */
  attained: z.number().nullable(),
  money: z.number().nullable(),
  proposals: z.number().int(),
  /** What stands out: `no_money`, `no_proposal`. */
  marks: z.array(z.string()),
});

/** The cascade, and the money that serves no objective. */
export const strategyPageSchema = z.object({
  rows: z.array(strategyRowSchema),
  /** Initiatives with money and without effect on any objective. */
  aimless: z.array(z.object({ id: idSchema, name: z.string(), money: z.number() })),
  allocation: allocationSummarySchema.nullable(),
  withheld: z.boolean(),
});

/** The overview: the briefing of the branch's newest allocation, and what needs attention. */
export const overviewSchema = z.object({
  allocation: allocationSummarySchema.nullable(),
  /** The `Briefing` of the core; `null` without an allocation. */
  briefing: z.unknown(),
  attention: z.array(
    z.object({
      kind: z.string(),
      severity: z.enum(["error", "warning", "note"]),
      sentence: z.string(),
      count: z.number().int(),
      /** Where the page that shows it is, under the plan's own address. */
      link: z.string(),
    }),
  ),
  withheld: z.boolean(),
});

/** Two allocations, or one and the record, side by side: the `Comparison` of the core. */
export const comparisonSchema = z.object({ comparison: z.unknown(), withheld: z.boolean() });
