import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fiscalYear, isoDate } from "../base/fiscal.ts";
import { cents } from "../base/money.ts";
import type { Plan } from "../plan/plan.ts";
import { makeRow, noRows } from "../plan/rows.ts";
import { realLaw } from "./law-folder.test-data.ts";
import { withLegalCaps } from "./legal-caps.ts";

const { contents } = realLaw();

/** A plan of one initiative that asks accounts, with so many million dollars of each in FY2021. */
function planOf(money: Readonly<Record<string, number>>): Plan {
  return {
    head: {
      ...{ format: 1, id: "t", title: "t", description: "t", recommended_scenario: null },
      ...{ as_of: isoDate("2020-10-01") },
      ...{ first_fiscal_year: fiscalYear(2021), last_fiscal_year: fiscalYear(2022) },
    },
    tables: {
      ...noRows,
      initiatives: [
        makeRow("initiatives", {
          ...{ id: "i", name: "i", partner: "PHL", kind: "proposal", agency: "DoD" },
          ...{ focus: "tactical", accounts: Object.keys(money), purpose: "military_capability" },
          ...{ recipient: "defense", cost_basis: "test" },
          ...{ earliest_start: fiscalYear(2021), latest_start: fiscalYear(2021) },
        }),
      ],
      resources: Object.entries(money).map(([account, millions]) =>
        makeRow("resources", {
          ...{ id: account, account, fiscal_year: fiscalYear(2021), stage: "enacted" },
          ...{ amount: cents(millions * 100_000_000), source: "test", mark: "assumed" },
        }),
      ),
    },
    scenarios: [],
  };
}

describe("withLegalCaps", () => {
  it("adds a ceiling for each year in which checked law sets one that the money can reach", () => {
    const { limits } = withLegalCaps(planOf({ EDA: 501 }), contents).tables;
    assert.deepEqual(
      limits.map(({ kind, accounts, fiscal_year, amount }) => [
        ...[kind, accounts, fiscal_year, amount],
      ]),
      [2021, 2022].map((year) => ["absorption", ["EDA"], year, 50_000_000_000]),
    );
    assert.match(limits[0]?.name ?? "", /law's ceiling of \$500.0 million on EDA in FY2021/);
    assert.match(limits[0]?.source ?? "", /2321j/);
  });

  it("leaves the same plan where the money is at the ceiling, or only knowledge sets one", () => {
    for (const money of [{ EDA: 500 }, { "DD-PKO": 26 }, { FMF: 9000 }]) {
      const plan = planOf(money);
      assert.equal(withLegalCaps(plan, contents), plan);
    }
  });
});
