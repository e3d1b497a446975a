import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parse } from "yaml";
import { z } from "zod";
import { fiscalYear, isIsoDate, isoDate } from "../base/fiscal.ts";
import { cents } from "../base/money.ts";
import { findInForce } from "./in-force.ts";
import { readLawFolder, realLaw } from "./law-folder.test-data.ts";
import { noticeFor } from "./notification.ts";
import { type ParameterName, parameterNames } from "./parameters.ts";
import { noticeSchema } from "./schema.ts";

const text = z.string().min(1);
const day = z.string().refine(isIsoDate);
const rule = noticeSchema.shape.rules.element.shape;
const head = { name: text, question: text, source: text };

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
    value: z.strictObject({ code: text, parameter: z.enum(parameterNames), on: day }),
    expected: z.strictObject({ value: z.union([z.string(), z.number()]).nullable() }),
  }),
]);
type Case = z.infer<typeof caseSchema>;

function readCases(): { file: string; cases: Case[] }[] {
  return [...readLawFolder()]
    .filter(([path]) => path.startsWith("cases/"))
    .map(([file, bytes]) => ({
      file,
      cases: z.array(caseSchema).parse(parse(new TextDecoder().decode(bytes))),
    }));
}

function checkCase(each: Case): void {
  const law = realLaw();
  const because = `source of the expectation: ${each.source}`;
  if ("eligible" in each) {
    const { account, partner, bureau, fiscal_year, line_kinds, ...subject } = each.eligible;
    const answer = law.eligible(
      account,
      {
        ...subject,
        lineKinds: line_kinds,
        partner: { id: partner, iso3: partner, bureau: bureau as "AF", kind: "country" },
      },
      fiscalYear(fiscal_year),
    );
    assert.equal(answer.answer, each.expected.answer, because);
    const decided = answer.provisions.map((provision) => provision.rule);
    for (const name of each.expected.because ?? []) {
      assert.ok(decided.includes(name), `${name} is not among ${decided.join(", ")}; ${because}`);
    }
    const warned = answer.warnings.map((provision) => provision.rule);
    for (const name of each.expected.warned ?? []) {
      assert.ok(warned.includes(name), `${name} is not among ${warned.join(", ")}; ${because}`);
    }
  } else if ("availability" in each) {
    const found = law.findAvailability(each.availability.account, isoDate(each.availability.on));
    const { years, mark } = each.expected;
    const expected = mark === null ? undefined : { years, mark };
    const shown = found && { years: found.years, mark: found.provision.mark };
    assert.deepEqual(shown, expected, because);
  } else if ("notice" in each) {
    const { value, on, ...question } = each.notice;
    const found = noticeFor(law, { ...question, value: cents(value * 100), on: isoDate(on) });
    assert.ok(found, because);
    const { crossed, waiting_days, group } = found;
    assert.deepEqual({ crossed, waiting_days, group }, each.expected, because);
  } else {
    const { code, parameter, on } = each.value;
    const values = law.contents.authorities.get(code)?.parameters[parameter as ParameterName];
    const found = findInForce<unknown>(values, isoDate(on));
    assert.equal(found?.value ?? null, each.expected.value, because);
  }
}

describe("cases of the law", () => {
  const groups = readCases();
  for (const { file, cases } of groups) {
    describe(file, () => {
      for (const each of cases) it(`${each.name}: ${each.question}`, () => checkCase(each));
    });
  }

  it("has at least 60 cases, each with a name of its own in its file", () => {
    assert.ok(groups.flatMap((group) => group.cases).length >= 60);
    for (const { cases } of groups) {
      assert.equal(new Set(cases.map((each) => each.name)).size, cases.length);
    }
  });
});
