import type { FindingWords } from "../base/findings.ts";
import { findNearest } from "../base/ids.ts";
import type { CaseEvent } from "../plan/plan.ts";
import { listNames, suggest } from "../plan/words.ts";
import type { ClockReading } from "./clocks.ts";
import { factsIn } from "./facts.ts";
import type { caseworkFindingKinds } from "./finding-kinds.ts";
import {
  type CaseMachine,
  findSuperseded,
  mayHappen,
  mayReplace,
  mayShift,
  maySupersedeBy,
  undoesEvidence,
} from "./machine.ts";
import type { Process, ProcessEvent } from "./process.ts";

/** Why an event may not happen, or happened against a rule. */
export interface Objection {
  readonly code: keyof typeof caseworkFindingKinds;
  readonly field: string;
  readonly words: FindingWords;
}

/** The fields that an act needs: its own, the reason of a decision, the facts of a signature. */
export function needsOf(act: ProcessEvent): readonly ProcessEvent["needs"][number][] {
  const needs = new Set(act.needs);
  if (act.decision) needs.add("reason");
  if (act.signs) needs.add("facts");
  return [...needs];
}

/** The act of a process that an event names. */
export function findAct(process: Process, code: string): ProcessEvent | Objection {
  const act = process.events.find((each) => each.code === code);
  if (act !== undefined) return act;
  const codes = process.events.map((each) => each.code);
  return {
    code: "event_unknown",
    field: "event",
    words: {
      found: `the event \`${code}\``,
      expected: `one of ${listNames(codes, 30)}, which \`${process.code}\` knows`,
      help: suggest(findNearest(code, codes), "Name one of them."),
    },
  };
}

/** Everything that speaks against an event as the next of a case. */
export function listObjections(
  machine: CaseMachine,
  event: CaseEvent,
  act: ProcessEvent,
  clocks: readonly ClockReading[],
): readonly Objection[] {
  return [
    ...objectDate(machine, event),
    ...objectOffice(machine.process, event, act),
    ...objectState(machine, event, act),
    ...objectLevel(machine, act),
    ...objectNeeds(machine, event, act),
    ...objectWait(machine.process, event, act, clocks),
  ];
}

function objectDate(machine: CaseMachine, event: CaseEvent): Objection[] {
  if (event.on >= machine.last) return [];
  const words = {
    found: `${event.on}, before ${machine.last}`,
    expected: "the day of the event before it, or of the opening, or a later one",
    help: "Correct the day, or the numbers of the events.",
  };
  return [{ code: "event_date_backward", field: "on", words }];
}

function objectOffice(process: Process, event: CaseEvent, act: ProcessEvent): Objection[] {
  const offices = process.offices.map((each) => each.code);
  if (!offices.includes(event.office)) {
    const words = {
      found: `the office \`${event.office}\``,
      expected: `one of ${listNames(offices, 30)}`,
      help: suggest(findNearest(event.office, offices), "Name one of them."),
    };
    return [{ code: "event_office_unknown", field: "office", words }];
  }
  if (act.by.length === 0 || act.by.includes(event.office)) return [];
  const words = {
    found: `\`${act.code}\` by \`${event.office}\``,
    expected: `${listNames(act.by)}, which may do it`,
    help: "Let that office act, or record another event.",
    ...(act.cite === "" ? {} : { source: act.cite }),
  };
  return [{ code: "event_office_wrong", field: "office", words }];
}

