import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { sumCents } from "../base/money.ts";
import { fundedRows, labelsOf } from "./rows.ts";
import { sceneAllocation, sceneProblem } from "./scene.test-data.ts";
import { million, scenePlan } from "./scene-plan.test-data.ts";
import { amountOf, type Dimension, totalBy } from "./totals.ts";

const plan = scenePlan();
const problem = sceneProblem(plan);
const labels = labelsOf(plan, new Map([["FMF", "Foreign Military Financing"]]));
const dimensions: readonly Dimension[] = [
  "objective",
  "region",
  "partner",
  "account",
  "fiscal_year",
  "kind",
  "focus",
  "domain",
];

test("every dollar stands once in every dimension, whatever is funded", () => {
  const levels = fc.constantFrom("before", "more", "reduced", null);
  const ids = problem.items.map((item) => item.initiative.id);
  const anyLevels = fc
    .array(levels, { minLength: ids.length, maxLength: ids.length })
    .map((chosen) => Object.fromEntries(ids.map((id, index) => [id, chosen[index] ?? null])));
  fc.assert(
    fc.property(anyLevels, (chosen) => {
      const allocation = sceneAllocation(problem, chosen);
      const spent = sumCents(allocation.payments.map((payment) => payment.amount));
      const rows = fundedRows(plan, problem, allocation);
      for (const dimension of dimensions) {
        const table = totalBy(dimension, rows, labels);
        assert.equal(table.amount, spent);
        assert.equal(sumCents(table.totals.map((total) => total.amount)), spent);
        const opened = table.totals.flatMap((total) => total.rows);
        assert.equal(opened.length, rows.length);
        assert.equal(new Set(opened).size, rows.length);
        for (const total of table.totals) {
          assert.equal(sumCents(total.rows.map((row) => row.amount)), total.amount);
        }
      }
    }),
    { seed: 7, numRuns: 60 },
  );
});

const rows = fundedRows(plan, problem, sceneAllocation(problem));

test("totals of the scene are those of its figures", () => {
  // Three years of 115 + 35 + 1 of FMF and 3 + 2 + 0.5 of IMET.
  assert.equal(amountOf(totalBy("region", rows, labels), "EUR"), million(469.5));
  // 60 a year for cutters and 3 for the staff college.
  assert.equal(amountOf(totalBy("kind", rows, labels), "proposal"), million(189));
  assert.equal(amountOf(totalBy("partner", rows, labels), "nobody"), 0);
});

test("objectives stand under their goals, the richer goal first", () => {
  const table = totalBy("objective", rows, labels);
  assert.deepEqual(
    table.totals.map((total) => [total.group, total.label]),
    [
      ["Strong partners", "Commitments of long standing are kept"],
      ["Strong partners", "Eastern Europe can defend itself"],
      ["Strong partners", "Partners see and police their own waters"],
      ["Sound institutions", "Officers learn, and teach others"],
    ],
  );
});

test("years stand in order and accounts have their titles", () => {
  const years = totalBy("fiscal_year", rows, labels).totals.map((total) => total.label);
  assert.deepEqual(years, ["FY2021", "FY2022", "FY2023"]);
  const accounts = totalBy("account", rows, labels).totals.map((total) => total.label);
  assert.deepEqual(accounts, ["Foreign Military Financing (FMF)", "IMET"]);
});

test("an initiative stands under the objective with the largest effect; of equal ones, the first by id", () => {
  const effects = (east: number, sea: number, schools: number) => ({
    ...plan.tables,
    effects: plan.tables.effects.flatMap((row) =>
      row.id === "UKR-FMF"
        ? [
            { ...row, id: "1", objective: "sea", effect: sea },
            { ...row, id: "2", objective: "east", effect: east },
            { ...row, id: "3", objective: "schools", effect: schools },
          ]
        : [row],
    ),
  });
  const cases = [
    [{ east: 1, sea: 2, schools: 3 }, "schools"],
    [{ east: 2, sea: 2, schools: 1 }, "east"],
    [{ east: 0, sea: 0, schools: 0 }, null],
  ] as const;
  for (const [{ east, sea, schools }, expected] of cases) {
    const changed = { ...plan, tables: effects(east, sea, schools) };
    const posed = sceneProblem(changed);
    const funded = fundedRows(changed, posed, sceneAllocation(posed));
    const ukraine = funded.find((row) => row.initiative === "UKR-FMF");
    assert.equal(ukraine?.objective, expected);
  }
});

test("a payment to nobody is our own bug", () => {
  const allocation = sceneAllocation(problem);
  const [first] = allocation.payments;
  assert.ok(first);
  const payments = [{ ...first, initiative: "ghost" }];
  assert.throws(() => fundedRows(plan, problem, { ...allocation, payments }), /ghost/);
});
