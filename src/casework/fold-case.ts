import { compareText, type Finding, reporter } from "../base/findings.ts";
import type { IsoDate } from "../base/fiscal.ts";
import type { Case, CaseEvent, Partner } from "../plan/plan.ts";
import type { DecisionReading } from "./case-reading.ts";
import type { Casebook } from "./casebook.ts";
import { type ClockReading, readClocks, type Tick } from "./clocks.ts";
import { type Facts, factsIn } from "./facts.ts";
import { caseworkFindingKinds } from "./finding-kinds.ts";
import {
  type CaseMachine,
  observeFacts,
  openMachine,
  passTime,
  stateOf,
  takeEvent,
} from "./machine.ts";
import { findAct, listObjections, type Objection } from "./objections.ts";
import { authoritiesOf, type PlanRows } from "./plan-rows.ts";
import type { Process, ProcessEvent } from "./process.ts";

const report = reporter(caseworkFindingKinds);

/** A case after its events, with what is wrong among them. */
export interface FoldedCase {
  readonly machine: CaseMachine;
  readonly left_out: readonly CaseEvent[];
  readonly findings: readonly Finding[];
  /** The day up to which it was read: the day asked for, or a later one that an assumed event names. */
  readonly day: IsoDate;
}

/** What speaks against an event by the rows of the plan around it. */
export type RowObjections = (
  rows: PlanRows,
  book: Casebook,
  row: Case,
  machine: CaseMachine,
  event: CaseEvent,
  act: ProcessEvent,
) => readonly Objection[];

/**
 * The events of a case, in the order of their numbers, through its process.
 *
 * Events after the day are not read, unless they are assumed. What a scenario assumes comes after all that happened,
 * since the plan may have gone on. A broken event is named, and left out; the others count.
 */
export function foldCase(
  rows: PlanRows,
  book: Casebook,
  process: Process,
  row: Case,
  on: IsoDate,
  objectRows: RowObjections,
): FoldedCase {
  const partner = rows.find("partners", row.partner);
  const sorted = [...(rows.eventsOf.get(row.id) ?? [])].sort(
    (a, b) =>
      Number(a.assumed) - Number(b.assumed) || a.number - b.number || compareText(a.id, b.id),
  );
  const machine = openMachine(process, row, authoritiesOf(rows, process, row));
  const findings: Finding[] = [...checkNumbers(sorted.filter((event) => !event.assumed))];
  const left_out: CaseEvent[] = [];
  const taken = new Set<number>();
  for (const event of sorted) {
    if (taken.has(event.number) && !event.assumed) {
      left_out.push(event);
      continue;
    }
    taken.add(event.number);
    if (event.on > on && !event.assumed) continue;
    const wrong = takeIfSound(book, machine, row, partner, event, (act) =>
      objectRows(rows, book, row, machine, event, act),
    ).map((finding) => pointBack(finding, left_out[0]));
    findings.push(...wrong);
    if (wrong.some((finding) => finding.severity === "error")) left_out.push(event);
  }
  const day = machine.last > on ? machine.last : on;
  passTime(machine, day);
  return { machine, left_out, findings, day };
}

/** What is left out early makes later events stand in a wrong state: that one is to be mended first. */
function pointBack(finding: Finding, first: CaseEvent | undefined): Finding {
  if (finding.code !== "event_state_wrong" || first === undefined) return finding;
  const help = `Mend \`${first.id}\` first, which was left out: this may only follow from it.`;
  return { ...finding, help };
}

function takeIfSound(
  book: Casebook,
  machine: CaseMachine,
  row: Case,
  partner: Partner | undefined,
  event: CaseEvent,
  objectMore: (act: ProcessEvent) => readonly Objection[],
): Finding[] {
  const at = (field: string) => ({ file: "events.csv", id: event.id, field });
  const act = findAct(machine.process, event.event);
  if ("words" in act) return [report(act.code, at(act.field), act.words)];
  const before = snapshot(machine);
  if (event.on >= machine.last) passTime(machine, event.on);
  const facts = factsIn(event);
  if (facts !== null) observeFacts(machine, facts, event.on);
  const clocks = clocksOf(book, machine, row, partner, event.on);
  const objections = [...listObjections(machine, event, act, clocks), ...objectMore(act)];
  const findings = objections.map(({ code, field, words }) => report(code, at(field), words));
  if (findings.some((finding) => finding.severity === "error")) restore(machine, before);
  else takeEvent(machine, event, act);
  return findings;
}

/** The clocks of a case as far as it is folded, on a day. */
export function clocksOf(
  book: Casebook,
  machine: CaseMachine,
  row: Case,
  partner: Partner | undefined,
  on: IsoDate,
): readonly ClockReading[] {
  const ticks = machine.steps.map(
    (step): Tick => ({
      event: step.act.code,
      on: step.event.on,
      until: step.event.until,
      void: step.status !== "stands" && step.status !== "expired",
      closes: stateOf(machine.process, step.to).closed,
    }),
  );
  const { process, authorities } = machine;
  return readClocks(book, process, partner, authorities, row.opened_on, ticks, on);
}

/** The decisions and signatures of a case as far as it is folded, with what became of them. */
export function decisionsOf({ steps }: CaseMachine): readonly DecisionReading[] {
  return steps
    .filter((step) => step.act.decision || step.act.signs)
    .map(({ event, act, from, to, status, superseded_by, changes, why }) => ({
      ...{ event, act, from, to, status, superseded_by, changes, why },
    }));
}

/** What the package says now, looked at on the day: signatures on other facts lapse. */
export function lookAtPackage(folded: FoldedCase, facts: Facts): void {
  observeFacts(folded.machine, facts, folded.machine.last);
}

type Snapshot = Pick<CaseMachine, "state" | "since" | "expiry" | "raised" | "accepted"> & {
  readonly steps: readonly Pick<CaseMachine["steps"][number], "status" | "why" | "changes">[];
};

function snapshot(machine: CaseMachine): Snapshot {
  const { state, since, expiry, raised, accepted } = machine;
  const steps = machine.steps.map(({ status, why, changes }) => ({ status, why, changes }));
  return { state, since, expiry, raised, accepted, steps };
}

/** An event that is left out leaves no trace: what it let expire or lapse stands again. */
function restore(machine: CaseMachine, before: Snapshot): void {
  machine.state = before.state;
  machine.since = before.since;
  machine.expiry = before.expiry;
  machine.raised = before.raised;
  machine.accepted = before.accepted;
  for (const [index, step] of machine.steps.entries()) Object.assign(step, before.steps[index]);
}

function checkNumbers(sorted: readonly CaseEvent[]): Finding[] {
  return sorted.flatMap((event, index) => {
    const before = sorted[index - 1]?.number ?? 0;
    const at = { file: "events.csv", id: event.id, field: "number" };
    if (event.number === before) {
      return report("event_number_twice", at, {
        found: `number ${event.number}, which \`${sorted[index - 1]?.id}\` has too`,
        expected: "a number of its own for each event of the case",
        help: "Give it the number after the last one. It was left out.",
      });
    }
    if (event.number === before + 1) return [];
    return report("event_number_gap", at, {
      found: `number ${event.number} after ${before}`,
      expected: `number ${before + 1}`,
      help: "Look for the events between them. The others count as they are.",
    });
  });
}
