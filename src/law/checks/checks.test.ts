import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { fiscalYear, isoDate } from "../../base/fiscal.ts";
import { cents, zeroCents } from "../../base/money.ts";
import { tables } from "../../plan/fields.ts";
import type { Judgment, LegalSubject, LineFacts } from "../law.ts";
import { realLaw } from "../law-folder.test-data.ts";
import { parameterNames } from "../parameters.ts";
import type { TransferFacts } from "./legal-check.ts";
import { checkCards, initiativeChecks, lineChecks, transferChecks } from "./registry.ts";
import { judgeTransfer } from "./transfer-notice.ts";
import { lastDayOfMoney } from "./two-clocks.ts";

const law = realLaw();

const subject = (over: Partial<LegalSubject> = {}): LegalSubject => ({
  partner: { id: "PHL", iso3: "PHL", bureau: "EAP", kind: "country" },
  purpose: "maritime_border_security",
  recipient: "defense",
  instrument: "grant",
  lineKinds: ["training"],
  ...over,
});
const country = (iso3: string, bureau: "AF" | "EUR" | "NEA") => ({
  partner: { id: iso3, iso3, bureau, kind: "country" as const },
});
const facts = (over: Partial<LineFacts> = {}): LineFacts => ({
  as_of: isoDate("2020-10-01"),
  amount: zeroCents,
  agreements: [],
  units: 0,
  cases: [],
  days_before: 0,
  ...over,
});

interface Example {
  readonly check: string;
  readonly account: string;
  readonly subject?: Partial<LegalSubject>;
  readonly year?: number;
  readonly line?: Partial<LineFacts>;
  readonly effect: Judgment["effect"];
  readonly found: RegExp;
  readonly expected: RegExp;
}

const eligibility = { kind: "eligibility", status: "in_force", since: undefined, until: undefined };

