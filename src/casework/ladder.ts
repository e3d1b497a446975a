import { compareText } from "../base/findings.ts";
import type { IsoDate } from "../base/fiscal.ts";
import type { Step } from "../plan/plan.ts";
import type { CaseReading } from "./case-reading.ts";
import type { Casebook } from "./casebook.ts";
import { findWithheld } from "./event-objections.ts";
import type { PlanRows } from "./plan-rows.ts";
import type { MoneyEffect, ProcessOffice } from "./process.ts";
import { rungOf, type StepState, stateOfStep } from "./step-state.ts";

/** A step of a condition's ladder, with whether it is in force. */
export interface StepReading {
  readonly step: Step;
  readonly state: StepState["state"];
  readonly since: IsoDate | null;
  /** Its last day, where it has one. */
  readonly until: IsoDate | null;
  readonly event: string | null;
  readonly assumed: boolean;
  readonly money: MoneyEffect;
  /** The offices that may take it and take it back. */
  readonly offices: readonly ProcessOffice[];
  /** It can be taken back. */
  readonly reversible: boolean;
  /** It withholds the condition's tranche, as a case about the tranche decided. */
  readonly withholds: boolean;
}

/** The ladder of a condition as its case has climbed it, by number. */
export function readLadder(
  rows: PlanRows,
  book: Casebook,
  reading: CaseReading,
): readonly StepReading[] {
  const steps = [...(rows.stepsOf.get(reading.case.condition ?? "") ?? [])].sort(
    (a, b) => a.number - b.number || compareText(a.id, b.id),
  );
  return steps.map((step) => readStep(rows, book, step, reading));
}

function readStep(rows: PlanRows, book: Casebook, step: Step, reading: CaseReading): StepReading {
  const { process, decisions, on } = reading;
  const statuses = new Map(decisions.map((each) => [each.event.id, each.status]));
  const events = reading.events.map((each) => ({
    ...each,
    status: statuses.get(each.event.id) ?? ("stands" as const),
  }));
  const { state, last, until } = stateOfStep(process, step, events, on);
  const rung = rungOf(process, step);
  const may = step.office === undefined ? (rung?.by ?? []) : [step.office];
  return {
    ...{ step, state, until, since: last?.event.on ?? null, event: last?.event.id ?? null },
    assumed: last?.event.assumed ?? false,
    money: state === "in_force" ? moneyOf(rows, book, step, reading) : "free",
    offices: process.offices.filter((office) => may.includes(office.code)),
    reversible: rung?.reversible ?? true,
    withholds: rung?.withholds ?? false,
  };
}

/**
 * What a step in force does to the money of its initiatives.
 *
 * A withheld tranche acts in the allocation itself. Where no case withholds it, or not any more, all its money waits
 * until somebody settles which of the two is right.
 */
function moneyOf(rows: PlanRows, book: Casebook, step: Step, reading: CaseReading): MoneyEffect {
  const rung = rungOf(reading.process, step);
  if (rung === undefined) return "waits";
  if (!rung.withholds) return rung.money;
  const condition = rows.find("conditions", step.condition);
  const tranche = rows.find("directives", condition?.tranche);
  const isWithheld = tranche !== undefined && findWithheld(rows, book, tranche, reading.on) > 0;
  return isWithheld ? rung.money : "waits";
}

/** The stronger of two effects on money. */
export function strongerMoney(a: MoneyEffect, b: MoneyEffect): MoneyEffect {
  const order: readonly MoneyEffect[] = ["free", "waits", "blocked"];
  return order.indexOf(a) >= order.indexOf(b) ? a : b;
}
