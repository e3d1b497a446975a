import type { Finding, Outcome } from "../base/findings.ts";
import { findNearest } from "../base/ids.ts";
import { foldEdits } from "./edit.ts";
import { reportPlan } from "./finding-kinds.ts";
import type { Plan, Scenario } from "./plan.ts";
import { listNames, suggest } from "./words.ts";

/**
 * The plan under one of its scenarios, as a plan without scenarios; `null` is the plan as it stands.
 *
 * Errors: an unknown scenario, or edits that do not apply, are findings; the plan is then without them.
 */
export function planUnderScenario(plan: Plan, id: string | null): Outcome<Plan> {
  if (id === null) return { result: plan, findings: [] };
  const scenario = plan.scenarios.find((candidate) => candidate.id === id);
  if (scenario !== undefined) return applyScenario(plan, scenario);
  const finding = reportUnknownScenario(plan, id);
  return { result: plan, findings: [finding] };
}

/** The finding for a scenario that the plan does not have, with the nearest name. */
export function reportUnknownScenario(plan: Plan, id: string): Finding {
  const names = plan.scenarios.map((scenario) => scenario.id);
  return reportPlan(
    "scenario_unknown",
    { file: "plan.yaml", field: "recommended_scenario" },
    {
      found: `the scenario \`${id}\``,
      expected: names.length === 0 ? "none, since the plan has none" : `one of ${listNames(names)}`,
      help: suggest(findNearest(id, names), "Name one of them, or none."),
    },
  );
}

/** The plan after a scenario's edits; findings stand at the edits, as `edit N` of the scenario's file. */
export function applyScenario(plan: Plan, scenario: Scenario): Outcome<Plan> {
  const { plan: result, problems } = foldEdits(plan, scenario.edits);
  const file = `scenarios/${scenario.id}.csv`;
  const findings = problems.map(({ index, finding }) => ({
    ...finding,
    at: { file, field: finding.at.field ?? "row", id: `edit ${index + 1}` },
  }));
  const head = { ...result.head, recommended_scenario: null };
  return { result: { ...result, head, scenarios: [] }, findings };
}
