import type { z } from "zod";
import type {
  caseSummarySchema,
  clockSchema,
  officeSchema,
  processSummarySchema,
} from "../../api/case-schemas.ts";
import type { IsoDate } from "../../base/fiscal.ts";
import type { CaseReading } from "../../casework/case-reading.ts";
import type { ClockReading } from "../../casework/clocks.ts";
import type { Process, ProcessOffice } from "../../casework/process.ts";
import type { CaseEvent } from "../../plan/plan.ts";
import { actsFor, type CaseView } from "../case-desk.ts";
import { amountOf, listHeld, trancheAmount } from "./case-money.ts";

type Summary = z.output<typeof caseSummarySchema>;
type Office = z.output<typeof officeSchema>;
type Clock = z.output<typeof clockSchema>;

/** A case in a list, as somebody sees it on a day. */
export function summarizeCase(view: CaseView, reading: CaseReading): Summary {
  const { case: row, process, state, since, closed, assumed, money } = reading;
  const { rows, on } = view;
  return {
    ...{ id: row.id, name: row.name, kind: process.kind },
    ...{ process: process.code, process_name: process.name },
    partner: { id: row.partner, name: rows.find("partners", row.partner)?.name ?? row.partner },
    subject: subjectOf(view, reading),
    state: { code: state.code, name: state.name },
    ...{ since, age: daysBetween(since, on), closed, assumed },
    illustrative: row.illustrative === true,
    waits_for: reading.waits_for.map((one) => officeOf(one, actsFor(view, reading, one.code))),
    ...sayDelay(reading, on),
    officer: row.officer ?? null,
    otherwise: reading.otherwise,
    clock: nextClock(reading),
    due_on: row.due_on ?? null,
    overdue: reading.overdue,
    lapsed: reading.decisions.filter(({ status }) => status === "lapsed").length,
    money,
    amount: amountOf(listHeld(view, reading)) + trancheAmount(view, reading),
  };
}

/** Before which level a case was put, and until when its delay is accepted. */
function sayDelay(
  { raised, delay_accepted: accepted }: CaseReading,
  on: IsoDate,
): Pick<Summary, "raised" | "delay_accepted"> {
  const said = ({ author, reason = "" }: CaseEvent) => ({ author, reason });
  return {
    raised:
      raised === null
        ? null
        : {
            ...{ level: raised.level.name, on: raised.event.on, ...said(raised.event) },
            age: Math.max(0, daysBetween(raised.event.on, on)),
          },
    delay_accepted:
      accepted?.until === undefined ? null : { until: accepted.until, ...said(accepted) },
  };
}

/** What a case decides, with its name. */
export function subjectOf(view: CaseView, { case: row }: CaseReading): Summary["subject"] {
  const { rows } = view;
  for (const [table, id] of [
    ["initiatives", row.initiative],
    ["transfers", row.transfer],
    ["units", row.unit],
    ["conditions", row.condition],
  ] as const) {
    const found = rows.find(table, id);
    if (found !== undefined) return { table, id: found.id, name: found.name };
  }
  return null;
}

/** An office, and whether who asks acts for it. */
export function officeOf({ code, name, department }: ProcessOffice, mine: boolean): Office {
  return { code, name, department, mine };
}

/** A clock as the API tells it. */
export function clockOf({ then, ...clock }: ClockReading): Clock {
  return { ...clock, follows: then };
}

function nextClock({ clocks, closed }: CaseReading): Clock | null {
  if (closed) return null;
  const open = clocks.filter(({ ended_on }) => ended_on === null);
  const late = open.filter((one) => one.late);
  const [first] = (late.length > 0 ? late : open).toSorted((a, b) => (a.due < b.due ? -1 : 1));
  return first === undefined ? null : clockOf(first);
}

/** A process with its states, as columns of a board; `mine` says for which offices who asks acts at all. */
export function summarizeProcess(
  view: CaseView,
  process: Process,
): z.output<typeof processSummarySchema> {
  const own = new Set(
    view.own.filter((one) => one.process === process.code).map((one) => one.office),
  );
  const { code, name, kind, summary, first } = process;
  return {
    ...{ code, name, kind, summary, first },
    states: process.states.map((one) => ({
      ...{ code: one.code, name: one.name, meaning: one.meaning },
      ...{ closed: one.closed, money: one.money },
    })),
    offices: process.offices.map((one) => officeOf(one, own.has(one.code))),
  };
}

/** Calendar days from one day to another. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
