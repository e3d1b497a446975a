import assert from "node:assert/strict";
import { test } from "node:test";
import { fiscalYear } from "../../base/fiscal.ts";
import { cents } from "../../base/money.ts";
import type { Law } from "../../law/law.ts";
import type { Plan } from "../../plan/plan.ts";
import { makeRow } from "../../plan/rows.ts";
import { samplePlan } from "../../plan/sample-plan.test-data.ts";
import { openLaw } from "../open-law.test-data.ts";
import { paperLaw, paperPlan } from "../paper-plan.test-data.ts";
import { caseLaw, casePlan, millions, withRow, withRows } from "../verify/case.test-data.ts";
import { poseProblem } from "./pose.ts";

const itemOf = (plan: Plan, law: Law, id: string) => {
  const { result } = poseProblem(plan, law);
  const item = result.items.find((one) => one.initiative.id === id);
  assert.ok(item !== undefined);
  return item;
};
const waysOf = (plan: Plan, law: Law, id: string) =>
  itemOf(plan, law, id).candidates.map(
    (one) => `${one.package} ${one.start}: ${one.costs.map((cost) => cost / 1e8).join(" + ")}`,
  );

test("an initiative can be funded at each package, in each start year that its costs fit into", () => {
  assert.deepEqual(waysOf(casePlan(), caseLaw, "boats"), [
    "boats.more 2021: 3 + 1 + 0",
    "boats.more 2022: 0 + 3 + 1",
    "boats.some 2021: 2 + 1 + 0",
    "boats.some 2022: 0 + 2 + 1",
  ]);
  const late = withRow(casePlan(), "initiatives", "boats", {
    earliest_start: fiscalYear(2022),
    latest_start: fiscalYear(2023),
  });
  assert.deepEqual(waysOf(late, caseLaw, "boats"), [
    "boats.more 2022: 0 + 3 + 1",
    "boats.some 2022: 0 + 2 + 1",
  ]);
});

test("a year before the plan is no start, and a line of nothing beyond its end stops none", () => {
  const early = withRow(casePlan(), "initiatives", "court", { earliest_start: fiscalYear(2019) });
  assert.deepEqual(waysOf(early, caseLaw, "court"), [
    "court.one 2021: 1 + 0 + 0",
    "court.one 2022: 0 + 1 + 0",
    "court.one 2023: 0 + 0 + 1",
  ]);
  const line = (id: string, year_offset: number, count: number) =>
    makeRow("lines", {
      id,
      package: "court.one",
      year_offset,
      kind: "advice",
      amount: millions(count),
    });
  const lines = withRows(early, "lines", [line("nothing", 5, 0), line("more", 0, 0.5)]);
  assert.deepEqual(waysOf(lines, caseLaw, "court"), [
    "court.one 2021: 1.5 + 0 + 0",
    "court.one 2022: 0 + 1.5 + 0",
    "court.one 2023: 0 + 0 + 1.5",
  ]);
});

test("a package that costs nothing cannot be chosen", () => {
  const free = withRow(casePlan(), "lines", "court.one.0", { amount: cents(0) });
  assert.deepEqual(waysOf(free, caseLaw, "court"), []);
});

test("a start is lawful only when some account may pay in every year of the cost", () => {
  const law = openLaw({ FMF: 2, IMET: 1 }, [{ account: "FMF", partner: "sea", year: 2022 }]);
  assert.deepEqual(waysOf(casePlan(), law, "boats"), []);
  const single = withRow(casePlan(), "lines", "boats.some.1", { amount: cents(0) });
  assert.deepEqual(waysOf(single, law, "boats"), ["boats.some 2021: 2 + 0 + 0"]);
  assert.deepEqual(itemOf(single, law, "boats").accounts, [["FMF"], [], ["FMF"]]);
});

test("effect is cost in millions x tier x relevance x confidence x level, or a figure of one's own", () => {
  const { items } = poseProblem(samplePlan(), openLaw({ FMF: 2, IMET: 1 })).result;
  const effects = items.flatMap((item) =>
    item.candidates
      .filter((one) => one.start === item.candidates[0]?.start)
      .map((one) => [one.package, ...[...one.effects].flat()]),
  );
  assert.deepEqual(effects, [
    // A row for this very package stands before the row for all, whatever their order.
    ["PHL-radar.full", "sea", 20.5],
    ["PHL-radar.small", "sea", 6 * 1.5 * 1 * 0.8 * 1.2],
    ["UKR-boats.full", "sea", 13 * 1 * 1 * 0.8 * 1],
    ["UKR-schools.full", "schools", 0.8 * 1 * 1 * 0.8 * 1],
  ]);
});

