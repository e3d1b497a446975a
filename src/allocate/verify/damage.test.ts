import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { compareText } from "../../base/findings.ts";
import { fiscalYear } from "../../base/fiscal.ts";
import { cents } from "../../base/money.ts";
import type { Plan, PlanTables } from "../../plan/plan.ts";
import type { Allocation, Choice, Payment } from "../allocation.ts";
import { tinyLaw, tinyPlan } from "../tiny-plans.test-data.ts";
import { bruteForce } from "./brute-force.test-data.ts";
import { recount, verifyAllocation } from "./verify.ts";

/** A lawful allocation of a plan that funds something, or nothing. */
function findAllocation(plan: Plan): Allocation | undefined {
  const answer = bruteForce(plan, tinyLaw);
  if (answer === "infeasible" || answer.choices.length === 0) return undefined;
  const stated = { ...answer, bound: answer.value, gap_ratio: 0, ended: "proven" as const };
  const { attainments } = recount(plan, tinyLaw, { ...stated, attainments: [] });
  return { ...stated, attainments };
}

const errorsOf = (plan: Plan, allocation: Allocation) =>
  verifyAllocation(plan, tinyLaw, allocation).filter((finding) => finding.severity === "error");

const without = <T>(rows: readonly T[], row: T) => rows.filter((other) => other !== row);
const replaced = <T>(rows: readonly T[], row: T, by: T) =>
  rows.map((other) => (other === row ? by : other));
const byPayment = (a: Payment, b: Payment) =>
  compareText(a.initiative, b.initiative) ||
  a.fiscal_year - b.fiscal_year ||
  compareText(a.account, b.account);

interface Damage {
  readonly name: string;
  readonly make: (allocation: Allocation, payment: Payment, choice: Choice) => Partial<Allocation>;
}

/** Damages that no lawful allocation survives, each of one choice or payment of it. */
const damages: readonly Damage[] = [
  {
    name: "drop a payment",
    make: ({ payments }, payment) => ({ payments: without(payments, payment) }),
  },
  {
    name: "pay a cent more",
    make: ({ payments }, payment) => ({
      payments: replaced(payments, payment, { ...payment, amount: cents(payment.amount + 1) }),
    }),
  },
  {
    name: "move a dollar to another payment of another cost",
    make: ({ payments }, payment) => {
      const other = payments.find(
        (row) => row.initiative !== payment.initiative || row.fiscal_year !== payment.fiscal_year,
      );
      const less = replaced(payments, payment, { ...payment, amount: cents(payment.amount - 100) });
      if (other === undefined) return { payments: less };
      return { payments: replaced(less, other, { ...other, amount: cents(other.amount + 100) }) };
    },
  },
  {
    name: "pay a year later",
    make: ({ payments }, payment) => {
      const later = { ...payment, fiscal_year: fiscalYear(payment.fiscal_year + 1) };
      return { payments: replaced(payments, payment, later).toSorted(byPayment) };
    },
  },
  {
    name: "pay from an account that nobody asked",
    make: ({ payments }, payment) => ({
      payments: replaced(payments, payment, { ...payment, account: "none" }).toSorted(byPayment),
    }),
  },
  {
    name: "pay in two parts",
    make: ({ payments }, payment) => ({
      payments: payments.flatMap((row) =>
        row === payment
          ? [
              { ...row, amount: cents(row.amount - 1) },
              { ...row, amount: cents(1) },
            ]
          : [row],
      ),
    }),
  },
  {
    name: "start a year later",
    make: ({ choices }, _, choice) => ({
      choices: replaced(choices, choice, { ...choice, start: fiscalYear(choice.start + 1) }),
    }),
  },
  {
    name: "fund a tenth less",
    make: ({ choices }, _, choice) => ({
      choices: replaced(choices, choice, { ...choice, share: ((choice.share ?? 1) * 10 - 1) / 10 }),
    }),
  },
  {
    name: "state the whole as a share, or a share as the whole",
    make: ({ choices }, _, choice) => {
      const { share, ...whole } = choice;
      return {
        choices: replaced(choices, choice, share === undefined ? { ...whole, share: 1 } : whole),
      };
    },
  },
  {
    name: "drop a choice",
    make: ({ choices }, _, choice) => ({ choices: without(choices, choice) }),
  },
  {
    name: "choose twice",
    make: ({ choices }, _, choice) => ({
      choices: choices.flatMap((row) => (row === choice ? [row, row] : [row])),
    }),
  },
  {
    name: "give the money to another initiative",
    make: ({ payments }, payment) => ({
      payments: replaced(payments, payment, { ...payment, initiative: "i9" }).toSorted(byPayment),
    }),
  },
  {
    name: "raise the value",
    make: ({ value }) => ({ value: value * 1.001 + 0.001, bound: value * 1.001 + 0.001 }),
  },
  { name: "lower the bound", make: ({ value }) => ({ bound: value * 0.999 - 0.001 }) },
  { name: "raise the gap", make: () => ({ gap_ratio: 0.001 }) },
  {
    name: "raise an effect",
    make: ({ attainments }) => ({
      attainments: attainments.map((row) => ({ ...row, effect: row.effect + 0.001 })),
    }),
  },
];

