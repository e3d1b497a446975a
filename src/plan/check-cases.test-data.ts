import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { formatFinding } from "../base/findings.ts";
import { type Breakage, brokenFiles } from "./broken.test-data.ts";
import { checkPlan } from "./check.ts";
import type { PlanFindingCode } from "./finding-kinds.ts";
import { locate, readPlan } from "./read.ts";
import { sampleAccountCodes } from "./sample-plan.test-data.ts";

/** A change of the sample plan, and the findings of one code that it must give. */
export type Case = readonly [
  name: string,
  change: Breakage | readonly Breakage[],
  code: PlanFindingCode,
  /** `file:row field` of each finding of the code. */
  places: string | readonly string[],
  /** A part of what the finding says. */
  says?: string,
];

/** Tests that the sample plan after each change is read without errors, and has exactly the findings expected. */
export function testCases(title: string, cases: readonly Case[]): void {
  describe(`checkPlan: ${title}`, () => {
    for (const [name, change, code, places, says] of cases) {
      it(`${name}: ${code}`, () => {
        const { plan, places: rows, findings } = readPlan(brokenFiles(...[change].flat()));
        assert.ok(plan, findings.map(formatFinding).join("\n"));
        const all = locate(checkPlan(plan, sampleAccountCodes), rows);
        const found = all.filter((finding) => finding.code === code);
        const spots = found.map(({ at }) => {
          const spot = [at.file, at.row].filter((part) => part !== undefined).join(":");
          return `${spot} ${at.field ?? ""}`.trim();
        });
        assert.deepEqual(spots, [places].flat(), all.map(formatFinding).join("\n"));
        const words = JSON.stringify(found);
        if (says !== undefined) assert.ok(words.includes(says), words);
      });
    }
  });
}
