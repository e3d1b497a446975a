import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { makeInstance } from "../../../bench/instances.ts";
import { cents } from "../../base/money.ts";
import type { Plan as PlanOfRows } from "../../plan/plan.ts";
import { choiceKey } from "../choice.ts";
import { toAllocation } from "../found.ts";
import { largestMiss } from "../payments.ts";
import { poseProblem } from "../pose/pose.ts";
import type { Item, Problem } from "../problem.ts";
import { tinyLaw, tinyPlan } from "../tiny-plans.test-data.ts";
import { bruteForce } from "../verify/brute-force.test-data.ts";
import { verifyAllocation } from "../verify/verify.ts";
import { makeRandom, type Random } from "./random.ts";
import { Search } from "./search.ts";
import type { Plan, SearchState } from "./search-state.ts";

/** Rounding of sums of worth. */
const rounding = (value: number) => 1e-9 * Math.max(1, value);

/** A short search, in the order in which whole plans are searched. */
function searchFor(problem: Problem): Search {
  const search = new Search(problem);
  for (const _ of search.begin());
  for (const thrift of [0.8, 0.6, 0.4, 0.3, 0.2, 0.1]) search.improve(150, [thrift, thrift - 0.1]);
  search.repack(5, 0.2);
  search.repack(5, 0);
  return search;
}

describe("a search of tiny plans with every awkward rule", () => {
  it("finds plans that the separate check accepts, at most the optimum, which is at most the bound", () => {
    const seen = { solvable: 0, found: 0, best: 0 };
    fc.assert(
      fc.property(tinyPlan(), (plan) => {
        const optimum = bruteForce(plan, tinyLaw);
        const { result: problem } = poseProblem(plan, tinyLaw);
        const search = searchFor(problem);
        const { value, bound } = search.state;
        const found = search.plan();
        assert.equal(found === null, value === null);
        if (optimum === "infeasible") {
          assert.equal(found, null, "a plan where there is none");
          return;
        }
        seen.solvable++;
        assert.ok(bound >= optimum.value - rounding(optimum.value), `${bound}, ${optimum.value}`);
        if (found === null || value === null) return;
        seen.found++;
        assert.ok(value <= optimum.value + rounding(optimum.value));
        if (value >= optimum.value - rounding(optimum.value)) seen.best++;
        const allocation = toAllocation(problem, { ...found, bound, status: "budget" }, 1e-3);
        assert.ok(Math.abs(allocation.value - value) <= rounding(value));
        const findings = verifyAllocation(plan, tinyLaw, allocation);
        assert.deepEqual(
          findings.filter((one) => one.severity === "error"),
          [],
        );
      }),
      { numRuns: 1_500, seed: 41 },
    );
    assert.ok(seen.solvable > 900, JSON.stringify(seen));
    assert.ok(seen.found >= 0.99 * seen.solvable, JSON.stringify(seen));
    assert.ok(seen.best >= 0.97 * seen.solvable, JSON.stringify(seen));
  });

  it("finds the same plan twice, and in any order of the rows", () => {
    let found = 0;
    const answer = (plan: PlanOfRows) => {
      const search = searchFor(poseProblem(plan, tinyLaw).result);
      return { state: search.state, plan: search.plan() };
    };
    fc.assert(
      fc.property(tinyPlan(), fc.nat(), (plan, seed) => {
        const first = answer(plan);
        assert.deepEqual(answer(plan), first);
        assert.deepEqual(answer(shuffled(plan, makeRandom(seed))), first);
        if ((first.state.value ?? 0) > 0) found++;
      }),
      { numRuns: 150, seed: 42 },
    );
    assert.ok(found > 50, `${found} plans`);
  });
});

