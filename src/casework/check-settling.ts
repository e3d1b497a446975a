import { type Finding, reporter } from "../base/findings.ts";
import type { Case, CaseEvent } from "../plan/plan.ts";
import { caseworkFindingKinds } from "./finding-kinds.ts";
import { type PlanRows, trancheOf } from "./plan-rows.ts";
import type { ProcessEvent } from "./process.ts";

const report = reporter(caseworkFindingKinds);

/** That an event decides a tranche which the plan does not hold, so that it acts on no money. */
export function checkSettling(
  rows: PlanRows,
  row: Case,
  act: ProcessEvent,
  event: CaseEvent,
): Finding[] {
  if (act.settles === null || trancheOf(rows, row)?.kind === "withhold") return [];
  if (rows.find("conditions", row.condition) === undefined) return [];
  const at = { file: "events.csv", id: event.id, field: "event" };
  return [
    report("condition_tranche_missing", at, {
      found: `\`${act.code}\`, and a condition without a withheld tranche`,
      expected: "a directive of kind `withhold` in `conditions.tranche`",
      help: "Name the tranche that the condition decides, where the plan holds it.",
    }),
  ];
}
