import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { Span } from "./book.ts";
import { readLawFolder, realLaw } from "./law-folder.test-data.ts";
import { loadLaw } from "./load.ts";
import { listSeries } from "./spans.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const real = readLawFolder();
const fmf = "authorities/fmf.yaml";

/** The real law with one file changed, or made. */
function changed(path: string, change: (text: string) => string): Map<string, Uint8Array> {
  const files = new Map(real);
  files.set(path, bytes(change(new TextDecoder().decode(files.get(path) ?? new Uint8Array()))));
  return files;
}

function without(path: string): Map<string, Uint8Array> {
  const files = new Map(real);
  files.delete(path);
  return files;
}

function codesOf(files: ReadonlyMap<string, Uint8Array>): string[] {
  return [...new Set(loadLaw(files).findings.map((finding) => finding.code))];
}

/** Accounts that the example plan needs. */
const needed =
  "FMF FMF-L IMET PKO INCLE NADR CTR ASFF CTEF ITEF EDA DRUG OM-DW OM-A OM-N OM-AF AFCF OCOTF ACI S333 S332 S331 S321 S322 S341 S342 S345 MSI USAI S1226 CSF HMA DD-A1 DD-A2 AECA-61 SDAF CRIF CCIF GFA-PSF GSCF TRE-OTA USCG-710 DOJ-ICITAP DOJ-OPDAT ESF AEECA";

/** The catalogue by heading: what pays, what binds and what bars. None of it may get lost. */
const catalogue = {
  "accounts and authorities of State":
    "FMF FMF-L IMET PKO INCLE NADR NADR-ATA NADR-CWD NADR-EXBS NADR-TIP NADR-GTR NADR-NDF NADR-CTF ESF DA AEECA GFA-PSF GFA-CCF CRIF CCIF RRF GSCF DD-A1 DD-A2 DD-PKO EDA AECA-61 FAA-503L SDAF FMS DCS CSP PCCF",
  "authorities of Defense":
    "S333 S332 S331 S321 S322 S311 S312 S313 S341 S342 S343 S344 S345 S346 S347 S348 S349 S350 S351 S352 S383 S385 MSI USAI CTEF ASFF ISFF ITEF CTPF CSF S1226 EDI PDI CTR HMA OHDACA ACSA CCIF-DOD S127E S1202 S284 S1206-06 S2282 S1207-06 WIF ISR-COOP JORD-OM",
  "programs of other departments":
    "USCG-710 USCG-EDA DHS-CBP DHS-ICE DHS-TSA DHS-CISA DOJ-ICITAP DOJ-OPDAT DOJ-DEA DOJ-FBI TRE-OTA DOE-NNSA USAID-SSG",
  duties:
    "S381 S382 S384 S386 AECA-3 AECA-4 AECA-36 AECA-36-ADVANCE AECA-36-TIERS AECA-36G AECA-36I AECA-40A AECA-TPT FAA-505 FAA-622C FAA-632 QME MTCR TECH-RELEASE DPA-723",
  bars: "COUP CSPA TIP3 FAA-620Q BROOKE FAA-620A FAA-620H FAA-620I FAA-116 FAA-490 FAA-502B FAA-502B-C FAA-660 SFOPS-7031B SFOPS-7031C GLOMAG ASPA CAATSA NONPRO ARMS-EMB AECA-3C T10-361 LEAHY-STATE LEAHY-DOD",
} as const;

