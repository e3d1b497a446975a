import { z } from "zod";
import { isIsoDate } from "../../base/fiscal.ts";
import { idPattern } from "../../base/ids.ts";
import { secondReadingSchema } from "../../law/schema.ts";
import { bureaus, evidenceStandards } from "../../plan/field-spec.ts";
import { tables } from "../../plan/fields.ts";

const text = z.string().min(1);
const code = z.string().regex(idPattern);
const day = z.string().refine(isIsoDate, "a day such as 2020-10-01");
const mark = z.enum(["checked", "knowledge", "unsure"]);
const iso3 = z.string().regex(/^[A-Z]{3}$/);
const { channel, category } = tables.transfers.fields;

const span = {
  from: day.nullable(),
  to: day.nullable(),
  cite: text,
  mark,
  /** How sure the first day is, where that is less sure than the value. */
  day_mark: mark.optional(),
  says: text,
  second_reading: secondReadingSchema.optional(),
};

function dated<T extends z.ZodType>(value: T) {
  return z.array(z.strictObject({ ...span, value: value.nullable() })).min(1);
}

/** The form of a version of the arms transfer policy in `law/policies`. */
export const armsPolicySchema = z.strictObject({
  code,
  name: text,
  cites: z.array(text).min(1),
  summary: text,
  from: day,
  to: day.nullable(),
  replaces: text,
  notes: z.array(z.strictObject({ on: day, says: text, cite: text, mark })).default([]),
  criteria: z
    .array(
      z.strictObject({
        code,
        /** `weighed` with the others, or `bars` the transfer by itself. */
        kind: z.enum(["weighed", "bars"]),
        group: code,
        asks: text,
        /** A criterion of another version that is met only where this one is. */
        stricter_than: code.optional(),
        cite: text,
        mark,
      }),
    )
    .min(1),
  second_reading: secondReadingSchema.optional(),
});

const months = dated(z.number().int().min(1).max(600));
const days = dated(z.number().int().min(1).max(3650));

/** The form of `law/policies/transfer-terms.yaml`. */
export const transferTermsSchema = z.strictObject({
  lease_months: months,
  lease_longest_months: months,
  upgrade_report_days: days,
  upgrade_months: months,
  running_months: months,
  enhanced_first_check_days: days,
  enhanced_check_days: days,
  edge: dated(
    z.strictObject({
      bureaus: z.array(z.enum(bureaus)).min(1),
      except: z.array(iso3),
      channels: z.array(z.enum(channel.values)).min(1),
    }),
  ),
  package: dated(z.array(z.enum(category.values)).min(1)),
  unvetted_channels: dated(z.array(z.enum(channel.values)).min(1)),
  /** Codes of processes in which nothing is sold to the partner. */
  unsold_processes: dated(z.array(code).min(1)),
  third_party_consent: dated(z.boolean()),
  violation_report: dated(z.boolean()),
  second_reading: secondReadingSchema.optional(),
});

/** The form of `law/policies/vetting-laws.yaml`. */
export const vettingLawsSchema = z.strictObject({
  laws: z
    .array(
      z.strictObject({
        /** The bar of `law/bars` that lists its accounts. */
        code,
        /** The process of `law/processes` in which it is followed. */
        process: code,
        name: text,
        decides: text,
        binds: text,
        least_standard: z.enum(evidenceStandards),
        test: dated(text),
        exceptions: z.array(
          z.strictObject({
            code,
            name: text,
            event: code,
            says: text,
            report_days: z.number().int().min(1).nullable(),
            cite: text,
            mark,
          }),
        ),
        unknown_unit: dated(z.enum(["list", "list_and_agreement"])),
        sub_units: z.strictObject({ cite: text, mark, says: text }),
        second_reading: secondReadingSchema.optional(),
      }),
    )
    .min(1),
  second_reading: secondReadingSchema.optional(),
});
