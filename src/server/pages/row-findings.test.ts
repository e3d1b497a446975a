import assert from "node:assert/strict";
import { test } from "node:test";
import { realLaw } from "../../law/law-folder.test-data.ts";
import { checkTables } from "../../plan/check.ts";
import { applyEdits } from "../../plan/edit.ts";
import { type TableName, tableNames } from "../../plan/fields.ts";
import type { Edit } from "../../plan/plan.ts";
import { readExample } from "./example-plan.test-data.ts";
import { findingsOfRows } from "./row-findings.ts";

const plan = readExample("two-partners");
const codes = realLaw().accountCodes;
const by = { author: "a", at: "2020-12-28T15:00:00Z", reason: "r" };

test("a row has the findings that the check of the whole plan has of it", () => {
  const edits: readonly Pick<Edit, "table" | "row" | "field" | "before" | "after">[] = [
    {
      table: "initiatives",
      row: "norland-radar",
      field: "latest_start",
      before: "2022",
      after: "2020",
    },
    {
      table: "initiatives",
      row: "sudland-boats",
      field: "excluded",
      before: "false",
      after: "true",
    },
    {
      table: "lines",
      row: "norland-fmf-same-0",
      field: "package",
      before: "norland-fmf-same",
      after: "no-such",
    },
    {
      table: "packages",
      row: "sudland-boats-two",
      field: "level",
      before: "level-planned",
      after: "tier-other",
    },
    {
      table: "effects",
      row: "norland-fmf-territory",
      field: "objective",
      before: "territory",
      after: "security",
    },
    {
      table: "partners",
      row: "NORLAND",
      field: "tier",
      before: "tier-other",
      after: "confidence-high",
    },
    { table: "resources", row: "FMF-2021", field: "account", before: "FMF", after: "NONE" },
  ];
  const { result, findings } = applyEdits(
    plan,
    edits.map((edit) => ({ ...edit, ...by })),
  );
  assert.deepEqual(findings, []);
  const whole = checkTables(result, codes);
  let told = 0;
  for (const { table, row } of edits) {
    const expected = whole.filter(({ at }) => at.file === `${table}.csv` && at.id === row);
    const found = findingsOfRows(result, codes, [{ table: table as TableName, id: row }]);
    assert.deepEqual(found, expected, row);
    told += found.length;
  }
  assert.ok(told >= edits.length - 1);
});

test("rows that are in order have no findings, each alone and all together", () => {
  const all = tableNames.flatMap((table) =>
    plan.tables[table].map((row) => ({ table, id: row.id })),
  );
  for (const row of all) assert.deepEqual(findingsOfRows(plan, codes, [row]), [], row.id);
  assert.deepEqual(findingsOfRows(plan, codes, all), []);
});
