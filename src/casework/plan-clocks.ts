import { addDays, type IsoDate } from "../base/fiscal.ts";
import type { LegalMark } from "../law/law.ts";
import type { Case, Condition, Directive } from "../plan/plan.ts";
import type { Casebook } from "./casebook.ts";
import type { ClockReading } from "./clocks.ts";
import { decisionsOf } from "./fold-case.ts";
import { type CaseMachine, mayHappen } from "./machine.ts";
import { type PlanRows, trancheOf } from "./plan-rows.ts";
import { settleTranche } from "./settle-tranche.ts";
import { licenseValidity } from "./transfers/license-validity.ts";
import { daysBetween } from "./working-days.ts";

interface Span {
  readonly code: string;
  readonly name: string;
  readonly from: IsoDate;
  readonly due: IsoDate;
  readonly cite: string;
  readonly mark?: LegalMark;
  readonly says: string;
  /** What happens when it runs out. */
  readonly after: string;
}

/**
 * The clocks that a plan itself sets for a case: when the partner must be told again, when a condition is looked at
 * again, when the decision about a tranche falls due, when what is withheld of it lapses, when a license ends.
 *
 * In a closed case only the last runs, until the money was given another use or given back.
 */
export function listPlanClocks(
  rows: PlanRows,
  book: Pick<Casebook, "licenses">,
  row: Case,
  machine: CaseMachine,
  on: IsoDate,
): readonly ClockReading[] {
  const tranche = trancheOf(rows, row);
  const lapse = tranche === undefined ? null : lapseOf(tranche, row, machine);
  const last = lapse === null ? [] : readSpan(lapse, on);
  if (machine.state.closed) return last;
  const condition = rows.find("conditions", row.condition);
  const spans: (Span | null)[] = [
    validityOf(rows, book, row, machine),
    condition === undefined ? null : tellingOf(condition, row, machine),
    condition?.review_on === undefined
      ? null
      : {
          ...{ code: "review", name: "Look at the condition again", from: row.opened_on },
          ...{ due: condition.review_on, cite: `conditions/${condition.id}` },
          says: "The day of review that the plan sets.",
          after: "The review is overdue.",
        },
    tranche?.decision_due === undefined
      ? null
      : {
          ...{ code: "decision", name: "Decide about the tranche", from: row.opened_on },
          ...{ due: tranche.decision_due, cite: tranche.citation },
          says: "The day on which the decision falls due.",
          after: "The plan counts on the tranche, and shows it as waiting, until somebody decides.",
        },
  ];
  return [...spans.flatMap((span) => (span === null ? [] : readSpan(span, on))), ...last];
}

/** How long the license of a case holds: one that was issued, where that still stands. */
function validityOf(
  rows: PlanRows,
  { licenses }: Pick<Casebook, "licenses">,
  row: Case,
  { steps }: CaseMachine,
): Span | null {
  const transfer = rows.find("transfers", row.transfer);
  const issued = steps.findLast((step) => step.act.code === "issue" && step.status === "stands")
    ?.event.on;
  if (transfer === undefined || issued === undefined) return null;
  const validity = licenseValidity(licenses, transfer, issued);
  if (validity === undefined) return null;
  const { until: due, citation: cite, mark, says } = validity;
  return {
    ...{ code: "validity", name: "Validity of the license", from: issued, due, cite, mark, says },
    after: "The license runs out; what is not shipped needs a new one.",
  };
}

/** When a tranche lapses: as long as nobody decided, or something is withheld that has no other use yet. */
function lapseOf(tranche: Directive, row: Case, machine: CaseMachine): Span | null {
  const { process, steps } = machine;
  // The ladder of a condition names the tranche too; its lapse is shown in the case that decides it.
  if (tranche.lapses_on === undefined || !process.events.some((act) => act.settles !== null)) {
    return null;
  }
  const settled = settleTranche(tranche, decisionsOf(machine));
  const open = settled === null ? tranche.amount : settled.withheld + settled.pending;
  // What is said of an amount and settles nothing gave withheld money another use, or gave it back.
  const gone = steps
    .filter(({ act }) => act.settles === null && act.needs.includes("amount"))
    .reduce((sum, { event }) => sum + (event.amount ?? 0), 0);
  if (open - gone <= 0) return null;
  return {
    ...{ code: "lapse", name: "Use withheld money before it lapses", from: row.opened_on },
    ...{ due: tranche.lapses_on, cite: tranche.citation },
    says: "The last day on which the tranche can be used.",
    after: "What is still withheld goes back to the Treasury; record it.",
  };
}

/**
 * When the partner must be told again: after it was told last, or after the condition came into force.
 *
 * Nothing where no interval is set, and while the partner cannot be told yet.
 */
function tellingOf(condition: Condition, row: Case, machine: CaseMachine): Span | null {
  const { tell_days: days } = condition;
  const act = machine.process.events.find((each) => each.code === "told");
  if (days === undefined || act === undefined || !mayHappen(act, machine.state)) return null;
  const counted = machine.steps.map((step) => step.event);
  const told = counted.filter((event) => event.event === "told").at(-1);
  const begun = machine.steps.find((step) => step.to !== step.from)?.event;
  const from = told?.on ?? begun?.on ?? row.opened_on;
  return {
    ...{ code: "tell", name: "Tell the partner again", from, due: addDays(from, days) },
    cite: `conditions/${condition.id}`,
    says: `The plan sets that the partner is told at least every ${days} days.`,
    after: "The partner was not told in time; the condition loses its weight.",
  };
}

function readSpan(span: Span, on: IsoDate): ClockReading[] {
  if (on < span.from) return [];
  const days = daysBetween(span.from, span.due);
  const elapsed = daysBetween(span.from, on);
  const late = on > span.due;
  const { code, name, cite, says, due } = span;
  return [
    {
      ...{ code, name, cite, says, due, days, elapsed, late },
      ...{ kind: "limit", unit: "calendar", mark: span.mark ?? "unsure", left: days - elapsed },
      ...{ state: late ? "run_out" : "running", started_on: span.from },
      ...{ ended_on: null, paused_since: null, authority: null },
      // biome-ignore lint/suspicious/noThenProperty: a text, which nobody awaits.
      then: span.after,
    },
  ];
}