describe("a plan taken over", () => {
  it("is worth the same, and is left alone where it no longer pays what things cost", () => {
    let taken = 0;
    fc.assert(
      fc.property(tinyPlan(), (plan) => {
        const best = bruteForce(plan, tinyLaw);
        if (best === "infeasible") return;
        const { result: problem } = poseProblem(plan, tinyLaw);
        const search = new Search(problem);
        search.adopt(best);
        assert.ok(Math.abs((search.state.value ?? -1) - best.value) <= rounding(best.value));
        if (best.payments.length === 0) return;
        taken++;
        const dearer = (item: Item): Item => ({
          ...item,
          candidates: item.candidates.map((way) => ({
            ...way,
            costs: way.costs.map((amount) => cents(amount + Math.sign(amount))),
          })),
        });
        const other = new Search({ ...problem, items: problem.items.map(dearer) });
        other.adopt(best);
        assert.equal(other.plan(), null);
      }),
      { numRuns: 300, seed: 43 },
    );
    assert.ok(taken > 100, `${taken} plans`);
  });
});

function shuffled(plan: PlanOfRows, random: Random): PlanOfRows {
  const tables = Object.fromEntries(
    Object.entries(plan.tables).map(([name, rows]) => [name, shuffle<object>(rows, random)]),
  );
  return { ...plan, tables: tables as unknown as PlanOfRows["tables"] };
}

function shuffle<T>(list: readonly T[], random: Random): T[] {
  const keyed = list.map((entry) => ({ entry, key: random.next() }));
  return keyed.sort((a, b) => a.key - b.key).map(({ entry }) => entry);
}

describe("edits of a plan of 300 initiatives", () => {
  const size = { initiatives: 300, partners: 180, accounts: 20, directives: 15, objectives: 30 };
  const original = makeInstance(size, 0.5, 1);

  const searched = (problem: Problem) => {
    const search = new Search(problem);
    for (const _ of search.begin());
    search.improve(8_000, [0.9, 0.3]);
    search.improve(8_000, [0.3, 0]);
    return search;
  };

  it("keep every rule and a bound through 200 edits in a row, as a fresh search does", () => {
    const random = makeRandom(7);
    const seen = { found: 0, compared: 0, takenBack: 0 };
    let before = searched(original);
    let last = original;
    let problem = original;
    for (let edit = 1; edit <= 200; edit++) {
      // What leaves no plan is taken back.
      const isLost = before.state.value === null;
      if (!isLost) last = problem;
      problem = isLost ? last : editAtRandom(original, problem, random);
      const search = new Search(problem, before);
      assert.ok(search.isNear, "an edit takes over what the search before it learned");
      search.edit(before, 1_000, edit % 4 === 0);
      const plan = search.plan();
      if (plan !== null) {
        seen.found++;
        assertKept(problem, plan, search.state);
        if (edit % 50 === 0 && assertAgree(search, searched(problem))) seen.compared++;
      }
      if (isLost) {
        seen.takenBack++;
        assert.ok(search.gap < 0.15, `after an edit was taken back, the gap is ${search.gap}`);
      }
      before = search;
    }
    assert.ok(seen.found >= 180 && seen.compared >= 3, JSON.stringify(seen));
    assert.ok(seen.takenBack >= 1, JSON.stringify(seen));
  });

  it("come back to a plan and a bound after several that leave none", () => {
    const first = searched(original);
    let before = first;
    for (const times of [20, 30, 40]) {
      const amounts = original.amounts.map((rule) =>
        rule.kind === "floor" ? { ...rule, amount: cents(rule.amount * times) } : rule,
      );
      const search = new Search({ ...original, amounts }, before);
      search.edit(before, 1_000, true);
      assert.equal(search.plan(), null);
      before = search;
    }
    const back = new Search({ ...original }, before);
    back.edit(before, 2_000, true);
    const { gap } = back;
    assert.ok(gap < first.gap + 0.05, `${gap}, at first ${first.gap}`);
  });
});

