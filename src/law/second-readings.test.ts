import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fiscalYear } from "../base/fiscal.ts";
import { realLaw } from "./law-folder.test-data.ts";
import { bearsOut, listChecked } from "./second-readings.ts";

const law = realLaw();
const checked = listChecked(law.contents);

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
