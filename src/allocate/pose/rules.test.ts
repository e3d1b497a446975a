import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fiscalYear } from "../../base/fiscal.ts";
import type { RowOf } from "../../plan/plan.ts";
import { makeRow } from "../../plan/rows.ts";
import { directive, limit, link, type PaperSpec, paperProblem } from "../paper-plan.test-data.ts";
import { millions } from "../verify/case.test-data.ts";

/** Items by index: 0 boats (sea), 1 court (land, institutional), 2 school (land, military education). */
const initiatives: PaperSpec["initiatives"] = {
  boats: { accounts: ["FMF"], costs: [1], effect: 1 },
  court: {
    accounts: ["FMF"],
    costs: [1],
    effect: 1,
    partner: "land",
    fields: { focus: "institutional" },
  },
  school: {
    ...{ accounts: ["IMET", "FMF"], costs: [1], effect: 1, partner: "land" },
    fields: { purpose: "military_education" },
  },
};
const everyone = { items: [0, 1, 2], accounts: null };
const pose = (rules: Partial<PaperSpec>) =>
  paperProblem({ years: 2, money: { FMF: [9, 9] }, initiatives, ...rules });

const amountsOf = (rules: Partial<PaperSpec>) =>
  pose(rules).amounts.map(
    ({ ids, kind, year, amount, origin }) =>
      `${ids.join("+")} ${origin} ${kind} of ${amount / 1e8} in ${2021 + year}`,
  );

describe("directives as rules", () => {
  const cases: readonly [string, readonly RowOf<"directives">[], readonly string[]][] = [
    [
      "law and agreements bind",
      [
        directive("a", "not_less_than", 2),
        directive("b", "not_more_than", 3, { force: "agreement" }),
      ],
      ["a directive floor of 2 in 2021", "b directive ceiling of 3 in 2021"],
    ],
    ["report language informs", [directive("a", "not_less_than", 2, { force: "report" })], []],
    [
      "years outside the plan bind nothing",
      [directive("a", "not_less_than", 2, { fiscal_year: fiscalYear(2023) })],
      [],
    ],
    [
      "a pending, certified or waived tranche leaves its floor alone",
      [
        directive("a", "not_less_than", 3),
        directive("b", "withhold", 1, { within: "a" }),
        directive("c", "withhold", 1, { within: "a", outcome: "certified" }),
        directive("d", "withhold", 1, { within: "a", outcome: "waived" }),
      ],
      ["a directive floor of 3 in 2021"],
    ],
    [
      "withheld tranches lower their floor together, and cap the same money at what is left",
      [
        directive("a", "not_less_than", 3),
        directive("b", "withhold", 1, { within: "a", outcome: "withheld" }),
        directive("c", "withhold", 0.5, { within: "a", outcome: "withheld" }),
      ],
      ["a directive floor of 1.5 in 2021", "b+c directive ceiling of 1.5 in 2021"],
    ],
    [
      "tranches above their floor leave nothing, not less than nothing",
      [
        directive("a", "not_less_than", 1),
        directive("b", "withhold", 2, { within: "a", outcome: "withheld" }),
      ],
      ["a directive floor of 0 in 2021", "b directive ceiling of 0 in 2021"],
    ],
    [
      "a tranche of report language leaves a floor of law alone",
      [
        directive("a", "not_less_than", 3),
        directive("b", "withhold", 1, { within: "a", outcome: "withheld", force: "report" }),
      ],
      ["a directive floor of 3 in 2021"],
    ],
    [
      "of a waived tranche the part that may not be waived stays withheld",
      [
        directive("a", "not_less_than", 3),
        directive("b", "withhold", 2, {
          ...{ within: "a", outcome: "waived", waivable_amount: millions(1.5) },
        }),
      ],
      ["a directive floor of 2.5 in 2021", "b directive ceiling of 2.5 in 2021"],
    ],
    [
      "what may be waived counts only once it is waived",
      [
        directive("a", "not_less_than", 3),
        directive("b", "withhold", 1, { within: "a", waivable_amount: millions(0.5) }),
        directive("c", "withhold", 1, {
          ...{ within: "a", outcome: "withheld", waivable_amount: millions(0.5) },
        }),
      ],
      ["a directive floor of 2 in 2021", "c directive ceiling of 2 in 2021"],
    ],
    [
      "a withheld tranche of law caps the scope of a floor that only informs, whatever report language adds",
      [
        directive("a", "not_less_than", 3, { force: "report" }),
        directive("b", "withhold", 1, { within: "a", outcome: "withheld" }),
        directive("c", "withhold", 1, { within: "a", outcome: "withheld", force: "report" }),
      ],
      ["b directive ceiling of 2 in 2021"],
    ],
    [
      "a tranche of no floor is no rule",
      [directive("b", "withhold", 1, { outcome: "withheld" })],
      [],
    ],
  ];
  for (const [name, directives, expected] of cases) {
    it(name, () => assert.deepEqual(amountsOf({ directives }), expected));
  }
});

