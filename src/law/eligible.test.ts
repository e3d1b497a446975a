import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { fiscalYear, type IsoDate, isoDate } from "../base/fiscal.ts";
import { bureaus, lineKinds, purposes, recipientKinds } from "../plan/field-spec.ts";
import { isDuty } from "./duties.ts";
import type { LegalSubject } from "./law.ts";
import { readLawFolder, realLaw } from "./law-folder.test-data.ts";
import { loadLaw } from "./load.ts";

const law = realLaw();

const subject = (over: Partial<LegalSubject> = {}): LegalSubject => ({
  partner: { id: "PHL", iso3: "PHL", bureau: "EAP", kind: "country" },
  purpose: "maritime_border_security",
  recipient: "defense",
  instrument: "grant",
  lineKinds: ["training"],
  ...over,
});

const subjects: fc.Arbitrary<LegalSubject> = fc.record({
  partner: fc.record({
    id: fc.constantFrom("a", "b"),
    iso3: fc.option(fc.constantFrom("PHL", "UKR", "SOM", "AFG", "IRQ", "JOR"), { nil: undefined }),
    bureau: fc.constantFrom(...bureaus),
    kind: fc.constantFrom("country" as const, "organization" as const, "region" as const),
  }),
  purpose: fc.constantFrom(...purposes),
  recipient: fc.constantFrom(...recipientKinds),
  instrument: fc.constantFrom("grant", "loan", "lease", "pooled_buy"),
  lineKinds: fc.uniqueArray(fc.constantFrom(...lineKinds)),
});
const accounts = fc.constantFrom(...law.accountCodes, "nowhere");
const years = fc.integer({ min: 2015, max: 2028 }).map(fiscalYear);

