import fc from "fast-check";
import { compareText } from "../base/findings.ts";
import { type FiscalYear, fiscalYear, type IsoDate } from "../base/fiscal.ts";
import { parseCell } from "./cells.ts";
import type { FieldSpec } from "./field-spec.ts";
import { fieldsOf, type TableName, tableNames } from "./fields.ts";
import type { Plan, PlanTables, Scenario } from "./plan.ts";
import { absentValue } from "./rows.ts";

/** Records as our own code makes them, with the prototype of objects. */
function record<T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> {
  return fc.record(model, { noNullPrototype: true }) as fc.Arbitrary<T>;
}

const textSpec: FieldSpec = { type: "text", required: true, meaning: "Any text." };

/** Texts that a plan may hold: those that a cell with them gives back. */
const anyText = fc
  .oneof(
    fc.constantFrom(
      'a "quote"',
      "a, b",
      "two\nlines",
      "crlf\r\nhere",
      "cr\rhere",
      "#1",
      "yes",
      "2021",
    ),
    fc.constantFrom("a: b", "null", "- not a list", "'", "é – ü", "🚢", "a;b", "x\ty", "~", "1e3"),
    fc.string({ minLength: 1, maxLength: 12, unit: "grapheme" }),
    fc.string({ minLength: 1, maxLength: 12, unit: "binary" }),
  )
  .filter((text) => {
    let clean = true;
    const value = parseCell(text, textSpec, () => {
      clean = false;
    });
    return clean && value === text && text.isWellFormed();
  });

/** Few ids among them, so that two plans share rows. */
const anyId = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom("a", "b", "B", "c-1", "c-10") },
  { weight: 1, arbitrary: fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,6}$/) },
);
const anyYear: fc.Arbitrary<FiscalYear> = fc
  .integer({ min: 1900, max: 2200 })
  .map((year) => fiscalYear(year));
const anyDay = fc
  .date({ min: new Date("0001-01-01"), max: new Date("9999-12-31"), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10) as IsoDate);

function anyNumber(least: number, most: number): fc.Arbitrary<number> {
  return fc
    .oneof(
      fc.double({ min: least, max: most, noNaN: true }),
      fc.constantFrom(0, 0.1, 1e-7, 5e-324, 1.5e-10, 123456.789, 1e15),
    )
    .filter((value) => value >= least && value <= most)
    .map((value) => (value === 0 ? 0 : value));
}

function anyPresent(spec: FieldSpec): fc.Arbitrary<unknown> {
  switch (spec.type) {
    case "text":
      return anyText;
    case "id":
    case "reference":
    case "account":
      return anyId;
    case "choice":
      return fc.constantFrom(...spec.values);
    case "choices":
      return fc.subarray([...spec.values]);
    case "references":
    case "accounts":
      return fc.uniqueArray(anyId, { minLength: spec.required === true ? 1 : 0, maxLength: 3 });
    case "money":
      return fc.integer({ min: spec.signed === true ? -1e14 : 0, max: 1e14 });
    case "number":
      return anyNumber(spec.least ?? -1e15, spec.most ?? 1e15);
    case "integer":
      return fc.integer({ min: spec.least ?? -1e9, max: spec.most ?? 1e9 });
    case "fiscal_year":
      return anyYear;
    case "date":
      return anyDay;
    case "boolean":
      return fc.boolean();
  }
}

function anyRow(table: TableName): fc.Arbitrary<Record<string, unknown>> {
  const fields: Record<string, fc.Arbitrary<unknown>> = {};
  for (const [name, spec] of Object.entries(fieldsOf(table))) {
    fields[name] =
      spec.required === true
        ? anyPresent(spec)
        : fc.oneof(fc.constant(absentValue(spec)), anyPresent(spec));
  }
  return record(fields);
}

/** Rows with ids of their own, in any order. */
function anyRows(table: TableName): fc.Arbitrary<readonly Record<string, unknown>[]> {
  return fc.uniqueArray(anyRow(table), { maxLength: 4, selector: (row) => row.id });
}

const anyEdit = record({
  author: anyText,
  at: fc.constant("2020-12-28T15:00:00Z"),
  reason: anyText,
  table: fc.constant("lines" as const),
  row: anyId,
  field: fc.constantFrom("amount", "kind", "id"),
  before: fc.option(anyText),
  after: fc.option(anyText),
});

const anyScenario: fc.Arbitrary<Scenario> = record({
  id: anyId,
  title: anyText,
  description: fc.oneof(fc.constant(""), anyText),
  tests: fc.array(record({ question: anyText, asked_by: anyText, answer: fc.option(anyText) }), {
    maxLength: 2,
  }),
  edits: fc.array(anyEdit, { maxLength: 3 }),
});

/**
 * Plans that can be written and read: of any values that the table of fields allows, with references to nothing, and
 * edits that do not apply.
 */
export function anyPlan(): fc.Arbitrary<Plan> {
  const tables = Object.fromEntries(tableNames.map((table) => [table, anyRows(table)]));
  return record({
    head: record({
      format: fc.constant(1 as const),
      id: anyId,
      title: anyText,
      description: fc.oneof(fc.constant(""), anyText),
      as_of: anyDay,
      first_fiscal_year: anyYear,
      last_fiscal_year: anyYear,
      recommended_scenario: fc.option(anyId),
    }),
    tables: record(tables) as unknown as fc.Arbitrary<PlanTables>,
    scenarios: fc.uniqueArray(anyScenario, { maxLength: 2, selector: (scenario) => scenario.id }),
  });
}

/** The plan with the rows of each table sorted by id. */
export function sortRows(plan: Plan): Plan {
  const tables = Object.fromEntries(
    Object.entries(plan.tables).map(([table, rows]) => [
      table,
      [...rows].sort((a, b) => compareText(a.id, b.id)),
    ]),
  );
  return { ...plan, tables: tables as unknown as PlanTables };
}