/** Whether both found a plan, which then must not be above the other's bound, nor the edit's far below the other's. */
function assertAgree(edited: Search, fresh: Search): boolean {
  const [a, b] = [edited.state, fresh.state];
  if (a.value === null || b.value === null) return false;
  assert.ok(a.value <= b.bound + rounding(b.bound), `${a.value} above ${b.bound}`);
  assert.ok(b.value <= a.bound + rounding(a.bound), `${b.value} above ${a.bound}`);
  assert.ok(a.value > 0.95 * b.value, `${a.value} against ${b.value}`);
  return true;
}

function assertKept(
  problem: Problem,
  { funded, payments }: Plan,
  { value, bound }: SearchState,
): void {
  assert.ok(
    value !== null && bound >= value - rounding(value),
    `bound ${bound} below value ${value}`,
  );
  assert.ok(largestMiss(problem, payments) < 1, "rules and money to the cent");
  const cost = [...funded.values()].flatMap((one) => [...one.costs]).reduce((a, b) => a + b, 0);
  const paid = payments.reduce((sum, { amount }) => sum + amount, 0);
  assert.equal(paid, cost);
  for (const [i, candidate] of funded) {
    const own = problem.items[i]?.candidates.map(choiceKey);
    assert.ok(own?.includes(choiceKey(candidate)), "only what is offered");
  }
  for (const [i, { initiative }] of problem.items.entries())
    assert.ok(initiative.pinned_package === undefined || funded.has(i), "every pin");
  const starts = (i: number) => {
    const start = funded.get(i)?.start;
    return start === undefined ? null : problem.years.indexOf(start);
  };
  for (const { kind, item, other, lag } of problem.links) {
    const [own, its] = [starts(item), starts(other)];
    if (own === null) continue;
    if (kind === "excludes") assert.equal(its, null);
    else if (its === null) assert.equal(kind, "follows");
    else assert.ok(its + lag <= own);
  }
}

/** A planner's edit: a budget, a cap, a proposal withdrawn or changed, a rule or link left out; some take one back. */
function editAtRandom(original: Problem, problem: Problem, random: Random): Problem {
  const one = <T>(list: readonly T[], change: (entry: T, k: number) => T): T[] => {
    const at = random.below(list.length);
    return list.map((entry, k) => (k === at ? change(entry, k) : entry));
  };
  const some = <T>(list: readonly T[]): T[] => {
    const at = random.below(list.length);
    return list.filter((_, k) => k !== at);
  };
  const factor = 0.9 + 0.2 * random.next();
  const times = (amount: number) => cents(Math.round(amount * factor));
  switch (random.below(8)) {
    case 0:
      return {
        ...problem,
        purses: one(problem.purses, (purse) => ({ ...purse, budget: purse.budget.map(times) })),
      };
    case 1:
      return {
        ...problem,
        amounts: one(problem.amounts, (rule) => ({ ...rule, amount: times(rule.amount) })),
      };
    case 2:
      return {
        ...problem,
        items: one(problem.items, (item): Item => {
          const pins = item.initiative.pinned_package === undefined;
          return pins ? { ...item, candidates: [] } : item;
        }),
      };
    case 3:
      return {
        ...problem,
        items: one(problem.items, (item) => ({
          ...item,
          candidates: item.candidates.map((way) => ({ ...way, costs: way.costs.map(times) })),
        })),
      };
    case 4:
      return { ...problem, amounts: some(problem.amounts) };
    case 5:
      return { ...problem, links: problem.links.length > 0 ? some(problem.links) : problem.links };
    case 6:
      return {
        ...problem,
        leaves: one(problem.leaves, (leaf) => ({
          ...leaf,
          segments: leaf.segments.map(({ width, worth }) => ({ width, worth: worth * factor })),
        })),
      };
    default:
      return {
        ...problem,
        items: one(problem.items, (item, k) => original.items[k] ?? item),
        purses: one(problem.purses, (purse, k) => original.purses[k] ?? purse),
        amounts: original.amounts,
        links: original.links,
      };
  }
}
