import { addDays } from "../base/fiscal.ts";
import type { Cents } from "../base/money.ts";
import type { CaseEvent, Condition, Directive, Step } from "../plan/plan.ts";
import { listNames } from "../plan/words.ts";
import type { CaseMachine } from "./machine.ts";
import type { Objection } from "./objections.ts";
import type { PlanRows } from "./plan-rows.ts";
import type { ProcessEvent } from "./process.ts";
import { rungOf, stateOfStep } from "./step-state.ts";

/**
 * What speaks against a step of a ladder being taken, or taken back.
 *
 * It is a step of the condition; an office takes it that may; the partner had its notice; what withholds a tranche
 * follows the decision of a case about that tranche. Back goes only what is in force and can be undone, and a tranche
 * only after it was released.
 */
export function objectStep(
  rows: PlanRows,
  condition: Condition,
  machine: CaseMachine,
  event: CaseEvent,
  act: ProcessEvent,
  withheldOf: (tranche: Directive) => Cents,
): Objection[] {
  const step = rows.find("steps", event.step);
  if (step === undefined) return [];
  if (step.condition !== condition.id) {
    const found = `the step \`${step.id}\` of \`${step.condition}\``;
    const help = "Name a step of its own ladder.";
    const words = { found, expected: `a step of \`${condition.id}\``, help };
    return [{ code: "event_step_other", field: "step", words }];
  }
  if (act.ladder !== "take" && act.ladder !== "back") return [];
  const tranche = rungOf(machine.process, step)?.withholds
    ? { withheld: trancheWithheld(rows, condition, withheldOf) }
    : null;
  return [
    ...objectAuthority(machine, step, event, act),
    ...(act.ladder === "take"
      ? [...objectNotice(machine, step, event), ...objectTrancheOpen(condition, step, tranche)]
      : [...objectWayBack(machine, step, event), ...objectTrancheKept(condition, step, tranche)]),
  ];
}

/** What its case withholds of the condition's tranche; nothing where the condition names none. */
function trancheWithheld(
  rows: PlanRows,
  condition: Condition,
  withheldOf: (tranche: Directive) => Cents,
): Cents | null {
  const tranche = rows.find("directives", condition.tranche);
  return tranche?.kind === "withhold" ? withheldOf(tranche) : null;
}

function objectAuthority(
  { process }: CaseMachine,
  step: Step,
  event: CaseEvent,
  act: ProcessEvent,
): Objection[] {
  const may = step.office === undefined ? rungOf(process, step)?.by : [step.office];
  if (may === undefined || may.includes(event.office)) return [];
  const taken = act.ladder === "take" ? "taken" : "taken back";
  const words = {
    found: `\`${step.id}\` (\`${step.action}\`) ${taken} by \`${event.office}\``,
    expected: `${listNames(may)}, which may do it: ${step.authority}`,
    help: "Let that office act, or correct `office` of the step.",
  };
  return [{ code: "event_step_authority", field: "office", words }];
}

function objectNotice(machine: CaseMachine, step: Step, event: CaseEvent): Objection[] {
  const { notice_days: days = 0 } = step;
  if (days === 0) return [];
  const told = machine.steps.find((each) => each.event.step === step.id && isTelling(each.act));
  const from = told === undefined ? null : addDays(told.event.on, days);
  if (from !== null && from <= event.on) return [];
  const words = {
    found: told === undefined ? "that the partner was not told of it" : `told on ${told.event.on}`,
    expected: `the partner told of \`${step.id}\` at least ${days} days before`,
    help: "Record `told` with this step, and wait.",
  };
  return [{ code: "event_step_notice", field: from === null ? "step" : "on", words }];
}

function isTelling(act: ProcessEvent): boolean {
  return act.needs.includes("addressee") && act.needs.includes("channel");
}

function objectWayBack(machine: CaseMachine, step: Step, event: CaseEvent): Objection[] {
  const { state } = stateOfStep(machine.process, step, machine.steps, event.on);
  const isReversible = rungOf(machine.process, step)?.reversible ?? true;
  if (state === "in_force" && isReversible) return [];
  const words = {
    found:
      state === "in_force"
        ? `\`${step.id}\` (\`${step.action}\`), which cannot be undone`
        : `\`${step.id}\`, which is not in force`,
    expected: "a step in force that can be undone",
    help:
      state === "in_force"
        ? `Its way back: ${step.way_back} Supersede the decision if it was wrong.`
        : "Name a step that was taken.",
  };
  return [{ code: "event_step_back", field: "step", words }];
}

type TrancheFound = { readonly withheld: Cents | null } | null;

function objectTrancheOpen(condition: Condition, step: Step, tranche: TrancheFound): Objection[] {
  if (tranche === null || (tranche.withheld ?? 0) > 0) return [];
  const isNamed = tranche.withheld !== null;
  const words = {
    found: isNamed
      ? `\`${step.id}\`, and no case that withholds \`${condition.tranche}\``
      : `\`${step.id}\`, and a condition without a withheld tranche`,
    expected: isNamed
      ? "a decision to withhold, in a case about the tranche"
      : "a directive of kind `withhold` in `conditions.tranche`",
    help: isNamed
      ? "Open a case about the tranche and decide it there, by whoever has that authority."
      : "Name the tranche, or take another step.",
  };
  return [{ code: "event_step_tranche", field: "step", words }];
}

function objectTrancheKept(condition: Condition, step: Step, tranche: TrancheFound): Objection[] {
  if ((tranche?.withheld ?? 0) === 0) return [];
  const words = {
    found: `\`${step.id}\`, while a case still withholds \`${condition.tranche}\``,
    expected: "the tranche released first",
    help: `The way back: ${step.way_back} Supersede what withholds it in its case.`,
  };
  return [{ code: "event_step_tranche", field: "step", words }];
}