test("the row for one package stands before the row for all in any order of ids", () => {
  for (const id of ["aaa", "zzz"]) {
    const own = makeRow("effects", {
      id,
      initiative: "school",
      package: "school.one",
      objective: "rule",
      relevance: "half",
      confidence: "likely",
      effect: 3,
    });
    const plan = withRows(casePlan(), "effects", [own]);
    const [way] = itemOf(plan, caseLaw, "school").candidates;
    assert.deepEqual([...(way?.effects ?? [])], [["rule", 3]], id);
  }
});

test("what bars an initiative is told with its reason", () => {
  const plan = casePlan();
  const cases: readonly [Plan, string, string, RegExp][] = [
    [
      withRow(plan, "initiatives", "court", {
        excluded: true,
        override_reason: "The court closed.",
      }),
      "court",
      "excluded",
      /excluded it: The court closed\.$/,
    ],
    [withRow(plan, "initiatives", "court", { excluded: true }), "court", "excluded", /no reason/],
    [
      withRow(plan, "initiatives", "court", { accounts: ["IMET"] }),
      "court",
      "unlawful",
      /The law lets none/,
    ],
    [
      withRow(plan, "lines", "court.one.0", { year_offset: 3 }),
      "court",
      "beyond_horizon",
      /No package fits/,
    ],
    [
      { ...plan, tables: { ...plan.tables, packages: [], lines: [] } },
      "court",
      "no_package",
      /no package/,
    ],
  ];
  for (const [changed, id, reason, words] of cases) {
    const { bar, candidates } = itemOf(changed, caseLaw, id);
    assert.equal(bar?.reason, reason);
    assert.match(bar?.words ?? "", words);
    assert.deepEqual(candidates, []);
  }
  assert.equal(itemOf(plan, caseLaw, "court").bar, undefined);
});

test("a bar by law names the provisions that block, once each", () => {
  const plan = withRow(casePlan(), "initiatives", "court", { accounts: ["IMET", "IMET"] });
  const { bar } = itemOf(plan, caseLaw, "court");
  assert.deepEqual(
    bar?.provisions.map((one) => one.rule),
    ["IMET.blocks"],
  );
});

test("a pin leaves only the pinned package", () => {
  const plan = withRow(casePlan(), "initiatives", "boats", { pinned_package: "boats.some" });
  assert.deepEqual(waysOf(plan, caseLaw, "boats"), [
    "boats.some 2021: 2 + 1 + 0",
    "boats.some 2022: 0 + 2 + 1",
  ]);
});

test("money is summed by account and year, and lasts as long as the law says, within the plan", () => {
  const fresh = (id: string, account: string, year: number, count: number) =>
    makeRow("resources", {
      id,
      account,
      fiscal_year: fiscalYear(year),
      stage: "enacted",
      amount: millions(count),
    });
  const plan = withRows(casePlan(), "resources", [
    fresh("r1", "FMF", 2021, 0.5),
    fresh("r2", "FMF", 2019, 9),
    fresh("r3", "CTR", 2023, 4),
    fresh("r4", "XYZ", 2022, 1),
  ]);
  const asked = withRow(plan, "initiatives", "court", { accounts: ["FMF", "NADR"] });
  assert.deepEqual(poseProblem(asked, caseLaw).result.purses, [
    // Until expended is as long as the plan.
    { account: "CTR", title: "Account CTR", budget: [0, 0, millions(4)], lasts: 3 },
    { account: "FMF", title: "Account FMF", budget: [millions(3.5), 0, 0], lasts: 2 },
    {
      account: "IMET",
      title: "Account IMET",
      budget: [millions(1), millions(1), millions(1)],
      lasts: 1,
    },
    // Asked to pay, but without money; and unknown to the law, so that it lasts its own year.
    { account: "NADR", budget: [0, 0, 0], lasts: 1 },
    { account: "XYZ", budget: [0, millions(1), 0], lasts: 1 },
  ]);
});

