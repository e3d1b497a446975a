import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { fiscalYear } from "../base/fiscal.ts";
import { cents } from "../base/money.ts";
import type { Plan, PlanTables } from "../plan/plan.ts";
import { makeRow, type RowValues } from "../plan/rows.ts";
import { checkAgainstLaw } from "./contradictions.ts";
import {
  find,
  floor,
  later,
  law,
  million,
  money,
  ok,
  planOf,
  told,
} from "./small-plan.test-data.ts";

describe("checkAgainstLaw", () => {
  const table: [string, Plan, string[]][] = [
    ["a sound plan", planOf([ok]), []],
    ["nobody may pay", planOf([ok, { id: "s", partner: "SOM" }]), ["initiative_unlawful s"]],
    ["lawful from the next year", planOf([ok, { id: "s", partner: "SOM", ...later }]), []],
    [
      "lawful in one of its start years",
      planOf([ok, { id: "s", partner: "SOM", latest_start: fiscalYear(2022) }]),
      ["account_unlawful s"],
    ],
    [
      "one of two accounts may not pay",
      planOf([{ ...ok, accounts: ["ASFF", "FMF"] }]),
      ["account_unlawful ships"],
    ],
    ["excluded, so no matter", planOf([ok, { id: "s", partner: "SOM", excluded: true }]), []],
    [
      "pinned against the law",
      planOf([ok, { id: "s", partner: "SOM", pinned_package: "s-p" }]),
      ["pinned_unlawful s"],
    ],
    [
      "a doubtful rule, told once",
      planOf([
        { ...ok, recipient: "civilian_security" },
        { id: "b", recipient: "civilian_security" },
      ]),
      ["law_doubtful b"],
    ],
    ["a floor inside its means", planOf([ok], { directives: [floor("f", 50)] }), []],
    [
      "a floor for a barred partner",
      planOf([ok, { id: "s", partner: "SOM" }], {
        directives: [floor("f", 10, { partners: ["SOM"] })],
      }),
      ["floor_barred f", "initiative_unlawful s"],
    ],
    [
      "a floor above the money",
      planOf([{ ...ok, cost: 200 }], { directives: [floor("f", 101)] }),
      ["floor_exceeds_money f"],
    ],
    [
      "a floor above the packages",
      planOf([ok], { directives: [floor("f", 51)] }),
      ["floor_unreachable f"],
    ],
    [
      "a floor that nothing serves",
      planOf([ok], { directives: [floor("f", 1, { partners: ["VNM"] })] }),
      ["floor_unreachable f"],
    ],
    [
      "a floor above the money and the packages, told once",
      planOf([ok], { directives: [floor("f", 101)] }),
      ["floor_exceeds_money f"],
    ],
    ["report language", planOf([ok], { directives: [floor("f", 101, { force: "report" })] }), []],
    [
      "a floor of another year",
      planOf([ok], { directives: [floor("f", 101, { fiscal_year: fiscalYear(2030) })] }),
      [],
    ],
    [
      "floors that fit one by one only",
      planOf(
        [
          { ...ok, cost: 60 },
          { id: "v", partner: "VNM", cost: 60 },
        ],
        { directives: [floor("f", 60), floor("g", 50, { partners: ["VNM"] })] },
      ),
      ["floors_exceed_money f"],
    ],
    [
      "floors that share a partner",
      planOf([{ ...ok, cost: 100 }], { directives: [floor("f", 60), floor("g", 50)] }),
      [],
    ],
    [
      "a floor too large alone, not told twice",
      planOf(
        [
          { ...ok, cost: 200 },
          { id: "v", partner: "VNM", cost: 60 },
        ],
        { directives: [floor("f", 101), floor("g", 50, { partners: ["VNM"] })] },
      ),
      ["floor_exceeds_money f"],
    ],
    [
      "a floor above a ceiling",
      planOf([ok], { directives: [floor("f", 50), floor("c", 49, { kind: "not_more_than" })] }),
      ["floor_above_ceiling c"],
    ],
    [
      "a floor above a wider ceiling",
      planOf([ok], {
        directives: [
          floor("f", 50),
          floor("c", 49, { kind: "not_more_than", accounts: [], partners: [], bureaus: ["EAP"] }),
        ],
      }),
      ["floor_above_ceiling c"],
    ],
    [
      "a ceiling elsewhere",
      planOf([ok], {
        directives: [floor("f", 50), floor("c", 49, { kind: "not_more_than", partners: ["VNM"] })],
      }),
      [],
    ],
    [
      "a ceiling on one purpose only",
      planOf([ok], {
        directives: [
          floor("f", 50),
          floor("c", 49, { kind: "not_more_than", purposes: ["cyber_defense"] }),
        ],
      }),
      [],
    ],
    [
      "floors above an absorption limit",
      planOf([ok], {
        directives: [floor("f", 50)],
        limits: [
          makeRow("limits", {
            id: "a",
            name: "a",
            kind: "absorption",
            partners: ["PHL"],
            amount: million(49),
          }),
        ],
      }),
      ["floor_above_ceiling a"],
    ],
    [
      "floors above what some initiatives, or some work, may absorb",
      planOf([ok], {
        directives: [floor("f", 50)],
        limits: [{ initiatives: ["ok"] }, { focus: ["tactical" as const] }].map((narrower, place) =>
          makeRow("limits", {
            id: `a${place}`,
            name: "a",
            kind: "absorption",
            partners: ["PHL"],
            amount: million(49),
            ...narrower,
          }),
        ),
      }),
      [],
    ],
    [
      "a ceiling in report language",
      planOf([ok], {
        directives: [floor("f", 50), floor("c", 49, { kind: "not_more_than", force: "report" })],
      }),
      [],
    ],
    [
      "a floor that only a barred start could reach",
      planOf([ok, { id: "s", partner: "SOM", offsets: [0, 1] }], {
        directives: [floor("f", 10, { partners: ["SOM"], fiscal_year: fiscalYear(2022) })],
      }),
      ["floor_barred f", "initiative_unlawful s"],
    ],
    [
      "a withheld tranche lowers its floor",
      planOf([ok], {
        directives: [
          floor("f", 60),
          floor("w", 10, { kind: "withhold", within: "f", outcome: "withheld" }),
        ],
      }),
      [],
    ],
    [
      "a pending tranche does not",
      planOf([ok], {
        directives: [
          floor("f", 60),
          floor("w", 10, { kind: "withhold", within: "f", outcome: "pending" }),
        ],
      }),
      ["floor_unreachable f"],
    ],
    [
      "money after its end",
      planOf([ok], { resources: [money("FMF", 2021, 100), money("GSCF", 2021, 1)] }),
      ["money_unasked GSCF-2021", "resource_after_end GSCF-2021"],
    ],
    [
      "money that nobody asks for",
      planOf([ok], { resources: [money("FMF", 2021, 100), money("IMET", 2021, 1)] }),
      ["money_unasked IMET-2021"],
    ],
  ];
  for (const [name, plan, expected] of table) {
    it(name, () => assert.deepEqual(told(plan).sort(), expected));
  }
});