describe("the real law", () => {
  for (const [heading, codes] of Object.entries(catalogue)) {
    it(`holds all ${heading}, each with its citation`, () => {
      const { contents } = realLaw();
      const series = listSeries(contents);
      for (const code of codes.split(" ")) {
        const held: readonly Span[] = [
          ...(contents.bars.find((each) => each.code === code)?.stops ?? []),
          ...series.filter(({ name }) => name.startsWith(`${code}.`)).flatMap((one) => one.values),
        ];
        assert.ok(held.length > 0, code);
        for (const { cite, says } of held) assert.ok(cite !== "" && says !== "", code);
      }
    });
  }

  it("loads without findings", () => assert.deepEqual(loadLaw(real).findings, []));

  it("holds every account of the example, each with a title", () => {
    const law = realLaw();
    for (const code of needed.split(" ")) assert.ok(law.findTitle(code), code);
    assert.equal(law.findTitle("nowhere"), undefined);
    assert.deepEqual(law.accountCodes, [...law.accountCodes].sort());
  });

  it("never keys a record on a bare section number", () => {
    for (const code of realLaw().accountCodes) assert.doesNotMatch(code, /^\d/);
  });

  it("says how long money lasts for every account", () => {
    const law = realLaw();
    for (const { code, kind } of law.contents.authorities.values()) {
      if (kind !== "account" || code === "ACI") continue;
      assert.ok(law.findAvailability(code, law.contents.edition.on), code);
    }
  });
});

