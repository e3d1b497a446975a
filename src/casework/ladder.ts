import { compareText } from "../base/findings.ts";
import { addDays, type IsoDate } from "../base/fiscal.ts";
import type { RowOf } from "../plan/plan.ts";
import type { CaseReading } from "./case-reading.ts";
import type { PlanRows } from "./plan-rows.ts";
import type { MoneyEffect } from "./process.ts";

/** A step of a condition's ladder, with whether it is in force. */
export interface StepReading {
  readonly step: RowOf<"steps">;
  readonly state: "not_taken" | "in_force" | "taken_back" | "run_out";
  readonly since: IsoDate | null;
  /** Its last day, where it has one. */
  readonly until: IsoDate | null;
  readonly event: string | null;
  readonly assumed: boolean;
  readonly money: MoneyEffect;
}

/** What each action does to the money of its initiatives while it is in force. */
export const moneyOfActions: Readonly<Record<RowOf<"steps">["action"], MoneyEffect>> = {
  private_message: "free",
  public_concern: "free",
  pause_deliveries: "waits",
  // The tranche itself acts in the allocation; its decision is a case of its own.
  withhold_tranche: "free",
  suspend_program: "blocked",
  reprogram_funds: "blocked",
  suspend_transfers: "blocked",
  end: "blocked",
  faster_cases: "free",
  more_training_seats: "free",
  excess_article_priority: "free",
  more_financing: "free",
  coproduction_talks: "free",
};

/**
 * The ladder of a condition as its case has climbed it, by number.
 *
 * A step lasts until its event's `until`, or for its `limit_days`; it ends when it is taken back, and when the case
 * leaves the state of steps, because the condition was restored, waived or retired.
 */
export function readLadder(rows: PlanRows, reading: CaseReading): readonly StepReading[] {
  const steps = [...(rows.stepsOf.get(reading.case.condition ?? "") ?? [])].sort(
    (a, b) => a.number - b.number || compareText(a.id, b.id),
  );
  return steps.map((step) => readStep(step, reading));
}

function readStep(step: RowOf<"steps">, reading: CaseReading): StepReading {
  const standing = new Set(
    reading.decisions.filter((each) => each.status === "stands").map((each) => each.event.id),
  );
  const acts = reading.events.filter(
    ({ event }) => event.step === step.id && standing.has(event.id),
  );
  const last = acts.at(-1);
  const none = { step, since: null, until: null, event: null, assumed: false } as const;
  if (last === undefined) return { ...none, state: "not_taken", money: "free" };
  const { event } = last;
  const said = { step, since: event.on, event: event.id, assumed: event.assumed };
  const limit = step.limit_days === undefined ? null : addDays(event.on, step.limit_days);
  const until = event.until ?? limit;
  // A step is taken where the case moves to the state of steps, and taken back where it stays there.
  const isTaken = last.act.to !== null;
  const left = reading.events
    .slice(reading.events.indexOf(last) + 1)
    .some(({ from, to }) => from === last.to && to !== last.to);
  if (!isTaken || left) return { ...said, until, state: "taken_back", money: "free" };
  if (until !== null && until < reading.on) {
    return { ...said, until, state: "run_out", money: "free" };
  }
  return { ...said, until, state: "in_force", money: moneyOfActions[step.action] };
}

/** The stronger of two effects on money. */
export function strongerMoney(a: MoneyEffect, b: MoneyEffect): MoneyEffect {
  const order: readonly MoneyEffect[] = ["free", "waits", "blocked"];
  return order.indexOf(a) >= order.indexOf(b) ? a : b;
}
