import { z } from "zod";
import { isIsoDate } from "../base/fiscal.ts";
import { idPattern } from "../base/ids.ts";
import { secondReadingSchema } from "../law/schema.ts";
import { caseKinds, evidenceStandards, lineKinds, stepActions } from "../plan/field-spec.ts";

const text = z.string().min(1);
const code = z.string().regex(idPattern);
const codes = z.array(code).default([]);
const mark = z.enum(["checked", "knowledge", "unsure"]);
const day = z.string().refine(isIsoDate, "a day such as 2020-10-01");

/** The days on which something holds, with its source, as the files of casework write it. */
export const spanFields = {
  from: day.nullable(),
  to: day.nullable(),
  cite: text,
  mark,
  says: text,
  second_reading: secondReadingSchema.optional(),
};

const state = z.strictObject({
  code,
  name: text,
  meaning: text,
  money: z.enum(["free", "waits", "blocked"]),
  closed: z.boolean().default(false),
  next: codes,
  otherwise: z.string().default(""),
  cite: z.string().default(""),
  mark: mark.default("knowledge"),
  second_reading: secondReadingSchema.optional(),
});

const needs = [
  "reason",
  "evidence",
  "answers",
  "facts",
  "until",
  "addressee",
  "channel",
  "amount",
  "step",
] as const;

const event = z.strictObject({
  code,
  name: text,
  meaning: text,
  from: codes,
  to: code.nullable().default(null),
  by: codes,
  decision: z.boolean().default(false),
  signs: z.boolean().default(false),
  needs: z.array(z.enum(needs)).default([]),
  expires: code.nullable().default(null),
  settles: z.enum(["certified", "waived", "withheld"]).nullable().default(null),
  standard: z
    .enum([...evidenceStandards, "condition", "way_back"])
    .nullable()
    .default(null),
  ladder: z.enum(["take", "back", "leave"]).nullable().default(null),
  grants: z.boolean().default(false),
  delay: z.enum(["raise", "lower", "accept"]).nullable().default(null),
  cite: z.string().default(""),
});

const rung = z.strictObject({
  code: z.enum(stepActions),
  says: text,
  money: z.enum(["free", "waits", "blocked"]),
  by: z.array(code).min(1),
  reversible: z.boolean().default(true),
  withholds: z.boolean().default(false),
  cite: z.string().default(""),
});

const clock = z
  .strictObject({
    code,
    name: text,
    starts: z.array(code).min(1),
    ends: codes,
    pauses: codes,
    resumes: codes,
    unit: z.enum(["calendar", "working"]),
    group: code.optional(),
    by_authority: z.literal("notice_days").optional(),
    kind: z.enum(["limit", "wait"]),
    days: z
      .array(z.strictObject({ ...spanFields, value: z.number().int().min(0).max(3650) }))
      .min(1)
      .default([]),
    agreed: z.strictObject({ cite: text, mark, says: text }).optional(),
    // biome-ignore lint/suspicious/noThenProperty: a text, which nobody awaits.
    then: text,
  })
  .refine((each) => each.agreed !== undefined || each.days.length > 0, "`days`, or `agreed`");

const ask = z.strictObject({
  code,
  name: text,
  says: text,
  fields: z.array(z.string().regex(/^[a-z_]+\.[a-z_]+$/)).min(1),
  when_line_kind: z.enum(lineKinds).optional(),
  when_line_above: z.number().int().positive().optional(),
  before: z.array(code).min(1),
  cite: text,
  mark,
  second_reading: secondReadingSchema.optional(),
});

/** The form of a file in `law/processes`. */
export const processSchema = z.strictObject({
  code,
  kind: z.enum(caseKinds),
  name: text,
  summary: text,
  cites: z.array(text).min(1),
  accounts: codes,
  without_case: z
    .array(z.strictObject({ accounts: z.array(code).min(1), says: text, cite: text, mark }))
    .default([]),
  first: code,
  offices: z.array(z.strictObject({ code, name: text, department: text })).min(1),
  states: z.array(state).min(2),
  events: z.array(event).min(1),
  clocks: z.array(clock).default([]),
  asks: z.array(ask).default([]),
  ladder: z.array(rung).default([]),
  levels: z
    .array(z.strictObject({ name: text, offices: z.array(code).min(1), cite: text, mark }))
    .default([]),
  second_reading: secondReadingSchema.optional(),
});

const month = z.number().int().min(1).max(12);

/** The form of `law/calendar/federal-holidays.yaml`. */
export const holidaysSchema = z.strictObject({
  name: text,
  cites: z.array(text).min(1),
  observed: z.strictObject({
    saturday: z.strictObject({
      move: z.number().int().min(-2).max(2),
      cite: text,
      mark,
      says: text,
    }),
    sunday: z.strictObject({ move: z.number().int().min(-2).max(2), cite: text, mark, says: text }),
  }),
  holidays: z
    .array(
      z.strictObject({
        ...spanFields,
        code,
        name: text,
        /** A day of a month; or the nth weekday of it, the last when `-1`. Monday is 1, Sunday 7. */
        rule: z.union([
          z.strictObject({ month, day: z.number().int().min(1).max(31) }),
          z.strictObject({
            month,
            weekday: z.number().int().min(1).max(7),
            nth: z.union([z.literal(-1), z.number().int().min(1).max(4)]),
          }),
        ]),
      }),
    )
    .min(1),
  not_counted: z.array(z.strictObject({ name: text, says: text, cite: text, mark })).default([]),
  second_reading: secondReadingSchema.optional(),
});
