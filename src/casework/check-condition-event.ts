import { type Finding, reporter } from "../base/findings.ts";
import { evidenceStandards } from "../plan/field-spec.ts";
import type { Case, CaseEvent } from "../plan/plan.ts";
import { caseworkFindingKinds } from "./finding-kinds.ts";
import { type PlanRows, trancheOf } from "./plan-rows.ts";
import type { ProcessEvent } from "./process.ts";

const report = reporter(caseworkFindingKinds);

/** What speaks against an event of a condition's case: weak evidence, a step of another ladder, no tranche. */
export function checkConditionEvent(
  rows: PlanRows,
  row: Case,
  act: ProcessEvent,
  event: CaseEvent,
): Finding[] {
  const condition = rows.find("conditions", row.condition);
  if (condition === undefined) return [];
  const at = (field: string) => ({ file: "events.csv", id: event.id, field });
  const findings: Finding[] = [];
  const rank = (standard: (typeof evidenceStandards)[number]) =>
    evidenceStandards.indexOf(standard);
  const standards = event.evidence.flatMap((id) => rows.find("evidence", id)?.standard ?? []);
  if (act.decision && act.needs.includes("evidence") && standards.length > 0) {
    const best = standards.reduce((a, b) => (rank(a) >= rank(b) ? a : b));
    if (rank(best) < rank(condition.standard)) {
      findings.push(
        report("event_evidence_weak", at("evidence"), {
          found: `evidence that is \`${best}\` at best`,
          expected: `\`${condition.standard}\` or firmer, which \`${condition.id}\` asks for`,
          help: "Wait for firmer evidence, or decide that the trigger is not met.",
        }),
      );
    }
  }
  const step = rows.find("steps", event.step);
  if (step !== undefined && step.condition !== condition.id) {
    findings.push(
      report("event_step_other", at("step"), {
        found: `the step \`${step.id}\` of \`${step.condition}\``,
        expected: `a step of \`${condition.id}\``,
        help: "Name a step of its own ladder.",
      }),
    );
  }
  if (act.settles !== null && trancheOf(rows, row)?.kind !== "withhold") {
    findings.push(
      report("condition_tranche_missing", at("event"), {
        found: `\`${act.code}\`, and a condition without a withheld tranche`,
        expected: "a directive of kind `withhold` in `conditions.tranche`",
        help: "Name the tranche that the condition decides, where the plan holds it.",
      }),
    );
  }
  return findings;
}
