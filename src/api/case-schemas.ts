import { z } from "zod";
import { madeChangeSchema } from "./change-schemas.ts";
import { branchSchema, cellSchema, findingSchema, idSchema, seqSchema } from "./value-schemas.ts";

const cells = z.record(z.string(), cellSchema);
const named = z.object({ id: idSchema, name: z.string() });
/** A day such as `2021-01-04`. */
export const daySchema = z.iso.date();
const money = z.enum(["free", "waits", "blocked"]);

/** On which branch and day cases are read; today, where it lies in the plan's time, when no day is named. */
export const casesOnSchema = z.object({ branch: branchSchema, on: daySchema.optional() });

/** Which cases: all that hold. */
export const casesQuerySchema = casesOnSchema.extend({
  office: z.string().max(100).optional().describe("Cases that wait for this office."),
  mine: z.stringbool().optional().describe("Cases that wait for an office for which I act."),
  officer: z.string().max(200).optional().describe("Cases that this person works on."),
  kind: z.enum(["concurrence", "transfer", "vetting", "condition"]).optional(),
  process: z.string().max(100).optional(),
  partner: idSchema.optional(),
  initiative: idSchema.optional(),
  state: z.string().max(100).optional(),
  overdue: z.stringbool().optional(),
  open: z.stringbool().optional(),
});

/** An office that acts in cases. */
export const officeSchema = z.object({
  code: z.string(),
  name: z.string(),
  department: z.string(),
  /** Whether the caller acts for it in this case; in a list, in any case. */
  mine: z.boolean(),
});

/** A clock of a case.   Unit: days, as `unit` counts them. */
export const clockSchema = z.object({
  code: z.string(),
  name: z.string(),
  kind: z.enum(["limit", "wait"]),
  unit: z.enum(["calendar", "working"]),
  days: z.number(),
  state: z.enum(["running", "paused", "ended", "run_out"]),
  started_on: daySchema,
  ended_on: daySchema.nullable(),
  paused_since: daySchema.nullable(),
  elapsed: z.number(),
  left: z.number(),
  due: daySchema,
  late: z.boolean(),
  cite: z.string(),
  mark: z.string(),
  says: z.string(),
  /** What happens when it runs out. */
  follows: z.string(),
});

/** A case in a list.   Unit of money: US cents. */
export const caseSummarySchema = z.object({
  id: idSchema,
  name: z.string(),
  kind: z.enum(["concurrence", "transfer", "vetting", "condition"]),
  process: z.string(),
  process_name: z.string(),
  partner: named,
  /** What it decides: an initiative, a transfer, a unit or a condition. */
  subject: named.extend({ table: z.string() }).nullable(),
  state: z.object({ code: z.string(), name: z.string() }),
  since: daySchema,
  /** Calendar days in that state. */
  age: z.number().int(),
  closed: z.boolean(),
  /** The state rests on an event that a scenario assumes. */
  assumed: z.boolean(),
  illustrative: z.boolean(),
  waits_for: z.array(officeSchema),
  /** The level before which it was put, since when, by whom and why; nothing while it is with those whose turn it is. */
  raised: z
    .object({
      level: z.string(),
      on: daySchema,
      /** Calendar days since then. */
      age: z.number().int(),
      author: z.string(),
      reason: z.string(),
    })
    .nullable(),
  /** The day until which its delay is accepted, and why. */
  delay_accepted: z.object({ until: daySchema, author: z.string(), reason: z.string() }).nullable(),
  /** The person who works on it, by name. */
  officer: z.string().nullable(),
  /** What happens if nobody acts. */
  otherwise: z.string(),
  /** The clock that runs out first, of those that run. */
  clock: clockSchema.nullable(),
  due_on: daySchema.nullable(),
  overdue: z.boolean(),
  /** Signatures of which something has changed since. */
  lapsed: z.number().int(),
  money,
  /** What it keeps from being spent. */
  amount: z.number(),
});

/** A process with its states, in the order of its file: the columns of a board. */
export const processSummarySchema = z.object({
  code: z.string(),
  name: z.string(),
  kind: z.string(),
  summary: z.string(),
  first: z.string(),
  states: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      meaning: z.string(),
      closed: z.boolean(),
      money,
    }),
  ),
  offices: z.array(officeSchema),
});

/** The cases of a plan on a day. */
export const caseListSchema = z.object({
  on: daySchema,
  cases: z.array(caseSummarySchema),
  processes: z.array(processSummarySchema),
  /** How many cases there are in all, before any were chosen. */
  count: z.number().int(),
  findings: z.array(findingSchema),
  withheld: z.boolean(),
});