describe("eligible", () => {
  it("blocks by checked provisions only, and always says which", () => {
    fc.assert(
      fc.property(accounts, subjects, years, (account, asked, year) => {
        const { answer, provisions, warnings } = law.eligible(account, asked, year);
        const effect = answer === "no" ? "blocks" : "allows";
        for (const each of provisions) assert.equal(each.effect, effect, each.rule);
        for (const each of warnings) assert.equal(each.effect, "warns", each.rule);
        if (answer === "no") {
          assert.ok(provisions.length > 0);
          for (const each of provisions) assert.equal(each.mark, "checked", each.rule);
        }
        for (const each of [...provisions, ...warnings]) {
          assert.ok(each.citation && each.says && each.file.startsWith("law/"), each.rule);
        }
        const rules = provisions.map((each) => each.rule);
        assert.deepEqual(rules, [...rules].sort());
      }),
      { seed: 1, numRuns: 2000 },
    );
  });

  it("gives the same answer in any order of lines, and from a law read anew", () => {
    const fresh = loadLaw(new Map([...readLawFolder()].reverse())).law;
    fc.assert(
      fc.property(accounts, subjects, years, (account, asked, year) => {
        const reversed = { ...asked, lineKinds: [...asked.lineKinds].reverse() };
        assert.deepEqual(
          law.eligible(account, asked, year),
          fresh.eligible(account, reversed, year),
        );
      }),
      { seed: 2, numRuns: 500 },
    );
  });

  it("lets a narrower initiative pass wherever a wider one passes", () => {
    fc.assert(
      fc.property(accounts, subjects, years, (account, asked, year) => {
        if (law.eligible(account, asked, year).answer === "no") return;
        const fewer = { ...asked, lineKinds: asked.lineKinds.slice(1) };
        assert.equal(law.eligible(account, fewer, year).answer, "yes");
      }),
      { seed: 3, numRuns: 1000 },
    );
  });

  it("does not block a regional program by a list of countries", () => {
    const region = { id: "r", iso3: undefined, bureau: "EUR" as const, kind: "region" as const };
    const answer = law.eligible("USAI", subject({ partner: region }), fiscalYear(2021));
    assert.equal(answer.answer, "yes");
    assert.ok(answer.warnings.some((each) => each.rule === "USAI.partners"));
  });

  it("blocks a country without a code by a list of countries", () => {
    const kosovo = { id: "k", iso3: undefined, bureau: "EUR" as const, kind: "country" as const };
    assert.equal(law.eligible("ASFF", subject({ partner: kosovo }), fiscalYear(2021)).answer, "no");
  });

  it("names the authorities under which general money may be spent", () => {
    const { provisions } = law.eligible("OM-DW", subject(), fiscalYear(2021));
    const under = provisions.find((each) => each.rule === "OM-DW.needs_authority");
    assert.match(under?.says ?? "", /S333 \(State and DoD plan together/);
  });

  it("warns where general money has no authority of the catalogue to be spent under", () => {
    const asked = subject({ purpose: "counter_disinformation", recipient: "irregular" });
    const { answer, warnings } = law.eligible("OM-DW", asked, fiscalYear(2021));
    assert.equal(answer, "yes");
    assert.ok(warnings.some((each) => each.rule === "OM-DW.needs_authority"));
  });

  it("tells duties from rules that would block", () => {
    const { warnings } = law.eligible("S333", subject(), fiscalYear(2021));
    assert.ok(warnings.length > 0 && warnings.every(isDuty));
    assert.equal(isDuty({ rule: "PKO.line_kinds" }), false);
    assert.equal(isDuty({ rule: "CSPA.listed" }), false);
  });

  it("stops an account by an agreement that is recorded as not in force, and only in those years", () => {
    const leased = subject({ instrument: "lease", lineKinds: ["equipment"] });
    const asked = (status: "in_force" | "suspended", since?: IsoDate) => {
      const agreements = [{ kind: "eligibility", status, since, until: undefined } as const];
      return (year: number) =>
        law.eligible("AECA-61", { ...leased, agreements }, fiscalYear(year)).answer;
    };
    assert.equal(asked("in_force")(2021), "yes");
    assert.equal(asked("suspended")(2021), "no");
    const later = asked("in_force", isoDate("2021-10-01"));
    assert.deepEqual([later(2021), later(2022)], ["no", "yes"]);
    assert.equal(law.eligible("AECA-61", leased, fiscalYear(2021)).answer, "yes");
  });

  it("stops, at a moment, money that has ended, and only warns of what usually comes too late", () => {
    const at = (as_of: string, usual = 0) => {
      const usual_days = new Map([["S333", usual]]);
      const moment = { as_of: isoDate(as_of), days_before: 0, usual_days };
      return law.eligible("FMF", subject(), fiscalYear(2021), moment).answer;
    };
    assert.deepEqual([at("2021-09-30"), at("2021-10-01")], ["yes", "no"]);
    const moment = { as_of: isoDate("2021-09-01"), days_before: 0 };
    const usual_days = new Map([["S333", 400]]);
    const late = law.eligible("S333", subject(), fiscalYear(2021), { ...moment, usual_days });
    assert.equal(late.answer, "yes");
    assert.ok(late.warnings.some((each) => each.rule === "S333.two_clocks"));
    const soon = law.eligible("S333", subject(), fiscalYear(2021), moment);
    assert.ok(soon.warnings.every((each) => each.rule !== "S333.two_clocks"));
  });

  it("suggests the nearest code", () => {
    const [provision] = law.eligible("IMETT", subject(), fiscalYear(2021)).provisions;
    assert.match(provision?.says ?? "", /`IMET`/);
  });
});

describe("a bar with several determinations in one fiscal year", () => {
  const determination = (from: string, to: string, waived: string) => `
  - {from: ${from}, to: ${to}, partner: PHL, waived: ${waived}, cite: c, mark: checked, says: s., second_reading: {by: a, on: 2020-01-01, read: r, agrees: "yes", note: n.}}`;
  const waivedFirst = [
    determination("2020-10-01", "2021-02-28", "all"),
    determination("2021-03-01", "2021-09-30", "none"),
  ];
  for (const rows of [waivedFirst, [...waivedFirst].reverse()]) {
    it("blocks when it holds unwaived on any day, in any order of the file", () => {
      const files = readLawFolder();
      const coup = new TextDecoder().decode(files.get("bars/coup.yaml"));
      const text = `${coup}determinations:${rows.join("")}\n`;
      const read = loadLaw(new Map([...files, ["bars/coup.yaml", new TextEncoder().encode(text)]]));
      assert.deepEqual(read.findings, []);
      const asked = subject({ purpose: "military_education" });
      const { answer, provisions } = read.law.eligible("IMET", asked, fiscalYear(2021));
      assert.equal(answer, "no");
      assert.deepEqual(
        provisions.map((each) => each.rule),
        ["COUP.listed"],
      );
    });
  }
});

describe("a statement on human rights that Congress asked for", () => {
  // 22 U.S.C. 2304(c)(3): thirty days after receipt, and from then until the statement is sent.
  const listed = (requested: string, sent: string, year: number) => {
    const files = readLawFolder();
    const path = "bars/faa-502b-c.yaml";
    const bar = new TextDecoder().decode(files.get(path));
    const row = `{from: null, to: ${sent}, requested_on: ${requested}, partner: PHL, waived: none, cite: c, mark: knowledge, says: s.}`;
    const text = `${bar}determinations:\n  - ${row}\n`;
    const read = loadLaw(new Map([...files, [path, new TextEncoder().encode(text)]]));
    assert.deepEqual(read.findings, []);
    const { warnings } = read.law.eligible("FMF", subject(), fiscalYear(year));
    return warnings.some(({ rule }) => rule === "FAA-502B-C.listed");
  };
  it("is waited for thirty days, and missed from the next day until it is sent", () => {
    // Thirty days after August 31 end with September 30, the last day of FY2021.
    assert.deepEqual(
      ["2021-08-30", "2021-08-31", "2021-09-01"].map((day) => listed(day, "2022-03-01", 2021)),
      [true, false, false],
    );
    assert.equal(listed("2021-08-31", "2022-03-01", 2022), true);
    assert.deepEqual(
      ["2021-09-29", "2021-09-30", "2021-10-01"].map((day) => listed("2021-06-01", day, 2022)),
      [false, false, true],
    );
  });
});

describe("the Leahy laws", () => {
  for (const [bar, vetting] of [
    ["LEAHY-STATE", "state_leahy"],
    ["LEAHY-DOD", "dod_leahy"],
  ] as const) {
    it(`${bar} names every account and authority that they vet`, () => {
      const named = law.contents.bars
        .filter((each) => each.code === bar)
        .flatMap((each) => each.stops.flatMap((stop) => stop.accounts));
      const vetted = [...law.contents.authorities.values()]
        .filter((each) =>
          each.parameters.vetting?.some((entry) => entry.value?.includes(vetting) ?? false),
        )
        .map((each) => each.code);
      assert.deepEqual([...named].sort(), vetted);
    });
  }
});
