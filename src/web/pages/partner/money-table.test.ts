import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { layMoney, sumLines } from "./money-table.ts";

const row = fc.record({
  account: fc.constantFrom("FMF", "IMET", "USAI;FMF"),
  title: fc.constant("An account"),
  fiscal_year: fc.integer({ min: 2018, max: 2025 }),
  record: fc.integer({ min: -100, max: 1000 }),
  allocated: fc.integer({ min: 0, max: 1000 }),
  asked: fc.integer({ min: 0, max: 1000 }),
});

test("every cent of a partner's money stands in one line of its stage, and in one year", () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 30 }), (money) => {
      const { lines, years } = layMoney(money);
      for (const stage of ["record", "asked", "allocated"] as const) {
        const own = lines.filter((line) => line.stage === stage);
        const all = money.reduce((total, one) => total + one[stage], 0);
        assert.equal(
          own.reduce((total, line) => total + line.sum, 0),
          all,
        );
        const byYear = sumLines(own);
        assert.equal(
          years.reduce((total, year) => total + (byYear.get(year) ?? 0), 0),
          all,
        );
      }
    }),
    { seed: 7, numRuns: 200 },
  );
});

test("accounts without money at a stage have no line there", () => {
  const { lines } = layMoney([
    ...[{ account: "FMF", title: "FMF", fiscal_year: 2021, record: 0, allocated: 0, asked: 5 }],
    ...[{ account: "IMET", title: "IMET", fiscal_year: 2020, record: 7, allocated: 0, asked: 0 }],
  ]);
  assert.deepEqual(
    lines.map(({ stage, account, sum }) => [stage, account, sum]),
    [
      ["record", "IMET", 7],
      ["asked", "FMF", 5],
    ],
  );
});
