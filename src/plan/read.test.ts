import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { hasErrors, reporter } from "../base/findings.ts";
import { append, brokenFiles, swap } from "./broken.test-data.ts";
import { checkPlan } from "./check.ts";
import { planFindingKinds } from "./finding-kinds.ts";
import { largestFileBytes, locate, readPlan } from "./read.ts";
import {
  sampleAccountCodes,
  samplePlan,
  samplePlanFiles,
  samplePlanTexts,
} from "./sample-plan.test-data.ts";

const utf16 = (text: string): Uint8Array => new Uint8Array(Buffer.from(`\ufeff${text}`, "utf16le"));

function withBytes(file: string, bytes: Uint8Array): Map<string, Uint8Array> {
  return samplePlanFiles().set(file, bytes);
}

describe("readPlan", () => {
  it("reads the sample plan", () => {
    const { plan, findings } = readPlan(samplePlanFiles());
    assert.deepStrictEqual(plan, samplePlan());
    assert.deepEqual(
      findings.filter((finding) => finding.severity !== "note"),
      [],
    );
  });

  for (const [name, change] of Object.entries({
    "a byte order mark": (text: string) => `\ufeff${text}`,
    "lines that end in CRLF": (text: string) => text.replaceAll("\n", "\r\n"),
    "both, as Excel writes them": (text: string) => `\ufeff${text.replaceAll("\n", "\r\n")}`,
    "lines that end in CR": (text: string) => text.replaceAll("\n", "\r"),
    "no end of the last line": (text: string) => text.trimEnd(),
    "truth in capitals": (text: string) => text.replaceAll(",true,", ",TRUE,"),
    "quotes around every cell": (text: string) =>
      text.includes('"') ? text : text.replace(/[^,\n]+/g, '"$&"'),
  })) {
    it(`reads tables with ${name}`, () => {
      const files = new Map(
        [...samplePlanTexts()].map(([path, text]) => [
          path,
          new TextEncoder().encode(path.endsWith(".csv") ? change(text) : text),
        ]),
      );
      assert.deepStrictEqual(readPlan(files).plan, samplePlan());
    });
  }

  it("reads columns in any order", () => {
    const files = brokenFiles((texts) =>
      texts.set("links.csv", "other,id,kind,initiative\nUKR-schools,x,requires,UKR-boats\n"),
    );
    const [link] = readPlan(files).plan?.tables.links ?? [];
    assert.deepEqual(
      [link?.id, link?.kind, link?.initiative, link?.other, link?.lag_years],
      ["x", "requires", "UKR-boats", "UKR-schools", undefined],
    );
  });

  it("reads folded and literal texts of plan.yaml without their last line end", () => {
    const block = "description: >\n  Made up\n  for tests.\n";
    const files = brokenFiles(swap("plan.yaml", "description: Made up for tests.\n", block));
    assert.equal(readPlan(files).plan?.head.description, "Made up for tests.");
  });

  it("lists the defaults that apply, for columns and for single cells", () => {
    const files = brokenFiles((texts) =>
      texts.set(
        "assumptions.csv",
        "id,statement,owner,test,status\na,A,O,T,holds\nb,B,O,T,\nflat-money,C,O,T,\n",
      ),
    );
    const { findings } = readPlan(files);
    const [note] = findings.filter(
      ({ code, at }) => code === "defaults_apply" && at.file === "assumptions.csv",
    );
    assert.equal(
      note?.found,
      "cells without a value: `status` counts as `unknown` (2 empty cells); " +
        "`mark` counts as `assumed` (no column)",
    );
  });

  it("lists the defaults of plan.yaml", () => {
    const files = brokenFiles(swap("plan.yaml", "recommended_scenario: more-training\n", ""));
    const { plan, findings } = readPlan(files);
    assert.equal(plan?.head.recommended_scenario, null);
    const [note] = findings.filter(({ at }) => at.file === "plan.yaml");
    assert.equal(note?.code, "defaults_apply");
    assert.match(note?.found ?? "", /recommended_scenario/);
  });

  for (const [name, bytes, row, found] of [
    ["UTF-16 with its mark", utf16("id,name\n"), undefined, "UTF-16"],
    ["UTF-16 without its mark", utf16("id,name,kind,iso3\n").slice(2), undefined, "UTF-16"],
    ["Latin-1", new Uint8Array(Buffer.from("id,name\na,b\nc,caf\u00e9\n", "latin1")), 3, "Latin-1"],
    ["a workbook", new Uint8Array([0x50, 0x4b, 0x03, 0x04, 0, 0]), undefined, "Excel workbook"],
    ["half a character", new Uint8Array([0x69, 0x64, 0xc3]), 1, "no UTF-8"],
  ] as const) {
    it(`refuses ${name}`, () => {
      const { plan, findings } = readPlan(withBytes("partners.csv", bytes));
      assert.equal(plan, null);
      const [finding] = findings.filter(({ code }) => code === "file_encoding");
      assert.deepEqual([finding?.at.file, finding?.at.row], ["partners.csv", row]);
      assert.ok(finding?.found.includes(found), finding?.found);
    });
  }

  it("refuses files over the limit, and a plan.yaml of more than a mebibyte", () => {
    const files = withBytes("lines.csv", new Uint8Array(largestFileBytes + 1));
    files.set("plan.yaml", new Uint8Array(1024 * 1024 + 1).fill(0x20));
    const large = readPlan(files).findings.filter(({ code }) => code === "file_too_large");
    assert.deepEqual(
      large.map(({ at, found }) => [at.file, found]),
      [
        ["lines.csv", "67,108,865 bytes"],
        ["plan.yaml", "1,048,577 bytes"],
      ],
    );
  });

  it("tells everything at once, in files of every kind", () => {
    const { findings } = readPlan(
      brokenFiles(
        swap("plan.yaml", "as_of", "as_off"),
        swap("lines.csv", "6000000", "6 m"),
        swap("lines.csv", "l6,", ","),
        swap("partners.csv", "Treaty ally", "=1"),
        swap("scenarios/more-training.csv", "resources", "resorces"),
        (texts) => texts.delete("packages.csv"),
      ),
    );
    assert.deepEqual(
      findings.filter(({ severity }) => severity === "error").map(({ code }) => code),
      [
        "amount_form",
        "id_blank",
        "file_missing",
        "cell_formula",
        "yaml_key_missing",
        "yaml_key_unknown",
        "choice_unknown",
      ],
    );
  });

  it("shows 200 findings of a code and file, and counts the rest exactly", () => {
    const rows = Array.from({ length: 1_234 }, (_, i) => `x${i},PHL-radar.full,0,advice,1 m\n`);
    const { findings } = readPlan(brokenFiles(append("lines.csv", rows.join(""))));
    assert.equal(findings.filter(({ code }) => code === "amount_form").length, 200);
    const [more] = findings.filter(({ code }) => code === "findings_more");
    assert.equal(more?.found, "1,034 more of `amount_form`");
  });
});