/** Something that may happen next in a case, and what it asks for. */
export const nextActSchema = z.object({
  code: z.string(),
  name: z.string(),
  meaning: z.string(),
  decision: z.boolean(),
  signs: z.boolean(),
  /** The state that follows; nothing where it stays. */
  to: z.object({ code: z.string(), name: z.string() }).nullable(),
  offices: z.array(officeSchema),
  /** Fields of `events` that it needs. */
  needs: z.array(z.string()),
  /** What the package lacks for it. */
  lacks: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      says: z.string(),
      fields: z.array(z.string()),
      cite: z.string(),
      /** Whether the rule is checked, so that the act is refused without it. */
      blocks: z.boolean(),
    }),
  ),
  /** What the law of the day says against it; what `blocks` refuses the act. */
  bars: z.array(
    z.object({
      rule: z.string(),
      found: z.string(),
      expected: z.string(),
      says: z.string(),
      cite: z.string(),
      mark: z.string(),
      blocks: z.boolean(),
      /** What would lift it: a waiver, an exception, a determination or an agreement on record. */
      lifts: z.string(),
    }),
  ),
  not_before: daySchema.nullable(),
  supersedes: z.array(idSchema),
  /** Whether the caller may do it, for one of the offices. */
  may: z.boolean(),
  /** Why the caller may not, in a sentence; empty where they may. */
  why_not: z.string(),
});

/** A fact that is no longer what was signed. */
export const factChangeSchema = z.object({
  table: z.string(),
  row: z.string(),
  field: z.string(),
  before: z.string().nullable(),
  now: z.string().nullable(),
});

/** Something that happened in a case. */
export const caseEventSchema = z.object({
  id: idSchema,
  number: z.number().int(),
  on: daySchema,
  event: z.string(),
  name: z.string(),
  author: z.string(),
  office: z.string(),
  office_name: z.string(),
  decision: z.boolean(),
  signs: z.boolean(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  cells,
  assumed: z.boolean(),
  /** Of a decision or signature: whether it stands. */
  status: z.enum(["stands", "superseded", "lapsed", "fallen", "expired", "left_out"]),
  superseded_by: idSchema.nullable(),
  why: z.string(),
  /** Of a lapse: what has changed since. */
  changes: z.array(factChangeSchema),
});

/** Money that a case keeps from being spent, to the line.   Unit: US cents. */
export const heldLineSchema = z.object({
  effect: z.enum(["blocked", "waiting"]),
  initiative: named,
  package: named,
  line: idSchema,
  kind: z.string(),
  fiscal_year: z.number().int(),
  amount: z.number(),
  accounts: z.array(z.string()),
  because: z.string(),
  citation: z.string(),
});

const position = z.enum(["approve", "provisos", "deny"]);

/** The criteria of the policy in force, what offices answered, and what the answers would mean under other versions. */
export const checklistSchema = z.object({
  policy: z.object({ code: z.string(), name: z.string(), cites: z.array(z.string()) }),
  criteria: z.array(
    z.object({
      code: z.string(),
      /** `weighed` against the others, or `bars` by itself. */
      kind: z.string(),
      asks: z.string(),
      cite: z.string(),
      mark: z.string(),
      state: z.enum(["unanswered", "agreed", "disputed"]),
      answers: z.array(
        z.object({ office: z.string(), answer: z.string(), note: z.string(), on: daySchema }),
      ),
    }),
  ),
  advice: z.array(
    z.object({
      office: z.string(),
      position,
      reason: z.string(),
      on: daySchema,
      /** It advises otherwise than was decided. */
      dissents: z.boolean(),
      replaced: z.boolean(),
    }),
  ),
  decided: z.object({ office: z.string(), position, reason: z.string(), on: daySchema }).nullable(),
  provisos: z.array(z.string()),
  replays: z.array(
    z.object({
      to: z.string(),
      outcome: z.enum(["bars", "open", "stands"]),
      says: z.string(),
      rows: z.array(
        z.object({
          code: z.string(),
          asks: z.string(),
          kind: z.enum(["same", "new", "dropped", "stricter", "looser"]),
          open: z.boolean(),
          says: z.string(),
        }),
      ),
    }),
  ),
});

/** Something that the law, or what happened, says of a case: a line under a heading. */
export const caseDetailSchema = z.object({
  title: z.string(),
  facts: z.array(
    z.object({
      label: z.string(),
      text: z.string(),
      /** `missing` and `late` ask for something. */
      tone: z.enum(["plain", "good", "missing", "late"]),
      citation: z.string(),
      mark: z.string(),
    }),
  ),
});

/** Everything about one case. */
export const casePageSchema = z.object({
  on: daySchema,
  /** The last change of the branch that it is read from. */
  seq: seqSchema,
  /** What an act in it sends as If-Match: it stands for the case and all that is signed in it. */
  version: z.number().int(),
  case: caseSummarySchema,
  cells,
  state: z.object({ code: z.string(), name: z.string(), meaning: z.string() }),
  process: processSummarySchema,
  next: z.array(nextActSchema),
  events: z.array(caseEventSchema),
  clocks: z.array(clockSchema),
  /** The rows that it is about: what is signed, as cells, by table. */
  package: z.array(z.object({ table: z.string(), cells })),
  evidence: z.array(cells),
  held: z.array(heldLineSchema),
  /** Of an arms transfer; nothing where no policy asks for one. */
  checklist: checklistSchema.nullable(),
  /** What else is to be known: notice and totals of a transfer, tests and exceptions of vetting, the ladder of a condition. */
  details: z.array(caseDetailSchema),
  /** Other cases about the same. */
  beside: z.array(caseSummarySchema),
  findings: z.array(findingSchema),
  /** Whether the caller may open, name and add to it, apart from acting. */
  may_edit: z.boolean(),
  withheld: z.boolean(),
});

/** A case to open. Its cells are those of `cases`, without `id`, which is made where it is absent. */
export const newCaseSchema = z.object({
  branch: branchSchema,
  id: idSchema.regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, "letters, digits, points, hyphens").optional(),
  cells,
  reason: z.string().min(1).max(2000).optional(),
});

