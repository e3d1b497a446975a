import { addDays, type IsoDate } from "../base/fiscal.ts";
import type { Case, CaseEvent } from "../plan/plan.ts";
import type { DecisionReading } from "./case-reading.ts";
import { compareFacts, type FactChange, type Facts, factsIn } from "./facts.ts";
import type { Process, ProcessEvent, ProcessState } from "./process.ts";

/** An event that counts, while a case is folded. */
export interface FoldStep {
  readonly event: CaseEvent;
  readonly act: ProcessEvent;
  readonly from: string;
  readonly to: string;
  readonly facts: Facts | null;
  status: DecisionReading["status"];
  superseded_by: string | null;
  changes: readonly FactChange[];
  why: string;
}

/** A case while its events are folded: its state, and what stands of what happened. */
export interface CaseMachine {
  readonly process: Process;
  /** The authorities whose money the case decides, sorted. */
  readonly authorities: readonly string[];
  state: ProcessState;
  since: IsoDate;
  /** The day and state of the last event that counts, or of the opening. */
  last: IsoDate;
  /** The state in which it falls when its last day is past. */
  expiry: { readonly until: IsoDate; readonly to: string; readonly step: FoldStep } | null;
  /** The acts that put it before a higher level since it came into its state, the last level last. */
  raised: readonly FoldStep[];
  /** The act that accepted the delay in its state. */
  accepted: FoldStep | null;
  readonly steps: FoldStep[];
}

/** The machine of a case that was just opened. */
export function openMachine(
  process: Process,
  row: Case,
  authorities: readonly string[],
): CaseMachine {
  const state = stateOf(process, process.first);
  const since = row.opened_on;
  const begun = { expiry: null, raised: [], accepted: null, steps: [] };
  return { process, authorities, state, since, last: since, ...begun };
}

/** A state by its code.   Errors: throws when the process has none, which loading rules out. */
export function stateOf(process: Process, code: string): ProcessState {
  const state = process.states.find((each) => each.code === code);
  if (state === undefined) throw new Error(`${process.code} has no state ${code}`);
  return state;
}

/** Whether an event may happen in a state. */
export function mayHappen(act: ProcessEvent, state: ProcessState): boolean {
  return act.from.length === 0 ? !state.closed : act.from.includes(state.code);
}

/** Whether an act about a delay fits: there is a level above, or one to come back from. Other acts always do. */
export function mayShift({ process, raised }: CaseMachine, { delay }: ProcessEvent): boolean {
  if (delay === "raise") return raised.length < process.levels.length;
  return delay !== "lower" || raised.length > 0;
}

/**
 * The decision that an event supersedes, where it may.
 *
 * It is an earlier decision of the case that still stands or has expired. One that lapsed or fell is open again by
 * itself: to put another in its place would go around what must come before it.
 */
export function findSuperseded(
  machine: CaseMachine,
  event: Pick<CaseEvent, "supersedes">,
): FoldStep | undefined {
  return machine.steps.find((step) => step.event.id === event.supersedes && maySupersede(step));
}

/** Whether a step is a decision in whose place another may be put. */
export function maySupersede(step: FoldStep): boolean {
  return step.act.decision && (step.status === "stands" || step.status === "expired");
}

/** Whether an act is of the kind that may stand in the place of a decision: what accepts a delay decides nothing else. */
export function mayReplace(old: FoldStep, act: ProcessEvent): boolean {
  return old.act.delay === act.delay;
}

/** Whether an office may put another decision in the place of this one: only offices that may take it. */
export function maySupersedeBy(step: FoldStep, office: string): boolean {
  return step.act.by.length === 0 || step.act.by.includes(office);
}

/**
 * Whether an act, put in the place of a decision, undoes one that rests on evidence.
 *
 * What follows the replaced decision falls with it, so that a bar may be lifted by replacing what came before the bar.
 */
