import { findNearest } from "../base/ids.ts";
import { parseCell } from "./cells.ts";
import type { Collector } from "./collect.ts";
import { fieldsOf, type TableName, tableNames } from "./fields.ts";
import { editFields } from "./head-fields.ts";
import type { Edit } from "./plan.ts";
import { readRecords } from "./read-records.ts";
import { listNames, quote, suggest } from "./words.ts";

/** The edits of a scenario, and the line of each `edit N` and of each edited row. */
export interface ScenarioEdits {
  readonly edits: readonly Edit[];
  readonly lines: ReadonlyMap<string, number>;
}

const specs = Object.entries(editFields);
const instantForm = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z$/;

/** Reads a scenario's file of edits. `before` and `after` are judged when the edits are applied. */
export function readScenario(file: string, text: string, collector: Collector): ScenarioEdits {
  const edits: Edit[] = [];
  const lines = new Map<string, number>();
  readRecords(file, text, editFields, collector, (row, cells) => {
    const values: Record<string, string | undefined> = {};
    specs.forEach(([name, spec], index) => {
      const cell = cells[index];
      if (cell === undefined) return;
      values[name] =
        name === "before" || name === "after"
          ? cell
          : (parseCell(cell, spec, (code, words) =>
              collector.add(code, { file, row, field: name }, words),
            ) as string | undefined);
    });
    const edit = makeEdit(file, row, values, collector);
    if (edit === undefined) return;
    edits.push(edit);
    lines.set(`edit ${edits.length}`, row);
    if (!lines.has(edit.row)) lines.set(edit.row, row);
  });
  return { edits, lines };
}

function makeEdit(
  file: string,
  row: number,
  values: Readonly<Record<string, string | undefined>>,
  collector: Collector,
): Edit | undefined {
  const { author, at, reason, table, field, before, after } = values;
  if (at !== undefined && !isInstant(at)) {
    collector.add(
      "instant_form",
      { file, row, field: "at" },
      {
        found: quote(at),
        expected: "an instant, such as `2020-12-28T15:00:00Z`",
        help: "Write day, time and a final Z for universal time.",
      },
    );
  }
  const known = checkTarget(file, row, table, field, collector);
  const id = values.row;
  if (author === undefined || at === undefined || reason === undefined) return undefined;
  if (known === undefined || field === undefined || id === undefined) return undefined;
  return {
    author,
    at,
    reason,
    table: known,
    row: id,
    field,
    before: before === undefined || before === "" ? null : before,
    after: after === undefined || after === "" ? null : after,
  };
}

function isInstant(text: string): boolean {
  if (!instantForm.test(text)) return false;
  const instant = new Date(text);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text.slice(0, 19));
}

function checkTarget(
  file: string,
  row: number,
  table: string | undefined,
  field: string | undefined,
  collector: Collector,
): TableName | undefined {
  if (table === undefined) return undefined;
  const known = tableNames.find((name) => name === table);
  if (known === undefined) {
    collector.add(
      "choice_unknown",
      { file, row, field: "table" },
      {
        found: quote(table),
        expected: `a table: ${listNames(tableNames, tableNames.length)}`,
        help: suggest(findNearest(table, tableNames), "Write one of them."),
      },
    );
    return undefined;
  }
  const fields = Object.keys(fieldsOf(known));
  if (field === undefined || fields.includes(field)) return known;
  collector.add(
    "choice_unknown",
    { file, row, field: "field" },
    {
      found: quote(field),
      expected: `a column of ${known}: ${listNames(fields, fields.length)}`,
      help: suggest(findNearest(field, fields), "Write one of them."),
    },
  );
  return undefined;
}
