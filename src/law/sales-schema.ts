import { z } from "zod";
import { idPattern } from "../base/ids.ts";
import { tables } from "../plan/fields.ts";
import { afterEdition, spanFields } from "./schema.ts";

const text = z.string().min(1);
const code = z.string().regex(idPattern);
const iso3 = z.string().regex(/^[A-Z]{3}$/);
const { channel, category } = tables.transfers.fields;
const channels = z.enum(channel.values);
const { cite, mark, says, second_reading } = spanFields;

function dated<T extends z.ZodType>(value: T) {
  return z.array(z.strictObject({ ...spanFields, value: value.nullable() })).min(1);
}

/** The form of a file in `law/fees`: what a sale by a channel is charged beside its value. */
export const feesSchema = z.strictObject({
  channel: channels,
  name: text,
  cites: z.array(text).min(1),
  summary: text,
  fees: z
    .array(
      z.strictObject({
        code,
        name: text,
        /** What it is charged on. */
        base: z.enum(["value", "procurement", "major_defense_equipment", "shipment", "storage"]),
        /** Hundredths of a percent; absent where it is worked out for each case. */
        rate: dated(z.number().int().min(1).max(10_000)).optional(),
        /** Money of these accounts does not pay it. */
        except: z
          .array(z.strictObject({ ...spanFields, accounts: z.array(code).min(1) }))
          .min(1)
          .optional(),
        ...{ cite, mark, says, second_reading },
      }),
    )
    .min(1),
});

/** The form of a file in `law/licenses`: under what a commercial transfer leaves the country. */
export const licensesSchema = z.strictObject({
  channel: channels,
  name: text,
  cites: z.array(text).min(1),
  summary: text,
  /** Whether the applicant must be registered. */
  registration: dated(z.boolean()),
  /** How long a license holds from the day of issue. Agreements say it themselves. */
  validity_months: dated(z.number().int().min(1).max(600)),
  licenses: z
    .array(
      z.strictObject({
        ...spanFields,
        code,
        kind: z.enum(["license", "amendment", "agreement", "certificate", "exemption"]),
        name: text,
        /** The license that it amends. */
        amends: code.optional(),
        /** Only for these partners. */
        partners: z.array(iso3).min(1).optional(),
        /** Only for transfers by these channels; for those of the file where absent. */
        channels: z.array(channels).min(1).optional(),
        /** Whether what leaves under it is sold, as the thresholds of notice speak of. */
        sold: z.boolean().default(true),
        /** It covers making significant military equipment abroad. */
        made_abroad: z.literal(true).optional(),
        /** Of a certificate: what it is asked for. */
        asked_for: z
          .strictObject({
            categories: z.array(z.enum(category.values)),
            licenses: z.array(code),
            made_abroad: z.boolean(),
          })
          .optional(),
      }),
    )
    .min(1),
  after_edition: afterEdition,
});