export function undoesEvidence(machine: CaseMachine, old: FoldStep, act: ProcessEvent): boolean {
  const after = mayHappen(act, machine.state)
    ? []
    : machine.steps
        .slice(machine.steps.indexOf(old) + 1)
        .filter((step) => step.status === "stands" && step.act.decision);
  return [old, ...after].some((step) => step.act.needs.includes("evidence"));
}

/** Lets time pass up to a day: what was given until an earlier day expires. */
export function passTime(machine: CaseMachine, on: IsoDate): void {
  const { expiry } = machine;
  if (expiry === null || on <= expiry.until) return;
  expiry.step.status = "expired";
  expiry.step.why = `It counted until ${expiry.until}.`;
  moveTo(machine, expiry.to, addDays(expiry.until, 1));
}

/**
 * Looks at what the package says now: signatures on other facts lapse.
 *
 * The case falls back to the state in which the first of them was asked. A case that was closed without freeing its
 * money keeps its end.
 */
export function observeFacts(machine: CaseMachine, facts: Facts, on: IsoDate): void {
  let first: number | undefined;
  for (const [index, step] of machine.steps.entries()) {
    if (!step.act.signs || step.status !== "stands" || step.facts === null) continue;
    const changes = compareFacts(step.facts, facts);
    if (changes.length === 0) continue;
    step.status = "lapsed";
    step.changes = changes;
    step.why = describeLapse(changes);
    first ??= index;
  }
  const step = first === undefined ? undefined : machine.steps[first];
  if (first === undefined || step === undefined) return;
  if (machine.state.closed && machine.state.money !== "free") return;
  fell(machine, first + 1, "It rests on a signature that lapsed.");
  moveTo(machine, step.from, on);
}

/** Takes an event that may happen into the case. */
export function takeEvent(machine: CaseMachine, event: CaseEvent, act: ProcessEvent): void {
  const old = event.supersedes === undefined ? undefined : findSuperseded(machine, event);
  if (old !== undefined) {
    old.status = "superseded";
    old.superseded_by = event.id;
    old.why = `\`${event.id}\` took its place on ${event.on}.`;
    if (!mayHappen(act, machine.state)) {
      fell(machine, machine.steps.indexOf(old) + 1, "It rests on a decision that was superseded.");
      moveTo(machine, old.from, event.on);
    }
  }
  const facts = factsIn(event);
  const from = machine.state.code;
  const step: FoldStep = {
    ...{ event, act, from, to: act.to ?? from, facts },
    ...{ status: "stands", superseded_by: null, changes: [], why: "" },
  };
  machine.steps.push(step);
  machine.last = event.on;
  if (act.delay === "raise") machine.raised = [...machine.raised, step];
  if (act.delay === "lower") machine.raised = machine.raised.slice(0, -1);
  if (act.delay === "accept") machine.accepted = step;
  if (act.to !== null && act.to !== from) moveTo(machine, act.to, event.on);
  if (act.expires !== null && event.until !== undefined) {
    machine.expiry = { until: event.until, to: act.expires, step };
  }
}

function moveTo(machine: CaseMachine, code: string, on: IsoDate): void {
  machine.state = stateOf(machine.process, code);
  machine.since = on;
  machine.expiry = null;
  // Whoever moved it: what was stuck is so no more.
  machine.raised = [];
  machine.accepted = null;
}

function fell(machine: CaseMachine, from: number, why: string): void {
  for (const step of machine.steps.slice(from)) {
    if (step.status !== "stands") continue;
    step.status = "fallen";
    step.why = why;
  }
}

function describeLapse(changes: readonly FactChange[]): string {
  const said = changes.slice(0, 3).map(({ row, field, before, now }) => {
    const name = `${field} of \`${row}\``;
    if (before === null) return `${name} is new: ${now}`;
    return now === null ? `${name} is gone: it was ${before}` : `${name} from ${before} to ${now}`;
  });
  const rest = changes.length - said.length;
  return `Changed since: ${said.join("; ")}${rest > 0 ? `; and ${rest} more` : ""}.`;
}
