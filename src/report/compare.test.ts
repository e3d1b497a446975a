import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { cents, sumCents } from "../base/money.ts";
import { type ChangeDimension, compareAllocations, compareWithBaseline } from "./compare.ts";
import { comparisonText, contradictionText } from "./compare-text.ts";
import { labelsOf } from "./rows.ts";
import { sceneAllocation, sceneInput, scenePrices, sceneProblem } from "./scene.test-data.ts";
import { million, scenePlan, sceneScenario } from "./scene-plan.test-data.ts";
import type { Side } from "./sides.ts";

const plan = scenePlan();
const problem = sceneProblem(plan);
const labels = labelsOf(plan, new Map());

function side(label: string, levels: Readonly<Record<string, string | null>>): Side {
  const allocation = sceneAllocation(problem, levels);
  return { label, scenario: null, plan, problem, allocation, prices: [] };
}

const steady = { ...side("Steady", {}), scenario: sceneScenario };
const redirect = side("Redirect", { "ISR-FMF": "reduced", "ukr-air": "before" });

test("who gains and who loses, by hand", () => {
  const comparison = compareAllocations(steady, redirect, labels);
  const found = (dimension: ChangeDimension) =>
    comparison.tables
      .find((table) => table.dimension === dimension)
      ?.changes.filter((change) => change.difference !== 0)
      .map((change) => [change.key, change.difference]);
  // Air defense is 90 a year for three years; a quarter of 3,300 is 825 a year.
  assert.deepEqual(found("region"), [
    ["EUR", million(270)],
    ["NEA", million(-2475)],
  ]);
  assert.deepEqual(found("partner"), [
    ["UKR", million(270)],
    ["ISR", million(-2475)],
  ]);
  assert.deepEqual(found("account"), [["FMF", million(-2205)]]);
  assert.deepEqual(found("objective"), [
    ["east", million(270)],
    ["commitments", million(-2475)],
  ]);
});

test("why: edits, tight floors and initiatives that differ", () => {
  const { why } = compareAllocations(steady, redirect, labels);
  assert.deepEqual(why.edits, [
    {
      side: "before",
      table: "directives",
      reason: "Congress asked for it",
      count: 1,
      rows: ["jor-floor-2021"],
    },
  ]);
  assert.equal(why.rules_from, "tight");
  assert.deepEqual(
    why.rules.map((row) => [row.rule.id, row.side]),
    ["isr-floor-2021", "isr-floor-2022", "isr-floor-2023"].map((id) => [id, "before"]),
  );
  assert.deepEqual(
    why.initiatives.map((row) => [row.id, row.before, row.after, row.illustrative]),
    [
      ["ISR-FMF", million(9900), million(7425), "no"],
      ["ukr-air", 0, million(270), "all"],
    ],
  );
});

test("with prices on both sides, rules are told by their price", () => {
  const priced = { ...steady, prices: scenePrices };
  const free = { ...redirect, prices: scenePrices.map((price) => ({ ...price, binding: false })) };
  const { why } = compareAllocations(priced, free, labels);
  assert.equal(why.rules_from, "prices");
  assert.deepEqual(
    why.rules.map((row) => [row.rule.id, row.side]),
    [["isr-floor-2021", "before"]],
  );
});

test("against the record: the average year, and only accounts of the plan", () => {
  const comparison = compareWithBaseline(steady, labels);
  assert.ok(comparison);
  assert.equal(comparison.before.label, "FY2020 obligations");
  const regions = comparison.tables.find((table) => table.dimension === "region");
  // 60 for cutters and a quarter of 11 for Vietnam.
  assert.equal(regions?.changes[0]?.key, "EAP");
  assert.equal(regions?.changes[0]?.difference, million(62.75));
  // The 12 of ACI are no loss of Colombia's: the plan has no money in that account.
  const partners = comparison.tables.find((table) => table.dimension === "partner");
  assert.equal(partners?.changes.at(-1)?.key, "COL");
  assert.equal(partners?.changes.at(-1)?.difference, million(-9.5));
  const philippines = comparison.why.initiatives.find((row) => row.id === "PHL/FMF");
  assert.deepEqual(philippines, {
    id: "PHL/FMF",
    name: "Philippines: FMF",
    illustrative: "part",
    before: million(40),
    after: million(100),
  });
});

test("without a record there is nothing to compare with", () => {
  const bare = { ...plan, tables: { ...plan.tables, baseline: [] } };
  assert.equal(compareWithBaseline({ ...steady, plan: bare }, labels), undefined);
});

test("differences add up, and the way back is the opposite", () => {
  const ids = problem.items.map((item) => item.initiative.id);
  const anySide = fc
    .array(fc.constantFrom("before", "more", "reduced", null), {
      minLength: ids.length,
      maxLength: ids.length,
    })
    .map((levels) => side("Any", Object.fromEntries(ids.map((id, i) => [id, levels[i] ?? null]))));
  fc.assert(
    fc.property(anySide, anySide, (one, other) => {
      const there = compareAllocations(one, other, labels);
      const back = compareAllocations(other, one, labels);
      for (const [index, table] of there.tables.entries()) {
        const sum = sumCents(table.changes.map((change) => change.difference));
        assert.equal(sum, cents(there.after.amount - there.before.amount));
        const opposite = new Map(back.tables[index]?.changes.map((c) => [c.key, c.difference]));
        for (const change of table.changes) {
          assert.equal(change.difference + (opposite.get(change.key) ?? Number.NaN), 0);
        }
      }
    }),
    { seed: 11, numRuns: 40 },
  );
});

test("the texts name both sides, the amounts and the reasons", () => {
  const text = comparisonText(compareAllocations(steady, redirect, labels));
  for (const part of [
    "Steady → Redirect",
    "Total of FY2021–FY2023",
    "−2,475.0",
    "“Steady” edits 1 row of directives: Congress asked for it",
    "ISR floor (FY2021–FY2023) leaves no room: it is met to the cent only in “Steady”",
    "Ukraine: air defense (illustrative): $0.0 million → $270.0 million",
  ]) {
    assert.ok(text.includes(part), part);
  }
  const same = comparisonText(compareAllocations(redirect, redirect, labels));
  assert.ok(same.includes("BY REGION: no change") && same.includes("Nothing differs."));
});

test("a contradiction is told with what to give up", () => {
  const contradiction = sceneInput().others.find((other) => other.contradiction)?.contradiction;
  assert.ok(contradiction);
  const text = contradictionText(contradiction);
  assert.match(text, /^NO LAWFUL ALLOCATION/);
  assert.match(text, /ISR floor, FY2021: \$3\.30 billion → \$3\.00 billion\. Set by: /);
});

test("a gap of the searches is named, since ties may trade places within it; without one nothing is", () => {
  const found = compareAllocations(side("A", {}), side("B", {}), labels);
  const withGap = (gap_ratio: number) => ({
    ...found,
    before: { ...found.before, gap_ratio: 0 },
    after: { ...found.after, gap_ratio },
  });
  assert.match(comparisonText(withGap(0.001)), /within 0\.10% of its best/);
  assert.doesNotMatch(comparisonText(withGap(0)), /of its best/);
});