/** Each check at least once on either side, with what it found and what it expected. */
const examples: readonly Example[] = [
  row("status", "S333", "allows", /^in force$/, /^in force$/),
  row("status", "PDI", "warns", /^no authority$/, /^in force$/),
  row("status", "S1206-06", "blocks", /^ended$/, /^in force$/),
  row("status", "EDI", "warns", /^no authority$/, /^in force$/),
  row("sunset", "MSI", "allows", /2020-10-01/, /by 2025-12-31/),
  { ...row("sunset", "MSI", "warns", /2026-10-01/, /by 2025-12-31/), year: 2027 },
  row("needs_authority", "OM-DW", "allows", /S333/, /an authority/),
  {
    ...row("needs_authority", "OM-DW", "warns", /S127E/, /an authority/),
    subject: { recipient: "irregular", purpose: "counter_disinformation" },
  },
  row("recipients", "S333", "allows", /^defense$/, /^defense, civilian security$/),
  {
    ...row("recipients", "S333", "blocks", /^irregular$/, /^defense, civilian security$/),
    subject: { recipient: "irregular" },
  },
  row("instruments", "FMF", "allows", /^grant$/, /grant, lease, pooled buy/),
  { ...row("instruments", "FMF", "blocks", /^loan$/, /grant/), subject: { instrument: "loan" } },
  row("line_kinds", "S345", "allows", /^training$/, /^training$/),
  {
    ...row("line_kinds", "S345", "blocks", /equipment/, /^training$/),
    subject: { lineKinds: ["equipment", "training"] },
  },
  row("purposes", "S333", "allows", /maritime border security/, /counterterrorism/),
  {
    ...row("purposes", "S333", "blocks", /rule of law/, /counterterrorism/),
    subject: { purpose: "rule_of_law" },
  },
  { ...row("partners", "USAI", "allows", /^UKR$/, /^UKR$/), subject: country("UKR", "EUR") },
  row("partners", "USAI", "warns", /^PHL$/, /^UKR$/),
  row("partners", "ASFF", "blocks", /^PHL$/, /^AFG$/),
  row("bureaus", "AEECA", "warns", /^EAP$/, /EUR/),
  { ...row("bureaus", "AEECA", "allows", /^EUR$/, /EUR/), subject: country("GEO", "EUR") },
  {
    ...row("bars", "FMF", "blocks", /waived for IMET, PKO, S333/, /no determination about SOM/),
    subject: country("SOM", "AF"),
  },
  {
    ...row("bars", "IMET", "allows", /waived for IMET/, /waived for IMET/),
    subject: country("SOM", "AF"),
  },
  row("notice_days", "S333", "waits", /nothing yet/, /15 days/),
  row("state_role", "S333", "waits", /cases not asked about/, /State concurs/),
  { ...row("state_role", "S333", "waits", /no case of concurrence yet/, /concurs/), line: {} },
  {
    ...row("state_role", "S333", "waits", /^a case of concurrence$/, /concurs/),
    line: { cases: ["vetting", "concurrence"] },
  },
  row("vetting", "S333", "waits", /units not asked about/, /Leahy law of DoD/),
  { ...row("vetting", "S333", "waits", /no unit named yet/, /Leahy/), line: {} },
  { ...row("vetting", "S333", "waits", /2 units/, /Leahy/), line: { units: 2 } },
  // What binds section 333 binds the money that is spent under it, too.
  row("notice_days", "OM-DW", "waits", /nothing yet/, /15 days/),
  row("state_role", "OM-DW", "waits", /cases not asked about/, /State and DoD plan together/),
  row("state_role", "FMF", "warns", /^nothing yet$/, /State leads/),
  row("notice_days", "MSI", "warns", /nothing yet/, /15 days/),
  row("conditions", "S333", "warns", /nothing yet/, /law of armed conflict/),
  row("excludes", "DA", "warns", /nothing yet/, /Police/),
  {
    ...row("cap_per_year", "DD-A1", "allows", /\$100.0 million/, /at most \$100.0 million/),
    line: { amount: cents(10_000_000_000) },
  },
  {
    ...row("cap_per_year", "DD-A1", "blocks", /\$100.0 million/, /at most \$100.0 million/),
    line: { amount: cents(10_000_000_001) },
  },
  {
    ...row("agreements", "FMF", "allows", /in force/, /eligibility/),
    line: { agreements: [eligibility as LineFacts["agreements"][number]] },
  },
  { ...row("agreements", "FMF", "warns", /nothing recorded/, /eligibility/), line: {} },
  {
    ...row("agreements", "AECA-61", "blocks", /suspended/, /eligibility/),
    line: {
      agreements: [{ ...eligibility, status: "suspended" } as LineFacts["agreements"][number]],
    },
  },
  { ...row("two_clocks", "FMF", "allows", /15 days/, /by 2021-09-30/), line: {} },
  {
    ...row("two_clocks", "FMF", "warns", /ready on 2021-10-01/, /by 2021-09-30/),
    line: { as_of: isoDate("2021-09-16") },
  },
  {
    // In the usual course the case of concurrence ends too late; that is no law, and never stops the money.
    ...row("two_clocks", "S333", "warns", /2021-10-19: 15 days of notice.*usually ended/, /./),
    line: { as_of: isoDate("2021-07-06"), usual_days: new Map([["S333", 90]]) },
  },
  {
    // Vetting keeps money that needs no concurrence, too.
    ...row("two_clocks", "FMF", "warns", /2021-10-01: 15 days of notice.*usually ended/, /./),
    line: { as_of: isoDate("2021-09-01"), usual_days: new Map([["FMF", 15]]) },
  },
  {
    ...row("two_clocks", "S333", "allows", /2021-09-30: 15 days of notice.*usually ended/, /./),
    line: { as_of: isoDate("2021-07-06"), usual_days: new Map([["S333", 71]]) },
  },
  {
    // Where it is spent under another authority, the notice and the case of that one count.
    ...row("two_clocks", "OM-DW", "warns", /2021-10-01: 15 days of notice.*under/, /./),
    subject: { lineKinds: ["equipment"] },
    line: { as_of: isoDate("2021-09-16") },
  },
  {
    // Nobody needs a notice to see that money which ended cannot be spent any more.
    ...row("two_clocks", "FMF", "blocks", /from 2021-10-01/, /by 2021-09-30/),
    line: { as_of: isoDate("2021-10-01") },
  },
  {
    // A case frees the money ten days later, and the notice begins then.
    ...row("two_clocks", "FMF", "warns", /2021-10-01: 15 days of notice from 2021-09-16/, /./),
    line: { as_of: isoDate("2021-09-06"), days_before: 10 },
  },
];

