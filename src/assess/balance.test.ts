import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fiscalYear } from "../base/fiscal.ts";
import { cents } from "../base/money.ts";
import { makeRow } from "../plan/rows.ts";
import { day, planWith, subjects, type Work } from "./assessed-plan.test-data.ts";
import { aboutPartner, assess } from "./assessment.ts";
import { departmentOf } from "./departments.ts";

const million = (count: number) => cents(count * 100_000_000);
const boats: Work = { id: "boats", buys: { equipment: 30 } };

describe("balance", () => {
  it("adds every initiative up once in each list, by its largest package and by what is paid", () => {
    const plan = planWith([
      boats,
      { id: "staff", focus: "operational", use: "posture", demand: "gap", buys: { advice: 20 } },
      { id: "law", focus: "institutional", purpose: "rule_of_law", buys: { advice: 10 } },
      { id: "gone", excluded: true },
    ]);
    const paid = (initiative: string, count: number) => ({
      ...{ initiative, account: "FMF", fiscal_year: fiscalYear(2021), amount: million(count) },
    });
    const { whole, partners } = assess(plan, day, {
      payments: [paid("boats", 12), paid("boats", 3), paid("law", 5)],
    }).balance;
    assert.deepEqual(
      whole.focus.map(({ key, proposed, allocated }) => [key, proposed, allocated]),
      [
        ["tactical", million(30), million(15)],
        ["operational", million(20), million(0)],
        ["institutional", million(10), million(5)],
      ],
    );
    for (const parts of [whole.focus, whole.governance, whole.use, whole.demand]) {
      const sum = (amounts: readonly (number | null)[]) =>
        amounts.reduce((a: number, b) => a + (b ?? 0), 0);
      assert.equal(sum(parts.map((part) => part.proposed)), million(60));
      assert.equal(sum(parts.map((part) => part.allocated)), million(20));
    }
    assert.deepEqual(
      partners.map((mix) => mix.partner),
      ["sea"],
    );
    assert.equal(assess(plan, day).balance.whole.allocated, null);
  });

  it("misses institutions and governance only where there is nothing of them", () => {
    const none = planWith([boats]);
    assert.deepEqual(subjects(none, "institution_absent"), ["sea"]);
    assert.deepEqual(subjects(none, "governance_absent"), ["sea"]);
    const law = planWith([boats, { id: "law", purpose: "rule_of_law" }]);
    assert.deepEqual(subjects(law, "institution_absent"), ["sea"]);
    assert.deepEqual(subjects(law, "governance_absent"), []);
    const staff = planWith([boats, { id: "staff", focus: "institutional" }]);
    assert.deepEqual(subjects(staff, "institution_absent"), []);
    assert.deepEqual(subjects(staff, "governance_absent"), ["sea"]);
  });

  it("finds posture where it is more than half, and not at half", () => {
    const posture = (count: number): Work => ({
      ...{ id: "pier", use: "prepositioning", buys: { construction: count } },
    });
    assert.deepEqual(subjects(planWith([boats, posture(31)]), "posture_over_capacity"), ["sea"]);
    assert.deepEqual(subjects(planWith([boats, posture(30)]), "posture_over_capacity"), []);
  });

  it("finds what a partner wants and nobody needs", () => {
    const demands = (["request", "both", "gap"] as const).map((demand) => ({ id: demand, demand }));
    assert.deepEqual(subjects(planWith([boats, ...demands]), "want_without_need"), ["request"]);
  });

  it("names the limits by which the plan asks for balance itself, and how they stand", () => {
    const limits = [
      makeRow("limits", {
        ...{ id: "tenth", name: "A tenth", kind: "balance_at_least", ratio: 0.1 },
        focus: ["institutional"],
      }),
      makeRow("limits", {
        ...{ id: "pier", name: "Piers", kind: "share_at_most", ratio: 0.2, uses: ["posture"] },
      }),
      makeRow("limits", {
        ...{ id: "want", name: "Wants", kind: "balance_at_least", ratio: 0.3 },
        demands: ["request", "both"],
      }),
      makeRow("limits", { id: "all", name: "All", kind: "absorption", amount: million(1) }),
    ];
    const works: readonly Work[] = [
      boats,
      { id: "law", focus: "institutional", demand: "request", buys: { advice: 10 } },
      { id: "pier", use: "posture", demand: "gap", buys: { construction: 60 } },
    ];
    const paid = (initiative: string, count: number, account = "FMF") => ({
      ...{ initiative, account, fiscal_year: fiscalYear(2021), amount: million(count) },
    });
    const payments = [paid("boats", 30), paid("law", 5), paid("pier", 15, "PKO")];
    const { asked } = assess(planWith(works, { limits }), day, { payments }).balance;
    assert.deepEqual(
      asked.map((one) => [one.limit, one.asked, one.proposed, one.allocated]),
      [
        ["pier", 0.2, 0.6, 0.3],
        ["tenth", 0.1, 0.1, 0.1],
        ["want", 0.3, 0.1, 0.1],
      ],
    );
    const [ofPko] = limits.map((row) => ({ ...row, accounts: ["FMF"] }));
    const [one] = assess(planWith(works, { limits: ofPko === undefined ? [] : [ofPko] }), day, {
      payments,
    }).balance.asked;
    assert.equal(one?.allocated, 5 / 35);
  });
});

describe("departments", () => {
  const cases: readonly (readonly [string, string])[] = [
    ["State", "State"],
    ["State/INL", "State"],
    ["DSCA", "Defense"],
    ["INDOPACOM", "Defense"],
    ["Office of the Secretary of Defense", "Defense"],
    ["Homeland Security (Coast Guard)", "Coast Guard"],
    ["DHS/CBP", "Homeland Security"],
    ["Justice/ICITAP", "Justice"],
    ["Department of the Treasury", "Treasury"],
    ["USAID", "USAID"],
    ["Peace Corps", "Peace Corps"],
  ];
  for (const [agency, expected] of cases) {
    it(`puts ${agency} under ${expected}`, () => assert.equal(departmentOf(agency), expected));
  }

  it("stand in every domain with programs, money and partners", () => {
    const plan = planWith([
      boats,
      { id: "cutters", agency: "Coast Guard", buys: { equipment: 5 } },
      { id: "crews", agency: "Coast Guard", buys: { training: 2 } },
      { id: "inland", partner: "land", agency: "Corps of Pilots" },
    ]);
    const { cells, departments, missing } = assess(plan, day).domains;
    const cell = cells.find((one) => one.department === "Coast Guard");
    assert.deepEqual(cell?.initiatives, ["crews", "cutters"]);
    assert.equal(cell?.proposed, million(7));
    assert.equal(departments.at(-1), "Corps of Pilots");
    assert.equal(
      cells.reduce((sum, one) => sum + one.proposed, 0),
      million(47),
    );
    const [coast] = missing;
    assert.deepEqual(
      [coast?.department, coast?.present, coast?.absent],
      ["Coast Guard", ["sea"], ["land"]],
    );
    const own = aboutPartner(assess(plan, day), "sea", plan);
    assert.deepEqual(own.domains.missing, []);
    assert.ok(own.domains.cells.every((one) => one.partner === "sea"));
  });

  it("are missed where they are absent for most partners, and not where present for half", () => {
    const inland: Work = { id: "inland", partner: "land" };
    const coast: Work = { id: "cutters", agency: "Coast Guard" };
    assert.deepEqual(subjects(planWith([boats, inland]), "department_absent"), [
      "maritime/Coast Guard",
    ]);
    assert.deepEqual(subjects(planWith([boats, inland, coast]), "department_absent"), []);
  });
});
