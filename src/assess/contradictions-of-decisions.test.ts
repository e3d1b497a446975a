import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fiscalYear } from "../base/fiscal.ts";
import type { Plan } from "../plan/plan.ts";
import { makeRow, type RowValues } from "../plan/rows.ts";
import { find, floor, later, million, money, ok, planOf, told } from "./small-plan.test-data.ts";

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
