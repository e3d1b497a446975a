import assert from "node:assert/strict";
import { test } from "node:test";
import { fiscalYear } from "../../base/fiscal.ts";
import { cents } from "../../base/money.ts";
import type { Plan } from "../../plan/plan.ts";
import type { Allocation, Choice, Payment } from "../allocation.ts";
import { caseAllocation, caseLaw, casePlan, pay, withRow } from "./case.test-data.ts";
import { verifyAllocation } from "./verify.ts";

const plan = casePlan();
const allocation = caseAllocation();
const [boatsFirst, boatsSecond, school] = allocation.payments as [Payment, Payment, Payment];
const [boatsChoice, schoolChoice] = allocation.choices as [Choice, Choice];
const codesOf = (of: Plan, stated: Allocation) =>
  verifyAllocation(of, caseLaw, stated).map((finding) => finding.code);

interface Case {
  readonly name: string;
  readonly plan?: Plan;
  readonly allocation?: Partial<Allocation>;
  readonly codes: readonly string[];
}

/** The allocation with the school at a share: 1 million and 6.25 points of the whole scale alike. */
const inPart = (share: number, paid = share): Partial<Allocation> => {
  const value = 18 + 6.25 * paid;
  return {
    choices: [boatsChoice, { ...schoolChoice, share }],
    payments: [boatsFirst, boatsSecond, pay("school", 2021, "IMET", paid)],
    attainments: [
      { objective: "rule", effect: paid, value: 6.25 * paid },
      { objective: "seas", effect: 2.4, value: 18 },
    ],
    ...{ value, bound: value },
  };
};
const offering = (least_share: number) => withRow(plan, "initiatives", "school", { least_share });
const pinning = (pinned_share?: number) =>
  withRow(offering(0.5), "initiatives", "school", { pinned_package: "school.one", pinned_share });

const shareCases: readonly Case[] = [
  { name: "a tenth that is offered", plan: offering(0.5), allocation: inPart(0.7), codes: [] },
  { name: "the least share", plan: offering(0.5), allocation: inPart(0.5), codes: [] },
  { name: "the whole where parts are offered", plan: offering(0.5), codes: [] },
  { name: "a share where none is offered", allocation: inPart(0.7), codes: ["choice_share"] },
  ...[0.4, 0.55, 0.01].map(
    (share): Case => ({
      name: `${share}, which is not offered from half on`,
      plan: offering(0.5),
      allocation: inPart(share),
      codes: ["choice_share"],
    }),
  ),
  ...[1, 0, -0.5, 1.5, Number.NaN, Number.POSITIVE_INFINITY].map(
    (share): Case => ({
      name: `${share}, which is no share, though all is paid`,
      plan: offering(0.5),
      allocation: inPart(share, 1),
      codes: ["choice_share"],
    }),
  ),
  {
    name: "a share whose cost is paid in whole",
    plan: offering(0.5),
    allocation: { ...inPart(0.7), payments: [boatsFirst, boatsSecond, school] },
    codes: ["payment_sum"],
  },
  {
    name: "a whole that is paid in part",
    plan: offering(0.5),
    allocation: { ...inPart(0.7), choices: [boatsChoice, schoolChoice] },
    codes: ["attainment_wrong", "bound_wrong", "payment_sum", "value_wrong"],
  },
  {
    name: "a share with the effect of the whole",
    plan: offering(0.5),
    allocation: { ...inPart(0.7), attainments: allocation.attainments },
    codes: ["attainment_wrong"],
  },
  {
    name: "a pinned share, whatever is offered",
    plan: pinning(0.35),
    allocation: inPart(0.35),
    codes: [],
  },
  {
    name: "another share than the pinned one",
    plan: pinning(0.35),
    allocation: inPart(0.5),
    codes: ["pin_ignored"],
  },
  { name: "the whole in place of a pinned share", plan: pinning(0.35), codes: ["pin_ignored"] },
  {
    name: "a share of what is pinned whole",
    plan: pinning(),
    allocation: inPart(0.5),
    codes: ["pin_ignored"],
  },
  { name: "the whole, pinned as a share of 1", plan: pinning(1), codes: [] },
];

/** Three years of 1 cent and 3, of which 0.3 is 0.3, 1.2 and 1.2 by the end of each year. */
const cent = (amount: number) =>
  withRow(
    withRow(offering(0.3), "lines", "school.one.0", { amount: cents(1) }),
    "lines",
    "boats.more.0",
    {
      package: "school.one",
      year_offset: 1,
      amount: cents(amount),
    },
  );
const smallShare = (amounts: readonly number[]): Partial<Allocation> => ({
  ...inPart(0.3),
  payments: [
    boatsFirst,
    boatsSecond,
    ...amounts.flatMap((amount, offset) =>
      amount === 0
        ? []
        : [{ ...school, fiscal_year: fiscalYear(2021 + offset), amount: cents(amount) }],
    ),
  ],
});
const centCases: readonly Case[] = [
  {
    name: "0.3 of 1 cent and 3: nothing, then 1",
    plan: cent(3),
    allocation: smallShare([0, 1]),
    codes: [],
  },
  {
    name: "the cent a year too early",
    plan: cent(3),
    allocation: smallShare([1, 0]),
    codes: ["payment_sum", "payment_sum"],
  },
  {
    name: "0.3 of 1 cent and 4: half a cent goes up to 2",
    plan: cent(4),
    allocation: smallShare([0, 2]),
    codes: [],
  },
  {
    name: "0.3 of a cent is a package without cost",
    plan: withRow(offering(0.3), "lines", "school.one.0", { amount: cents(1) }),
    allocation: { ...smallShare([]) },
    codes: ["choice_without_cost"],
  },
];

for (const row of [...shareCases, ...centCases]) {
  test(`verify of a share of a package: ${row.name}`, () => {
    const stated = { ...allocation, ...row.allocation };
    assert.deepEqual(codesOf(row.plan ?? plan, stated).sort(), [...row.codes].sort());
  });
}
