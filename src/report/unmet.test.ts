import assert from "node:assert/strict";
import { test } from "node:test";
import type { Finding } from "../base/findings.ts";
import { scenePlan } from "./scene-plan.test-data.ts";
import { listUnmet } from "./unmet.ts";

const plan = scenePlan();

function found(code: string, id: string): Finding {
  const words = { found: "$0", expected: "at least $5", help: "It is $5 too little." };
  return { code, severity: "note", at: { file: "directives.csv", id }, ...words };
}

test("report language that is not met is named with what it asks for", () => {
  assert.deepEqual(listUnmet(plan, [found("report_floor_missed", "jor-floor-2021")]), [
    {
      id: "jor-floor-2021",
      name: "JOR floor, FY2021",
      sentence: "It asks for at least $5. It is $5 too little.",
    },
  ]);
});

test("other findings, and an allocation that was not checked, name nothing", () => {
  assert.deepEqual(listUnmet(plan, [found("floor_missed", "jor-floor-2021")]), []);
  assert.deepEqual(listUnmet(plan, [found("report_floor_missed", "no-such-row")]), []);
  assert.deepEqual(listUnmet(plan, null), []);
});