describe("what is told", () => {
  it("names what bars, with its citation", () => {
    const finding = find(planOf([{ id: "s", partner: "SOM" }]), "initiative_unlawful");
    assert.match(
      finding.found,
      /`FMF` may not pay in FY2021 \(CSPA\.listed: Somalia is on the list/,
    );
    assert.match(finding.source ?? "", /Presidential Determination 2021-01/);
    assert.deepEqual(finding.at, { file: "initiatives.csv", field: "accounts", id: "s" });
  });

  it("names what bars a floor, also when it bars in an earlier year of cost", () => {
    const plan = planOf([{ id: "s", partner: "SOM", offsets: [0, 1] }], {
      directives: [floor("f", 10, { partners: ["SOM"], fiscal_year: fiscalYear(2022) })],
    });
    assert.match(
      find(plan, "floor_barred").found,
      /\$0 can flow.*CSPA\.listed \(22 U\.S\.C\. 2370c-1/,
    );
  });

  it("lowers a floor by a withheld tranche that binds, and by no other", () => {
    const tranche = (over: Partial<RowValues<"directives">>) =>
      floor("t", 60, { kind: "withhold", within: "f", outcome: "withheld", ...over });
    const over = { resources: [money("FMF", 2021, 45)] };
    const asked = [{ ...ok, cost: 100 }];
    for (const [directives, expected] of [
      [[floor("f", 100), tranche({})], []],
      [[floor("f", 100), tranche({ force: "report" })], ["floor_exceeds_money f"]],
      [[floor("f", 100), tranche({ outcome: "waived" })], ["floor_exceeds_money f"]],
      // Of the 60 only 5 may be waived: 55 stay withheld.
      [[floor("f", 100), tranche({ outcome: "waived", waivable_amount: cents(5e8) })], []],
    ] as const) {
      assert.deepEqual(told(planOf(asked, { ...over, directives })), expected);
    }
  });

  it("counts how many initiatives a doubtful rule touches", () => {
    const civil = { recipient: "civilian_security" } as const;
    const plan = planOf([
      { id: "a", ...civil },
      { id: "b", ...civil },
      { id: "c", ...civil },
    ]);
    assert.match(find(plan, "law_doubtful").found, /FMF\.recipients .*`a` and 2 more/);
  });

  it("counts money that lasts: two years' money can meet a floor of the second year", () => {
    const nadr = { purpose: "counterterrorism", accounts: ["NADR"] } as const;
    const directives = [floor("f", 150, { accounts: ["NADR"], fiscal_year: fiscalYear(2022) })];
    const resources = [money("NADR", 2021, 100), money("NADR", 2022, 100)];
    const plan = planOf([{ ...ok, ...nadr, ...later, cost: 150 }], { directives, resources });
    assert.deepEqual(told(plan), []);
    const imet = { accounts: ["IMET"], kind_of_line: "training", ...later, cost: 150 } as const;
    const yearly = planOf([{ ...ok, ...imet }], {
      directives: [floor("f", 150, { accounts: ["IMET"], fiscal_year: fiscalYear(2022) })],
      resources: [money("IMET", 2021, 100), money("IMET", 2022, 100)],
    });
    assert.deepEqual(told(yearly), ["floor_exceeds_money f"]);
  });

  it("finds floors of two years that share the money of the first", () => {
    const nadr = { purpose: "counterterrorism", accounts: ["NADR"] } as const;
    const plan = planOf(
      [
        { ...ok, ...nadr, cost: 90 },
        { id: "b", ...nadr, ...later, cost: 90 },
      ],
      {
        directives: [
          floor("f", 90, { accounts: ["NADR"] }),
          floor("g", 90, { accounts: ["NADR"], fiscal_year: fiscalYear(2022) }),
        ],
        resources: [money("NADR", 2021, 100), money("NADR", 2022, 60)],
      },
    );
    assert.deepEqual(told(plan), ["floors_exceed_money f"]);
    assert.match(find(plan, "floors_exceed_money").found, /FY2021 to FY2022/);
  });

  it("says nothing certain that a plan disproves: any met floor is told of by nobody", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 0, max: 100 }),
        (costs, share) => {
          // Funding every initiative is a plan; a floor of at most what it pays is met by it.
          const asked = costs.map((cost, index) => ({ id: `i${index}`, cost }));
          const paid = costs.reduce((sum, cost) => sum + cost, 0);
          const amount = Math.floor((paid * share) / 100);
          const plan = planOf(asked, {
            resources: [money("FMF", 2021, paid)],
            directives: [floor("f", amount), floor("c", paid, { kind: "not_more_than" })],
          });
          assert.deepEqual(told(plan), []);
        },
      ),
      { seed: 11, numRuns: 60 },
    );
  });

  it("finds the same in any order of rows", () => {
    const plan = planOf([ok, { id: "s", partner: "SOM" }, { id: "v", partner: "VNM", cost: 60 }], {
      directives: [floor("f", 60), floor("g", 101, { partners: ["VNM"] })],
    });
    const turned = Object.fromEntries(
      Object.entries(plan.tables).map(([name, rows]) => [name, [...rows].reverse()]),
    ) as unknown as PlanTables;
    assert.deepEqual(checkAgainstLaw({ ...plan, tables: turned }, law), checkAgainstLaw(plan, law));
  });

  it("has nothing to say of a plan without years", () => {
    const plan = planOf([ok]);
    const head = { ...plan.head, last_fiscal_year: fiscalYear(2020) };
    assert.deepEqual(checkAgainstLaw({ ...plan, head }, law), []);
  });
});
