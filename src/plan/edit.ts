import {
  compareText,
  type Finding,
  type FindingWords,
  type Outcome,
  type Place,
} from "../base/findings.ts";
import { findNearest } from "../base/ids.ts";
import { formatCell, parseCell } from "./cells.ts";
import type { FieldSpec } from "./field-spec.ts";
import { fieldsOf, type TableName } from "./fields.ts";
import { type PlanFindingCode, reportPlan } from "./finding-kinds.ts";
import type { Edit, Plan, PlanTables } from "./plan.ts";
import { absentValue } from "./rows.ts";
import { listNames, quote, suggest } from "./words.ts";

/** A finding about an edit, with the edit's index in its list. */
export interface EditProblem {
  readonly index: number;
  readonly finding: Finding;
}

/** What edits gave: the new plan, and what was wrong with edits that were not applied. */
export interface FoldedPlan {
  readonly plan: Plan;
  readonly problems: readonly EditProblem[];
}

type Row = Record<string, unknown>;

/** A row while it is edited. `row` is nothing while the row does not exist. */
interface Draft {
  readonly original: Row | undefined;
  row: Row | undefined;
  /** Index of the last edit that changed it. */
  last: number;
}

interface TableDraft {
  readonly table: TableName;
  readonly fields: Readonly<Record<string, FieldSpec>>;
  readonly positions: ReadonlyMap<string, number>;
  readonly rows: readonly Row[];
  readonly drafts: Map<string, Draft>;
}

/**
 * The plan after edits, in their order. The plan given is unchanged.
 *
 * An edit that does not fit (a stale `before`, an unknown row, a value that cannot be read) is a finding and is not
 * applied; the others are. A row that is made goes to its place by id where its table is sorted by id, else to the
 * end.
 */
export function applyEdits(plan: Plan, edits: readonly Edit[]): Outcome<Plan> {
  const { plan: result, problems } = foldEdits(plan, edits);
  return { result, findings: problems.map((problem) => problem.finding) };
}

/** As {@link applyEdits}, with the index of the edit of each finding. */
export function foldEdits(plan: Plan, edits: readonly Edit[]): FoldedPlan {
  const tables = new Map<TableName, TableDraft>();
  const problems: EditProblem[] = [];
  edits.forEach((edit, index) => {
    const draft = openTable(plan, tables, edit.table);
    const at = { file: `${edit.table}.csv`, field: edit.field, id: edit.row };
    applyEdit(draft, edit, index, (code, words, spot = at) =>
      problems.push({ index, finding: reportPlan(code, spot, words) }),
    );
  });
  const changed: Record<string, readonly Row[]> = {};
  for (const draft of tables.values()) changed[draft.table] = closeTable(draft, problems);
  problems.sort((a, b) => a.index - b.index);
  return { plan: { ...plan, tables: { ...plan.tables, ...changed } as PlanTables }, problems };
}

type ReportEdit = (code: PlanFindingCode, words: FindingWords, at?: Place) => void;

function openTable(plan: Plan, tables: Map<TableName, TableDraft>, table: TableName): TableDraft {
  const open = tables.get(table);
  if (open !== undefined) return open;
  const rows = plan.tables[table] as unknown as readonly Row[];
  const positions = new Map(rows.map((row, index) => [String(row.id), index]));
  const draft = { table, fields: fieldsOf(table), positions, rows, drafts: new Map() };
  tables.set(table, draft);
  return draft;
}

function openRow(table: TableDraft, id: string): Draft {
  const open = table.drafts.get(id);
  if (open !== undefined) return open;
  const position = table.positions.get(id);
  const original = position === undefined ? undefined : table.rows[position];
  const draft: Draft = { original, row: original, last: -1 };
  table.drafts.set(id, draft);
  return draft;
}

function applyEdit(table: TableDraft, edit: Edit, index: number, report: ReportEdit): void {
  const draft = openRow(table, edit.row);
  if (edit.field === "id") {
    applyIdEdit(table, draft, edit, index, report);
    return;
  }
  if (draft.row === undefined) {
    reportUnknownRow(table, edit, report);
    return;
  }
  // Names such as `constructor` belong to every object; only its own are fields.
  const spec = Object.hasOwn(table.fields, edit.field) ? table.fields[edit.field] : undefined;
  if (spec === undefined) {
    const names = Object.keys(table.fields);
    report("choice_unknown", {
      found: `the field ${quote(edit.field)}`,
      expected: `a field of ${table.table}: ${listNames(names, names.length)}`,
      help: suggest(findNearest(edit.field, names), "Write one of them."),
    });
    return;
  }
  const current = formatCell(draft.row[edit.field], spec);
  if (!agrees(edit.before, current, spec)) {
    report("edit_stale", describeStale(edit, current));
    return;
  }
  const value = parseAfter(edit.after, spec, report);
  if (value === failed) return;
  draft.row = { ...draft.row, [edit.field]: value };
  draft.last = index;
}

/** Making and ending a row. */
function applyIdEdit(
  table: TableDraft,
  draft: Draft,
  edit: Edit,
  index: number,
  report: ReportEdit,
): void {
  const { row: id, before, after } = edit;
  if (before === null && after === id) {
    if (draft.row === undefined) {
      const row = makeEmptyRow(table, id, report);
      if (row === undefined) return;
      draft.row = row;
      draft.last = index;
    } else report("edit_row_exists", describeExists(id));
  } else if (before === id && after === null) {
    if (draft.row === undefined) reportUnknownRow(table, edit, report);
    else if (endRow(table, draft.row, report)) {
      draft.row = undefined;
      draft.last = index;
    }
  } else report("edit_id_change", describeIdChange(edit));
}

