import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { Finding } from "../base/findings.ts";
import { fiscalYear, isoDate } from "../base/fiscal.ts";
import { cents } from "../base/money.ts";
import { realLaw } from "../law/law-folder.test-data.ts";
import type { Plan, PlanTables } from "../plan/plan.ts";
import { makeRow, type RowValues } from "../plan/rows.ts";
import { checkAgainstLaw } from "./contradictions.ts";

const law = realLaw();
const million = (amount: number) => cents(amount * 100_000_000);

/** Somalia may have no FMF in FY2021, and may from FY2022; the Philippines may always. */
const partners = [
  makeRow("partners", {
    id: "PHL",
    name: "Philippines",
    kind: "country",
    iso3: "PHL",
    bureau: "EAP",
  }),
  makeRow("partners", { id: "SOM", name: "Somalia", kind: "country", iso3: "SOM", bureau: "AF" }),
  makeRow("partners", { id: "VNM", name: "Vietnam", kind: "country", iso3: "VNM", bureau: "EAP" }),
];

interface Asked extends Partial<RowValues<"initiatives">> {
  readonly id: string;
  readonly cost?: number;
  readonly kind_of_line?: "equipment" | "training" | "stipends";
  /** Years after the start in which it costs; the start only, when absent. */
  readonly offsets?: readonly number[];
}

function planOf(
  asked: readonly Asked[],
  over: Partial<Omit<PlanTables, "initiatives" | "packages" | "lines">> = {},
): Plan {
  const tables: PlanTables = {
    ...{ objectives: [], affiliations: [], assumptions: [], scales: [], effects: [], links: [] },
    ...{ limits: [], baseline: [], claims: [], directives: [], partners },
    resources: [money("FMF", 2021, 100), money("FMF", 2022, 100)],
    ...over,
    initiatives: asked.map(({ cost: _cost, kind_of_line: _kind, offsets: _offsets, ...row }) =>
      makeRow("initiatives", {
        ...{ name: row.id, partner: "PHL", kind: "proposal", agency: "State", focus: "tactical" },
        ...{ accounts: ["FMF"], purpose: "military_capability", recipient: "defense" },
        ...{ earliest_start: fiscalYear(2021), latest_start: fiscalYear(2021), cost_basis: "test" },
        ...row,
      }),
    ),
    packages: asked.map(({ id }) =>
      makeRow("packages", { id: `${id}-p`, initiative: id, name: "p", level: "full" }),
    ),
    lines: asked.flatMap(({ id, cost = 10, kind_of_line = "equipment", offsets = [0] }) =>
      offsets.map((year_offset) =>
        makeRow("lines", {
          ...{ id: `${id}-${year_offset}`, package: `${id}-p`, year_offset, kind: kind_of_line },
          amount: million(cost),
        }),
      ),
    ),
  };
  return {
    head: {
      ...{ format: 1, id: "t", title: "t", description: "t", recommended_scenario: null },
      as_of: isoDate("2020-12-31"),
      first_fiscal_year: fiscalYear(2021),
      last_fiscal_year: fiscalYear(2022),
    },
    tables,
    scenarios: [],
  };
}

function money(account: string, year: number, amount: number) {
  return makeRow("resources", {
    ...{ id: `${account}-${year}`, account, fiscal_year: fiscalYear(year), stage: "enacted" },
    amount: million(amount),
  });
}

function floor(id: string, amount: number, over: Partial<RowValues<"directives">> = {}) {
  return makeRow("directives", {
    ...{ id, name: id, kind: "not_less_than", force: "law", accounts: ["FMF"], partners: ["PHL"] },
    ...{ fiscal_year: fiscalYear(2021), amount: million(amount), citation: `act of ${id}` },
    ...over,
  });
}

/** Code and id of each finding. */
function told(plan: Plan): string[] {
  return checkAgainstLaw(plan, law).map(({ code, at }) => `${code} ${at.id}`);
}

function find(plan: Plan, code: string): Finding {
  const found = checkAgainstLaw(plan, law).find((each) => each.code === code);
  assert.ok(found, `${code} was not found`);
  return found;
}

const ok: Asked = { id: "ships", cost: 50 };
const later = { earliest_start: fiscalYear(2022), latest_start: fiscalYear(2022) };

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
      planOf([{ ...ok, accounts: ["FMF", "USAI"] }]),
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

