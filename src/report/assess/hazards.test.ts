import assert from "node:assert/strict";
import { test } from "node:test";
import { fiscalYear, isoDate } from "../../base/fiscal.ts";
import { cents } from "../../base/money.ts";
import type { Plan } from "../../plan/plan.ts";
import { makeRow } from "../../plan/rows.ts";
import { samplePlan } from "../../plan/sample-plan.test-data.ts";
import { hazardText, readHazards } from "./hazards.ts";

const year = fiscalYear(2021);

function planOf(): Plan {
  const plan = samplePlan();
  const pledge = (id: string, donor: string, partner: string, pledged: number, paid?: number) =>
    makeRow("pledges", {
      ...{ id, donor, partner, fiscal_year: year, pledged: cents(pledged * 100) },
      ...(paid === undefined ? {} : { paid: cents(paid * 100) }),
    });
  const release = (id: string, partner: string, amount: number, decision: "open" | "released") =>
    makeRow("releases", {
      ...{ id, partner, decision, reserve: "r", happened: "A blast.", amount: cents(amount * 100) },
      asked_on: isoDate("2021-01-02"),
    });
  return {
    ...plan,
    tables: {
      ...plan.tables,
      sites: [
        makeRow("sites", {
          ...{ id: "s", name: "Depot", partner: "PHL", kind: "stockpile", status: "reported" },
          risk: "high",
        }),
      ],
      reserves: [
        makeRow("reserves", {
          ...{ id: "r", name: "Quick", account: "FMF", fiscal_year: year, trigger: "A blast" },
          ...{ amount: cents(1_000_00), released_by: "State" },
        }),
      ],
      releases: [release("a", "PHL", 300, "released"), release("b", "UKR", 200, "open")],
      pledges: [
        pledge("x", "Japan", "PHL", 50, 20),
        pledge("y", "Japan", "PHL", 30),
        pledge("z", "Norway", "UKR", 70, 70),
      ],
    },
  };
}

test("a reserve says what is left of it, and pledges add up by country, year and donor", () => {
  const { reserves, pledges, sites } = readHazards(planOf(), null);
  assert.deepEqual(
    reserves.map((row) =>
      [row.amount, row.released, row.asked, row.left].map((each) => each / 100),
    ),
    [[1000, 300, 200, 700]],
  );
  assert.deepEqual(
    pledges.map((row) => [row.partner, row.fiscal_year, row.pledged / 100, row.paid / 100]),
    [
      ["PHL", 2021, 80, 20],
      ["UKR", 2021, 70, 70],
    ],
  );
  assert.equal(pledges[0]?.donors.length, 1);
  assert.equal(sites.length, 1);
});

test("of one partner only its own is shown, and the reserve that all share", () => {
  const own = readHazards(planOf(), "UKR");
  assert.deepEqual([own.sites.length, own.pledges.length, own.releases.length], [0, 1, 1]);
  assert.equal(own.reserves[0]?.left, cents(700_00));
  const text = hazardText(own);
  assert.match(text, /Norway/);
  assert.doesNotMatch(text, /Japan|SITES/);
  assert.match(hazardText(readHazards(planOf(), "PHL")), /Depot .*nobody/);
  assert.equal(hazardText(readHazards(samplePlan(), null)), "");
});
