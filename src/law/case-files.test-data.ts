import { parse } from "yaml";
import { z } from "zod";
import { isIsoDate } from "../base/fiscal.ts";
import { tables } from "../plan/fields.ts";
import { readLawFolder } from "./law-folder.test-data.ts";
import { parameterNames } from "./parameters.ts";
import { noticeSchema } from "./schema.ts";

const text = z.string().min(1);
const agreementFields = tables.agreements.fields;
const day = z.string().refine(isIsoDate);
const rule = noticeSchema.shape.rules.element.shape;
const given = z.strictObject({
  bar: text,
  partner: text,
  from: day,
  to: day,
  waived: z.union([z.enum(["none", "all"]), z.array(text)]),
});
/** `given` is a determination that is assumed for the case. */
const head = { name: text, question: text, source: text, given: given.optional() };
const value = z.union([z.string(), z.number(), z.boolean()]);

const caseSchema = z.union([
  z.strictObject({
    ...head,
    eligible: z.strictObject({
      account: text,
      partner: text,
      bureau: text,
      purpose: text,
      recipient: text,
      instrument: text,
      line_kinds: z.array(text),
      fiscal_year: z.number().int(),
    }),
    expected: z.strictObject({
      answer: z.enum(["yes", "no"]),
      /** Rules that must be among those that decided. */
      because: z.array(text).optional(),
      /** Rules that must be among the warnings. */
      warned: z.array(text).optional(),
    }),
  }),
  z.strictObject({
    ...head,
    availability: z.strictObject({ account: text, on: day }),
    expected: z.strictObject({ years: z.number().nullable(), mark: text.nullable() }),
  }),
  z.strictObject({
    ...head,
    notice: z.strictObject({
      kind: noticeSchema.shape.kind,
      partner: text,
      category: rule.category,
      value: z.number().int(),
      on: day,
    }),
    expected: z.strictObject({
      crossed: z.boolean(),
      waiting_days: z.number().nullable(),
      group: text,
    }),
  }),
  z.strictObject({
    ...head,
    line: z.strictObject({
      account: text,
      partner: text,
      fiscal_year: z.number().int(),
      as_of: day,
      amount: z.number().int(),
      agreements: z.array(
        z.strictObject({
          kind: z.enum(agreementFields.kind.values),
          status: z.enum(agreementFields.status.values),
        }),
      ),
    }),
    expected: z.strictObject({ rule: text, effect: z.enum(["allows", "warns", "blocks"]) }),
  }),
  z.strictObject({
    ...head,
    fee: z.strictObject({
      ...{ channel: text, code: text, value: z.number().int(), on: day },
      major: z.number().int().optional(),
      accounts: z.array(text).optional(),
    }),
    expected: z.strictObject({
      /** `none` where the channel has no such fee. */
      answer: z.enum(["about", "at_most", "each_case", "not_charged", "none"]),
      rate: z.number().int().nullable(),
      dollars: z.number().nullable(),
    }),
  }),
  z.strictObject({
    ...head,
    license: z.strictObject({ code: text, channel: text, partner: text, on: day }),
    expected: z.strictObject({
      kind: z.enum(["license", "amendment", "agreement", "certificate", "exemption"]).nullable(),
      fits: z.boolean(),
      /** For how long it holds when issued on that day; nothing where the law does not say. */
      months: z.number().int().nullable(),
    }),
  }),
  z.strictObject({
    ...head,
    value: z.strictObject({ code: text, parameter: z.enum(parameterNames), on: day }),
    expected: z.strictObject({ value: z.union([value, z.array(value)]).nullable() }),
  }),
]);
/** One case of the law: a question, what is expected, and where the expectation comes from. */
export type Case = z.infer<typeof caseSchema>;

/** Every case in `law/cases`, by file. */
export function readCases(): { file: string; cases: Case[] }[] {
  return (
    [...readLawFolder()]
      // Those of casework lie in folders of their own, and are tried there.
      .filter(([path]) => /^cases\/[^/]+\.yaml$/.test(path))
      .map(([file, bytes]) => ({
        file,
        cases: z.array(caseSchema).parse(parse(new TextDecoder().decode(bytes))),
      }))
  );
}
