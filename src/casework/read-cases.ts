import { type Finding, type Outcome, reporter, sortFindings } from "../base/findings.ts";
import type { IsoDate } from "../base/fiscal.ts";
import { findNearest } from "../base/ids.ts";
import type { Case, CaseEvent, Plan } from "../plan/plan.ts";
import { listNames, suggest } from "../plan/words.ts";
import type { CaseReading, NextAct, Raised } from "./case-reading.ts";
import type { Casebook } from "./casebook.ts";
import type { ClockReading } from "./clocks.ts";
import { listRowObjections } from "./event-objections.ts";
import { factsOf } from "./facts.ts";
import { caseworkFindingKinds } from "./finding-kinds.ts";
import { clocksOf, decisionsOf, foldCase, lookAtPackage } from "./fold-case.ts";
import { readLadder, strongerMoney } from "./ladder.ts";
import {
  type CaseMachine,
  mayHappen,
  mayReplace,
  mayShift,
  maySupersede,
  maySupersedeBy,
  stateOf,
  undoesEvidence,
} from "./machine.ts";
import { needsOf } from "./objections.ts";
import { listLacks } from "./package-asks.ts";
import { listPlanClocks } from "./plan-clocks.ts";
import { initiativesOf, lookUpRows, type PlanRows, packageRowsOf } from "./plan-rows.ts";
import { listPriorYears } from "./prior-years.ts";
import type { Process, ProcessEvent } from "./process.ts";
import { readTrancheMoney } from "./tranche-money.ts";

const report = reporter(caseworkFindingKinds);

/**
 * Every case of a plan as it stands on a day, in the order of the table.
 *
 * A case that was opened later is not there yet. One whose process is unknown has no reading, only a finding.
 */
export function readCases(
  plan: Plan,
  book: Casebook,
  on: IsoDate,
): Outcome<readonly CaseReading[]> {
  const rows = lookUpRows(plan);
  const findings: Finding[] = [];
  const result = plan.tables.cases.flatMap((row) => {
    if (row.opened_on > on) return [];
    const reading = readCase(rows, book, row, on);
    if ("code" in reading) {
      findings.push(reading);
      return [];
    }
    findings.push(...reading.findings);
    return [reading];
  });
  return { result, findings: sortFindings(findings) };
}

/** One case as it stands on a day, or the finding that its process is unknown. */
export function readCase(
  rows: PlanRows,
  book: Casebook,
  row: Case,
  on: IsoDate,
): CaseReading | Finding {
  const process = book.processes.get(row.process);
  if (process === undefined) return reportProcess(book, row);
  const partner = rows.find("partners", row.partner);
  const folded = foldCase(rows, book, process, row, on, listRowObjections);
  const { machine } = folded;
  const signed = machine.steps.some((step) => step.act.signs && step.status === "stands");
  if (signed) lookAtPackage(folded, factsOf(rows, row));
  const clocks = [
    ...clocksOf(book, machine, row, partner, folded.day),
    ...listPlanClocks(rows, book, row, machine, on),
  ];
  const state = machine.state;
  const raised = raisedOf(machine);
  const above = raised?.level.offices ?? [];
  const accepted = acceptedOn(machine, on);
  const dueMissed = row.due_on !== undefined && row.due_on < on && !state.closed;
  const reading: CaseReading = {
    ...{ case: row, process, on, state, since: machine.since },
    closed: state.closed,
    money: state.money,
    assumed: machine.steps.some((step) => step.event.assumed && step.status === "stands"),
    ...{ raised, delay_accepted: accepted },
    waits_for: [
      ...process.offices.filter(({ code }) => above.includes(code)),
      ...process.offices.filter(({ code }) => state.next.includes(code) && !above.includes(code)),
    ],
    otherwise: state.otherwise,
    events: machine.steps.map(({ event, act, from, to, status }) => ({
      event,
      act,
      from,
      to,
      status,
    })),
    left_out: folded.left_out,
    decisions: decisionsOf(machine),
    clocks,
    overdue: accepted === null && (dueMissed || clocks.some(isLate)),
    next: listNext(rows, row, machine, clocks, on),
    findings: [
      ...checkSubject(row, process),
      ...checkMoney(rows, row, process),
      ...folded.findings,
      ...checkSigned(rows, row, machine),
    ],
  };
  // What a condition does to the money, the steps of its ladder say, and what was decided about its tranche.
  const money = readLadder(rows, book, reading).reduce(
    (sum, step) => strongerMoney(sum, step.money),
    state.money,
  );
  const tranche = readTrancheMoney(rows, reading);
  const kept = tranche === null ? "free" : tranche.blocked > 0 ? "blocked" : "waits";
  return { ...reading, money: strongerMoney(money, kept) };
}

/** What a package lacks over which a signature stands: an act from outside is read without a look at what it asks for. */
function checkSigned(rows: PlanRows, row: Case, { process, steps, state }: CaseMachine): Finding[] {
  if (process.asks.length === 0 || state.closed) return [];
  const found = packageRowsOf(rows, row);
  const signed = steps.filter(({ act, status }) => act.signs && status === "stands");
  return signed.flatMap(({ act, event }) => {
    const years = listPriorYears(rows, row.partner, event.on);
    const lacks = listLacks(process, act.code, found, years);
    if (lacks.length === 0) return [];
    const first = lacks.find(({ cite }) => cite !== "");
    return [
      report(
        "signature_package_lacking",
        { file: "events.csv", id: event.id, field: "event" },
        {
          found: `\`${act.code}\` of ${event.on} over a package that lacks ${listNames(lacks.map(({ code }) => code))}`,
          expected: "a package that holds what the act asks for",
          help: "Fill in what is lacking, and sign again.",
          ...(first === undefined ? {} : { source: first.cite }),
        },
      ),
    ];
  });
}