/** An act in a case. On `main` it happened; in a scenario it is assumed. */
export const newActSchema = z.object({
  branch: branchSchema,
  event: z.string().min(1).max(100),
  office: z.string().min(1).max(100),
  on: daySchema.optional(),
  /** Further cells of `events`: reason, evidence, until, addressee, channel, amount, answers, supersedes, step. */
  cells: cells.default({}),
});

/** What came of an act, and the case as it stands after it. */
export const madeActSchema = z.object({
  made: madeChangeSchema,
  case: casePageSchema,
  /** Warnings that did not stop it. */
  findings: z.array(findingSchema),
});

/** Evidence for a case. */
export const newEvidenceSchema = z.object({ branch: branchSchema, cells });

/** Which days. */
export const calendarQuerySchema = casesOnSchema.extend({
  from: daySchema.optional(),
  to: daySchema.optional(),
  office: z.string().max(100).optional(),
});

/** Days on which something falls due or becomes free. */
export const calendarSchema = z.object({
  on: daySchema,
  entries: z.array(
    z.object({
      day: daySchema,
      /** A limit runs out, a wait ends, a day set by people, a review, a word to the partner, a check of end use, the end of an agreement, foreign policy input that is due, withheld money that lapses, a request on a reserve that is to be decided. */
      kind: z.enum([
        "limit",
        "wait",
        "set",
        "review",
        "tell",
        "end_use",
        "agreement",
        "input",
        "lapse",
        "release",
      ]),
      title: z.string(),
      /** What happens then. */
      says: z.string(),
      partner: named.nullable(),
      /** The row: `cases/ID`, `conditions/ID`, `end_use_items/ID`, `agreements/ID`, `activities/ID`, `releases/ID`. */
      row: z.string(),
      late: z.boolean(),
      paused: z.boolean(),
      offices: z.array(z.string()),
    }),
  ),
  withheld: z.boolean(),
});

const verdict = z.enum(["merge", "sequence", "scale_down", "accept", "mend"]);

/** Which part of an assessment. */
export const assessmentQuerySchema = casesOnSchema.extend({ partner: idSchema.optional() });

/** What the assessment finds, with the verdicts of people: open first.   Unit of money: US cents. */
export const assessmentSchema = z.object({
  on: daySchema,
  findings: z.array(
    z.object({
      part: z.string(),
      finding: findingSchema,
      /** What it is about; with the code it names the finding. */
      subject: z.string(),
      partner: idSchema.nullable(),
      initiatives: z.array(idSchema),
      amount: z.number(),
      standing: z.enum(["open", "settled", "reopened"]),
      verdict: z
        .object({ id: idSchema, verdict, author: z.string(), on: daySchema, reason: z.string() })
        .nullable(),
      /** Of one that came back: what changed since the verdict. */
      changes: z.array(z.string()),
    }),
  ),
  /** Whether partners can take up each initiative and keep it, by its parts; unknown parts are not scored. */
  feasibility: z.array(
    z.object({
      initiative: idSchema,
      name: z.string(),
      partner: idSchema,
      parts: z.array(
        z.object({
          part: z.enum([
            "money",
            "preconditions",
            "people",
            "lead_time",
            "sustainment",
            "institution",
          ]),
          standing: z.enum(["clear", "strained", "unknown", "not_needed"]),
          says: z.string(),
        }),
      ),
      clear: z.number().int(),
      known: z.number().int(),
      risk: z.enum(["low", "medium", "high", "unknown"]),
    }),
  ),
  withheld: z.boolean(),
});

/** A verdict on a finding of the assessment. */
export const newVerdictSchema = z.object({
  branch: branchSchema,
  finding: z.string().min(1).max(100),
  subject: z.string().min(1).max(1000),
  verdict,
  reason: z.string().min(1).max(2000),
});
