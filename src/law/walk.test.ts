import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { addDays, fiscalYear, fiscalYearOf, type IsoDate } from "../base/fiscal.ts";
import { cents } from "../base/money.ts";
import type { Dated, LegalBar, Span } from "./book.ts";
import { findInForce, findNext } from "./in-force.ts";
import { realLaw } from "./law-folder.test-data.ts";
import { noticeFor } from "./notification.ts";
import { changeDays, listSeries } from "./spans.ts";

const law = realLaw();

/** The entry of a day, found the long way: the last one that began and has not ended. */
function entryOn(values: readonly Dated<unknown>[], on: IsoDate): Dated<unknown> | undefined {
  let found: Dated<unknown> | undefined;
  for (const value of values) if (value.from === null || value.from <= on) found = value;
  return found !== undefined && (found.to === null || on <= found.to) ? found : undefined;
}

function around(day: IsoDate): IsoDate[] {
  return [addDays(day, -1), day, addDays(day, 1)];
}

describe("every dated value, on the day before, of and after each change", () => {
  for (const { name, values } of listSeries(law.contents)) {
    for (const change of changeDays(values)) {
      it(`${name} at ${change}`, () => {
        for (const on of around(change)) {
          const expected = entryOn(values, on);
          const found = findInForce(values, on);
          assert.equal(found, expected?.value === null ? undefined : expected, on);
        }
        const [before, at, after] = around(change).map((on) => {
          const entry = entryOn(values, on);
          return [entry?.value, entry?.mark];
        });
        assert.notDeepEqual(before, at, "the value or its mark changes on that day");
        assert.deepEqual(at, after, "and not on the next");
        assert.equal(findNext(values, addDays(change, -1))?.from, change);
      });
    }
  }
});

describe("every member of a group, on the day before, of and after each change", () => {
  for (const group of law.contents.groups) {
    for (const member of group.members) {
      if (member.from === null) continue;
      const { from, partner } = member;
      it(`${partner} joins ${group.code} on ${from}`, () => {
        const groups = around(from).map(
          (on) =>
            noticeFor(law, {
              kind: "FMS",
              category: "major_defense_equipment",
              value: cents(1),
              partner,
              on,
            })?.group,
        );
        assert.deepEqual(groups, ["other", group.code, group.code]);
      });
    }
  }
});

/** Whether the bar says anything certain of an account and partner in a year. */
function speaks(bar: LegalBar, account: string, partner: string, year: number): boolean {
  const answer = law.eligible(
    account,
    {
      partner: { id: partner, iso3: partner, bureau: "GLOBAL", kind: "country" },
      purpose: "counterterrorism",
      recipient: "defense",
      instrument: "grant",
      lineKinds: ["training"],
    },
    fiscalYear(year),
  );
  return [...answer.provisions, ...answer.warnings].some((each) =>
    [`${bar.code}.listed`, `${bar.code}.flagged`, `${bar.code}.waived`].includes(each.rule),
  );
}

describe("every determination of a bar, in the fiscal year before, of and after", () => {
  const spans: { bar: LegalBar; partner: string; span: Span }[] = law.contents.bars.flatMap((bar) =>
    (bar.determinations ?? []).map((span) => ({ bar, partner: span.partner, span })),
  );
  for (const { bar, partner, span } of spans) {
    it(`${bar.code} ${partner} ${span.from} to ${span.to}`, () => {
      assert.ok(span.from !== null && span.to !== null);
      const first = fiscalYearOf(span.from);
      const last = fiscalYearOf(span.to);
      const account = "IMET";
      // A waived account is no block, and still the bar says so.
      assert.equal(speaks(bar, account, partner, first - 1), false);
      assert.equal(speaks(bar, account, partner, first), true);
      assert.equal(speaks(bar, account, partner, last), true);
      assert.equal(speaks(bar, account, partner, last + 1), false);
    });
  }

  it("walks the list of FY2021", () => assert.equal(spans.length, 14));
});
