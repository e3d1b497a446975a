import assert from "node:assert/strict";
import { test } from "node:test";
import { makeRow } from "../../plan/rows.ts";
import { samplePlan } from "../../plan/sample-plan.test-data.ts";
import { rightsOf } from "../../store/rights/rights.ts";
import { listThreads } from "./comments.ts";

test("the thread last spoken in stands first, however finely its time is written", () => {
  const plan = samplePlan();
  const instants = ["2021-01-05T09:00:00Z", "2021-01-05T09:00:00.500Z", "2021-01-05T08:59:59.900Z"];
  const comments = instants.map((at, index) =>
    makeRow("comments", {
      ...{ id: `c${index}`, on_table: "partners", on_row: "PHL", author: "Ana", at, text: "Well" },
    }),
  );
  const rights = rightsOf([{ role: "viewer", agency: null, partner: null }], null);
  assert.ok(rights !== null);
  const seen = {
    ...{ plan: { ...plan, tables: { ...plan.tables, comments } }, seq: 1, withheld: false },
    sight: { rights, see: 0 },
  };
  const caller = { id: "ana", name: "Ana" };
  const { threads } = listThreads(
    { seen, caller, people: [], offices: [], own: [] },
    {
      branch: "main",
    },
  );
  assert.deepEqual(
    threads.map(({ id }) => id),
    ["c1", "c0", "c2"],
  );
});