function row(
  check: string,
  account: string,
  effect: Judgment["effect"],
  found: RegExp,
  expected: RegExp,
): Example {
  return { check, account, effect, found, expected };
}

describe("each check, on both sides", () => {
  for (const each of examples) {
    it(`${each.check} of ${each.account} ${each.effect}: ${each.found}`, () => {
      const line = each.line === undefined ? undefined : facts(each.line);
      const year = fiscalYear(each.year ?? 2021);
      const judged = law.judge(each.account, subject(each.subject), year, line);
      const own = judged.filter(({ check }) => check === each.check);
      const fits = own.find(
        ({ effect, found, expected }) =>
          effect === each.effect && each.found.test(found) && each.expected.test(expected),
      );
      assert.ok(fits, JSON.stringify(own, undefined, 1));
    });
  }

  it("has an example of every check in the registry", () => {
    const seen = new Set(examples.map(({ check }) => check));
    const asked = [...initiativeChecks, ...lineChecks].map(({ name }) => name);
    assert.deepEqual(
      asked.filter((name) => !seen.has(name)),
      [],
    );
  });
});

describe("the registry of checks", () => {
  it("holds a check for each file of the folder", () => {
    const folder = fileURLToPath(new URL(".", import.meta.url));
    const makers = ["duty-check", "legal-check", "limit-check", "registry", "spent-under"];
    const files = readdirSync(folder).filter(
      (name) => !name.endsWith(".test.ts") && !makers.includes(name.replace(/\.ts$/, "")),
    );
    assert.equal(files.length, checkCards.length);
    assert.equal(new Set(checkCards.map(({ name }) => name)).size, checkCards.length);
  });

  it("reads only fields that a plan has, and parameters and folders that the law has", () => {
    const known = new Set(["plan.as_of"]);
    for (const [table, { fields }] of Object.entries(tables)) {
      for (const field of Object.keys(fields)) known.add(`${table}.${field}`);
    }
    const ofLaw: readonly string[] = [...parameterNames, "bars", "duties", "notification"];
    for (const { name, sentence, reads, law: held } of checkCards) {
      assert.match(sentence, /^[A-Z].*[.]$/, name);
      for (const field of reads) assert.ok(known.has(field), `${name}: ${field}`);
      for (const each of held) assert.ok(ofLaw.includes(each), `${name}: ${each}`);
    }
  });

  it("reads every parameter that limits or binds", () => {
    const held = new Set(checkCards.flatMap((card) => card.law));
    const informs = ["replaces", "replaced_by", "notice_contents"];
    assert.deepEqual(
      parameterNames.filter((name) => !held.has(name) && !informs.includes(name)),
      [],
    );
  });
});

