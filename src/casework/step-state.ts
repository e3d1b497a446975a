import { addDays, type IsoDate } from "../base/fiscal.ts";
import type { Step } from "../plan/plan.ts";
import type { CountedEvent, DecisionReading } from "./case-reading.ts";
import type { Process, ProcessRung } from "./process.ts";

/** An event of a case with steps, and whether it still stands. */
export interface LadderEvent extends CountedEvent {
  readonly status: DecisionReading["status"];
}

/** Whether a step of a ladder is in force, and since when. */
export interface StepState {
  readonly state: "not_taken" | "in_force" | "taken_back" | "run_out";
  /** The event that took it, or took it back, last. */
  readonly last: LadderEvent | null;
  /** Its last day, where it has one. */
  readonly until: IsoDate | null;
}

/** The kind of step that a step is, as its process states it; nothing where the process has no ladder. */
export function rungOf(process: Process, step: Step): ProcessRung | undefined {
  return process.ladder.find((rung) => rung.code === step.action);
}

/**
 * How a step stands after the events of its case.
 *
 * It lasts until its event's `until`, or for its `limit_days`. It ends when it is taken back, and when the ladder is
 * left, because the condition was restored, waived or retired; but what cannot be undone outlasts that.
 */
export function stateOfStep(
  process: Process,
  step: Step,
  events: readonly LadderEvent[],
  on: IsoDate,
): StepState {
  // What was superseded, or rests on what was, neither takes a step nor ends one. A waiver that ran out did end it.
  const counted = events.filter(({ status }) => status === "stands" || status === "expired");
  const index = counted.findLastIndex(
    ({ event, act }) => event.step === step.id && (act.ladder === "take" || act.ladder === "back"),
  );
  const last = counted[index];
  if (last === undefined) return { state: "not_taken", last: null, until: null };
  const limit = step.limit_days === undefined ? null : addDays(last.event.on, step.limit_days);
  const until = last.event.until ?? limit;
  const mayEnd = rungOf(process, step)?.reversible ?? true;
  const left = mayEnd && counted.slice(index + 1).some(({ act }) => act.ladder === "leave");
  if (last.act.ladder === "back" || left) return { state: "taken_back", last, until };
  const isPast = until !== null && until < on;
  return { state: isPast ? "run_out" : "in_force", last, until };
}
