import type { z } from "zod";
import type { newActSchema, newCaseSchema } from "../api/case-schemas.ts";
import type { Finding, Outcome } from "../base/findings.ts";
import { type IsoDate, isoDate } from "../base/fiscal.ts";
import type { CaseReading } from "../casework/case-reading.ts";
import type { ActValues } from "../casework/propose-event.ts";
import { parseCell } from "../plan/cells.ts";
import { fieldsOf } from "../plan/fields.ts";
import { reportPlan } from "../plan/finding-kinds.ts";
import type { CellEdit } from "../store/change-form.ts";
import type { CaseView } from "./case-desk.ts";
import { report } from "./finding-kinds.ts";

type Cells = Readonly<Record<string, string | null>>;
type NewAct = z.output<typeof newActSchema>;

/** Fields of an event that whoever acts gives; the others follow from the case, the day and the process. */
const given = [
  ...["reason", "evidence", "answers", "addressee", "channel", "amount", "until", "supersedes"],
  ...["step", "handling", "rule_version"],
];

/** The day of an act: the one named, else the day of the view, and never before the last event. */
export function actDay(view: CaseView, reading: CaseReading, on: string | undefined): IsoDate {
  if (on !== undefined) return isoDate(on);
  const events = view.rows.eventsOf.get(reading.case.id) ?? [];
  const days = events.filter(({ assumed }) => assumed !== true || view.branch !== "main");
  return [view.on, reading.case.opened_on, ...days.map((one) => one.on)].sort().at(-1) ?? view.on;
}

/** What an act gives, from its texts; findings where a text is none of its field. */
export function actValues(
  act: NewAct,
  { author, assumed }: { readonly author: string; readonly assumed: boolean },
): Outcome<ActValues> {
  const findings: Finding[] = [];
  const values: Record<string, unknown> = {};
  const specs = fieldsOf("events");
  for (const [field, text] of Object.entries(act.cells)) {
    const spec = specs[field];
    if (text === null || text.trim() === "") continue;
    if (spec === undefined || !given.includes(field)) {
      findings.push(
        report(
          "request_malformed",
          { file: "events.csv", field },
          {
            found: `\`${field}\``,
            expected: `one of ${given.join(", ")}`,
            help: "Leave it out: it is filled in.",
          },
        ),
      );
      continue;
    }
    const value = parseCell(text.trim(), spec, (code, words) =>
      findings.push(reportPlan(code, { file: "events.csv", field }, words)),
    );
    if (value !== undefined) values[field] = value;
  }
  return {
    result: { ...values, author, office: act.office, ...(assumed ? { assumed } : {}) },
    findings,
  };
}

/** The reason of the change in the plan's log: what was done, in which case. */
export function describeAct({ case: row, process }: CaseReading, act: NewAct): string {
  const name = process.events.find(({ code }) => code === act.event)?.name ?? act.event;
  const reason = act.cells.reason ?? "";
  return `${name}: ${row.name}${reason === "" ? "" : `. ${reason}`}`.slice(0, 2000);
}

/** The edits that open a case, under a name that is free. */
export function newCaseEdits(
  view: CaseView,
  { id: wanted, cells }: z.output<typeof newCaseSchema>,
): { readonly id: string; readonly edits: readonly CellEdit[] } {
  const process = view.book.processes.get(cells.process ?? "");
  const subject = cells.initiative ?? cells.transfer ?? cells.unit ?? cells.condition;
  const stem = `${subject ?? cells.partner ?? "case"}-${cells.process ?? "case"}`;
  const id = wanted ?? freeName(stem, (name) => view.rows.find("cases", name) !== undefined);
  const all: Cells = {
    opened_on: view.on,
    ...(process === undefined ? {} : { kind: process.kind }),
    ...cells,
  };
  return { id, edits: rowEdits("cases", id, all) };
}

/** The edits that add evidence to a case. */
export function newEvidenceEdits(
  view: CaseView,
  { case: row }: CaseReading,
  cells: Cells,
): readonly CellEdit[] {
  const taken = new Set(view.rows.plan.tables.evidence.map(({ id }) => id));
  const id = freeName(`${row.id}-e`, (name) => taken.has(name), "");
  return rowEdits("evidence", id, { dated: view.on, ...cells, case: row.id });
}

function freeName(stem: string, isTaken: (name: string) => boolean, joint = "-"): string {
  const short = stem.slice(0, 60);
  if (joint !== "" && !isTaken(short)) return short;
  let count = joint === "" ? 1 : 2;
  while (isTaken(`${short}${joint}${count}`)) count++;
  return `${short}${joint}${count}`;
}

function rowEdits(table: "cases" | "evidence", id: string, cells: Cells): CellEdit[] {
  const begin: CellEdit = { table, row: id, field: "id", before: null, after: id };
  const rest = Object.entries(cells).flatMap(([field, after]): CellEdit[] =>
    field === "id" || after === null || after === ""
      ? []
      : [{ table, row: id, field, before: defaultOf(table, field), after }],
  );
  return [begin, ...rest.filter(({ before, after }) => before !== after)];
}

/** What a new row holds before anybody writes it, as files write it. */
function defaultOf(table: "cases" | "evidence", field: string): string | null {
  const spec = fieldsOf(table)[field];
  const value = spec !== undefined && "default" in spec ? spec.default : undefined;
  return value === undefined ? null : String(value);
}