describe("the scope of a rule", () => {
  const cases: readonly [string, Partial<RowOf<"directives">>, unknown][] = [
    ["nothing named: all", {}, everyone],
    ["a partner", { partners: ["land"] }, { items: [1, 2], accounts: null }],
    ["a bureau", { bureaus: ["EAP"] }, { items: [0], accounts: null }],
    ["a purpose", { purposes: ["military_education"] }, { items: [2], accounts: null }],
    [
      "accounts, sorted and once each",
      { accounts: ["PKO", "FMF", "PKO"] },
      { items: [0, 1, 2], accounts: ["FMF", "PKO"] },
    ],
    [
      "all of them together",
      { partners: ["land"], purposes: ["military_capability"], accounts: ["FMF"] },
      { items: [1], accounts: ["FMF"] },
    ],
    ["nobody", { partners: ["sea"], bureaus: ["EUR"] }, { items: [], accounts: null }],
  ];
  for (const [name, values, scope] of cases) {
    it(name, () => {
      const [rule] = pose({ directives: [directive("a", "not_less_than", 1, values)] }).amounts;
      assert.deepEqual(rule?.scope, scope);
    });
  }
});

describe("limits as rules", () => {
  it("absorption holds in every year, or in the one that it names", () => {
    const amount = millions(2);
    const limits = [
      limit("a", "absorption", { partners: ["sea"], amount }),
      limit("b", "absorption", { partners: ["land"], amount, fiscal_year: fiscalYear(2022) }),
      limit("c", "absorption", { amount, fiscal_year: fiscalYear(2030) }),
    ];
    assert.deepEqual(amountsOf({ limits }), [
      "a absorption ceiling of 2 in 2021",
      "a absorption ceiling of 2 in 2022",
      "b absorption ceiling of 2 in 2022",
    ]);
  });

  it("a share is measured against everybody's money of the accounts, balance within its scope", () => {
    const once = { fiscal_year: fiscalYear(2021), ratio: 0.25 };
    const { shares } = pose({
      limits: [
        limit("a", "share_at_least", { ...once, partners: ["land"], accounts: ["FMF"] }),
        limit("b", "share_at_most", { ...once, bureaus: ["EAP"] }),
        limit("c", "balance_at_least", { ...once, bureaus: ["EUR"], focus: ["institutional"] }),
      ],
    });
    const fmf = ["FMF"];
    assert.deepEqual(
      shares.map(({ kind, origin, ratio, part, whole }) => [kind, origin, ratio, part, whole]),
      [
        [
          "at_least",
          "share",
          0.25,
          { items: [1, 2], accounts: fmf },
          { items: [0, 1, 2], accounts: fmf },
        ],
        ["at_most", "share", 0.25, { items: [0], accounts: null }, everyone],
        [
          "at_least",
          "balance",
          0.25,
          { items: [1], accounts: null },
          { items: [1, 2], accounts: null },
        ],
      ],
    );
  });

  it("named initiatives narrow a scope, and are the part of a share", () => {
    const once = { fiscal_year: fiscalYear(2021), initiatives: ["school", "boats"] };
    const { amounts, shares, changes } = pose({
      limits: [
        limit("a", "absorption", { ...once, amount: millions(1) }),
        limit("b", "share_at_most", { ...once, ratio: 0.5 }),
        limit("c", "balance_at_least", {
          ...{ ...once, initiatives: ["school", "court"], focus: ["institutional"], ratio: 0.5 },
        }),
        limit("d", "yearly_change", { initiatives: ["court"], ratio: 0.5 }),
      ],
    });
    const both = { items: [0, 2], accounts: null };
    assert.deepEqual(
      amounts.map((rule) => rule.scope),
      [both],
    );
    assert.deepEqual(
      shares.map(({ part, whole }) => [part, whole]),
      [
        [both, everyone],
        [
          { items: [1], accounts: null },
          { items: [1, 2], accounts: null },
        ],
      ],
    );
    // The baseline does not know initiatives.
    assert.deepEqual(
      changes.map(({ scope, year }) => [scope, year]),
      [[{ items: [1], accounts: null }, 1]],
    );
  });

  it("demands narrow a scope; who does not say who sees the need is in none", () => {
    const demands = { court: "both", school: "request" } as const;
    const said = Object.entries(demands).map(([id, demand]) => {
      const one = initiatives[id];
      assert.ok(one);
      return [id, { ...one, fields: { ...one.fields, demand } }] as const;
    });
    const { shares, changes } = pose({
      initiatives: { ...initiatives, ...Object.fromEntries(said) },
      limits: [
        limit("a", "balance_at_least", {
          ...{ bureaus: ["EUR"], demands: ["gap", "both"] },
          ...{ fiscal_year: fiscalYear(2021), ratio: 0.5 },
        }),
        limit("b", "share_at_most", {
          ...{ demands: ["request", "both", "gap"] },
          ...{ fiscal_year: fiscalYear(2021), ratio: 0.5 },
        }),
        limit("c", "yearly_change", { demands: ["request"], ratio: 0.5 }),
      ],
    });
    const of = (...items: number[]) => ({ items, accounts: null });
    assert.deepEqual(
      shares.map(({ part, whole }) => [part, whole]),
      [
        [of(1), of(1, 2)],
        [of(1, 2), everyone],
      ],
    );
    assert.deepEqual(
      changes.map(({ scope, year }) => [scope, year]),
      [[of(2), 1]],
    );
  });

  it("a share of accounts is measured against all that its scope gets", () => {
    const once = { fiscal_year: fiscalYear(2022), accounts: ["IMET"], ratio: 0.4 };
    const { shares } = pose({
      limits: [
        limit("a", "account_share_at_least", { ...once, initiatives: ["school"] }),
        limit("b", "account_share_at_most", { ...once, partners: ["land"] }),
        limit("c", "account_share_at_most", once),
      ],
    });
    assert.deepEqual(
      shares.map(({ kind, origin, year, part, whole }) => [kind, origin, year, part, whole]),
      [
        ["at_least", { items: [2], accounts: ["IMET"] }, { items: [2], accounts: null }],
        ["at_most", { items: [1, 2], accounts: ["IMET"] }, { items: [1, 2], accounts: null }],
        ["at_most", { ...everyone, accounts: ["IMET"] }, everyone],
      ].map(([kind, part, whole]) => [kind, "account-share", 1, part, whole]),
    );
  });

  it("yearly change starts from the baseline of the scope, where there is one", () => {
    const row = (id: string, partner: string, account: string, year: number, count: number) =>
      makeRow("baseline", {
        ...{ id, partner, account, fiscal_year: fiscalYear(year), stage: "obligated" },
        amount: millions(count),
      });
    const baseline = [
      row("b1", "sea", "FMF", 2020, 3),
      row("b2", "sea", "FMF", 2020, -1),
      row("b3", "sea", "IMET", 2020, 5),
      row("b4", "land", "FMF", 2020, 7),
      row("b5", "sea", "FMF", 2019, 90),
    ];
    const changes = (values: Partial<RowOf<"limits">>) =>
      pose({
        baseline,
        limits: [limit("a", "yearly_change", { ratio: 0.5, ...values })],
      }).changes.map(({ year, before }) => [2021 + year, before === null ? null : before / 1e8]);
    assert.deepEqual(changes({ partners: ["sea"], accounts: ["FMF"] }), [
      [2021, 2],
      [2022, null],
    ]);
    assert.deepEqual(changes({ bureaus: ["EUR"] }), [
      [2021, 7],
      [2022, null],
    ]);
    // The baseline does not know a focus, and a scope without a baseline has nothing to start from.
    assert.deepEqual(changes({ focus: ["tactical"] }), [[2022, null]]);
    assert.deepEqual(changes({ accounts: ["PKO"] }), [[2022, null]]);
    assert.deepEqual(changes({ fiscal_year: fiscalYear(2021), accounts: ["PKO"] }), []);
  });

  it("a limit without its figure is no rule", () => {
    const limits = [
      limit("a", "absorption", {}),
      limit("b", "share_at_most", {}),
      limit("c", "yearly_change", {}),
    ];
    const { amounts, shares, changes } = pose({ limits });
    assert.deepEqual([amounts, shares, changes], [[], [], []]);
  });
});

