import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { fiscalYear } from "../../base/fiscal.ts";
import { cents } from "../../base/money.ts";
import type { Plan, RowOf } from "../../plan/plan.ts";
import { makeRow } from "../../plan/rows.ts";
import { tinyLaw, tinyPlan } from "../tiny-plans.test-data.ts";
import { bruteForce } from "./brute-force.test-data.ts";
import { caseLaw, casePlan, millions, withRow, withRows } from "./case.test-data.ts";
import { recount, verifyAllocation } from "./verify.ts";

const answerOf = (plan: Plan) => {
  const answer = bruteForce(plan, caseLaw);
  return answer === "infeasible"
    ? answer
    : {
        value: Number(answer.value.toFixed(9)),
        choices: answer.choices.map((row) =>
          [row.package, row.start, ...(row.share === undefined ? [] : [row.share])].join(" "),
        ),
      };
};
const plan = casePlan();
const courtsCannotPay = withRow(plan, "initiatives", "court", { excluded: true });

/*
 * On paper, with FMF 3 in FY2021 (to be spent by FY2022) and IMET 1 a year: boats.some (18 points) takes all FMF;
 * boats.more would cost 4. The school (25 x 1/4 = 6.25) is paid by IMET. The court (1 x 0.5 x 0.8 = 0.4 of 4:
 * 2.5 points) can only be paid by FMF, and is worth less than the boats that it would displace.
 */
const floorOfSea = (withheld: number, values: Partial<RowOf<"directives">>): Plan => {
  const rule = {
    name: "Sea",
    force: "law" as const,
    partners: ["sea"],
    fiscal_year: fiscalYear(2021),
    citation: "Made up for tests.",
  };
  return withRows(courtsCannotPay, "directives", [
    makeRow("directives", { ...rule, id: "floor", kind: "not_less_than", amount: millions(3) }),
    makeRow("directives", {
      ...{ ...rule, id: "tranche", kind: "withhold", within: "floor", amount: millions(withheld) },
      ...values,
    }),
  ]);
};
const halfOfSchool = (of: Plan): Plan =>
  withRows(of, "limits", [
    makeRow("limits", {
      id: "half",
      name: "Half of the school",
      kind: "account_share_at_least",
      accounts: ["FMF"],
      initiatives: ["school"],
      ratio: 0.5,
    }),
  ]);
const offered = withRow(courtsCannotPay, "initiatives", "boats", { least_share: 0.8 });