function makeEmptyRow(table: TableDraft, id: string, report: ReportEdit): Row | undefined {
  const row: Row = {};
  for (const [name, spec] of Object.entries(table.fields)) row[name] = absentValue(spec);
  row.id = parseAfter(id, { type: "id", required: true, meaning: "The new row." }, report);
  return row.id === failed ? undefined : row;
}

function endRow(table: TableDraft, row: Row, report: ReportEdit): boolean {
  const left = Object.entries(table.fields)
    .filter(([name, spec]) => name !== "id" && !agrees(null, formatCell(row[name], spec), spec))
    .map(([name]) => name);
  if (left.length === 0) return true;
  report("edit_row_not_empty", {
    found: `values in ${listNames(left)}`,
    expected: "edits that empty the other fields first, so that the end can be undone",
    help: "Set each of them to nothing before the id.",
  });
  return false;
}

const failed = Symbol("failed");

function parseAfter(after: string | null, spec: FieldSpec, report: ReportEdit): unknown {
  if (after === null) return absentValue(spec);
  let broken = false;
  const value = parseCell(after, spec, (code, words) => {
    report(code, words);
    if (code !== "cell_spaces") broken = true;
  });
  return broken ? failed : value;
}

/** Whether a text says what a field holds; `null` is also said of a default, and `1.50` of `1.5`. */
function agrees(text: string | null, current: string | null, spec: FieldSpec): boolean {
  if (text === current) return true;
  if (text === null) return formatCell(absentValue(spec), spec) === current;
  let broken = false;
  const value = parseCell(text, spec, (code) => {
    if (code !== "cell_spaces") broken = true;
  });
  return !broken && formatCell(value, spec) === current;
}

function describeStale(edit: Edit, current: string | null): FindingWords {
  const show = (text: string | null): string => (text === null ? "nothing" : quote(text));
  return {
    found: `${show(current)} in \`${edit.field}\` of \`${edit.row}\``,
    expected: `${show(edit.before)}, the value that the edit changes to ${show(edit.after)}`,
    help: "The edit was not applied. Make it again from the value that is there.",
  };
}

function describeExists(id: string): FindingWords {
  return {
    found: `a new row \`${id}\`, which exists already`,
    expected: "an id that no row of the table has",
    help: "Give the new row another id, or change the fields of the row that is there.",
  };
}

function describeIdChange(edit: Edit): FindingWords {
  return {
    found: `the id of \`${edit.row}\` from ${quote(edit.before ?? "")} to ${quote(edit.after ?? "")}`,
    expected: "a row that is made (its id from nothing) or ended (its id to nothing)",
    help: "Make a new row and end the old one.",
  };
}

function reportUnknownRow(table: TableDraft, edit: Edit, report: ReportEdit): void {
  report("edit_row_unknown", {
    found: `\`${edit.row}\`, which \`${table.table}\` does not have`,
    expected: "a row of the table",
    help: suggest(
      findNearest(edit.row, table.positions.keys()),
      "Make the row first: set its `id` from nothing.",
    ),
  });
}

/** The rows of a table after its edits; rows left without a required value are put back as they were. */
function closeTable(table: TableDraft, problems: EditProblem[]): readonly Row[] {
  const rows: (Row | undefined)[] = [...table.rows];
  const made: Row[] = [];
  for (const [id, draft] of table.drafts) {
    const missing = draft.row === undefined ? [] : listMissing(table, draft.row);
    if (missing.length > 0) problems.push(describeIncomplete(table, id, draft, missing));
    const row = missing.length > 0 ? draft.original : draft.row;
    const position = table.positions.get(id);
    if (position !== undefined) rows[position] = row;
    else if (row !== undefined) made.push(row);
  }
  const kept = rows.filter((row) => row !== undefined);
  if (made.length === 0) return kept;
  const byId = (a: Row, b: Row): number => compareText(String(a.id), String(b.id));
  const sorted = table.rows.every(
    (row, index) => index === 0 || byId(table.rows[index - 1] ?? row, row) < 0,
  );
  return sorted ? [...kept, ...made].sort(byId) : [...kept, ...made];
}

function listMissing(table: TableDraft, row: Row): string[] {
  return Object.entries(table.fields)
    .filter(([name, spec]) => spec.required === true && formatCell(row[name], spec) === null)
    .map(([name]) => name);
}

function describeIncomplete(
  table: TableDraft,
  id: string,
  draft: Draft,
  missing: readonly string[],
): EditProblem {
  const finding = reportPlan(
    "edit_row_incomplete",
    { file: `${table.table}.csv`, id },
    {
      found: `no value for ${listNames(missing)} of \`${id}\``,
      expected: "every required field",
      help: "None of the edits of the row was applied. Add edits that set the fields.",
    },
  );
  return { index: draft.last, finding };
}

/** The edits that undo the given ones: applied after them, they give the plan before. */
export function invertEdits(edits: readonly Edit[]): readonly Edit[] {
  return edits.map((edit) => ({ ...edit, before: edit.after, after: edit.before })).reverse();
}
