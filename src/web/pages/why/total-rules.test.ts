import assert from "node:assert/strict";
import { test } from "node:test";
import { cents } from "../../../base/money.ts";
import type { Miss } from "../../../report/misses.ts";
import type { PriceRow } from "../../../report/price-table.ts";
import type { FundedRow } from "../../../report/rows.ts";
import type { Cells } from "../allocation/table-rows.ts";
import { fundedRow } from "./funded-row.test-data.ts";
import { missesOfTotal } from "./total-misses.ts";
import { isCostly, rulesOfTotal } from "./total-rules.ts";

const rows = [
  fundedRow(),
  fundedRow({ fiscal_year: 2022 as FundedRow["fiscal_year"], amount: cents(50) }),
];
const price = (kind: PriceRow["kind"], id: string, total: number | null): PriceRow => ({
  kind,
  id,
  label: `The rule ${id}`,
  unit: "cents",
  level: 100,
  level_words: "$1",
  // What has no end becomes nothing in JSON.
  total: total as number,
  per_unit_words: "",
  holds: null,
  holds_words: "",
  binding: total === null || total > 0,
  points: [],
  sentence: "",
});
const table = (some: Readonly<Record<string, Cells>>) => new Map(Object.entries(some));

test("rules that count payments of a total stand with what they count, the dearest first", () => {
  const rules = rulesOfTotal(
    rows,
    {
      costly: [price("limit", "share", 3), price("directive", "floor-1+floor-2", 7)],
      free: [price("limit", "elsewhere", 0), price("limit", "endless", null)],
      money: [price("account", "FMF", 5), price("account", "IMET", 9)],
      priced: 4,
    },
    {
      directives: table({
        "floor-1": { partners: "SUD", fiscal_year: "2021" },
        "floor-2": { partners: "SUD", fiscal_year: "2022" },
        told: { name: "A report", force: "report", fiscal_year: "2022" },
        other: { partners: "NOR" },
      }),
      limits: table({
        share: { bureaus: "EAP" },
        elsewhere: { bureaus: "AF" },
        endless: { purposes: "capability" },
        schools: { purposes: "education" },
      }),
      cellsOf: () => ({ purpose: "capability" }),
    },
  );
  assert.deepEqual(
    rules.map(({ id, counted, informs }) => [id, counted, informs]),
    [
      ["floor-1", 150, false],
      ["FMF", 150, false],
      ["share", 150, false],
      ["told", 50, true],
      ["endless", 150, false],
    ],
  );
  assert.deepEqual(rules.filter(isCostly).length, 3);
  assert.equal(rules[3]?.label, "A report, FY2022");
});

test("a closest miss belongs to the totals in which its money would stand", () => {
  const miss = { initiative: "radar", region: "Asia" } as Miss;
  const cells = { partner: "SUD", accounts: "FMF;IMET", earliest_start: "2022", focus: "tactical" };
  const plan = { initiatives: table({ radar: cells }), serving: new Set(["radar"]) };
  const stands = (dimension: Parameters<typeof missesOfTotal>[2], key: string, label = "") =>
    missesOfTotal([miss], { key, label }, dimension, plan).length === 1;
  assert.ok(stands("region", "EAP", "Asia") && !stands("region", "AF", "Africa"));
  assert.ok(stands("partner", "SUD") && !stands("partner", "NOR"));
  assert.ok(stands("account", "IMET") && !stands("account", "PKO"));
  assert.ok(stands("fiscal_year", "2023") && !stands("fiscal_year", "2021"));
  assert.ok(stands("focus", "tactical") && !stands("focus", "institutional"));
  assert.ok(stands("objective", "any"));
});
