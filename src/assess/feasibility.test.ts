import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fiscalYear, isoDate } from "../base/fiscal.ts";
import { cents } from "../base/money.ts";
import { realLaw } from "../law/law-folder.test-data.ts";
import type { Plan, PlanTables } from "../plan/plan.ts";
import { makeRow } from "../plan/rows.ts";
import { day, found, planWith, subjects, type Work } from "./assessed-plan.test-data.ts";
import { assess } from "./assessment.ts";
import type { FeasibilityPart } from "./feasibility.ts";
import { largestYears } from "./partner-record.ts";
import { proposeVerdict } from "./verdicts.ts";

const million = (amount: number) => cents(amount * 100_000_000);
const record = (year: number, amount: number, stage: "obligated" | "disbursed" = "obligated") =>
  makeRow("baseline", {
    ...{ id: `r-${year}-${stage}`, partner: "sea", account: "FMF", stage },
    ...{ fiscal_year: fiscalYear(year), amount: million(amount) },
  });
const ceiling = (amount: number, over: object = {}) =>
  makeRow("limits", {
    ...{ id: "absorb", name: "Absorb", kind: "absorption", amount: million(amount) },
    partners: ["sea"],
    ...over,
  });
const agreement = (status: "in_force" | "negotiating") =>
  makeRow("agreements", { id: "sofa", name: "SOFA", partner: "sea", kind: "sofa", status });
const precondition = makeRow("preconditions", {
  ...{ id: "pre", initiative: "boats", agreement: "sofa", force: "waits" },
  reason: "Trainers stay in the country",
});

function readOne(work: Partial<Work>, over: Partial<PlanTables> = {}, plan?: Plan) {
  const given = plan ?? planWith([{ id: "boats", ...work }], over);
  const one = assess(given, day).feasibility.find(({ initiative }) => initiative === "boats");
  assert.ok(one);
  const standing = (part: FeasibilityPart) =>
    one.parts.find((each) => each.part === part)?.standing;
  return { ...one, standing };
}

describe("feasibility by its parts", () => {
  const cases: readonly (readonly [
    string,
    Partial<Work>,
    Partial<PlanTables>,
    FeasibilityPart,
    string,
  ])[] = [
    ["money without record or ceiling is unknown", {}, {}, "money", "unknown"],
    ["money within the record is clear", {}, { baseline: [record(2020, 10)] }, "money", "clear"],
    [
      "money above the largest year strains",
      {},
      { baseline: [record(2020, 9)] },
      "money",
      "strained",
    ],
    ["money within the ceiling is clear", {}, { limits: [ceiling(10)] }, "money", "clear"],
    ["money above the ceiling strains", {}, { limits: [ceiling(9)] }, "money", "strained"],
    [
      "a ceiling of another year does not bind",
      {},
      { limits: [ceiling(9, { fiscal_year: 2022 })], baseline: [record(2020, 10)] },
      "money",
      "clear",
    ],
    [
      "a ceiling of some purposes is none of the partner",
      {},
      { limits: [ceiling(9, { purposes: ["counter_drug"] })] },
      "money",
      "unknown",
    ],
    ["nothing recorded of preconditions is unknown", {}, {}, "preconditions", "unknown"],
    [
      "an agreement in force is clear",
      {},
      { agreements: [agreement("in_force")], preconditions: [precondition] },
      "preconditions",
      "clear",
    ],
    [
      "an agreement that is negotiated strains",
      {},
      { agreements: [agreement("negotiating")], preconditions: [precondition] },
      "preconditions",
      "strained",
    ],
    ["training of nobody named is unknown", {}, {}, "people", "unknown"],
    ["training of a unit is clear", { units: ["fleet"] }, {}, "people", "clear"],
    [
      "equipment that nobody teaches strains",
      { buys: { equipment: 10 } },
      {},
      "people",
      "strained",
    ],
    [
      "services for a unit say nothing of its training",
      { buys: { services: 10 }, units: ["fleet"] },
      {},
      "people",
      "unknown",
    ],
    ["training needs no sustainment", {}, {}, "sustainment", "not_needed"],
    ["equipment alone strains", { buys: { equipment: 10 } }, {}, "sustainment", "strained"],
    [
      "equipment with logistics is clear",
      { buys: { equipment: 9, logistics: 1 } },
      {},
      "sustainment",
      "clear",
    ],
    [
      "equipment is clear where its notice names who pays",
      { buys: { equipment: 10 } },
      {
        cases: [
          makeRow("cases", {
            ...{ id: "c", name: "c", kind: "concurrence", process: "concurrence-joint" },
            ...{ partner: "sea", initiative: "boats", owner: "x", opened_on: day },
          }),
        ],
        notices: [makeRow("notices", { id: "n", case: "c", sustainment_source: "The navy" })],
      },
      "sustainment",
      "clear",
    ],
    ["training needs no institution of its own", {}, {}, "institution", "not_needed"],
    [
      "equipment that no institution owns strains",
      { buys: { equipment: 10 } },
      {},
      "institution",
      "strained",
    ],
    [
      "institutional equipment is clear",
      { buys: { equipment: 10 }, focus: "institutional" },
      {},
      "institution",
      "clear",
    ],
    ["without the law the lead time is unknown", {}, {}, "lead_time", "unknown"],
  ];
  for (const [name, work, over, part, expected] of cases) {
    it(name, () => assert.equal(readOne(work, over).standing(part), expected));
  }

  it("counts what several proposals ask of a partner together against its ceiling", () => {
    const one = { limits: [ceiling(15)] };
    const alone = planWith([{ id: "boats" }], one);
    const both = planWith([{ id: "boats" }, { id: "ships", agency: "Defense" }], one);
    assert.equal(readOne({}, {}, alone).standing("money"), "clear");
    assert.equal(readOne({}, {}, both).standing("money"), "strained");
  });

  it("counts no dollar of the record twice", () => {
    const rows = [record(2020, 10), record(2020, 8, "disbursed"), record(2019, 3)];
    const years = largestYears(planWith([], { baseline: rows }));
    assert.deepEqual(years.get("sea"), { fiscal_year: 2020, amount: million(10) });
  });

  it("lets the lead time strain on the day from which the money ends before the notice", () => {
    const law = realLaw();
    const leadOn = (as_of: string) => {
      const plan = planWith([{ id: "boats" }]);
      const late = { ...plan, head: { ...plan.head, as_of: isoDate(as_of) } };
      const [one] = assess(late, day, { law }).feasibility;
      return one?.parts.find(({ part }) => part === "lead_time");
    };
    // Fifteen days of notice before September 30.
    assert.equal(leadOn("2021-09-15")?.standing, "clear");
    const late = leadOn("2021-09-16");
    assert.equal(late?.standing, "strained");
    assert.match(late?.says ?? "", /ready on 2021-10-01.*2021-09-30/);
  });
});

