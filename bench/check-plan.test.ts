import assert from "node:assert/strict";
import { test } from "node:test";
import type { Problem } from "../src/allocate/problem.ts";
import { cents } from "../src/base/money.ts";
import { checkPlan, type StatedPlan } from "./check-plan.ts";
import { knownSize, makeStated } from "./planted-plan.test-data.ts";

const { problem, plan } = makeStated(knownSize("S"), 0.5, 1);

function expectComplaint(changed: Partial<Problem>, stated: Partial<StatedPlan>, words: RegExp) {
  const complaints = checkPlan({ ...problem, ...changed }, { ...plan, ...stated });
  assert.ok(
    complaints.some((complaint) => words.test(complaint)),
    `${words} is not among: ${complaints.slice(0, 5).join("; ")}`,
  );
}

/** The payments with one changed. */
function paying(change: (amount: number) => number, at = 0) {
  return plan.payments.map((one, index) =>
    index === at ? { ...one, amount: cents(change(one.amount)) } : one,
  );
}

test("a cent too little or too much is seen", () => {
  expectComplaint({}, { payments: paying((amount) => amount - 1) }, /costs .* and gets/);
  expectComplaint({}, { payments: paying((amount) => amount + 1) }, /costs .* and gets/);
  expectComplaint({}, { payments: plan.payments.slice(1) }, /costs .* and gets 0/);
});

test("an account that may not pay is seen, and one without money", () => {
  const payments = plan.payments.map((one, index) =>
    index === 0 ? { ...one, account: "nobody's" } : one,
  );
  expectComplaint({}, { payments }, /nobody's may not pay/);
  expectComplaint({}, { payments }, /nobody's has no money/);
});

test("an initiative funded twice, or as nobody offers it, is seen", () => {
  const [first] = plan.choices;
  assert.ok(first !== undefined);
  expectComplaint({}, { choices: [...plan.choices, first] }, /funded twice/);
  const choices = [{ ...first, package: "other" }, ...plan.choices.slice(1)];
  expectComplaint({}, { choices }, /other .* is not offered/);
});

test("a commitment that is not kept is seen", () => {
  const pinned = problem.items.find(({ initiative }) => initiative.pinned_package !== undefined);
  assert.ok(pinned !== undefined);
  const choices = plan.choices.filter(({ initiative }) => initiative !== pinned.initiative.id);
  expectComplaint({}, { choices }, /is pinned to/);
});

test("floors, ceilings and shares that the plan misses by a cent or more are seen", () => {
  const paid = (index: number) => {
    const rule = problem.amounts[index];
    const ids = new Set(rule?.scope.items.map((item) => problem.items[item]?.initiative.id));
    return plan.payments
      .filter(({ initiative, account, fiscal_year }) => {
        const counts = rule?.scope.accounts?.includes(account) ?? true;
        return counts && ids.has(initiative) && fiscal_year === problem.years[rule?.year ?? -1];
      })
      .reduce((sum, { amount }) => sum + amount, 0);
  };
  for (const [kind, by] of [
    ["floor", 1],
    ["ceiling", -1],
  ] as const) {
    const place = problem.amounts.findIndex((rule, index) => rule.kind === kind && paid(index) > 0);
    const with_ = (amount: number) =>
      problem.amounts.map((rule, index) =>
        index === place ? { ...rule, amount: cents(amount) } : rule,
      );
    assert.deepEqual(checkPlan({ ...problem, amounts: with_(paid(place)) }, plan), []);
    expectComplaint({ amounts: with_(paid(place) + by) }, {}, new RegExp(`^${kind}`));
  }
  const shares = problem.shares.map((rule) => ({ ...rule, ratio: 1 }));
  expectComplaint({ shares }, {}, /^share/);
  const atMost = problem.shares.map((rule) => ({ ...rule, kind: "at_most" as const, ratio: 0 }));
  expectComplaint({ shares: atMost }, {}, /^share/);
});

test("a swing from one year to the next is seen", () => {
  const scope = { items: [...problem.items.keys()], accounts: null };
  const rule = { ids: ["c"], name: "swing", scope, year: 1, ratio: 0, before: null };
  expectComplaint({ changes: [rule] }, {}, /^change c/);
  assert.deepEqual(checkPlan({ ...problem, changes: [{ ...rule, ratio: 1e6 }] }, plan), []);
});

test("links that the plan breaks are seen", () => {
  const funded = plan.choices.map(({ initiative }) => initiative);
  const places = problem.items.flatMap(({ initiative }, at) =>
    funded.includes(initiative.id) ? [at] : [],
  );
  const open = problem.items.findIndex(({ initiative }) => !funded.includes(initiative.id));
  const [one, two] = places;
  assert.ok(one !== undefined && two !== undefined && open >= 0);
  const link = { id: "k", item: one, other: two, lag: 0 };
  expectComplaint({ links: [{ ...link, kind: "excludes" }] }, {}, /^link k/);
  expectComplaint({ links: [{ ...link, kind: "requires", other: open }] }, {}, /^link k/);
  expectComplaint({ links: [{ ...link, kind: "requires", lag: 9 }] }, {}, /^link k/);
  expectComplaint({ links: [{ ...link, kind: "follows", lag: 9 }] }, {}, /^link k/);
  const kept = [
    { ...link, kind: "follows", other: open },
    { ...link, kind: "excludes", other: open },
    { ...link, kind: "requires", item: open },
  ] as const;
  assert.deepEqual(checkPlan({ ...problem, links: kept }, plan), []);
});

test("money that has expired is seen, and money that lasts is not missed", () => {
  const [first] = plan.payments;
  const purses = problem.purses.map((purse) => {
    if (purse.account !== first?.account) return purse;
    const all = purse.budget.reduce((sum, amount) => sum + amount, 0);
    // All money comes in the first year.
    return { ...purse, lasts: 5, budget: purse.budget.map((_, year) => cents(year ? 0 : all)) };
  });
  assert.deepEqual(checkPlan({ ...problem, purses }, plan), []);
  const spends = plan.payments.some(
    ({ account, fiscal_year }) => account === first?.account && fiscal_year !== problem.years[0],
  );
  assert.ok(spends);
  const brief = purses.map((purse) => ({ ...purse, lasts: 1 }));
  expectComplaint({ purses: brief }, {}, /lacks \d+ cents/);
});

test("a value that is not the plan's, or a bound below it, is seen", () => {
  expectComplaint({}, { value: plan.value + 1e-3 }, /^worth/);
  expectComplaint({}, { bound: plan.value - 1e-3 }, /^the bound/);
});
