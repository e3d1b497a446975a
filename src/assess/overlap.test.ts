import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fiscalYear } from "../base/fiscal.ts";
import { cents } from "../base/money.ts";
import type { PlanTables } from "../plan/plan.ts";
import { makeRow } from "../plan/rows.ts";
import { day, found, planWith, subjects, type Work } from "./assessed-plan.test-data.ts";
import { assess } from "./assessment.ts";

const boats: Work = { id: "boats" };
const ships: Work = { id: "ships", agency: "Defense" };
const coast = "sea/maritime/maritime_border_security";

function link(kind: "requires" | "excludes" | "follows", initiative: string, other: string) {
  return makeRow("links", { id: `${initiative}-${other}`, kind, initiative, other });
}

describe("overlap of agencies", () => {
  const cases: readonly (readonly [string, Partial<Work>, Partial<PlanTables>, boolean])[] = [
    ["is one partner, capability and time", {}, {}, true],
    ["is not of one agency with itself, however it is written", { agency: "state " }, {}, false],
    ["is not of two partners", { partner: "land" }, {}, false],
    ["is not of two purposes", { purpose: "counter_drug" }, {}, false],
    ["is not of two domains", { domain: "air" }, {}, false],
    [
      "is not of years that do not meet",
      { earliest_start: fiscalYear(2022), latest_start: fiscalYear(2022) },
      {},
      false,
    ],
    ["is not of what a link joins", {}, { links: [link("follows", "ships", "boats")] }, false],
    ["is not of what somebody excluded", { excluded: true }, {}, false],
  ];
  for (const [name, change, over, expected] of cases) {
    it(name, () => {
      const plan = planWith([boats, { ...ships, ...change }], over);
      assert.deepEqual(subjects(plan, "capability_shared"), expected ? [coast] : []);
    });
  }

  it("is graver where both name one unit, or a unit and the one above it", () => {
    const at = (one: string, other: string) =>
      planWith([
        { ...boats, units: [one] },
        { ...ships, line_unit: other },
      ]);
    assert.deepEqual(subjects(at("fleet", "fleet"), "unit_served_twice"), [coast]);
    assert.deepEqual(subjects(at("fleet", "squadron"), "unit_served_twice"), [coast]);
    assert.deepEqual(subjects(at("squadron", "fleet"), "unit_served_twice"), [coast]);
    assert.deepEqual(subjects(at("brigade", "squadron"), "unit_served_twice"), []);
    // Both are named and differ, so that it is known that they do not meet.
    assert.deepEqual(subjects(at("brigade", "squadron"), "capability_shared"), []);
  });

  it("names all that take part, and what they ask, and not the others", () => {
    const later = { earliest_start: fiscalYear(2023), latest_start: fiscalYear(2023) };
    const plan = planWith([boats, ships, { id: "late", agency: "Justice", ...later }]);
    const [one] = found(plan, "capability_shared");
    assert.deepEqual(one?.initiatives, ["boats", "ships"]);
    assert.equal(one?.amount, 2_000_000_000);
    assert.equal(one?.partner, "sea");
  });

  it("of the domain `general` is told only where both name a unit", () => {
    const general = { domain: "general" } as const;
    const open = planWith([
      { ...boats, ...general },
      { ...ships, ...general },
    ]);
    assert.deepEqual(subjects(open, "capability_shared"), []);
    const named = planWith([
      { ...boats, ...general, units: ["fleet"] },
      { ...ships, ...general, units: ["fleet"] },
    ]);
    assert.equal(subjects(named, "unit_served_twice").length, 1);
  });
});

