import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { checkPlan } from "./check.ts";
import { sampleAccountCodes, samplePlan } from "./sample-plan.test-data.ts";
import { planUnderScenario } from "./scenario.ts";

describe("planUnderScenario", () => {
  it("is the plan as it stands when none is named", () => {
    assert.deepEqual(planUnderScenario(samplePlan(), null), {
      result: samplePlan(),
      findings: [],
    });
  });

  it("applies the edits, and gives a plan that can be checked by itself", () => {
    const { result, findings } = planUnderScenario(samplePlan(), "more-training");
    assert.deepEqual(findings, []);
    assert.equal(
      result.tables.resources.find((row) => row.id === "IMET-2022")?.amount,
      150_000_000,
    );
    assert.deepEqual(checkPlan(result, sampleAccountCodes), []);
  });

  it("suggests the nearest name for an unknown one", () => {
    const { result, findings } = planUnderScenario(samplePlan(), "more-trainning");
    assert.deepEqual(result, samplePlan());
    assert.deepEqual(
      findings.map(({ code, help }) => [code, help]),
      [["scenario_unknown", "Did you mean `more-training`?"]],
    );
  });

  it("leaves out an edit that does not apply, and names it", () => {
    const plan = samplePlan();
    const resources = plan.tables.resources.filter((row) => row.id !== "IMET-2022");
    const changed = { ...plan, tables: { ...plan.tables, resources } };
    const { result, findings } = planUnderScenario(changed, "more-training");
    assert.deepEqual(result.tables, changed.tables);
    assert.deepEqual(
      findings.map(({ code, at }) => [code, at]),
      [
        [
          "edit_row_unknown",
          { file: "scenarios/more-training.csv", field: "amount", id: "edit 1" },
        ],
      ],
    );
  });
});