describe("judgments", () => {
  const accounts = fc.constantFrom(...law.accountCodes);
  const years = fc.integer({ min: 2012, max: 2028 }).map(fiscalYear);
  const lines = fc.record({
    as_of: fc.constantFrom("2019-01-01", "2021-09-20", "2024-09-30").map(isoDate),
    amount: fc.integer({ min: 0, max: 100_000_000_000 }).map(cents),
    agreements: fc.constant([]),
    units: fc.integer({ min: 0, max: 3 }),
    days_before: fc.integer({ min: 0, max: 500 }),
    cases: fc.subarray(["concurrence" as const, "vetting" as const]),
  });

  it("agree with the answer: it is no exactly where a check of the initiative blocks", () => {
    fc.assert(
      fc.property(accounts, years, lines, (account, year, line) => {
        const judged = law.judge(account, subject(), year, line);
        const names = new Set(initiativeChecks.map(({ name }) => name));
        const blocks = judged.some(({ check, effect }) => names.has(check) && effect === "blocks");
        assert.equal(law.eligible(account, subject(), year).answer, blocks ? "no" : "yes");
        for (const each of judged) {
          assert.ok(each.found !== "" && each.expected !== "" && each.citation !== "", each.rule);
          if (["blocks", "waits"].includes(each.effect)) assert.equal(each.mark, "checked");
          const card = checkCards.find(({ name }) => name === each.check);
          if (each.effect === "waits") assert.equal(card?.severity, "waits", each.rule);
          if (each.effect === "blocks") assert.equal(card?.severity, "blocks", each.rule);
        }
      }),
      { seed: 4, numRuns: 1000 },
    );
  });
});

describe("money and its last day", () => {
  it("counts the year of appropriation", () => {
    assert.equal(lastDayOfMoney(2021, 1), "2021-09-30");
    assert.equal(lastDayOfMoney(2021, 2), "2022-09-30");
    assert.equal(lastDayOfMoney(2021, "until_expended"), undefined);
  });
});