describe("overlap with other donors", () => {
  const donor = (over: Partial<PlanTables["donor_lines"][number]> = {}) =>
    makeRow("donor_lines", {
      ...{ id: "jp", donor: "Japan", partner: "sea", name: "Vessels", domain: "maritime" },
      ...{ first_fiscal_year: fiscalYear(2021), last_fiscal_year: fiscalYear(2022) },
      ...{ amount: cents(500_000_000), ...over },
    });
  const cases: readonly (readonly [string, Parameters<typeof donor>[0], Partial<Work>, boolean])[] =
    [
      ["is one partner, domain and time", {}, {}, true],
      ["is not another partner", { partner: "land" }, {}, false],
      ["is not another domain", { domain: "air" }, {}, false],
      ["is not before or after", { first_fiscal_year: fiscalYear(2022) }, {}, false],
      ["is not another unit", { unit: "brigade" }, { units: ["fleet"] }, false],
      ["is the unit under ours", { unit: "squadron" }, { units: ["fleet"] }, true],
    ];
  for (const [name, line, work, expected] of cases) {
    it(name, () => {
      const plan = planWith([{ ...boats, ...work }], { donor_lines: [donor(line)] });
      assert.deepEqual(subjects(plan, "donor_overlap"), expected ? ["sea/maritime"] : []);
    });
  }

  it("cannot be told of a domain that nobody knows, which is said", () => {
    const plan = planWith([boats], { donor_lines: [donor({ domain: "seas" })] });
    const [problem] = assess(plan, day).problems;
    assert.equal(problem?.code, "donor_domain_unknown");
    assert.equal(problem?.at.id, "jp");
  });
});

describe("the total package", () => {
  const guns: Work = { id: "guns", buys: { equipment: 10 } };
  const school: Work = { id: "school", buys: { training: 1 } };
  const depot: Work = { id: "depot", buys: { sustainment: 1 } };
  const ministry: Work = { id: "ministry", focus: "institutional", buys: { services: 1 } };
  const missing = (works: readonly Work[], over: Partial<PlanTables> = {}) => {
    const one = found(planWith(works, over), "package_incomplete").find(
      ({ subject }) => subject === "guns",
    );
    return one === undefined ? "" : (JSON.parse(one.facts)["initiatives/guns/missing"] ?? "");
  };

  it("needs training, sustainment and an institution beside equipment", () => {
    assert.equal(missing([guns]), "training;sustainment;institution");
    assert.equal(missing([guns, school]), "sustainment;institution");
    assert.equal(missing([guns, school, depot, ministry]), "");
    assert.equal(missing([{ id: "guns", buys: { training: 1 } }]), "");
    assert.equal(missing([{ ...guns, buys: { equipment: 1, training: 1, logistics: 1 } }]), "");
  });

  it("is given by the same partner, domain and years, or by what a link joins", () => {
    assert.equal(missing([guns, { ...school, partner: "land" }, depot, ministry]), "training");
    assert.equal(missing([guns, { ...school, domain: "air" }, depot, ministry]), "training");
    const joined = { links: [link("requires", "guns", "school")] };
    assert.equal(missing([guns, { ...school, domain: "air" }, depot, ministry], joined), "");
    const later = { earliest_start: fiscalYear(2023), latest_start: fiscalYear(2023) };
    assert.equal(missing([guns, school, { ...depot, ...later }, ministry]), "sustainment");
  });

  it("is told once of a partner without any institutional work", () => {
    assert.equal(missing([guns, school, depot]), "");
    assert.deepEqual(subjects(planWith([guns, school, depot]), "institution_absent"), ["sea"]);
    assert.equal(missing([guns, school, depot, { ...ministry, domain: "air" }]), "institution");
    assert.equal(missing([guns, school, depot, { ...ministry, domain: "governance" }]), "");
  });

  it("must be in every funding level that buys equipment", () => {
    const plan = planWith([
      { ...guns, buys: { equipment: 9, training: 1, sustainment: 1 } },
      ministry,
    ]);
    const small = makeRow("packages", {
      id: "guns-q",
      initiative: "guns",
      name: "q",
      level: "full",
    });
    const line = makeRow("lines", {
      ...{ id: "guns-q-0", package: "guns-q", year_offset: 0, kind: "equipment" },
      amount: cents(100_000_000),
    });
    const { tables } = plan;
    const packages = [...tables.packages, small];
    const lines = [...tables.lines, line];
    assert.deepEqual(subjects(plan, "package_incomplete"), []);
    const both = { ...plan, tables: { ...tables, packages, lines } };
    assert.deepEqual(subjects(both, "package_incomplete"), ["guns"]);
  });
});

