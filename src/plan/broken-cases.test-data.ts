import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type Breakage, brokenFiles } from "./broken.test-data.ts";
import type { PlanFindingCode } from "./finding-kinds.ts";
import { readPlan } from "./read.ts";

/** A change of the files of the sample plan, and the one finding of a code that it must give. */
export interface BrokenCase {
  readonly name: string;
  readonly change: Breakage;
  readonly code: PlanFindingCode;
  /** `file:row field`, as a person reads it. */
  readonly at: string;
  /** A part of what the finding says. */
  readonly says?: string;
}

/** Codes of broken plans that can still be used. */
const harmless = [
  "file_unknown",
  "files_unread",
  "scenario_file_missing",
  "row_empty",
  "cell_spaces",
];

/** Tests that each change gives its finding at its place, and a plan only where it is harmless. */
export function testBroken(title: string, cases: readonly BrokenCase[]): void {
  describe(`broken ${title}`, () => {
    for (const { name, change, code, at: place, says } of cases) {
      it(`${name}: ${code}`, () => {
        const { plan, findings } = readPlan(brokenFiles(change));
        const found = findings.filter((finding) => finding.code === code);
        const places = found.map(({ at: { file, row, field } }) =>
          [[file, row].filter((part) => part !== undefined).join(":"), field]
            .filter((part) => part !== undefined && part !== "")
            .join(" "),
        );
        assert.deepEqual(places, [place], JSON.stringify(findings, undefined, 1));
        if (says !== undefined) assert.ok(JSON.stringify(found).includes(inJson(says)), says);
        assert.equal(plan === null, !harmless.includes(code));
      });
    }
  });
}

function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
