import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fiscalYear, type IsoDate, isoDate } from "../base/fiscal.ts";
import type { Hold } from "../law/hold.ts";
import type { Plan } from "../plan/plan.ts";
import { makeRow, type RowValues } from "../plan/rows.ts";
import { checkLines } from "./check-lines.ts";
import { checkAgainstLaw } from "./contradictions.ts";
import { law, money, planOf } from "./small-plan.test-data.ts";

/** What is found of a plan against the law, as code and id, but not of money that nothing may use. */
function told(plan: Plan): string[] {
  return checkAgainstLaw(plan, law)
    .filter(({ code }) => code !== "money_unasked")
    .map(({ code, at }) => `${code} ${at.id}`);
}

function agreement(over: Partial<RowValues<"agreements">>) {
  return makeRow("agreements", {
    id: "a",
    name: "End use",
    partner: "PHL",
    kind: "end_use",
    status: "in_force",
    ...over,
  });
}

/** Excess articles, whose grant needs an agreement on end use by a checked rule. */
const excess = { accounts: ["EDA"] };
const resources = [money("EDA", 2021, 400), money("EDA", 2022, 400)];

describe("agreements that an account needs", () => {
  const table: [string, Partial<RowValues<"agreements">>, string[]][] = [
    ["one in force", {}, []],
    ["one that begins on the last day of the year", { since: isoDate("2021-09-30") }, []],
    ["one that begins after the year", { since: isoDate("2021-10-01") }, ["initiative_unlawful i"]],
    ["one that ends on the first day of the year", { until: isoDate("2020-10-01") }, []],
    ["one that ended before the year", { until: isoDate("2020-09-30") }, ["initiative_unlawful i"]],
    ["one that is negotiated", { status: "negotiating" }, ["initiative_unlawful i"]],
    ["one that is suspended", { status: "suspended" }, ["initiative_unlawful i"]],
    ["one that expired within the year", { status: "expired", until: isoDate("2021-03-01") }, []],
    ["one with somebody else", { partner: "VNM" }, ["agreement_unrecorded i"]],
    ["one of another kind", { kind: "gsomia" }, ["agreement_unrecorded i"]],
  ];
  for (const [name, over, expected] of table) {
    it(name, () => {
      const plan = planOf([{ id: "i", ...excess }], { agreements: [agreement(over)], resources });
      assert.deepEqual(told(plan), expected);
    });
  }

  it("lets a made-up agreement act on made-up initiatives only", () => {
    const agreements = [agreement({ status: "suspended", illustrative: true })];
    const asked = [
      { id: "i", ...excess },
      { id: "j", ...excess, illustrative: true },
    ];
    const plan = planOf(asked, { agreements, resources });
    assert.deepEqual(told(plan), ["initiative_unlawful j", "agreement_unrecorded i"]);
  });

  it("says nothing where no register is kept", () => {
    assert.deepEqual(told(planOf([{ id: "i", ...excess }], { resources })), []);
  });

  it("pays by another account, or in a later year, where that one needs no such agreement", () => {
    const suspended = { agreements: [agreement({ status: "suspended" })], resources };
    const two = planOf([{ id: "i", accounts: ["EDA", "PKO"] }], suspended);
    assert.deepEqual(told(two), ["account_unlawful i"]);
    const later = agreement({ since: isoDate("2021-10-01") });
    const years = { latest_start: fiscalYear(2022) };
    const plan = planOf([{ id: "i", ...excess, ...years }], { agreements: [later], resources });
    assert.deepEqual(told(plan), ["account_unlawful i"]);
  });

  it("names the law, and tells one rule once for all initiatives", () => {
    const plan = planOf([{ id: "b" }, { id: "a" }], {
      agreements: [agreement({ kind: "acsa" })],
    });
    const [finding, ...rest] = checkLines(plan, law);
    assert.deepEqual(rest, []);
    assert.equal(finding?.at.id, "a");
    assert.match(finding?.found ?? "", /FMF\.agreements .*and 1 more: nothing recorded/);
    assert.match(finding?.source ?? "", /2753/);
  });
});

describe("caps and clocks", () => {
  it("finds a package above the yearly ceiling of its account, and not one at it", () => {
    const eda = (cost: number) =>
      planOf([{ id: "i", accounts: ["EDA"], cost }], { resources: [money("EDA", 2021, 900)] });
    assert.deepEqual(told(eda(500)), []);
    assert.deepEqual(told(eda(501)), ["cap_exceeded i"]);
  });

  it("finds money that ends before its notice could have run", () => {
    const plan = planOf([{ id: "i" }]);
    const on = (day: string) => ({ ...plan, head: { ...plan.head, as_of: isoDate(day) } });
    // Notice of FMF takes 15 days, and the money of a year ends with September 30.
    assert.deepEqual(told(on("2021-09-15")), []);
    assert.deepEqual(told(on("2021-09-16")), ["money_ends_first i"]);
    // Money that has ended is checked law, and stops.
    assert.deepEqual(told(on("2021-10-01")), ["initiative_unlawful i"]);
  });

  it("finds money that usually ends before its case of concurrence does", () => {
    const plan = planOf([{ id: "i", accounts: ["S333"], purpose: "counterterrorism" }]);
    const late = { ...plan, head: { ...plan.head, as_of: isoDate("2021-07-01") } };
    const under = (days: number) =>
      checkLines(late, { ...law, usualDays: () => () => new Map([["S333", days]]) })
        .filter(({ code }) => code === "money_ends_first")
        .map(({ found }) => found);
    assert.deepEqual(under(76), []);
    assert.match(under(77)[0] ?? "", /marked unsure.*when the cases before it have usually/);
  });

  it("finds money that ends while a case still keeps it waiting", () => {
    const plan = planOf([{ id: "i" }, { id: "j" }]);
    const hold = (not_before: IsoDate) => ({
      ...{ effect: "waiting" as const, initiative: "i", packages: [], lines: [], accounts: [] },
      ...{ row: "cases/c", assumed: false, because: "It waits.", citation: "c" },
      ...{ mark: "checked" as const, not_before },
    });
    const under = (day: string, over: Partial<Hold> = {}) =>
      checkLines(plan, { ...law, listHolds: () => [{ ...hold(isoDate(day)), ...over }] }).map(
        ({ code, at }) => `${code} ${at.id}`,
      );
    assert.deepEqual(under("2021-09-15"), []);
    assert.deepEqual(under("2021-09-16"), ["money_ends_first i"]);
    assert.deepEqual(under("2021-09-16", { accounts: ["FMF"] }), ["money_ends_first i"]);
    assert.deepEqual(under("2021-09-16", { accounts: ["IMET"] }), []);
  });

  it("does not speak of accounts that may not pay anyway, nor of what is excluded", () => {
    const late = (over: object) => {
      const plan = planOf([{ id: "i", ...over }]);
      return { ...plan, head: { ...plan.head, as_of: isoDate("2021-09-30") } };
    };
    assert.deepEqual(told(late({ partner: "SOM" })), ["initiative_unlawful i"]);
    assert.deepEqual(told(late({ excluded: true })), []);
  });
});