describe("loadLaw", () => {
  const table: [string, Map<string, Uint8Array>, string[]][] = [
    ["no edition", without("edition.yaml"), ["law_file_missing"]],
    ["no groups", without("notification/groups.yaml"), ["law_file_missing"]],
    ["a stray file", changed("notes.txt", () => "hello"), ["law_file_unknown"]],
    ["a stray folder", changed("authorities/deep/fmf.yaml", () => ""), ["law_file_unknown"]],
    [
      "a wrong name",
      new Map([...without(fmf), ["authorities/x.yaml", real.get(fmf) ?? bytes("")]]),
      ["law_file_misnamed"],
    ],
    [
      "broken YAML",
      changed("authorities/aci.yaml", (text) => `${text}\n  : [`),
      ["law_yaml_broken"],
    ],
    [
      "a repeated key",
      changed("authorities/aci.yaml", (text) => `code: ACI\n${text}`),
      ["law_yaml_broken"],
    ],
    [
      "an alias",
      changed("authorities/aci.yaml", (text) =>
        text.replace("code: ACI", "code: &a ACI").replace('executes: "State"', "executes: *a"),
      ),
      ["law_yaml_broken"],
    ],
    [
      "bytes that are no UTF-8",
      new Map([...real, ["authorities/aci.yaml", new Uint8Array([0xff, 0xfe, 0x41])]]),
      ["law_yaml_broken"],
    ],
    [
      "a mark that the second reading takes away",
      changed(fmf, (text) => text.replace('agrees: "yes"', "agrees: not_found")),
      ["law_mark_contradicted"],
    ],
    [
      "a mark that the second reading bears out in part only",
      changed(fmf, (text) => text.replace('agrees: "yes"', "agrees: in_part")),
      ["law_mark_contradicted"],
    ],
    [
      "a mark whose text nobody read again",
      changed("duties/s382.yaml", (text) => text.replace(/ {6}second_reading:[\s\S]*/, "")),
      ["law_mark_unread"],
    ],
    [
      "a duty among the authorities",
      changed("authorities/aci.yaml", (text) => text.replace("kind: account", "kind: duty")),
      ["law_file_misnamed"],
    ],
    [
      "an authority among the duties",
      changed("duties/qme.yaml", (text) => text.replace("kind: duty", "kind: label")),
      ["law_file_misnamed"],
    ],
    [
      "a rate that leaves a gap",
      changed("fees/fms.yaml", (text) => text.replace("from: 2018-06-01", "from: 2018-06-03")),
      ["law_dates_broken"],
    ],
    [
      "a fee that an unknown account is spared",
      changed("fees/fms.yaml", (text) => text.replace("S333, MSI", "S334, MSI")),
      ["law_code_unknown"],
    ],
    [
      "fees of no channel",
      changed("fees/fms.yaml", (text) => text.replace("channel: FMS", "channel: FSM")),
      ["law_value_invalid"],
    ],
    [
      "fees under another name",
      new Map([
        ...without("fees/fms.yaml"),
        ["fees/x.yaml", real.get("fees/fms.yaml") ?? bytes("")],
      ]),
      ["law_file_misnamed"],
    ],
    [
      "a license twice on a day",
      changed("licenses/dcs.yaml", (text) => text.replace("code: DSP-61\n", "code: DSP-5\n")),
      ["law_dates_broken"],
    ],
    [
      "an amendment of no license",
      changed("licenses/dcs.yaml", (text) => text.replace("amends: DSP-61", "amends: DSP-60")),
      ["law_code_unknown"],
    ],
    [
      "a license whose text nobody read again",
      changed("licenses/dcs.yaml", (text) =>
        text.replace(
          /( {4}mark: checked\n[\s\S]*?) {4}second_reading:[\s\S]*?(?= {2}- code)/,
          "$1",
        ),
      ),
      ["law_mark_unread"],
    ],
    [
      "a lineage to nowhere",
      changed("authorities/s2282.yaml", (text) => text.replace("[S333]", "[S999]")),
      ["law_code_unknown"],
    ],
    [
      "an agreement of no kind that a plan records",
      changed(fmf, (text) => text.replace("[eligibility]", "[elegibility]")),
      ["law_value_invalid"],
    ],
    [
      "a step of the year that ends before it begins",
      changed("cycle/state.yaml", (text) =>
        text.replace("last: {year: -2, month: 3, day: 31}", "last: {year: -3, month: 3, day: 31}"),
      ),
      ["law_dates_broken"],
    ],
    [
      "a step of the year on a day that no month has",
      changed("cycle/state.yaml", (text) => text.replace("month: 3, day: 31", "month: 2, day: 31")),
      ["law_dates_broken"],
    ],
    [
      "a stated figure without its source",
      changed("authorities/edi.yaml", (text) => text.replace(/^ {4}cite: .*\n/m, "")),
      ["law_key_missing"],
    ],
    ["an empty file", changed("authorities/aci.yaml", () => ""), ["law_value_invalid"]],
    [
      "an unknown key",
      changed("authorities/aci.yaml", (text) => text.replace("summary:", "sumary:")),
      ["law_key_missing", "law_key_unknown"],
    ],
    [
      "no citation",
      changed("authorities/aci.yaml", (text) => text.replace(/^ {6}cite: .*\n/m, "")),
      ["law_key_missing"],
    ],
    [
      "an empty citation",
      changed("authorities/aci.yaml", (text) =>
        text.replace(/^ {6}cite: .*\n/m, '      cite: ""\n'),
      ),
      ["law_value_invalid"],
    ],
    [
      "a bad mark",
      changed("authorities/aci.yaml", (text) => text.replace("mark: knowledge", "mark: certain")),
      ["law_value_invalid"],
    ],
    [
      "a ceiling that no sum in cents can hold",
      changed("authorities/hma.yaml", (text) => text.replace("15000000", "9007199254740991")),
      ["law_value_invalid"],
    ],
    [
      "a threshold that no sum in cents can hold",
      changed("notification/fms.yaml", (text) => text.replace("14000000", "9007199254740991")),
      ["law_value_invalid"],
    ],
    [
      "an unknown word",
      changed("authorities/esf.yaml", (text) => text.replace("[institution,", "[institute,")),
      ["law_value_invalid"],
    ],
    [
      "no such day",
      changed("authorities/aci.yaml", (text) => text.replace("to: 2009-09-30", "to: 2009-09-31")),
      ["law_value_invalid"],
    ],
    [
      "a repeated code",
      changed("authorities/copy.yaml", () => new TextDecoder().decode(real.get(fmf))),
      ["law_code_repeated", "law_file_misnamed"],
    ],
    [
      "an unknown account in a bar",
      changed("bars/cspa.yaml", (text) => text.replace("accounts: [PKO]", "accounts: [PKOO]")),
      ["law_code_unknown"],
    ],
    [
      "an unknown account paid from",
      changed("authorities/hma.yaml", (text) => text.replace("[OHDACA]", "[OHDACCA]")),
      ["law_code_unknown"],
    ],
    [
      "an unknown group",
      changed("notification/fms.yaml", (text) => text.replace("group: other", "group: others")),
      ["law_code_unknown"],
    ],
    [
      "a gap",
      changed("authorities/aci.yaml", (text) =>
        text.replace("from: 2009-10-01", "from: 2009-10-02"),
      ),
      ["law_dates_broken"],
    ],
    [
      "an overlap",
      changed("authorities/aci.yaml", (text) =>
        text.replace("from: 2009-10-01", "from: 2009-09-30"),
      ),
      ["law_dates_broken"],
    ],
    [
      "an end without null",
      changed("authorities/aci.yaml", (text) =>
        text.replace("from: 2009-10-01\n      to: null", "from: 2009-10-01\n      to: 2010-01-01"),
      ),
      ["law_dates_broken"],
    ],
    [
      "days backward",
      changed("bars/cspa.yaml", (text) => text.replace("to: 2021-09-30", "to: 2019-09-30")),
      ["law_dates_broken"],
    ],
    [
      "a country determined twice",
      changed("bars/cspa.yaml", (text) => text.replace("partner: CMR", "partner: AFG")),
      ["law_dates_broken"],
    ],
  ];
  for (const [name, files, expected] of table) {
    it(`finds ${name}`, () => assert.deepEqual(codesOf(files).sort(), expected));
  }

  it("says where, and suggests the nearest name", () => {
    const [finding] = loadLaw(
      changed("authorities/aci.yaml", (text) => text.replace("mark: knowledge", "mark: knowlege")),
    ).findings;
    assert.equal(finding?.at.file, "law/authorities/aci.yaml");
    assert.equal(finding?.at.row, 15);
    assert.equal(finding?.at.field, "parameters.status.0.mark");
    assert.match(finding?.help ?? "", /`knowledge`/);
  });

  it("suggests the nearest key", () => {
    const { findings } = loadLaw(
      changed("authorities/aci.yaml", (text) => text.replace("  bureaus:", "  bureau:")),
    );
    assert.match(findings[0]?.help ?? "", /`bureaus`/);
  });

  it("says the same of nesting that is too deep on any machine", () => {
    const deep = (depth: number) => changed("authorities/aci.yaml", () => "[".repeat(depth));
    const [finding] = loadLaw(deep(50_000)).findings;
    assert.equal(finding?.found, "nesting that is too deep");
    assert.deepEqual(loadLaw(deep(60_000)).findings[0], finding);
  });

  it("leaves a broken provision out, so that nothing rests on it", () => {
    const { law } = loadLaw(changed(fmf, (text) => text.replace("mark: checked", "mark: sure")));
    assert.equal(law.findTitle("FMF"), undefined);
    assert.ok(law.findTitle("IMET"));
  });

  it("names another edition when the law says something else, and the same for comments, readings and any order", () => {
    const { edition } = realLaw();
    assert.match(edition, /^2021-01-01 \([0-9a-f]{12}\)$/);
    assert.equal(loadLaw(new Map([...real].reverse())).law.edition, edition);
    const other = loadLaw(changed(fmf, (text) => text.replace("Pays for", "Paid for"))).law;
    assert.notEqual(other.edition, edition);
    assert.equal(loadLaw(changed("cases/new.yaml", () => "[]")).law.edition, edition);
    const noted = changed(
      "authorities/aci.yaml",
      (text) =>
        `# A comment.\n${text}second_reading: {by: a, on: 2026-01-01, read: b, agrees: yes, note: c}\n`,
    );
    assert.equal(loadLaw(noted).law.edition, edition);
  });

  it("finds the missing files of an empty folder, and answers no to everything", () => {
    const { law, findings } = loadLaw(new Map());
    assert.deepEqual([...new Set(findings.map((each) => each.code))], ["law_file_missing"]);
    assert.deepEqual(law.accountCodes, []);
  });

  it("never throws, whatever a file holds", () => {
    const paths = [...real.keys()].filter((path) => !path.startsWith("cases/"));
    fc.assert(
      fc.property(
        fc.constantFrom(...paths),
        fc.nat(3000),
        fc.string({ maxLength: 12, unit: "binary" }),
        (path, position, noise) => {
          const files = changed(path, (text) => {
            const cut = position % (text.length + 1);
            return text.slice(0, cut) + noise + text.slice(cut + noise.length);
          });
          for (const finding of loadLaw(files).findings) assert.ok(finding.at.file);
        },
      ),
      { seed: 7, numRuns: 25 },
    );
  });
});
