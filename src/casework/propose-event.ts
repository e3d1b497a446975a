import { type Finding, hasErrors, type Outcome, reporter } from "../base/findings.ts";
import type { IsoDate } from "../base/fiscal.ts";
import { formatCell } from "../plan/cells.ts";
import { fieldsOf, type TableName } from "../plan/fields.ts";
import type { Case, CaseEvent, Edit, Plan } from "../plan/plan.ts";
import { absentValue, makeRow, type RowValues } from "../plan/rows.ts";
import { listNames } from "../plan/words.ts";
import { type ActBar, checkBars } from "./act-bars.ts";
import type { Casebook } from "./casebook.ts";
import { checkSettling } from "./check-settling.ts";
import { listRowObjections } from "./event-objections.ts";
import { factsOf, formatFacts } from "./facts.ts";
import { caseworkFindingKinds } from "./finding-kinds.ts";
import { clocksOf, type FoldedCase, foldCase, lookAtPackage } from "./fold-case.ts";
import { passTime } from "./machine.ts";
import { findAct, listObjections } from "./objections.ts";
import { listEmpty, listLacks } from "./package-asks.ts";
import { lookUpRows, type PlanRows, packageRowsOf } from "./plan-rows.ts";
import { listPriorYears } from "./prior-years.ts";
import type { Process, ProcessEvent } from "./process.ts";
import { reportProcess, reportUnknownCase } from "./read-cases.ts";
import { policyOn } from "./transfers/policies.ts";

const report = reporter(caseworkFindingKinds);

/** What an edit changes, without who makes it, when and why. */
export type EditPart = Omit<Edit, "author" | "at" | "reason">;

/** What somebody gives with an act. Its id, number and facts, and the version of the rules, are filled in. */
export type ActValues = Pick<RowValues<"events">, "author" | "office"> &
  Partial<Omit<RowValues<"events">, "id" | "case" | "number" | "on" | "event" | "facts">>;

/**
 * The edits that record an act in a case on a day; or findings why it may not be, and then no edits.
 *
 * Warnings come beside the edits. A signature takes the facts of the package as the plan states them now. `bars` are
 * those that hold on the day, from `listActBars`: what grants is refused while a checked one stands.
 */
export function proposeEvent(
  plan: Plan,
  book: Casebook,
  caseId: string,
  event: string,
  values: ActValues,
  on: IsoDate,
  bars: readonly ActBar[],
): Outcome<readonly EditPart[]> {
  const rows = lookUpRows(plan);
  const row = rows.find("cases", caseId);
  if (row === undefined) return refuse(reportUnknownCase(plan, caseId));
  const process = book.processes.get(row.process);
  if (process === undefined) return refuse(reportProcess(book, row));
  const act = findAct(process, event);
  if ("words" in act) {
    return refuse(report(act.code, { file: "events.csv", field: act.field }, act.words));
  }
  const folded = foldAll(rows, book, process, row, on);
  const made = makeEvent(rows, book, folded, row, act, values, on);
  const findings = [
    ...checkAct(rows, book, folded, row, act, made),
    ...checkBars(act, made.id, bars),
    ...checkPackage(rows, row, process, act, on),
    ...checkSettling(rows, row, act, made),
  ];
  return { result: hasErrors(findings) ? [] : rowEdits("events", made), findings };
}

function refuse(finding: Finding): Outcome<readonly EditPart[]> {
  return { result: [], findings: [finding] };
}

/** The case after all its events, also those after the day, so that an act before one of them is refused. */
function foldAll(
  rows: PlanRows,
  book: Casebook,
  process: Process,
  row: Case,
  on: IsoDate,
): FoldedCase {
  const events = rows.eventsOf.get(row.id) ?? [];
  const last = [on, ...events.map((event) => event.on)].sort().at(-1) ?? on;
  const folded = foldCase(rows, book, process, row, last, listRowObjections);
  const stood = folded.machine.steps.some((step) => step.act.signs && step.status === "stands");
  if (stood) lookAtPackage(folded, factsOf(rows, row));
  return folded;
}

function makeEvent(
  rows: PlanRows,
  book: Casebook,
  folded: FoldedCase,
  row: Case,
  act: ProcessEvent,
  values: ActValues,
  on: IsoDate,
): CaseEvent {
  const events = rows.eventsOf.get(row.id) ?? [];
  const number = events.reduce((most, each) => Math.max(most, each.number), 0) + 1;
  // A lapse is seen by comparing facts. Once something follows it, the record itself must show it.
  const lapsed = folded.machine.steps.some((step) => step.status === "lapsed");
  return makeRow("events", {
    ...(act.decision ? { rule_version: versionOf(book, row, on) } : {}),
    ...values,
    ...{ id: freeId(rows, row.id, number), case: row.id, number, on, event: act.code },
    ...(act.signs || lapsed ? { facts: formatFacts(factsOf(rows, row)) } : {}),
  });
}

/** What is decided under: for a transfer the version of the arms transfer policy in force on the day. */
function versionOf(book: Casebook, row: Case, on: IsoDate): string {
  const policy = row.kind === "transfer" ? policyOn(book.policies, on) : undefined;
  return policy?.code ?? `casework ${book.edition}`;
}

function freeId(rows: PlanRows, caseId: string, number: number): string {
  const stem = caseId.slice(0, 68);
  const name = (count: number) =>
    count === 0 ? `${stem}-${number}` : `${stem}-${number}-${count}`;
  let count = 0;
  while (rows.find("events", name(count)) !== undefined) count++;
  return name(count);
}

function checkAct(
  rows: PlanRows,
  book: Casebook,
  { machine }: FoldedCase,
  row: Case,
  act: ProcessEvent,
  event: CaseEvent,
): Finding[] {
  if (event.on >= machine.last) passTime(machine, event.on);
  const clocks = clocksOf(book, machine, row, rows.find("partners", row.partner), event.on);
  const at = (field: string) => ({ file: "events.csv", id: event.id, field });
  const objections = [
    ...listObjections(machine, event, act, clocks),
    ...listRowObjections(rows, book, row, machine, event, act),
  ];
  return objections.map(({ code, field, words }) => report(code, at(field), words));
}

function checkPackage(
  rows: PlanRows,
  row: Case,
  process: Process,
  act: ProcessEvent,
  on: IsoDate,
): Finding[] {
  if (process.asks.length === 0) return [];
  const found = packageRowsOf(rows, row);
  const years = listPriorYears(rows, row.partner, on);
  return listLacks(process, act.code, found, years).map((ask) =>
    report(
      ask.mark === "checked" ? "package_lacking" : "package_lacking_unsure",
      { file: "cases.csv", id: row.id },
      {
        found: `nothing in ${listNames(listEmpty(ask, found, years))}`,
        expected: `${ask.name}: ${ask.says}`,
        help: `Fill it in before \`${act.code}\`.`,
        source: ask.cite,
      },
    ),
  );
}

/** The edits that make a row: its id first, then every field that is not as a default gives it. */
export function rowEdits(
  table: TableName,
  row: Readonly<Record<string, unknown>> & { readonly id: string },
): readonly EditPart[] {
  const parts: EditPart[] = [{ table, row: row.id, field: "id", before: null, after: row.id }];
  for (const [field, spec] of Object.entries(fieldsOf(table))) {
    const empty = formatCell(absentValue(spec), spec);
    const after = formatCell(row[field], spec);
    if (field === "id" || after === null || after === empty) continue;
    parts.push({ table, row: row.id, field, before: empty, after });
  }
  return parts;
}