describe("competing objectives", () => {
  const objective = (id: string, over: Partial<PlanTables["objectives"][number]> = {}) =>
    makeRow("objectives", {
      ...{ id, level: "priority", name: id, statement: id, weight: 1, target_effect: 1, ...over },
    });
  const effect = (initiative: string, of: string) =>
    makeRow("effects", {
      ...{ id: `${initiative}.${of}`, initiative, objective: of },
      ...{ relevance: "r", confidence: "c" },
    });
  const both = [effect("boats", "trade"), effect("ships", "blockade")];

  it("are those that the plan says oppose one another, where both are served for one partner", () => {
    const objectives = [objective("trade"), objective("blockade", { opposes: ["trade"] })];
    const plan = planWith([boats, ships], { objectives, effects: both });
    assert.deepEqual(subjects(plan, "objectives_compete"), ["sea/blockade/trade"]);
    const apart = planWith([boats, { ...ships, partner: "land" }], { objectives, effects: both });
    assert.deepEqual(subjects(apart, "objectives_compete"), []);
    const one = planWith([boats, ships], { objectives, effects: [effect("boats", "trade")] });
    assert.deepEqual(subjects(one, "objectives_compete"), []);
  });

  it("are also those under objectives that oppose one another", () => {
    const objectives = [
      objective("peace", { level: "goal", opposes: ["war"] }),
      objective("war", { level: "goal" }),
      objective("trade", { parent: "peace" }),
      objective("blockade", { parent: "war" }),
    ];
    const plan = planWith([boats, ships], { objectives, effects: both });
    assert.deepEqual(subjects(plan, "objectives_compete"), ["sea/peace/war"]);
  });

  it("are those of initiatives that exclude one another, unless both serve one objective", () => {
    const objectives = [objective("trade"), objective("blockade")];
    const links = [link("excludes", "ships", "boats")];
    const plan = planWith([boats, ships], { objectives, effects: both, links });
    assert.deepEqual(subjects(plan, "objectives_compete"), ["sea/links/boats/ships"]);
    const effects = [...both, effect("ships", "trade")];
    const same = planWith([boats, ships], { objectives, effects, links });
    assert.deepEqual(subjects(same, "objectives_compete"), []);
  });
});

describe("spread of a domain over small programs", () => {
  const small = (id: string, agency: string): Work => ({ id, agency, buys: { training: 0.5 } });
  const three = [small("a", "State"), small("b", "Defense"), small("c", "State")];

  it("is most of its programs small, three at least, of several agencies, without links", () => {
    assert.deepEqual(subjects(planWith(three), "domain_spread").sort(), [
      "maritime",
      "sea/maritime",
    ]);
    assert.deepEqual(subjects(planWith(three.slice(0, 2)), "domain_spread"), []);
    const alone = three.map((one) => ({ ...one, agency: "State" }));
    assert.deepEqual(subjects(planWith(alone), "domain_spread"), []);
    const large = ["d", "e", "f"].map((id) => ({ id }));
    assert.deepEqual(subjects(planWith([...three, ...large]), "domain_spread"), []);
    const links = [link("requires", "a", "b"), link("follows", "c", "b")];
    assert.deepEqual(subjects(planWith(three, { links }), "domain_spread"), []);
  });

  it("counts as small what the reader says", () => {
    const plan = planWith(three);
    const codes = (small_program: number) =>
      assess(plan, day, { small_program: cents(small_program) }).findings.map(
        (one) => one.finding.code,
      );
    assert.ok(codes(50_000_001).includes("domain_spread"));
    assert.ok(!codes(50_000_000).includes("domain_spread"));
  });
});
