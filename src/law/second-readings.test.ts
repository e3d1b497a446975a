import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fiscalYear } from "../base/fiscal.ts";
import { realLaw } from "./law-folder.test-data.ts";
import { bearsOut, listChecked } from "./second-readings.ts";

const law = realLaw();
const checked = listChecked(law.contents);

/** Whether what was read is law: an act, a code, a regulation or a determination, and no account that others give. */
function namesLaw(read: string): boolean {
  const law =
    /P\.L\. \d|\bU\.S\.C\.|\bC\.?F\.?R\.? |\d Stat\. \d|\bDetermination \d|Executive Order \d/;
  const account = /^(CRS|SAMM|DSCA|GAO|State Department|Defense News|press|reports? )/i;
  return read.split(";").some((part) => law.test(part) && !account.test(part.trim()));
}

describe("second readings", () => {
  it("bear out every checked value that may stop money or make it wait", () => {
    const doubtful = checked
      .filter(({ reading }) => !bearsOut(reading))
      .map(({ file, path }) => `${file} ${path.join(".")}`);
    assert.deepEqual(doubtful, []);
    assert.ok(checked.length > 200, "the law lost its checked values");
  });

  it("stand behind every answer that blocks or makes money wait", () => {
    const borne = new Set<string>();
    for (const { file, span, reading } of checked) {
      if (bearsOut(reading)) borne.add(`${file} ${span.cite}`);
    }
    const asked = { id: "p", bureau: "NEA", kind: "country" } as const;
    let seen = 0;
    for (const account of law.accountCodes) {
      for (const iso3 of ["SOM", "PHL", "AFG", "EGY"]) {
        for (const recipient of ["defense", "irregular", "institution"]) {
          for (const purpose of ["rule_of_law", "counterterrorism"]) {
            const subject = { partner: { ...asked, iso3 }, purpose, recipient };
            const whole = { ...subject, instrument: "loan", lineKinds: ["construction"] };
            const judged = law.judge(account, whole, fiscalYear(2021));
            for (const { effect, file, citation, rule, check } of judged) {
              if (effect !== "blocks" && effect !== "waits") continue;
              seen++;
              // A bar is cited with its determination, and both were read again.
              const parts = check === "bars" ? citation.split("; ") : [citation];
              const found = [...borne].some((each) => each === `${file} ${citation}`);
              const any = parts.some((part) => [...borne].some((each) => each.endsWith(part)));
              assert.ok(found || any, `${rule} (${file}): ${citation}`);
            }
          }
        }
      }
    }
    assert.ok(seen > 200);
  });

  it("read the law itself behind every value that blocks or makes money wait", () => {
    // Fees and licenses estimate and warn, and rest on what the Department of Defense publishes.
    const others = checked
      .filter(({ file }) => !file.startsWith("law/fees/") && !file.startsWith("law/licenses/"))
      .filter(({ reading }) => !namesLaw(reading?.read ?? ""))
      .map(({ file, path, reading }) => `${file} ${path.join(".")}: ${reading?.read}`);
    assert.deepEqual(others, []);
    for (const read of [
      "press on section 9026 of the defense appropriations act for FY2021",
      "SAMM program page MSI; DSCA page on section 1263",
      "DSCA policy memo 21-03 of January 27, 2021",
      "State Department fact sheet on the fund; CRS R42641 (2013)",
      "CRS IF11267 (February 24, 2022), quoting section 7008 of P.L. 116-260, division K",
    ]) {
      assert.equal(namesLaw(read), false, read);
    }
    assert.equal(namesLaw("SAMM program page MSI; P.L. 117-81 section 1241(a)"), true);
  });

  it("say by whom, and what was read, in words that are not those of the value", () => {
    for (const { file, path, span, reading } of checked) {
      const place = `${file} ${path.join(".")}`;
      assert.ok(reading !== undefined, place);
      assert.ok(reading.by.length > 3 && reading.read.length > 3, place);
      assert.notEqual(reading.note, span.says, place);
    }
  });

  it("bear nothing out that they did not find or deny, nor in part what stops more", () => {
    const reading = checked[0]?.reading;
    assert.ok(reading !== undefined);
    const { stops_agree: _, ...plain } = reading;
    for (const agrees of ["no", "not_found", "in_part"] as const) {
      assert.equal(bearsOut({ ...plain, agrees }), false);
    }
    assert.equal(bearsOut({ ...plain, agrees: "not_found", stops_agree: true }), false);
    assert.equal(bearsOut({ ...plain, agrees: "in_part", stops_agree: true }), true);
    assert.equal(bearsOut({ ...plain, agrees: "yes" }), true);
    assert.equal(bearsOut(undefined), false);
  });
});