describe("equal rules", () => {
  it("are one rule, the tightest, with the ids of all", () => {
    const land = { partners: ["land"] };
    const once = { ...land, fiscal_year: fiscalYear(2021) };
    assert.deepEqual(
      amountsOf({
        directives: [
          directive("low", "not_less_than", 1, land),
          directive("high", "not_less_than", 2, land),
          directive("wide", "not_more_than", 5, land),
        ],
        limits: [limit("narrow", "absorption", { ...once, amount: millions(4) })],
      }),
      ["high+low directive floor of 2 in 2021", "narrow+wide absorption ceiling of 4 in 2021"],
    );
    const { shares, changes } = pose({
      limits: [
        limit("a", "share_at_least", { ...once, ratio: 0.1 }),
        limit("b", "share_at_least", { ...once, ratio: 0.2 }),
        limit("c", "share_at_most", { ...once, ratio: 0.5 }),
        limit("d", "share_at_most", { ...once, ratio: 0.4 }),
        limit("e", "yearly_change", { ...land, ratio: 0.3 }),
        limit("f", "yearly_change", { ...land, ratio: 0.2 }),
      ],
    });
    assert.deepEqual(
      shares.map(({ ids, kind, ratio }) => [ids.join("+"), kind, ratio]),
      [
        ["b+a", "at_least", 0.2],
        ["d+c", "at_most", 0.4],
      ],
    );
    assert.deepEqual(
      changes.map(({ ids, ratio, year }) => [ids.join("+"), ratio, year]),
      [["f+e", 0.2, 1]],
    );
  });

  it("of the same level keep the first by id", () => {
    const directives = [directive("b", "not_less_than", 1), directive("a", "not_less_than", 1)];
    assert.deepEqual(amountsOf({ directives }), ["a+b directive floor of 1 in 2021"]);
  });

  it("are not equal when year, partners, accounts or kind differ", () => {
    const directives = [
      directive("a", "not_less_than", 1),
      directive("b", "not_less_than", 1, { fiscal_year: fiscalYear(2022) }),
      directive("c", "not_less_than", 1, { partners: ["land"] }),
      directive("d", "not_less_than", 1, { accounts: ["FMF"] }),
      directive("e", "not_more_than", 1),
    ];
    assert.equal(amountsOf({ directives }).length, 5);
  });
});

describe("links", () => {
  it("point at items by index, with no lag unless one is given", () => {
    const { links } = pose({
      links: [
        link("z", "requires", "school", "court", 1),
        link("a", "excludes", "boats", "school"),
      ],
    });
    assert.deepEqual(links, [
      { id: "a", kind: "excludes", item: 0, other: 2, lag: 0 },
      { id: "z", kind: "requires", item: 2, other: 1, lag: 1 },
    ]);
  });

  it("to nobody are our own bug, since the plan was checked", () => {
    assert.throws(
      () => pose({ links: [link("z", "requires", "school", "nobody")] }),
      /not checked/,
    );
  });
});