test("warnings of the law come once each, sorted by rule", () => {
  const warning = (rule: string) => ({
    ...{ rule, file: "law/made-up.yaml", citation: "Made up.", mark: "unsure" as const },
    ...{ says: rule, effect: "warns" as const },
  });
  const law: Law = {
    ...caseLaw,
    eligible: (account, subject, year) => ({
      ...caseLaw.eligible(account, subject, year),
      warnings: [warning("vetting"), warning("notice")],
    }),
  };
  assert.deepEqual(
    itemOf(casePlan(), law, "boats").warnings.map((one) => one.rule),
    ["notice", "vetting"],
  );
});

const findingsOf = (plan: Plan, law: Law) => poseProblem(plan, law).findings;

test("a plan without a way to fund anything is `nothing_to_allocate`", () => {
  const none = openLaw({});
  assert.deepEqual(
    findingsOf(casePlan(), none).map((one) => one.code),
    ["nothing_to_allocate"],
  );
  assert.deepEqual(findingsOf(casePlan(), caseLaw), []);
  const empty = paperPlan({ money: {}, initiatives: {} });
  assert.deepEqual(
    findingsOf(empty, paperLaw).map((one) => one.code),
    ["nothing_to_allocate"],
  );
});

test("a pin that cannot be funded is `pinned_impossible`, with the law that bars it", () => {
  const plan = withRow(casePlan(), "initiatives", "court", {
    accounts: ["IMET"],
    pinned_package: "court.one",
  });
  const [finding, ...others] = findingsOf(plan, caseLaw);
  assert.deepEqual(others, []);
  assert.equal(finding?.code, "pinned_impossible");
  assert.deepEqual(finding?.at, { file: "initiatives.csv", field: "pinned_package", id: "court" });
  assert.match(finding?.found ?? "", /court\.one.*The law lets none/);
  assert.equal(finding?.source, "Made up for tests.");
  const late = withRow(
    withRow(casePlan(), "initiatives", "court", { pinned_package: "court.one" }),
    "lines",
    "court.one.0",
    { year_offset: 9 },
  );
  const [beyond] = findingsOf(late, caseLaw);
  assert.match(beyond?.found ?? "", /No package fits/);
  assert.equal(beyond?.source, undefined);
});

test("a plan in which nothing counts is `no_worth`", () => {
  const codes = (plan: Plan) => findingsOf(plan, caseLaw).map((one) => one.code);
  const plan = casePlan();
  assert.deepEqual(codes({ ...plan, tables: { ...plan.tables, effects: [] } }), ["no_worth"]);
  // Effects on an objective of weight 0 count for nothing.
  const [boats] = plan.tables.effects;
  assert.ok(boats !== undefined);
  const only = { ...plan, tables: { ...plan.tables, effects: [boats] } };
  assert.deepEqual(codes(only), []);
  assert.deepEqual(codes(withRow(only, "objectives", "seas", { weight: 0 })), ["no_worth"]);
});

test("money whose years are not checked is noted, in the order of the accounts", () => {
  const marked = (mark: "knowledge" | "unsure"): Law => ({
    ...caseLaw,
    findAvailability: (account, on) => {
      const known = caseLaw.findAvailability(account, on);
      return known && { ...known, provision: { ...known.provision, mark } };
    },
  });
  const rows = [...casePlan().tables.resources].reverse();
  const plan = { ...casePlan(), tables: { ...casePlan().tables, resources: rows } };
  for (const mark of ["knowledge", "unsure"] as const) {
    assert.deepEqual(
      findingsOf(plan, marked(mark)).map((one) => [one.code, one.severity, one.found]),
      [
        ["money_without_rule", "note", `\`FMF\` money lasts 2 years, marked ${mark}`],
        ["money_without_rule", "note", `\`IMET\` money lasts 1 year, marked ${mark}`],
      ],
    );
  }
});

test("a plan that was not checked is our own bug", () => {
  const lost = withRow(casePlan(), "initiatives", "court", { partner: "nobody" });
  assert.throws(() => poseProblem(lost, caseLaw), /not checked/);
});