describe("the checks of a transfer", () => {
  const held = {
    ...{ from: null, to: null, cite: "made up", mark: "checked" as const, says: "Made up." },
  };
  const bare = {
    ...{ channel: "FMS" as const, on: isoDate("2021-01-01"), technology: undefined },
    ...{ offset_ratio: undefined, purpose: undefined, told: false },
    ...{ partner: undefined, agreements: [] },
  };
  const judge = (over: Partial<TransferFacts>) =>
    transferChecks
      .flatMap((check) => check.judge(law.contents, { ...bare, ...over }))
      .filter(({ check, effect }) => check !== "transfer_agreements" || effect !== "warns")
      .map(({ rule, effect }) => `${rule} ${effect}`);

  // 22 U.S.C. 2754, 2776(b)(1) and (c)(1), and the control regime, on both sides.
  const table: [string, Partial<TransferFacts>, string[]][] = [
    ["nothing known", {}, []],
    ["a purpose inside", { purpose: "counterterrorism" }, ["AECA-4.purposes allows"]],
    ["a purpose outside", { purpose: "rule_of_law" }, ["AECA-4.purposes warns"]],
    [
      "a license, of which section 4 does not speak",
      { channel: "DCS", purpose: "rule_of_law" },
      [],
    ],
    ["certified, silent on offsets", { told: true }, ["AECA-36G.conditions warns"]],
    ["certified without", { told: true, offset_ratio: 0 }, ["AECA-36G.conditions allows"]],
    ["certified with", { told: true, offset_ratio: 0.4 }, ["AECA-36G.conditions allows"]],
    ["excess articles", { told: true, channel: "EDA" }, []],
    ["category I", { technology: "mtcr_category_1" }, ["MTCR.conditions warns"]],
    ["category II", { technology: "mtcr_category_2" }, ["MTCR.conditions allows"]],
    ["other technology", { technology: "enhanced_end_use" }, []],
  ];
  for (const [name, over, expected] of table) {
    it(name, () => assert.deepEqual(judge(over), expected));
  }

  const about = (iso3: string, bureau: "AF" | "EAP") =>
    ({ id: iso3, iso3, bureau, kind: "country" }) as const;
  const [listed, waived] = [about("SSD", "AF"), about("LBY", "AF")];
  const recorded = (kind: "eligibility" | "end_use", status: "in_force" | "suspended") => ({
    agreements: [{ kind, status, since: undefined, until: undefined }],
  });
  // 22 U.S.C. 2370c-1 with the list of FY2021 names licenses; 2753(a) sales and leases; 2314(a) grants.
  const barred: [string, Partial<TransferFacts>, string[]][] = [
    [
      "a license to a partner on the list",
      { channel: "DCS", partner: listed },
      ["CSPA.listed blocks"],
    ],
    [
      "one in the year before the list",
      { channel: "DCS", partner: listed, on: isoDate("2020-09-30") },
      [],
    ],
    ["one whose bar is waived", { channel: "DCS", partner: waived }, ["CSPA.waived allows"]],
    ["a sale, which the list does not name", { partner: listed }, []],
    ["a sale to the eligible", recorded("eligibility", "in_force"), ["FMS.agreements allows"]],
    ["a sale to the suspended", recorded("eligibility", "suspended"), ["FMS.agreements blocks"]],
    [
      "a lease to the suspended",
      { channel: "LEASE", ...recorded("eligibility", "suspended") },
      ["AECA-3.agreements blocks"],
    ],
    [
      "a grant under an agreement",
      { channel: "EDA", ...recorded("end_use", "in_force") },
      ["EDA.agreements allows"],
    ],
    [
      "a grant whose agreement is suspended",
      { channel: "EDA", ...recorded("end_use", "suspended") },
      ["EDA.agreements blocks"],
    ],
  ];
  for (const [name, over, expected] of barred) {
    it(name, () => assert.deepEqual(judge(over), expected));
  }

  it("only warns of a bar or an agreement that is not checked, or of which nothing is recorded", () => {
    const partner = about("PHL", "EAP");
    const bars = law.contents.bars.flatMap((bar) =>
      bar.code === "AECA-3C"
        ? [{ ...bar, determinations: [{ ...held, partner: "PHL", waived: "none" as const }] }]
        : [],
    );
    const found = transferChecks
      .flatMap((check) => check.judge({ ...law.contents, bars }, { ...bare, partner }))
      .map(({ rule, effect, mark }) => `${rule} ${effect} ${mark}`);
    assert.deepEqual(found, ["AECA-3C.listed warns knowledge", "FMS.agreements warns checked"]);
  });

  it("say what they found and expected, with citation and mark", () => {
    const facts = { ...bare, told: true, offset_ratio: 0.4 };
    const told = transferChecks
      .flatMap((check) => check.judge(law.contents, facts))
      .find(({ check }) => check === "transfer_offsets");
    assert.match(told?.found ?? "", /40 percent/);
    assert.match(told?.expected ?? "", /offset agreement/);
    assert.match(told?.citation ?? "", /2776/);
    assert.equal(told?.mark, "checked");
  });
});

describe("judgeTransfer", () => {
  const ask = (value: number) =>
    judgeTransfer(law, {
      kind: "FMS",
      partner: "PHL",
      category: "major_defense_equipment",
      value: cents(value * 100),
      on: isoDate("2021-01-01"),
    });

  it("says the threshold on both sides, and the wait where it is crossed", () => {
    assert.deepEqual(
      ask(13_999_999).map(({ rule, effect }) => [rule, effect]),
      [["FMS.major_defense_equipment.other.threshold", "allows"]],
    );
    const [threshold, wait] = ask(14_000_000);
    assert.equal(threshold?.effect, "warns");
    assert.match(threshold?.found ?? "", /\$14.0 million, counted to other/);
    assert.match(wait?.expected ?? "", /then 30 calendar days/);
  });

  it("says nothing of a category that has no threshold", () => {
    const none = { kind: "lease", partner: "PHL", category: "firearms" } as const;
    assert.deepEqual(
      judgeTransfer(law, { ...none, value: zeroCents, on: isoDate("2021-01-01") }),
      [],
    );
  });
});
