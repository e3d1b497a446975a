import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import fc from "fast-check";
import { fiscalYear, isoDate } from "../base/fiscal.ts";
import { cents, showDollars } from "../base/money.ts";
import { withReserves } from "../casework/reserves.ts";
import type { Law } from "../law/law.ts";
import type { Plan, RowOf } from "../plan/plan.ts";
import { makeRow } from "../plan/rows.ts";
import { makeThreadSolver } from "../solver/thread-solver.ts";
import { allocate } from "./allocate.ts";
import type { Allocation } from "./allocation.ts";
import { paperLaw, paperPlan } from "./paper-plan.test-data.ts";
import { poseProblem } from "./pose/pose.ts";
import { tinyLaw, tinyPlan } from "./tiny-plans.test-data.ts";
import { bruteForce } from "./verify/brute-force.test-data.ts";
import { millions } from "./verify/case.test-data.ts";
import { verifyAllocation } from "./verify/verify.ts";

const options = { gap_ratio: 1e-7, node_budget: 10_000 };
const year = fiscalYear(2021);
const keeping = (law: Law): Law => ({ ...law, settlePlan: (plan) => withReserves(plan, law) });

const reserve = (account: string, amount: number, id = "quick") =>
  makeRow("reserves", {
    ...{ id, name: "Quick response", account, fiscal_year: year, amount: millions(amount) },
    ...{ trigger: "A blast.", released_by: "State" },
  });

const release = (amount: number, more: Partial<RowOf<"releases">> = {}, of = "quick") =>
  makeRow("releases", {
    ...{ id: `r-${of}`, reserve: of, partner: "sea", happened: "A blast.", decision: "released" },
    ...{ asked_on: isoDate("2020-12-01"), amount: millions(amount), ...more },
  });

/** Boats of partner `sea` cost 4, roads of partner `land` 5; both from IMET, which has 10. */
function planOf(tables: Partial<Plan["tables"]>): Plan {
  const plan = paperPlan({
    money: { IMET: [10] },
    initiatives: {
      boats: { accounts: ["IMET"], costs: [4], effect: 4, partner: "sea" },
      roads: { accounts: ["IMET"], costs: [5], effect: 5, partner: "land" },
    },
  });
  return { ...plan, tables: { ...plan.tables, ...tables } };
}

const subsetsOf = (names: readonly string[]): readonly (readonly string[])[] =>
  Array.from({ length: 2 ** names.length }, (_, bits) =>
    names.filter((_name, at) => (bits >> at) % 2 === 1),
  );

/** The limits over initiatives of one account, of whose money amounts were released for some; in millions, by year. */
function limitsOf(
  names: readonly string[],
  account: string,
  money: readonly number[],
  released: readonly (readonly [readonly string[], number])[],
  vintages: readonly number[],
): Plan["tables"]["limits"] {
  const one = { accounts: [account], costs: [1], effect: 1 };
  const plan = paperPlan({
    ...{ years: money.length === 1 ? 1 : 3, money: { [account]: money } },
    initiatives: Object.fromEntries(names.map((name) => [name, one])),
  });
  const reserves = money.map((amount, at) => ({
    ...reserve(account, amount, `q${at}`),
    fiscal_year: fiscalYear(2021 + at),
    // Nothing is kept back beyond what was released.
    amount: cents(0),
  }));
  const rows = released.map(([initiatives, amount], at) => {
    const id = `s${at}`;
    const site = makeRow("sites", {
      ...{ id, name: id, partner: "sea", kind: "stockpile", status: "reported", risk: "high" },
      initiatives,
    });
    return { site, row: release(amount, { id, site: id }, `q${vintages[at] ?? 0}`) };
  });
  const tables = {
    ...{ ...plan.tables, reserves },
    sites: rows.map(({ site }) => site),
    releases: rows.map(({ row }) => row),
  };
  return withReserves({ ...plan, tables }, paperLaw).tables.limits;
}