const cases: readonly { name: string; plan: Plan; expected: unknown }[] = [
  {
    name: "the best of three",
    plan: courtsCannotPay,
    expected: { value: 24.25, choices: ["boats.some 2021", "school.one 2021"] },
  },
  {
    name: "a cent too little for the boats: court and school",
    plan: withRow(plan, "resources", "FMF-2021", { amount: cents(millions(3) - 1) }),
    expected: { value: 8.75, choices: ["court.one 2021", "school.one 2021"] },
  },
  {
    name: "both years of the larger boats: 4 x 2 x 0.4 = 3.2 of 10",
    plan: withRow(courtsCannotPay, "resources", "FMF-2021", { amount: millions(4) }),
    expected: { value: 30.25, choices: ["boats.more 2021", "school.one 2021"] },
  },
  {
    name: "a cost that only two accounts together can pay",
    plan: withRow(
      withRow(courtsCannotPay, "lines", "school.one.0", { amount: millions(1.5) }),
      "resources",
      "FMF-2021",
      { amount: millions(3.5) },
    ),
    expected: { value: 24.25, choices: ["boats.some 2021", "school.one 2021"] },
  },
  {
    name: "the same with a cent less",
    plan: withRow(
      withRow(courtsCannotPay, "lines", "school.one.0", { amount: millions(1.5) }),
      "resources",
      "FMF-2021",
      { amount: cents(millions(3.5) - 1) },
    ),
    expected: { value: 18, choices: ["boats.some 2021"] },
  },
  {
    name: "a floor that costs the boats",
    plan: withRows(plan, "directives", [
      makeRow("directives", {
        id: "floor",
        name: "Floor",
        kind: "not_less_than",
        force: "law",
        accounts: ["FMF"],
        partners: ["land"],
        fiscal_year: fiscalYear(2021),
        amount: millions(1),
        citation: "Made up for tests.",
      }),
    ]),
    expected: { value: 8.75, choices: ["court.one 2021", "school.one 2021"] },
  },
  {
    name: "a pin that costs the boats",
    plan: withRow(plan, "initiatives", "court", { pinned_package: "court.one" }),
    expected: { value: 8.75, choices: ["court.one 2021", "school.one 2021"] },
  },
  {
    name: "a pin that cannot be paid",
    plan: withRow(plan, "initiatives", "boats", { pinned_package: "boats.more" }),
    expected: "infeasible",
  },
  {
    name: "a cent too little for the boats, of which nine tenths may be funded: 16.2 + 6.25",
    plan: withRow(offered, "resources", "FMF-2021", { amount: cents(millions(3) - 1) }),
    expected: { value: 22.45, choices: ["boats.some 2021 0.9", "school.one 2021"] },
  },
  {
    name: "0.9 of boats of 200,000,001 and 100,000,002 cents: 180,000,001 and 90,000,002 (0.9, 2.7 up)",
    plan: withRow(
      withRow(
        withRow(offered, "lines", "boats.some.0", { amount: cents(millions(2) + 1) }),
        "lines",
        "boats.some.1",
        { amount: cents(millions(1) + 2) },
      ),
      "resources",
      "FMF-2021",
      { amount: cents(millions(2.7) + 3) },
    ),
    // 0.9 x 3.00000003 x 0.8 of 10, of 75 points.
    expected: { value: 22.450000162, choices: ["boats.some 2021 0.9", "school.one 2021"] },
  },
  {
    name: "the same with a cent less: four fifths, 14.4",
    plan: withRow(
      withRow(
        withRow(offered, "lines", "boats.some.0", { amount: cents(millions(2) + 1) }),
        "lines",
        "boats.some.1",
        { amount: cents(millions(1) + 2) },
      ),
      "resources",
      "FMF-2021",
      { amount: cents(millions(2.7) + 2) },
    ),
    expected: { value: 20.650000144, choices: ["boats.some 2021 0.8", "school.one 2021"] },
  },
  {
    name: "a pinned share that costs the boats: half of 2.5, and the school",
    plan: withRow(plan, "initiatives", "court", { pinned_package: "court.one", pinned_share: 0.5 }),
    expected: { value: 7.5, choices: ["court.one 2021 0.5", "school.one 2021"] },
  },
  {
    name: "a pinned share that can be paid where the whole cannot",
    plan: withRow(courtsCannotPay, "initiatives", "boats", {
      pinned_package: "boats.more",
      pinned_share: 0.75,
    }),
    // 3 x 0.8 of 10, of 75 points; and the school.
    expected: { value: 24.25, choices: ["boats.more 2021 0.75", "school.one 2021"] },
  },
  {
    name: "half of the school from the account that the boats need",
    plan: halfOfSchool(courtsCannotPay),
    expected: { value: 18, choices: ["boats.some 2021"] },
  },
  {
    name: "half of the school from an account that has it",
    plan: withRow(halfOfSchool(courtsCannotPay), "resources", "FMF-2021", {
      amount: millions(3.5),
    }),
    expected: { value: 24.25, choices: ["boats.some 2021", "school.one 2021"] },
  },
  {
    name: "a withheld tranche leaves the 2 that the boats cost in that year",
    plan: floorOfSea(1, { outcome: "withheld" }),
    expected: { value: 24.25, choices: ["boats.some 2021", "school.one 2021"] },
  },
  {
    name: "a withheld tranche that leaves less than the boats cost",
    plan: floorOfSea(1.5, { outcome: "withheld" }),
    expected: "infeasible",
  },
  {
    name: "a tranche waived as far as it may be leaves the same 2",
    plan: floorOfSea(2, { outcome: "waived", waivable_amount: millions(1) }),
    expected: { value: 24.25, choices: ["boats.some 2021", "school.one 2021"] },
  },
  {
    name: "a pending tranche leaves the floor of 3, which the boats miss",
    plan: floorOfSea(1, {}),
    expected: "infeasible",
  },
  {
    name: "a link that cannot be kept leaves one out",
    plan: withRows(courtsCannotPay, "links", [
      makeRow("links", { id: "link", kind: "requires", initiative: "school", other: "court" }),
    ]),
    expected: { value: 18, choices: ["boats.some 2021"] },
  },
  {
    name: "a link that sets the starts",
    plan: withRows(courtsCannotPay, "links", [
      makeRow("links", {
        id: "link",
        kind: "follows",
        initiative: "school",
        other: "boats",
        lag_years: 2,
      }),
    ]),
    expected: { value: 24.25, choices: ["boats.some 2021", "school.one 2023"] },
  },
];

test("brute force finds what paper finds", async (context) => {
  for (const { name, plan: of, expected } of cases) {
    await context.test(name, () => assert.deepEqual(answerOf(of), expected));
  }
});

test("brute force refuses what it could not finish", () => {
  const rows = Array.from({ length: 25 }, (_, place) => `i${place}`);
  const [row] = plan.tables.initiatives;
  assert.ok(row !== undefined);
  const many = withRows(
    plan,
    "initiatives",
    rows.map((id) => ({ ...row, id })),
  );
  const levels = rows.map((id) =>
    makeRow("packages", { id: `${id}.p`, initiative: id, name: id, level: "full" }),
  );
  const lines = rows.map((id) =>
    makeRow("lines", {
      id,
      package: `${id}.p`,
      year_offset: 0,
      kind: "training",
      amount: millions(1),
    }),
  );
  const full = withRows(withRows(many, "packages", levels), "lines", lines);
  assert.throws(() => bruteForce(full, caseLaw), RangeError);
});

test("the check accepts what brute force finds", () => {
  let solved = 0;
  fc.assert(
    fc.property(tinyPlan(), (tiny) => {
      const answer = bruteForce(tiny, tinyLaw);
      if (answer === "infeasible") return;
      solved += 1;
      const stated = { ...answer, bound: answer.value, gap_ratio: 0, ended: "proven" as const };
      const { attainments } = recount(tiny, tinyLaw, { ...stated, attainments: [] });
      const findings = verifyAllocation(tiny, tinyLaw, { ...stated, attainments });
      assert.deepEqual(
        findings.filter((finding) => finding.severity === "error"),
        [],
      );
    }),
    { seed: 21, numRuns: 500 },
  );
  assert.ok(solved > 200, `only ${solved} plans have an allocation`);
});

test("more money never lowers the best value", () => {
  fc.assert(
    fc.property(tinyPlan(), fc.nat({ max: 5 }), (tiny, pick) => {
      const before = bruteForce(tiny, tinyLaw);
      if (before === "infeasible") return;
      const row = tiny.tables.resources[pick % tiny.tables.resources.length];
      assert.ok(row !== undefined);
      const amount = cents(row.amount + millions(2));
      const after = bruteForce(withRow(tiny, "resources", row.id, { amount }), tinyLaw);
      assert.ok(after !== "infeasible" && after.value >= before.value);
    }),
    { seed: 22, numRuns: 200 },
  );
});