describe("locate", () => {
  const report = reporter(planFindingKinds);
  const words = { found: "a", expected: "b", help: "c" };

  it("fills in rows of tables, keys of plan.yaml and edits", () => {
    const { places } = readPlan(samplePlanFiles());
    const edits = "scenarios/more-training.csv";
    const located = locate(
      [
        report("id_form", { file: "lines.csv", id: "l3" }, words),
        report("id_form", { file: "lines.csv", id: "nowhere" }, words),
        report("id_form", { file: "lines.csv", id: "l3", row: 99 }, words),
        report("id_form", { file: "plan.yaml", field: "as_of" }, words),
        report("id_form", { file: edits, id: "edit 1" }, words),
        report("id_form", { file: edits, id: "IMET-2022" }, words),
        report("id_form", {}, words),
      ],
      places,
    );
    assert.deepEqual(
      located.map(({ at }) => [at.file, at.row, at.id]),
      [
        [undefined, undefined, undefined],
        ["lines.csv", undefined, "nowhere"],
        ["lines.csv", 4, "l3"],
        ["lines.csv", 99, "l3"],
        ["plan.yaml", 5, undefined],
        [edits, 2, "IMET-2022"],
        [edits, 2, "edit 1"],
      ],
    );
  });

  it("finds the places of ids", () => {
    const { places } = readPlan(samplePlanFiles());
    assert.deepEqual(places.find("lines", "l1"), { file: "lines.csv", row: 2 });
    assert.equal(places.find("lines", "l9"), undefined);
    assert.equal(places.find("nothing", "l1"), undefined);
  });
});

describe("readPlan on any bytes", () => {
  const paths = [...samplePlanFiles().keys()];

  /** Reads and checks; gives a plan or an error, and never throws. */
  function readAndCheck(files: ReadonlyMap<string, Uint8Array>): void {
    const { plan, places, findings } = readPlan(files);
    assert.notEqual(plan === null, !hasErrors(findings));
    if (plan !== null) locate(checkPlan(plan, sampleAccountCodes), places);
  }

  it("gives a plan or an error for files of random bytes", () => {
    const anyFiles = fc.dictionary(
      fc.oneof(fc.constantFrom(...paths), fc.string()),
      fc.uint8Array({ maxLength: 300 }),
    );
    fc.assert(
      fc.property(anyFiles, (files) => readAndCheck(new Map(Object.entries(files)))),
      { seed: 1, numRuns: 300 },
    );
  });

  it("gives a plan or an error for the sample plan with random damage", () => {
    const anyDamage = fc.record({
      path: fc.constantFrom(...paths),
      at: fc.nat({ max: 2_000 }),
      cut: fc.nat({ max: 20 }),
      put: fc.oneof(
        fc.uint8Array({ maxLength: 4 }),
        fc
          .constantFrom(
            '"',
            ",",
            "\n",
            ";",
            "\r",
            ",,,",
            "- ",
            ": ",
            "&a ",
            "*a",
            "!!x ",
            "  ",
            "#",
          )
          .map((text) => new TextEncoder().encode(text)),
        fc
          .constantFrom("=1", "-5", "1e9", "NaN", "null", "UKR", "PHL", "secure", "sea", "2021")
          .map((text) => new TextEncoder().encode(text)),
      ),
    });
    fc.assert(
      fc.property(fc.array(anyDamage, { minLength: 1, maxLength: 4 }), (damages) => {
        const files = samplePlanFiles();
        for (const { path, at, cut, put } of damages) {
          const bytes = files.get(path) ?? new Uint8Array();
          const from = at % (bytes.length + 1);
          files.set(
            path,
            new Uint8Array([...bytes.slice(0, from), ...put, ...bytes.slice(from + cut)]),
          );
        }
        readAndCheck(files);
      }),
      { seed: 2, numRuns: 500 },
    );
  });
});
