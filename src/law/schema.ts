import { z } from "zod";
import { isIsoDate } from "../base/fiscal.ts";
import { idPattern } from "../base/ids.ts";
import { largestAmount } from "../base/money.ts";
import { bureaus, lineKinds, purposes, recipientKinds } from "../plan/field-spec.ts";
import { tables } from "../plan/fields.ts";

const day = z.string().refine(isIsoDate, "a day such as 2020-10-01");
const text = z.string().min(1);
const code = z.string().regex(idPattern);
const iso3 = z.string().regex(/^[A-Z]{3}$/);
const mark = z.enum(["checked", "knowledge", "unsure"]);
/** Whole dollars; in cents they must stay exact. */
const dollars = z
  .number()
  .int()
  .min(0)
  .max(largestAmount / 100);
const instruments = tables.initiatives.fields.instrument.values;

/**
 * A second and independent reading of the published text: by whom, on which day, what was read (source, subsection,
 * version), whether the value as it now stands agrees with it, and what the reader saw, in words of their own.
 *
 * At a value it speaks of that value; at the head of a file it speaks of every value there that has none of its own.
 */
export const secondReadingSchema = z.strictObject({
  by: text,
  on: day,
  read: text,
  agrees: z.enum(["yes", "in_part", "no", "not_found"]),
  /** Of one that agrees in part: all that the value stops is stopped by the text, too. */
  stops_agree: z.literal(true).optional(),
  note: text,
});
const second_reading = secondReadingSchema.optional();

/** The days on which something holds, with its source, as the files of the law write it. */
export const spanFields = {
  from: day.nullable(),
  to: day.nullable(),
  cite: text,
  mark,
  /** How sure the first day is, where that is less sure than the value. */
  day_mark: mark.optional(),
  says: text,
  second_reading,
};

function dated<T extends z.ZodType>(value: T) {
  return z.array(z.strictObject({ ...spanFields, value: value.nullable() })).min(1);
}

const listOf = <const V extends readonly string[]>(values: V) =>
  dated(z.array(z.enum(values)).min(1)).optional();

/** A change of law after the day of the edition: known, and not applied. */
export const afterEdition = z
  .array(z.strictObject({ on: day.nullable(), says: text, cite: text, mark }))
  .optional();

/** The legal parameters of an authority, each a list of dated values. */
const parametersSchema = z.strictObject({
  status: dated(z.enum(["not_yet", "in_force", "ended", "no_authority"])).optional(),
  sunset: dated(day).optional(),
  needs_authority: dated(z.boolean()).optional(),
  recipients: listOf(recipientKinds),
  instruments: listOf(instruments),
  line_kinds: listOf(lineKinds),
  purposes: listOf(purposes),
  partners: dated(z.array(iso3).min(1)).optional(),
  bureaus: listOf(bureaus),
  availability: dated(
    z.union([z.number().int().min(1).max(20), z.literal("until_expended")]),
  ).optional(),
  paid_from: dated(z.array(code).min(1)).optional(),
  replaces: dated(z.array(code).min(1)).optional(),
  replaced_by: dated(z.array(code).min(1)).optional(),
  cap_per_year: dated(dollars.positive()).optional(),
  agreements: listOf(tables.agreements.fields.kind.values),
  state_role: dated(z.enum(["lead", "joint", "concurrence", "coordination", "none"])).optional(),
  notice_days: dated(z.number().int().min(1).max(120)).optional(),
  vetting: listOf(["state_leahy", "dod_leahy", "own"]),
  notice_contents: dated(z.array(text).min(1)).optional(),
  conditions: dated(z.array(text).min(1)).optional(),
  excludes: dated(z.array(text).min(1)).optional(),
});

/** The form of a file in `law/authorities`. */
export const authoritySchema = z.strictObject({
  code,
  name: text,
  /** A `label` sums money of others, and a `duty` binds without paying: neither is an authority. */
  kind: z.enum(["account", "authority", "department_program", "label", "duty"]),
  lead: text,
  executes: text,
  cites: z.array(text).min(1),
  summary: text,
  parameters: parametersSchema,
  /** Figures that somebody stated, side by side; never money of a plan. */
  claims: z
    .array(z.strictObject({ says: text, dollars: dollars.positive(), cite: text, mark }))
    .min(1)
    .optional(),
  second_reading,
  after_edition: afterEdition,
});