describe("risk and its finding", () => {
  const poor: Partial<Work> = { buys: { equipment: 10 } };
  const strained = { baseline: [record(2020, 9)] };

  it("scores no part that is unknown, and calls nothing low of which little is known", () => {
    assert.equal(readOne({ buys: { services: 1 } }).risk, "unknown");
    const good = readOne({ units: ["fleet"] }, { baseline: [record(2020, 10)] });
    assert.deepEqual([good.risk, good.clear, good.known], ["low", 2, 2]);
    const one = readOne({ units: ["fleet"] }, strained);
    assert.deepEqual([one.risk, one.clear, one.known], ["medium", 1, 2]);
    assert.equal(readOne(poor, strained).risk, "high");
  });

  it("is told where two parts strain, not by training and sustainment alone", () => {
    assert.deepEqual(subjects(planWith([{ id: "boats", ...poor }], strained), "feasibility_low"), [
      "boats",
    ]);
    assert.deepEqual(subjects(planWith([{ id: "boats", ...poor }]), "feasibility_low"), []);
    assert.deepEqual(subjects(planWith([{ id: "boats" }], strained), "feasibility_low"), []);
  });

  it("stays settled by a verdict to scale down until a part changes", () => {
    const plan = planWith([{ id: "boats", ...poor }], strained);
    const [open] = found(plan, "feasibility_low");
    assert.ok(open);
    assert.match(open.finding.help, /Scale it down/);
    const { result } = proposeVerdict(plan, open, {
      ...{ verdict: "scale_down", author: "Ana", on: day, reason: "Nine at most" },
    });
    const cells = Object.fromEntries(result.map(({ field, after }) => [field, after]));
    const verdicts = [
      makeRow("verdicts", { ...cells, id: "v", on: day, verdict: "scale_down" } as never),
    ];
    const judged = (baseline: PlanTables["baseline"]) =>
      found({ ...plan, tables: { ...plan.tables, verdicts, baseline } }, "feasibility_low")[0];
    assert.equal(judged([record(2020, 9)])?.standing, "settled");
    const changed = judged([record(2020, 8)]);
    assert.equal(changed?.standing, "reopened");
    assert.deepEqual(
      changed?.changes.map(({ fact }) => fact),
      ["initiatives/boats/feasibility_money"],
    );
  });
});