describe("a reserve", () => {
  const solver = makeThreadSolver(1);
  after(() => solver.close());
  const solve = async (plan: Plan, law = keeping(paperLaw)): Promise<Allocation> => {
    const answer = await allocate(poseProblem(plan, law).result, solver, options);
    assert.equal(answer.kind, "allocation");
    if (answer.kind !== "allocation") throw new Error("no allocation");
    const errors = verifyAllocation(plan, law, answer.allocation).filter(
      ({ severity }) => severity === "error",
    );
    assert.deepEqual(errors, []);
    return answer.allocation;
  };
  const funded = async (plan: Plan) => (await solve(plan)).choices.map((one) => one.initiative);

  it("is not allocated, to the cent, before it is released", async () => {
    assert.deepEqual(await funded(planOf({ reserves: [reserve("IMET", 1)] })), ["boats", "roads"]);
    const more = { ...reserve("IMET", 1), amount: cents(millions(1) + 1) };
    assert.deepEqual(await funded(planOf({ reserves: [more] })), ["roads"]);
    // Asked for is not released, and of another year or account nothing is kept.
    const open = planOf({ reserves: [more], releases: [release(1, { decision: "open" })] });
    assert.deepEqual(await funded(open), ["roads"]);
    assert.deepEqual(await funded(planOf({ reserves: [reserve("PKO", 9)] })), ["boats", "roads"]);
  });

  it("that is released pays for whom it was released, and for no other", async () => {
    const kept = { reserves: [reserve("IMET", 6)] };
    assert.deepEqual(await funded(planOf(kept)), ["boats"]);
    // Released for `sea`: boats are paid of it, and the other four do not reach for the roads.
    assert.deepEqual(await funded(planOf({ ...kept, releases: [release(4)] })), ["boats"]);
    const toLand = { ...kept, releases: [release(1, { partner: "land" })] };
    assert.deepEqual(await funded(planOf(toLand)), ["roads"]);
    // Ten in all: five are free, and the five that were released for `sea` are no help to the roads.
    const all = planOf({ reserves: [reserve("IMET", 5)], releases: [release(5)] });
    assert.deepEqual(await funded(all), ["boats", "roads"]);
    const less = planOf({ reserves: [reserve("IMET", 6)], releases: [release(6)] });
    assert.deepEqual(await funded(less), ["boats"]);
  });

  it("that is released for a site goes to the work on the site, in or outside the plan", async () => {
    const site = (initiatives: readonly string[]) =>
      makeRow("sites", {
        ...{ id: "s", name: "S", partner: "land", kind: "stockpile", status: "reported" },
        ...{ risk: "high", initiatives },
      });
    const at = { partner: "land", site: "s" };
    const tables = { reserves: [reserve("IMET", 6)], releases: [release(6, at)] };
    assert.deepEqual(await funded(planOf({ ...tables, sites: [site(["roads"])] })), [
      "boats",
      "roads",
    ]);
    assert.deepEqual(await funded(planOf({ ...tables, sites: [site([])] })), ["boats"]);
  });

  it("is named where money is said to be short", () => {
    const { result } = poseProblem(planOf({ reserves: [reserve("IMET", 6)] }), keeping(paperLaw));
    assert.equal(
      result.purses.find(({ account }) => account === "IMET")?.title,
      `Account IMET, less ${showDollars(millions(6))} of FY2021 kept in the reserve “Quick response”`,
    );
  });

  it("is named, too, where it was released for work that is no proposal", () => {
    const site = makeRow("sites", {
      ...{ id: "s", name: "S", partner: "sea", kind: "stockpile", status: "reported" },
      risk: "high",
    });
    const tables = { reserves: [reserve("IMET", 6)], releases: [release(6, { site: "s" })] };
    const { result } = poseProblem(planOf({ ...tables, sites: [site] }), keeping(paperLaw));
    const imet = result.purses.find(({ account }) => account === "IMET");
    assert.match(imet?.title ?? "", /less \$6\.0 million of FY2021 released .* outside the plan$/);
    assert.deepEqual(imet?.budget, [millions(4)]);
  });

  it("taken out twice is taken out once, and a plan without reserves stays as it is", () => {
    const plan = planOf({ reserves: [reserve("IMET", 6)], releases: [release(2)] });
    const once = withReserves(plan, paperLaw);
    assert.equal(withReserves(once, paperLaw), once);
    const bare = planOf({});
    assert.equal(withReserves(bare, paperLaw), bare);
  });

  it("released for two leaves nothing of either to a third", async () => {
    const plan = paperPlan({
      money: { IMET: [8] },
      initiatives: {
        boats: { accounts: ["IMET"], costs: [4], effect: 4, partner: "sea" },
        roads: { accounts: ["IMET"], costs: [4], effect: 5, partner: "land" },
        third: { accounts: ["IMET"], costs: [4], effect: 50, partner: "land" },
      },
    });
    const sites = ["boats", "roads"].map((id) =>
      makeRow("sites", {
        ...{ id, name: id, partner: "sea", kind: "stockpile", status: "reported", risk: "high" },
        initiatives: [id],
      }),
    );
    const releases = sites.map(({ id }) => release(4, { id, site: id }));
    const tables = { ...plan.tables, sites, releases, reserves: [reserve("IMET", 8)] };
    assert.deepEqual(await funded({ ...plan, tables }), ["boats", "roads"]);
  });

  it("of money of one year is held for every way of paying, and for no other", () => {
    const names = ["a", "b", "c", "d", "e"];
    const some = fc.subarray(names, { minLength: 1 });
    const drawn = fc.record({
      released: fc.array(fc.tuple(some, fc.nat(4)), { maxLength: 4 }),
      free: fc.nat(4),
      paid: fc.array(fc.nat(4), { minLength: 5, maxLength: 5 }),
    });
    const told = { lawful: 0, refused: 0 };
    fc.assert(
      fc.property(drawn, ({ released, free, paid }) => {
        const total = released.reduce((sum, [, amount]) => sum + amount, free);
        const limits = limitsOf(names, "IMET", [total], released, [0]);
        const sumOf = (ids: readonly string[]) =>
          names.reduce((sum, id, at) => sum + (ids.includes(id) ? (paid[at] ?? 0) : 0), 0);
        const held =
          sumOf(names) <= total &&
          limits.every((row) => millions(sumOf(row.initiatives)) <= (row.amount ?? 0));
        // Each set of initiatives is paid of what is free and of what was released for one of them.
        const lawful = subsetsOf(names).every((ids) => {
          const own = released.filter(([of]) => of.some((id) => ids.includes(id)));
          return sumOf(ids) <= own.reduce((sum, [, amount]) => sum + amount, free);
        });
        assert.equal(held, lawful);
        told[lawful ? "lawful" : "refused"]++;
      }),
      { numRuns: 1500, seed: 20210114 },
    );
    assert.ok(told.lawful > 100 && told.refused > 100, JSON.stringify(told));
  });

  it("of money of two years is kept in both years, and forbids nothing that others may be paid", () => {
    const names = ["a", "b", "c"];
    const both = limitsOf(names, "FMF", [3, 5], [[["a"], 4]], [1]);
    assert.deepEqual(
      both.map(({ fiscal_year, amount }) => [fiscal_year, amount]),
      [
        [2022, millions(4)],
        [2023, millions(1)],
      ],
    );
    const part = fc.tuple(fc.nat(2), fc.nat(1), fc.nat(3));
    const drawn = fc.record({
      released: fc.array(fc.tuple(fc.subarray(names, { minLength: 1 }), fc.nat(4)), {
        maxLength: 3,
      }),
      vintages: fc.array(fc.nat(1), { minLength: 3, maxLength: 3 }),
      free: fc.tuple(fc.nat(4), fc.nat(4)),
      spent: fc.array(part, { maxLength: 8 }),
    });
    fc.assert(
      fc.property(drawn, ({ released, vintages, free, spent }) => {
        const fresh = free.map((amount, at) =>
          released.reduce((sum, [, more], one) => sum + (vintages[one] === at ? more : 0), amount),
        );
        const limits = limitsOf(names, "FMF", fresh, released, vintages);
        // Payments of what is free, each in the year of the money or the next; and all that was released.
        const left = [...free];
        const paid = spent.flatMap(([who, vintage, asked], at) => {
          const amount = Math.min(asked, left[vintage] ?? 0);
          left[vintage] = (left[vintage] ?? 0) - amount;
          return { id: names[who] ?? "", year: 2021 + vintage + (at % 2), amount };
        });
        const own = released.map(([ids, amount], at) => {
          return { id: ids[0] ?? "", year: 2021 + (vintages[at] ?? 0) + (at % 2), amount };
        });
        for (const row of limits) {
          const sum = [...paid, ...own]
            .filter(({ id, year }) => row.initiatives.includes(id) && year === row.fiscal_year)
            .reduce((all, one) => all + one.amount, 0);
          assert.ok(millions(sum) <= (row.amount ?? 0), JSON.stringify(row));
        }
      }),
      { numRuns: 500, seed: 20210115 },
    );
  });

  it("leaves the rest used as well as trying everything finds, and never escapes", async () => {
    let dearer = 0;
    const law = keeping(tinyLaw);
    const drawn = fc.tuple(tinyPlan(), fc.integer({ min: 20, max: 150 }), fc.nat(40), fc.nat(2));
    await fc.assert(
      fc.asyncProperty(drawn, async ([base, kept, gone, of]) => {
        const [account = "FMF"] = base.tables.initiatives[0]?.accounts ?? [];
        const partner = base.tables.partners[of % base.tables.partners.length]?.id ?? "";
        const tenth = (count: number) => cents(count * 10_000_000);
        const reserves = [{ ...reserve(account, 1), amount: tenth(kept) }];
        const releases = [{ ...release(1, { partner }), amount: tenth(Math.min(gone, kept)) }];
        const plan = { ...base, tables: { ...base.tables, reserves, releases } };
        const expected = bruteForce(plan, law);
        const { result: problem, findings } = poseProblem(plan, law);
        if (findings.some(({ code }) => code === "pinned_impossible")) return;
        const answer = await allocate(problem, solver, options);
        if (expected === "infeasible" || answer.kind !== "allocation") {
          return assert.deepEqual([expected, answer.kind], ["infeasible", "infeasible"]);
        }
        const room = 1e-5 * Math.max(1, expected.value);
        assert.ok(Math.abs(answer.allocation.value - expected.value) <= room);
        // Told apart from the pose: all that the account pays leaves the reserve, but for what was released.
        const have = base.tables.resources
          .filter((row) => row.account === account)
          .reduce((sum, row) => sum + row.amount, 0);
        const inYear = base.tables.resources
          .filter((row) => row.account === account && row.fiscal_year === year)
          .reduce((sum, row) => sum + row.amount, 0);
        const paid = answer.allocation.payments
          .filter((row) => row.account === account)
          .reduce((sum, row) => sum + row.amount, 0);
        const left = tenth(kept) - tenth(Math.min(gone, kept));
        assert.ok(paid <= have - Math.min(inYear, left));
        const free = bruteForce(base, tinyLaw);
        if (free !== "infeasible" && free.value > expected.value + room) dearer++;
      }),
      { numRuns: 150, seed: 20210113 },
    );
    assert.ok(dearer > 10, `only ${dearer} plans lost by their reserve`);
  });
});