for (const { name, make } of damages) {
  test(`the check notices: ${name}`, () => {
    let tried = 0;
    fc.assert(
      fc.property(tinyPlan(), fc.nat(), (plan, pick) => {
        const allocation = findAllocation(plan);
        if (allocation === undefined) return;
        const payment = allocation.payments[pick % allocation.payments.length];
        const choice = allocation.choices[pick % allocation.choices.length];
        assert.ok(payment !== undefined && choice !== undefined);
        tried += 1;
        assert.deepEqual(errorsOf(plan, allocation), []);
        const damaged = { ...allocation, ...make(allocation, payment, choice) };
        assert.notDeepEqual(errorsOf(plan, damaged), []);
      }),
      { seed: 31, numRuns: 100 },
    );
    assert.ok(tried > 30, `only ${tried} plans were damaged`);
  });
}

test("the order of the plan's rows changes nothing", () => {
  const backwards = (plan: Plan): Plan => ({
    ...plan,
    tables: Object.fromEntries(
      Object.entries(plan.tables).map(([table, rows]) => [table, [...rows].reverse()]),
    ) as unknown as PlanTables,
  });
  fc.assert(
    fc.property(tinyPlan(), (plan) => {
      const allocation = findAllocation(plan);
      if (allocation === undefined) return;
      const damaged = { ...allocation, payments: allocation.payments.slice(1) };
      for (const stated of [allocation, damaged]) {
        assert.deepEqual(
          verifyAllocation(backwards(plan), tinyLaw, stated),
          verifyAllocation(plan, tinyLaw, stated),
        );
        assert.deepEqual(recount(backwards(plan), tinyLaw, stated), recount(plan, tinyLaw, stated));
      }
    }),
    { seed: 32, numRuns: 100 },
  );
});

const anyName = fc.constantFrom(
  "i0",
  "i1",
  "i9",
  "i0.0",
  "i1.0",
  "FMF",
  "IMET",
  "seas",
  "",
  "__proto__",
);
const anyNumber = fc.oneof(
  fc.integer({ min: 2018, max: 2025 }),
  fc.double(),
  fc.constantFrom(-1, 0, 0.5, 1e300, Number.NaN, Number.POSITIVE_INFINITY),
);
/** Allocations of the right form whose names and numbers are anything. */
const anyAllocation = fc.record({
  choices: fc.array(
    fc.record(
      { initiative: anyName, package: anyName, start: anyNumber, share: anyNumber },
      { requiredKeys: ["initiative", "package", "start"] },
    ),
  ),
  payments: fc.array(
    fc.record({
      initiative: anyName,
      account: anyName,
      fiscal_year: anyNumber,
      amount: anyNumber,
    }),
  ),
  attainments: fc.array(fc.record({ objective: anyName, effect: anyNumber, value: anyNumber })),
  value: anyNumber,
  bound: anyNumber,
  gap_ratio: anyNumber,
  ended: fc.constant("proven"),
}) as fc.Arbitrary<unknown> as fc.Arbitrary<Allocation>;

test("no allocation makes the check throw, and nonsense is always found", () => {
  fc.assert(
    fc.property(tinyPlan(), anyAllocation, (plan, nonsense) => {
      assert.notDeepEqual(errorsOf(plan, nonsense), []);
    }),
    { seed: 33, numRuns: 300 },
  );
});