const isLate = (clock: ClockReading) => clock.late && clock.ended_on === null;

/** The level before which a case stands. */
function raisedOf({ process, raised }: CaseMachine): Raised | null {
  const level = process.levels[raised.length - 1];
  const event = raised.at(-1)?.event;
  return level === undefined || event === undefined
    ? null
    : { level, number: raised.length, event };
}

/** The event that accepts the delay, where its last day is not past. */
function acceptedOn({ accepted }: CaseMachine, on: IsoDate): CaseEvent | null {
  if (accepted === null || accepted.status !== "stands") return null;
  const { until } = accepted.event;
  return until === undefined || until < on ? null : accepted.event;
}

function listNext(
  rows: PlanRows,
  row: Case,
  machine: CaseMachine,
  clocks: readonly ClockReading[],
  on: IsoDate,
): readonly NextAct[] {
  const { process } = machine;
  const asked = process.asks.length > 0;
  const found = asked ? packageRowsOf(rows, row) : [];
  const years = asked ? listPriorYears(rows, row.partner, on) : [];
  const open = machine.steps.filter(maySupersede);
  const acts = process.events.filter((act) => mayShift(machine, act));
  return acts.flatMap((act): NextAct[] => {
    const supersedes = act.decision
      ? open.filter(
          (step) =>
            mayReplace(step, act) &&
            mayHappen(act, stateOf(process, step.from)) &&
            (act.by.length === 0 || act.by.some((office) => maySupersedeBy(step, office))),
        )
      : [];
    if (!mayHappen(act, machine.state) && supersedes.length === 0) return [];
    const instead = !mayHappen(act, machine.state);
    const undoes = instead && supersedes.some((step) => undoesEvidence(machine, step, act));
    const needs = new Set(needsOf(act).filter((need) => need !== "facts"));
    if (undoes) needs.add("evidence");
    const may = (code: string): boolean => act.by.length === 0 || act.by.includes(code);
    return [
      {
        act,
        offices: process.offices.filter((office) => may(office.code)),
        needs: [...needs, ...(instead ? ["supersedes"] : [])],
        lacks: listLacks(process, act.code, found, years),
        not_before: findWaitEnd(process, act, clocks),
        supersedes: supersedes.map((step) => step.event.id),
      },
    ];
  });
}

function findWaitEnd(
  process: Process,
  act: ProcessEvent,
  clocks: readonly ClockReading[],
): IsoDate | null {
  const ends = process.clocks
    .filter((clock) => clock.kind === "wait" && clock.ends.includes(act.code))
    .flatMap((clock) => clocks.filter((each) => each.code === clock.code))
    .filter((clock) => clock.state === "running" || clock.state === "paused")
    .map((clock) => clock.due)
    .sort();
  return ends.at(-1) ?? null;
}

/** A case that decides none of the accounts of its initiative holds no money, which is hardly meant. */
function checkMoney(rows: PlanRows, row: Case, process: Process): Finding[] {
  if (process.accounts.length === 0) return [];
  return initiativesOf(rows, row)
    .filter(({ accounts }) => !accounts.some((code) => process.accounts.includes(code)))
    .map(({ id, accounts }) =>
      report(
        "case_money_none",
        { file: "cases.csv", id: row.id, field: "initiative" },
        {
          found: `\`${id}\`, which ${listNames(accounts)} may pay`,
          expected: `an initiative that one of ${listNames(process.accounts)} may pay`,
          help: "Choose another process, or add the account; until then the case holds no money.",
        },
      ),
    );
}

const subjects = {
  concurrence: "initiative",
  transfer: "transfer",
  vetting: "unit",
  condition: "condition",
} as const;

function checkSubject(row: Case, process: Process): Finding[] {
  const at = (field: string) => ({ file: "cases.csv", id: row.id, field });
  const findings: Finding[] = [];
  if (row.kind !== process.kind) {
    findings.push(
      report("case_kind_other", at("kind"), {
        found: `\`${row.kind}\`, and the process \`${process.code}\` of kind \`${process.kind}\``,
        expected: "a process of the kind of the case",
        help: "Correct `kind` or `process`.",
      }),
    );
  }
  const subject = subjects[process.kind];
  if (row[subject] === undefined) {
    findings.push(
      report("case_subject_missing", at(subject), {
        found: `no \`${subject}\` in a case of kind \`${process.kind}\``,
        expected: `the ${subject} that it decides`,
        help: "Name it; until then the case holds no money.",
      }),
    );
  }
  return findings;
}

/** The finding that the process of a case is unknown. */
export function reportProcess(book: Casebook, row: Case): Finding {
  const codes = [...book.processes.keys()];
  const at = { file: "cases.csv", id: row.id, field: "process" };
  return report("case_process_unknown", at, {
    found: `the process \`${row.process}\``,
    expected: `one of ${listNames(codes, 30)}`,
    help: suggest(findNearest(row.process, codes), "Name one of them."),
  });
}

/** The finding that a plan has no such case. */
export function reportUnknownCase(plan: Plan, caseId: string): Finding {
  const ids = plan.tables.cases.map((row) => row.id);
  return report(
    "case_unknown",
    { file: "cases.csv", id: caseId },
    {
      found: `\`${caseId}\``,
      expected: "the id of a case of the plan",
      help: suggest(findNearest(caseId, ids), "Open the case first."),
    },
  );
}
