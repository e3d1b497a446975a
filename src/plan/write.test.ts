import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { formatFinding } from "../base/findings.ts";
import { anyPlan } from "./any-plan.test-data.ts";
import { readPlan } from "./read.ts";
import { samplePlan, samplePlanTexts } from "./sample-plan.test-data.ts";
import { writePlan } from "./write.ts";

const encoder = new TextEncoder();

function toBytes(texts: ReadonlyMap<string, string>): Map<string, Uint8Array> {
  return new Map([...texts].map(([path, text]) => [path, encoder.encode(text)]));
}

describe("writePlan", () => {
  it("writes the sample plan as a person wrote it", () => {
    const written = writePlan(samplePlan());
    assert.deepEqual([...written.keys()].sort(), [...samplePlanTexts().keys()].sort());
    for (const [path, text] of samplePlanTexts()) assert.equal(written.get(path), text, path);
  });

  it("leaves out empty tables that a plan need not have, and keeps the others", () => {
    const plan = samplePlan();
    const written = writePlan({ ...plan, tables: { ...plan.tables, limits: [], lines: [] } });
    assert.equal(written.has("limits.csv"), false);
    assert.equal(written.get("lines.csv"), "id,package,year_offset,kind,amount\n");
  });

  it("is undone by reading, byte for byte and value for value, on any plan", () => {
    fc.assert(
      fc.property(anyPlan(), (plan) => {
        const written = writePlan(plan);
        const { plan: read, findings } = readPlan(toBytes(written));
        const problems = findings.filter((finding) => finding.severity !== "note");
        assert.deepEqual(problems.map(formatFinding), []);
        assert.deepStrictEqual(read, plan);
        assert.deepEqual(writePlan(read), written);
      }),
      { seed: 20201231, numRuns: 150 },
    );
  });
});