describe("contradictions of decisions, links, shares and changes", () => {
  const reason = { override_reason: "The Secretary asked" };
  const pin = (id: string) => ({ pinned_package: `${id}-p`, ...reason });
  const absorption = (amount: number, over: Partial<RowValues<"limits">> = {}) =>
    makeRow("limits", {
      ...{ id: "a", name: "a", kind: "absorption", partners: ["PHL"], source: "A study" },
      amount: million(amount),
      ...over,
    });
  const share = (
    id: string,
    kind: "share_at_least" | "share_at_most",
    ratio: number,
    partners: readonly string[],
  ) => makeRow("limits", { id, name: id, kind, ratio, partners, accounts: ["FMF"] });
  const link = (id: string, kind: "requires" | "excludes" | "follows", lag_years = 0) =>
    makeRow("links", { id, kind, initiative: "ships", other: "b", lag_years, reason: "Because" });
  const change = (ratio: number) =>
    makeRow("limits", { id: "y", name: "y", kind: "yearly_change", ratio, partners: ["PHL"] });
  const record = (amount: number) =>
    makeRow("baseline", {
      ...{ id: "r", partner: "PHL", account: "FMF", fiscal_year: fiscalYear(2020) },
      ...{ stage: "obligated", amount: million(amount) },
    });
  const more: [string, Plan, string[]][] = [
    [
      "floors of two accounts that fit by account, and not by both",
      planOf(
        [
          { ...ok, accounts: ["FMF", "NADR"], purpose: "counterterrorism", cost: 90 },
          {
            id: "v",
            partner: "VNM",
            accounts: ["FMF", "NADR"],
            purpose: "counterterrorism",
            cost: 90,
          },
        ],
        {
          resources: [money("FMF", 2021, 60), money("NADR", 2021, 60)],
          directives: [
            floor("f", 70, { accounts: ["FMF", "NADR"] }),
            floor("g", 70, { accounts: ["FMF", "NADR"], partners: ["VNM"] }),
          ],
        },
      ),
      ["floors_exceed_money f"],
    ],
    [
      "a ceiling on one initiative only",
      planOf([ok, { id: "b", cost: 50 }], {
        directives: [floor("f", 50)],
        limits: [absorption(10, { initiatives: ["b"] })],
      }),
      [],
    ],
    [
      "a pin above a ceiling",
      planOf([{ ...ok, ...pin("ships") }], { limits: [absorption(49)] }),
      ["pin_above_ceiling a"],
    ],
    [
      "a pin below a ceiling",
      planOf([{ ...ok, ...pin("ships") }], { limits: [absorption(50)] }),
      [],
    ],
    [
      "a pin of a part below a ceiling",
      planOf([{ ...ok, ...pin("ships"), pinned_share: 0.5 }], { limits: [absorption(25)] }),
      [],
    ],
    [
      "a pin above a ceiling in one year of two in which it may start",
      planOf([{ ...ok, ...pin("ships"), latest_start: fiscalYear(2022) }], {
        limits: [absorption(49, { fiscal_year: fiscalYear(2021) })],
      }),
      [],
    ],
    [
      "pins that fit under a ceiling one by one only",
      planOf(
        [
          { ...ok, ...pin("ships"), cost: 30 },
          { id: "b", ...pin("b"), cost: 30 },
        ],
        { limits: [absorption(50)] },
      ),
      ["pin_above_ceiling a"],
    ],
    [
      "a pin above its money",
      planOf([{ ...ok, ...pin("ships"), cost: 101 }]),
      ["pins_exceed_money ships"],
    ],
    [
      "pins that their account can pay one by one only",
      planOf([
        { ...ok, ...pin("ships"), cost: 60 },
        { id: "b", ...pin("b"), cost: 60 },
      ]),
      ["pins_exceed_money b"],
    ],
    [
      "pins of which one has another account",
      planOf(
        [
          { ...ok, ...pin("ships"), cost: 60, purpose: "counterterrorism" },
          {
            ...{ id: "b", ...pin("b"), cost: 60, purpose: "counterterrorism" },
            accounts: ["FMF", "NADR"],
          },
        ],
        { resources: [money("FMF", 2021, 100), money("NADR", 2021, 60)] },
      ),
      [],
    ],
    [
      "pins that exclude each other",
      planOf(
        [
          { ...ok, ...pin("ships") },
          { id: "b", ...pin("b") },
        ],
        { links: [link("l", "excludes")] },
      ),
      ["pins_exclude l"],
    ],
    [
      "pins in the wrong order",
      planOf(
        [
          { ...ok, ...pin("ships") },
          { id: "b", ...pin("b"), ...later },
        ],
        { links: [link("l", "follows")] },
      ),
      ["pins_exclude l"],
    ],
    [
      "pins in the right order",
      planOf(
        [
          { ...ok, ...pin("ships"), ...later },
          { id: "b", ...pin("b") },
        ],
        { links: [link("l", "follows", 1)] },
      ),
      [],
    ],
    [
      "a prerequisite that starts too late, and a floor that only it would fill",
      planOf([ok, { id: "b", ...later, partner: "VNM" }], {
        links: [link("l", "requires")],
        directives: [floor("f", 20)],
      }),
      ["floor_unreachable f", "prerequisite_too_late l"],
    ],
    [
      "a prerequisite in time",
      planOf([{ ...ok, ...later }, { id: "b" }], { links: [link("l", "requires", 1)] }),
      [],
    ],
    [
      "a prerequisite that somebody excluded",
      planOf([ok, { id: "b", excluded: true }], { links: [link("l", "requires")] }),
      ["prerequisite_too_late l"],
    ],
    [
      "a prerequisite that waits for another",
      planOf([{ ...ok, latest_start: fiscalYear(2022) }, { id: "b" }, { id: "c", ...later }], {
        links: [
          link("l", "requires", 1),
          makeRow("links", { id: "m", kind: "requires", initiative: "b", other: "c" }),
        ],
      }),
      ["prerequisite_too_late l", "prerequisite_too_late m"],
    ],
    [
      "a floor above the largest share",
      planOf([{ ...ok, cost: 60 }], {
        directives: [floor("f", 60)],
        limits: [share("s", "share_at_most", 0.5, ["PHL"])],
      }),
      ["floor_against_share s"],
    ],
    [
      "a floor that leaves too little for the least share of others",
      planOf([{ ...ok, cost: 60 }], {
        directives: [floor("f", 60)],
        limits: [share("s", "share_at_least", 0.5, ["VNM"])],
      }),
      ["floor_against_share s"],
    ],
    [
      "a floor that shares allow",
      planOf([{ ...ok, cost: 60 }], {
        directives: [floor("f", 50)],
        limits: [
          share("s", "share_at_most", 0.5, ["PHL"]),
          share("t", "share_at_least", 0.5, ["VNM"]),
        ],
      }),
      [],
    ],
    [
      "least shares above the whole, of money that a floor spends",
      planOf([ok], {
        directives: [floor("f", 10)],
        limits: [
          share("s", "share_at_least", 0.6, ["PHL"]),
          share("t", "share_at_least", 0.5, ["VNM"]),
        ],
      }),
      ["shares_exceed_whole s"],
    ],
    [
      "least shares above the whole, of money that nobody must spend",
      planOf([ok], {
        limits: [
          share("s", "share_at_least", 0.6, ["PHL"]),
          share("t", "share_at_least", 0.5, ["VNM"]),
        ],
      }),
      [],
    ],
    [
      "a change from the record that proposals cannot reach",
      planOf([ok], { limits: [change(0.1)], baseline: [record(60)] }),
      ["change_unreachable y"],
    ],
    [
      "a floor above the change from the record",
      planOf([ok], {
        directives: [floor("f", 50)],
        limits: [change(0.2)],
        baseline: [record(40)],
      }),
      ["floor_against_change y"],
    ],
    [
      "a change that the record allows",
      planOf([ok], {
        directives: [floor("f", 50)],
        limits: [change(0.25)],
        baseline: [record(40)],
      }),
      [],
    ],
  ];
  for (const [name, plan, expected] of more) {
    it(name, () => assert.deepEqual(told(plan).sort(), expected));
  }

  it("cites the rules of a contradiction between decisions, limits and links", () => {
    const pins = [
      { ...ok, ...pin("ships") },
      { id: "b", ...pin("b") },
    ];
    const excluded = find(planOf(pins, { links: [link("l", "excludes")] }), "pins_exclude");
    assert.equal(excluded.source, "Because; The Secretary asked; The Secretary asked");
    const above = find(planOf(pins.slice(0, 1), { limits: [absorption(49)] }), "pin_above_ceiling");
    assert.equal(above.source, "A study; pinned: The Secretary asked");
    assert.match(
      above.found,
      /\$49\.0 million at most in FY2021, where `ships`, pinned, costs \$50/,
    );
    const floored = planOf([ok], {
      directives: [floor("f", 50)],
      limits: [change(0.2)],
      baseline: [record(40)],
    });
    const against = find(floored, "floor_against_change");
    assert.equal(against.source, "no source is given; act of f");
    assert.match(
      against.found,
      /at most \$48\.0 million in FY2021, and \$50\.0 million at least by `f`/,
    );
  });
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
