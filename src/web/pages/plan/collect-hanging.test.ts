import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { formatCell } from "../../../plan/cells.ts";
import { applyEdits } from "../../../plan/edit.ts";
import type { FieldSpec } from "../../../plan/field-spec.ts";
import { fieldsOf, type TableName, tableNames } from "../../../plan/fields.ts";
import type { Edit, Plan } from "../../../plan/plan.ts";
import { samplePlan } from "../../../plan/sample-plan.test-data.ts";
import { shapeOf } from "../../grid/columns.test-data.ts";
import { collectEnding } from "./collect-hanging.ts";

const tables = tableNames.map((table) => ({
  table,
  fields: Object.entries(fieldsOf(table)).map(([name, spec]) => shapeOf(name, spec)),
}));

function rowsIn(plan: Plan, table: TableName) {
  const fields = Object.entries(fieldsOf(table)) as [string, FieldSpec][];
  return plan.tables[table].map((row) => {
    const values = row as unknown as Readonly<Record<string, unknown>>;
    return { id: row.id, cells: fields.map(([name, spec]) => formatCell(values[name], spec)) };
  });
}

function readerOf(plan: Plan) {
  return async (table: string, field: string, ids: readonly string[]) => {
    const place = Object.keys(fieldsOf(table as TableName)).indexOf(field);
    return rowsIn(plan, table as TableName).filter((row) =>
      (row.cells[place] ?? "").split(";").some((id) => ids.includes(id)),
    );
  };
}

async function endAll(plan: Plan, table: TableName, ids: readonly string[]) {
  const rows = rowsIn(plan, table).filter((row) => ids.includes(row.id));
  const ending = await collectEnding(tables, table, rows, readerOf(plan));
  const by = { author: "ana", at: "2021-01-01T00:00:00Z", reason: "test" };
  const edits = ending.edits.map(
    (edit) => ({ ...by, ...edit, table: edit.table as TableName }) satisfies Edit,
  );
  return { ending, ...applyEdits(plan, edits) };
}

/** Rows that are named by others and do not exist. */
function listDangling(plan: Plan): string[] {
  return tables.flatMap(({ table, fields }) =>
    fields.flatMap(({ name, to }, place) =>
      to === null
        ? []
        : rowsIn(plan, table)
            .flatMap((row) => (row.cells[place] ?? "").split(";").filter(Boolean))
            .filter((id) => !plan.tables[to as TableName].some((row) => row.id === id))
            .map((id) => `${table}.${name} ${id}`),
    ),
  );
}

const plan = samplePlan();

describe("collectEnding", () => {
  for (const table of [
    "initiatives",
    "packages",
    "partners",
    "objectives",
    "assumptions",
  ] as const) {
    it(`ends any row of ${table} with edits that apply, and leaves nothing that names it`, async () => {
      for (const row of plan.tables[table]) {
        const { result, findings } = await endAll(plan, table, [row.id]);
        assert.deepEqual(findings, [], row.id);
        assert.ok(!result.tables[table].some((one) => one.id === row.id));
        assert.deepEqual(listDangling(result), [], row.id);
      }
    });
  }

  it("ends all initiatives with all that hangs on them", async () => {
    const ids = plan.tables.initiatives.map((row) => row.id);
    const { ending, result, findings } = await endAll(plan, "initiatives", ids);
    assert.deepEqual(findings, []);
    assert.deepEqual(
      [result.tables.packages, result.tables.lines, result.tables.effects],
      [[], [], []],
    );
    assert.ok(ending.ended.has("packages") && !ending.ended.has("initiatives"));
  });
});
