import type { z } from "zod";
import type { calendarSchema } from "../../api/case-schemas.ts";
import { compareText } from "../../base/findings.ts";
import type { CaseReading } from "../../casework/case-reading.ts";
import { type ConditionReading, readConditions } from "../../casework/conditions.ts";
import { listRegisterDays } from "../../casework/register-days.ts";
import type { CaseView } from "../case-desk.ts";

/** The office that gives State's input to the plans of others. */
const inputOffice = "state_pm";

type Entry = z.output<typeof calendarSchema>["entries"][number];

/** Days on which something falls due or becomes free, the earliest first. */
export function listCalendar(view: CaseView): readonly Entry[] {
  const conditions = readConditions(view.rows.plan, view.book, view.on);
  const entries = [
    ...view.readings.flatMap((one) => ofCase(view, one)),
    ...conditions.result.flatMap((one) => ofCondition(view, one)),
    ...listRegisterDays(view.rows.plan, view.book.policies.terms, view.on).map(
      ({ partners, ...one }): Entry => ({
        ...one,
        partner: partners.length === 1 ? partnerOf(view, partners[0] ?? "") : null,
        ...{ paused: false, offices: one.kind === "input" ? [inputOffice] : [] },
      }),
    ),
  ];
  return entries.sort((a, b) => compareText(a.day, b.day) || compareText(a.row, b.row));
}

function partnerOf({ rows }: CaseView, id: string): Entry["partner"] {
  return { id, name: rows.find("partners", id)?.name ?? id };
}

function ofCase(view: CaseView, reading: CaseReading): Entry[] {
  const { case: row, clocks, waits_for, state } = reading;
  const about = {
    row: `cases/${row.id}`,
    partner: partnerOf(view, row.partner),
    offices: waits_for.map(({ code }) => code),
  };
  // In a closed case only money runs out. What the condition itself sets stands there once, not in each of its cases.
  const running = clocks.filter(
    ({ ended_on, code }) =>
      ended_on === null &&
      (reading.closed ? code === "lapse" : !ofConditions.has(code)) &&
      (code !== "decision" || settles(reading) || !isSettledElsewhere(view, reading)),
  );
  const list = running
    .filter((one) => one.kind === "limit" || one.state !== "run_out")
    .map(
      (one): Entry => ({
        ...about,
        ...{
          day: one.due,
          kind: one.code === "lapse" ? "lapse" : one.kind,
          late: one.late,
          paused: one.state === "paused",
        },
        title: `${row.name}: ${one.name}`,
        says: one.then,
      }),
    );
  if (row.due_on !== undefined && !reading.closed) {
    list.push({
      ...about,
      ...{ day: row.due_on, kind: "set", late: row.due_on < view.on, paused: false },
      title: `${row.name}: day set for the decision`,
      says: state.otherwise,
    });
  }
  return list;
}

/** Whether a case decides about a tranche. */
function settles({ process }: CaseReading): boolean {
  return process.events.some((act) => act.settles !== null);
}

/** Whether another open case of the same condition decides about its tranche. */
function isSettledElsewhere({ readings }: CaseView, { case: row }: CaseReading): boolean {
  return readings.some(
    (one) => !one.closed && one.case.condition === row.condition && settles(one),
  );
}

/** Clocks that a condition sets for all of its cases. */
const ofConditions: ReadonlySet<string> = new Set(["tell", "review"]);

function ofCondition(view: CaseView, reading: ConditionReading): Entry[] {
  const { condition: row, tell_by, tell_overdue, review_overdue } = reading;
  const open = view.readings.filter((one) => one.case.condition === row.id && !one.closed);
  // Where steps are taken, the partner is told and the condition is looked at.
  const main = open.find(({ process }) => process.ladder.length > 0) ?? open[0];
  const about = {
    row: main === undefined ? `conditions/${row.id}` : `cases/${main.case.id}`,
    partner: partnerOf(view, row.partner),
    ...{ paused: false, offices: (main?.waits_for ?? []).map(({ code }) => code) },
  };
  const list: Entry[] = [];
  if (row.review_on !== undefined) {
    list.push({
      ...about,
      ...{ day: row.review_on, kind: "review", late: review_overdue },
      title: `${row.name}: review`,
      says: "The condition is looked at again.",
    });
  }
  if (tell_by !== null) {
    list.push({
      ...about,
      ...{ day: tell_by, kind: "tell", late: tell_overdue },
      title: `${row.name}: tell the partner again`,
      says: `The partner is told at least every ${row.tell_days} days.`,
    });
  }
  return list;
}
