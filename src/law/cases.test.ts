import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fiscalYear, isoDate } from "../base/fiscal.ts";
import { cents } from "../base/money.ts";
import { makeLawBook } from "./ask.ts";
import type { LawBook } from "./book.ts";
import { type Case, readCases } from "./case-files.test-data.ts";
import { estimateFees } from "./fees.ts";
import { findInForce } from "./in-force.ts";
import { realLaw } from "./law-folder.test-data.ts";
import { findLicense, findValidity, listLicenses } from "./licenses.ts";
import { noticeFor } from "./notification.ts";
import type { ParameterName } from "./parameters.ts";

/** The law with the determination that a case assumes. */
function lawOf({ given }: Case): LawBook {
  const law = realLaw();
  if (given === undefined) return law;
  const { bar: code, ...row } = given;
  assert.ok(law.contents.bars.some((bar) => bar.code === code));
  const assumed = { cite: "assumed", mark: "checked", says: "Assumed." } as const;
  const bars = law.contents.bars.map((bar) =>
    bar.code === code
      ? {
          ...bar,
          determinations: [{ ...row, ...assumed, from: isoDate(row.from), to: isoDate(row.to) }],
        }
      : bar,
  );
  return makeLawBook("a case", { ...law.contents, bars });
}

function checkCase(each: Case): void {
  const law = lawOf(each);
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
  } else if ("line" in each) {
    const { account, partner: iso3, fiscal_year, as_of, amount, agreements } = each.line;
    const subject = {
      ...{ purpose: "counterterrorism", recipient: "defense", instrument: "grant" },
      ...{ lineKinds: [], partner: { id: iso3, iso3, bureau: "GLOBAL", kind: "country" } as const },
    };
    const judged = law.judgeLine(account, subject, fiscalYear(fiscal_year), {
      as_of: isoDate(as_of),
      amount: cents(amount * 100),
      agreements: agreements.map((row) => ({ ...row, since: undefined, until: undefined })),
      units: 0,
      cases: [],
      days_before: 0,
    });
    const found = judged.filter((judgment) => judgment.rule === each.expected.rule);
    assert.deepEqual(
      found.map(({ effect }) => effect),
      [each.expected.effect],
      because,
    );
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
  } else if ("fee" in each) {
    const { code, value, major = value, accounts = [], on, channel } = each.fee;
    const [whole, part] = [cents(value * 100), cents(major * 100)];
    const asked = { channel, value: whole, major: part, accounts, on: isoDate(on) };
    const found = estimateFees(law, asked).find((fee) => fee.code === code);
    const { answer = "none", rate = null, amount = null } = found ?? {};
    const dollars = amount === null ? null : amount / 100;
    assert.deepEqual({ answer, rate, dollars }, each.expected, because);
  } else if ("license" in each) {
    const { code, channel, partner } = each.license;
    const on = isoDate(each.license.on);
    const list = law.contents.licenses.get("DCS");
    const found = findLicense(list, code, on);
    const fits = listLicenses(list, channel, partner, on).some((one) => one === found);
    const months = findValidity(list, code, on)?.value ?? null;
    assert.deepEqual({ kind: found?.kind ?? null, fits, months }, each.expected, because);
  } else {
    const { code, parameter, on } = each.value;
    const values = law.contents.authorities.get(code)?.parameters[parameter as ParameterName];
    const found = findInForce<unknown>(values, isoDate(on));
    assert.deepEqual(found?.value ?? null, each.expected.value, because);
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
