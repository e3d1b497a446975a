import type { z } from "zod";
import { outsideDepartments } from "../../api/case-offices.ts";
import type { caseEventSchema, casePageSchema, nextActSchema } from "../../api/case-schemas.ts";
import type { ActBar } from "../../casework/act-bars.ts";
import type { CaseReading, NextAct } from "../../casework/case-reading.ts";
import { packageRowsOf } from "../../casework/plan-rows.ts";
import { readTransfers } from "../../casework/transfers/read-transfers.ts";
import type { TransferReading } from "../../casework/transfers/transfer-reading.ts";
import { listActBars } from "../../casework/transfers/transfer-rules.ts";
import type { CaseEvent } from "../../plan/plan.ts";
import { actsFor, type CaseView, versionOf } from "../case-desk.ts";
import { checklistOf } from "./case-checklist.ts";
import { listDetails } from "./case-details.ts";
import { listHeld } from "./case-money.ts";
import { clockOf, officeOf, subjectOf, summarizeCase, summarizeProcess } from "./case-summary.ts";
import { cellsOf } from "./row-cells.ts";

type CasePage = z.output<typeof casePageSchema>;
type Act = z.output<typeof nextActSchema>;
type Event = z.output<typeof caseEventSchema>;

/** Everything about one case, as somebody sees it on a day. */
export function casePage(view: CaseView, reading: CaseReading): CasePage {
  const { rows, seen, on } = view;
  const { case: row, state, process, findings } = reading;
  const transfer = transferOf(view, reading);
  const bars = listActBars(rows, view.book, view.law, row, on);
  return {
    ...{ on, seq: seen.seq, version: versionOf(view, reading), withheld: seen.withheld },
    case: summarizeCase(view, reading),
    cells: cellsOf("cases", row),
    state: { code: state.code, name: state.name, meaning: state.meaning },
    process: summarizeProcess(view, process),
    next: reading.next.map((next) => actOf(view, reading, next, bars)),
    events: listEvents(reading),
    clocks: reading.clocks.map(clockOf),
    package: packageRowsOf(rows, row).map((one) => ({
      table: one.table,
      cells: cellsOf(one.table, one.row),
    })),
    evidence: rows.plan.tables.evidence
      .filter((one) => one.case === row.id && one.dated <= on)
      .map((one) => cellsOf("evidence", one)),
    held: [...listHeld(view, reading)],
    checklist: transfer === undefined ? null : checklistOf(reading, transfer),
    details: listDetails(view, reading, transfer),
    beside: listBeside(view, reading),
    findings: [...findings],
    may_edit: mayEdit(view, reading),
  };
}

/** The transfer that a case decides, as it stands. */
function transferOf(view: CaseView, { case: row }: CaseReading): TransferReading | undefined {
  if (row.transfer === undefined) return undefined;
  const { rows, book, law, on, readings } = view;
  const { result } = readTransfers(rows.plan, book, law, on, readings);
  return result.find(({ transfer }) => transfer.id === row.transfer);
}

/** Whether somebody has a part in the case: an office of it is theirs, or they write every row. */
function mayEdit(view: CaseView, reading: CaseReading): boolean {
  const { rights } = view.seen.sight;
  return (
    rights.everywhere || reading.process.offices.some((one) => actsFor(view, reading, one.code))
  );
}

function actOf(view: CaseView, reading: CaseReading, next: NextAct, bars: readonly ActBar[]): Act {
  const { act, needs, lacks, not_before, supersedes } = next;
  const to = reading.process.states.find(({ code }) => code === act.to);
  const offices = next.offices.map((one) => officeOf(one, actsFor(view, reading, one.code)));
  const why_not = whyNot(view, reading, next);
  return {
    ...{ code: act.code, name: act.name, meaning: act.meaning },
    ...{ decision: act.decision, signs: act.signs },
    to: to === undefined ? null : { code: to.code, name: to.name },
    offices,
    needs: needs.filter((need) => need !== "facts"),
    lacks: lacks.map(({ code, name, says, fields, cite, mark }) => ({
      ...{ code, name, says, fields: [...fields], cite },
      blocks: mark === "checked",
    })),
    bars: (act.grants ? bars : []).map(({ citation, refuses, until: _, ...bar }) => ({
      ...{ ...bar, cite: citation, blocks: refuses },
    })),
    ...{ not_before, supersedes: [...supersedes], may: why_not === "", why_not },
  };
}

function whyNot(view: CaseView, reading: CaseReading, { act, offices }: NextAct): string {
  const { rights } = view.seen.sight;
  if (view.branch !== "main") return rights.edit ? "" : "You may look at this plan, not change it.";
  if (rights.administer) return "";
  const mine = offices.filter((one) => actsFor(view, reading, one.code));
  if (mine.length === 0) {
    const names = offices.map(({ name, department }) => `${name} (${department})`);
    return `It is for ${names.join(", or ")}.`;
  }
  const decides =
    rights.everywhere || mine.some(({ department }) => outsideDepartments.includes(department));
  return act.decision && !decides
    ? "A decision needs the role of a planner or decision maker, too."
    : "";
}

function listEvents(reading: CaseReading): Event[] {
  const decisions = new Map(reading.decisions.map((one) => [one.event.id, one]));
  const names = new Map(reading.process.states.map(({ code, name }) => [code, name]));
  const counted = reading.events.map(({ event, act, from, to }): Event => {
    const decision = decisions.get(event.id);
    return {
      ...eventOf(reading, event),
      ...{ decision: act.decision, signs: act.signs },
      ...{ from: names.get(from) ?? from, to: names.get(to) ?? to },
      status: decision?.status ?? "stands",
      superseded_by: decision?.superseded_by ?? null,
      why: decision?.why ?? "",
      changes: [...(decision?.changes ?? [])],
    };
  });
  const left = reading.left_out.map(
    (event): Event => ({
      ...eventOf(reading, event),
      ...{ decision: false, signs: false, from: null, to: null, status: "left_out" },
      ...{ superseded_by: null, changes: [] },
      why: reading.findings.find(({ at }) => at.id === event.id)?.found ?? "",
    }),
  );
  return [...counted, ...left].sort((a, b) => a.number - b.number);
}

function eventOf(reading: CaseReading, event: CaseEvent) {
  const { offices, events } = reading.process;
  return {
    ...{ id: event.id, number: event.number, on: event.on, event: event.event },
    name: events.find(({ code }) => code === event.event)?.name ?? event.event,
    ...{ author: event.author, office: event.office, assumed: event.assumed === true },
    office_name: offices.find(({ code }) => code === event.office)?.name ?? event.office,
    cells: cellsOf("events", event),
  };
}

/** Cases about the same thing, or, of a case without one, about nothing else. */
function listBeside(view: CaseView, reading: CaseReading): CasePage["beside"] {
  const subject = subjectOf(view, reading);
  if (subject === null) return [];
  return view.readings
    .filter((one) => one.case.id !== reading.case.id)
    .filter((one) => {
      const other = subjectOf(view, one);
      return other?.table === subject.table && other.id === subject.id;
    })
    .map((one) => summarizeCase(view, one));
}