function objectState(machine: CaseMachine, event: CaseEvent, act: ProcessEvent): Objection[] {
  const old = event.supersedes === undefined ? undefined : findSuperseded(machine, event);
  if (event.supersedes !== undefined && old === undefined) {
    const words = {
      found: `\`${event.supersedes}\``,
      expected: "an earlier decision of the case that still stands",
      help: "Name the decision that it replaces, or leave it out.",
    };
    return [{ code: "event_supersedes_wrong", field: "supersedes", words }];
  }
  if (old !== undefined && !mayReplace(old, act)) {
    const words = {
      found: `\`${act.code}\` in the place of \`${old.act.code}\``,
      expected: "a decision about the same: one about the case, or one about its delay",
      help: "Record it without `supersedes`.",
    };
    return [{ code: "event_supersedes_wrong", field: "supersedes", words }];
  }
  if (old !== undefined && !maySupersedeBy(old, event.office)) {
    const words = {
      found: `\`${event.office}\`, and a decision of \`${old.event.office}\``,
      expected: `${listNames(old.act.by)}, whose decision it is`,
      help: "Only who may take a decision may put another in its place.",
    };
    return [{ code: "event_supersedes_wrong", field: "office", words }];
  }
  if (mayHappen(act, machine.state)) return [];
  const before = machine.process.states.find((state) => state.code === old?.from);
  if (before !== undefined && mayHappen(act, before)) return [];
  const words = {
    found: `\`${act.code}\` while the case is in \`${machine.state.code}\``,
    expected:
      act.from.length === 0
        ? "a case that is open"
        : `the case in ${listNames(act.from, 12)}, where it may happen`,
    help: "Record what leads there first, or name the decision that it supersedes.",
    ...(act.cite === "" ? {} : { source: act.cite }),
  };
  return [{ code: "event_state_wrong", field: "event", words }];
}

function objectLevel(machine: CaseMachine, act: ProcessEvent): Objection[] {
  if (mayShift(machine, act)) return [];
  const { levels } = machine.process;
  const top = levels.at(-1)?.name ?? "";
  const words =
    act.delay === "raise"
      ? {
          found: `\`${act.code}\` of a case that is before the highest level`,
          expected: `a level above: the highest is ${top}`,
          help: "Let that level act, accept the delay, or send the case back.",
        }
      : {
          found: `\`${act.code}\` of a case that is before no higher level`,
          expected: "a case that was put before a higher level since it came into its state",
          help: "Record what was done instead.",
        };
  return [{ code: "event_level_none", field: "event", words }];
}

function objectNeeds(machine: CaseMachine, event: CaseEvent, act: ProcessEvent): Objection[] {
  const old = event.supersedes === undefined ? undefined : findSuperseded(machine, event);
  const undoes = old !== undefined && undoesEvidence(machine, old, act);
  const needs = new Set([...needsOf(act), ...(undoes ? (["evidence"] as const) : [])]);
  const missing = [...needs].filter((need) => {
    const value = event[need];
    return value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
  });
  const objections: Objection[] = missing.map((need) => ({
    code: "event_need_missing",
    field: need,
    words: {
      found: `nothing in \`${need}\` of \`${act.code}\``,
      expected: describeNeed(need, need === "evidence" && !act.needs.includes("evidence")),
      help: "Add it.",
    },
  }));
  if (event.facts !== undefined && factsIn(event) === null) {
    const words = {
      found: "a text that is no list of facts",
      expected: "JSON from `table/row/field` to text, as the program writes it",
      help: "Sign again; do not write this field by hand.",
    };
    objections.push({ code: "event_facts_broken", field: "facts", words });
  }
  return objections;
}

function describeNeed(need: ProcessEvent["needs"][number], undoes: boolean): string {
  if (need === "reason") return "the reason, which a decision needs";
  if (undoes) return "`evidence`, since a decision that rests on evidence is undone";
  return `\`${need}\``;
}

function objectWait(
  process: Process,
  event: CaseEvent,
  act: ProcessEvent,
  clocks: readonly ClockReading[],
): Objection[] {
  const waits = process.clocks.filter(
    (clock) => clock.kind === "wait" && clock.ends.includes(act.code),
  );
  return clocks
    .filter((clock) => waits.some((wait) => wait.code === clock.code))
    .filter((clock) => clock.state === "paused" || clock.state === "running")
    .map((clock) => ({
      code: clock.mark === "checked" ? "event_wait_running" : "event_wait_unsure",
      field: "on",
      words: {
        found: `\`${act.code}\` on ${event.on}, ${clock.left} days too early`,
        expected: `${clock.due} or later: ${clock.says}`,
        help: "Wait until then, or correct the day.",
        source: clock.cite,
      },
    }));
}