/** The form of a file in `law/bars`. */
export const barSchema = z.strictObject({
  code,
  name: text,
  /** `stops` bars the listed; `flags` only asks for a look. */
  effect: z.enum(["stops", "flags"]),
  scope: z.enum(["government", "unit", "person"]),
  /** Whether it holds for every partner, without a determination. */
  everywhere: z.boolean().optional(),
  renewed: z.literal("yearly").optional(),
  /** Calendar days that the departments have to answer a request; the bar begins on the day after them. */
  request_days: z.number().int().min(1).max(365).optional(),
  cites: z.array(text).min(1),
  summary: text,
  trigger: text,
  waiver: text,
  exceptions: z.array(text).optional(),
  stops: z
    .array(
      z.strictObject({
        ...spanFields,
        accounts: z.array(code).min(1),
        recipients: z.array(z.enum(recipientKinds)).min(1).optional(),
        /** Only these regions. */
        bureaus: z.array(z.enum(bureaus)).min(1).optional(),
        /** Not these countries. */
        except: z.array(iso3).min(1).optional(),
      }),
    )
    .min(1),
  determinations: z
    .array(
      z.strictObject({
        ...spanFields,
        partner: iso3,
        waived: z.union([z.enum(["none", "all"]), z.array(code).min(1)]),
        /** The day on which the request was received, in place of a first day. */
        requested_on: day.optional(),
      }),
    )
    .optional(),
  second_reading,
  after_edition: afterEdition,
});

/** The form of `law/notification/groups.yaml`: who counts to which group, and since when. */
export const groupsSchema = z.strictObject({
  groups: z
    .array(
      z.strictObject({
        code: text,
        name: text,
        members: z.array(z.strictObject({ ...spanFields, partner: text })),
      }),
    )
    .min(1),
  second_reading,
});

/** The form of the other files in `law/notification`. */
export const noticeSchema = z.strictObject({
  kind: z.enum(["FMS", "DCS", "upgrade", "third_party_transfer", "lease", "EDA"]),
  name: text,
  cites: z.array(text).min(1),
  summary: text,
  rules: z
    .array(
      z.strictObject({
        group: text,
        category: z.enum([
          "major_defense_equipment",
          "articles_or_services",
          "construction",
          "firearms",
          "manufacturing_abroad",
          "significant_military_equipment",
          "original_cost",
        ]),
        test: z.enum(["at_least", "more_than"]),
        /** Dollars. */
        threshold: dated(dollars),
        /** Calendar days. */
        wait_days: dated(z.number().int().min(0).max(120)),
      }),
    )
    .min(1),
  second_reading,
});

const relativeDay = z.strictObject({
  /** Calendar years after the number of the fiscal year. */
  year: z.number().int().min(-3).max(3),
  month: z.number().int().min(1).max(12),
  day: z.number().int().min(1).max(31).optional(),
  /** 1 is Monday; with `nth`, instead of a day. */
  weekday: z.number().int().min(1).max(7).optional(),
  nth: z.number().int().min(1).max(4).optional(),
});

/** The form of a file in `law/cycle`: the steps of a department's budget and planning year. */
export const cycleSchema = z.strictObject({
  code: text,
  name: text,
  summary: text,
  steps: z
    .array(
      z.strictObject({
        code: text,
        name: text,
        who: text,
        first: relativeDay,
        last: relativeDay,
        cite: text,
        mark,
        says: text,
        /** When it really happened, by fiscal year. */
        seen: z
          .array(
            z.strictObject({
              fiscal_year: z.number().int(),
              first: day.nullable(),
              last: day.nullable(),
              cite: text,
              mark,
              says: text,
            }),
          )
          .min(1)
          .optional(),
      }),
    )
    .min(1),
});

/** The form of `law/edition.yaml`. */
export const editionSchema = z.strictObject({
  name: text,
  on: day,
  scope: text,
  covers: z.array(text).min(1),
  not_covered: z.array(text).min(1),
  marks: z.array(text).min(1),
});
