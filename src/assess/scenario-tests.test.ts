import assert from "node:assert/strict";
import { test } from "node:test";
import type { Scenario } from "../plan/plan.ts";
import { checkScenarioTests } from "./scenario-tests.ts";

const scenario: Scenario = {
  id: "lower-floor",
  title: "Lower floor",
  description: "",
  edits: [],
  tests: [
    { question: "Does the treaty hold?", asked_by: "The article", answer: null },
    { question: "Who is told, and when?", asked_by: "The desk", answer: "The post, in May." },
  ],
};

test("a question of a scenario without an answer is `scenario_test_open`", () => {
  const found = checkScenarioTests(scenario);
  assert.deepEqual(
    found.map(({ code, severity, source }) => [code, severity, source]),
    [["scenario_test_open", "warning", "The article"]],
  );
  assert.match(found[0]?.found ?? "", /lower-floor.*Does the treaty hold\?/);
});

test("a scenario whose questions are answered, or that has none, has no finding", () => {
  assert.deepEqual(checkScenarioTests({ ...scenario, tests: scenario.tests.slice(1) }), []);
  assert.deepEqual(checkScenarioTests({ ...scenario, tests: [] }), []);
});
