import { type Finding, reporter } from "../base/findings.ts";
import type { Scenario } from "../plan/plan.ts";
import { assessFindingKinds } from "./finding-kinds.ts";

const report = reporter(assessFindingKinds);

/** The questions of a scenario that nobody has answered yet: whoever chooses the scenario should. */
export function checkScenarioTests(scenario: Scenario): Finding[] {
  return scenario.tests
    .filter((test) => test.answer === null)
    .map((test) =>
      report(
        "scenario_test_open",
        { file: "plan.yaml", id: scenario.id, field: "tests" },
        {
          found: `scenario \`${scenario.id}\` has an open question: ${test.question}`,
          expected: "an answer before anyone chooses the scenario",
          help: "Write the answer below the question.",
          source: test.asked_by,
        },
      ),
    );
}
