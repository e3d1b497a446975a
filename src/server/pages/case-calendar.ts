import type { z } from "zod";
import type { calendarSchema } from "../../api/case-schemas.ts";
import { compareText } from "../../base/findings.ts";
import { addDays, type IsoDate } from "../../base/fiscal.ts";
import type { CaseReading } from "../../casework/case-reading.ts";
import type { Condition } from "../../plan/plan.ts";
import type { CaseView } from "../case-desk.ts";

type Entry = z.output<typeof calendarSchema>["entries"][number];

/** Days on which something falls due or becomes free, the earliest first. */
export function listCalendar(view: CaseView): readonly Entry[] {
  const { tables } = view.rows.plan;
  const entries = [
    ...view.readings.filter(({ closed }) => !closed).flatMap((one) => ofCase(view, one)),
    ...tables.conditions.flatMap((row) => ofCondition(view, row)),
    ...tables.agreements.flatMap((row): Entry[] =>
      row.until === undefined || row.status !== "in_force"
        ? []
        : [
            {
              ...{ day: row.until, kind: "agreement", row: `agreements/${row.id}` },
              title: `${row.name} ends`,
              says: "What it is a precondition of waits or is blocked unless it is renewed.",
              partner: partnerOf(view, row.partner),
              ...{ late: false, paused: false, offices: [] },
            },
          ],
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
  const running = clocks.filter(({ ended_on }) => ended_on === null);
  const list = running
    .filter((one) => one.kind === "limit" || one.state !== "run_out")
    .map(
      (one): Entry => ({
        ...about,
        ...{ day: one.due, kind: one.kind, late: one.late, paused: one.state === "paused" },
        title: `${row.name}: ${one.name}`,
        says: one.then,
      }),
    );
  if (row.due_on !== undefined) {
    list.push({
      ...about,
      ...{ day: row.due_on, kind: "set", late: row.due_on < view.on, paused: false },
      title: `${row.name}: day set for the decision`,
      says: state.otherwise,
    });
  }
  return list;
}

function ofCondition(view: CaseView, row: Condition): Entry[] {
  const about = {
    row: `conditions/${row.id}`,
    partner: partnerOf(view, row.partner),
    ...{ paused: false, offices: [] },
  };
  const list: Entry[] = [];
  if (row.review_on !== undefined) {
    list.push({
      ...about,
      ...{ day: row.review_on, kind: "review", late: row.review_on < view.on },
      title: `${row.name}: review`,
      says: "The condition is looked at again.",
    });
  }
  const told = row.tell_days === undefined ? undefined : lastTold(view, row);
  if (told !== undefined && row.tell_days !== undefined) {
    const day = addDays(told, row.tell_days);
    list.push({
      ...about,
      ...{ day, kind: "tell", late: day < view.on },
      title: `${row.name}: tell the partner again`,
      says: `The partner is told at least every ${row.tell_days} days; the last time was ${told}.`,
    });
  }
  return list;
}

/** The day on which the partner was last told of a condition, or the opening of its case. */
function lastTold(view: CaseView, row: Condition): IsoDate | undefined {
  const days = view.readings
    .filter((one) => one.case.condition === row.id)
    .flatMap((one) => [
      one.case.opened_on,
      ...one.events.filter(({ act }) => /^tell|told/.test(act.code)).map(({ event }) => event.on),
    ]);
  return days.sort().at(-1);
}
