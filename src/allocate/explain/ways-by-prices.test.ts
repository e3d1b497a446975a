import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import fc from "fast-check";
import { hasErrors } from "../../base/findings.ts";
import { cents } from "../../base/money.ts";
import { makeThreadSolver } from "../../solver/thread-solver.ts";
import { allocate } from "../allocate.ts";
import { directive, paperProblem } from "../paper-plan.test-data.ts";
import { poseProblem } from "../pose/pose.ts";
import type { Problem } from "../problem.ts";
import { tinyLaw, tinyPlan } from "../tiny-plans.test-data.ts";
import { withPin } from "./change.ts";
import { findContradiction, findWaysOut } from "./contradiction.ts";
import type { WayOut } from "./way-out.ts";
import { findWayByPrices, findWaysByPrices, settleByPrices } from "./ways-by-prices.ts";

const fmf = { accounts: ["FMF"] };
const sea = { accounts: ["FMF"], partners: ["sea"] };
const land = { accounts: ["FMF"], partners: ["land"] };
const twoFloors = paperProblem({
  money: { FMF: [5] },
  initiatives: {
    boats: { ...fmf, costs: [3], effect: 1 },
    court: { ...fmf, costs: [2.5], effect: 1, partner: "land" },
  },
  directives: [
    directive("boats-floor", "not_less_than", 3, sea),
    directive("court-floor", "not_less_than", 2.5, land),
  ],
});

describe("ways out by prices", () => {
  const solver = makeThreadSolver(1);
  after(() => solver.close());

  it("are the two floors that exceed an account, the cheaper first", async () => {
    const ways = await findWaysByPrices(twoFloors, solver);
    assert.deepEqual(show(ways?.first), ["court-floor 2021: 2.5 to 0"]);
    assert.deepEqual(show(ways?.second), ["boats-floor 2021: 3 to 0"]);
  });

  it("add money where one floor is above its account and nothing else can give", async () => {
    const problem = paperProblem({
      money: { FMF: [3] },
      initiatives: { boats: { ...fmf, costs: [[2], [5]], effect: [1, 2] } },
      directives: [directive("d", "not_less_than", 5, sea)],
    });
    const ways = await findWaysByPrices(problem, solver);
    assert.deepEqual(show(ways?.first), ["d 2021: 5 to 2"]);
    assert.deepEqual(show(ways?.second), ["FMF 2021: 3 to 5"]);
  });

  it("add money even where a floor asks for more than three times what there is", async () => {
    const problem = paperProblem({
      money: { FMF: [3] },
      initiatives: { boats: { ...fmf, costs: [[2], [10]], effect: [1, 2] } },
      directives: [directive("d", "not_less_than", 10, sea)],
    });
    const ways = await findWaysByPrices(problem, solver);
    assert.deepEqual(show(ways?.second), ["FMF 2021: 3 to 10"]);
  });

  it("bound a second way by all that differ, whichever rule of the first they leave alone", async () => {
    // Its first way names three rules; what leaves the largest alone costs less than what leaves the smallest.
    const plan = fc.sample(tinyPlan(), { numRuns: 53, seed: 74 })[52] ?? assert.fail();
    const { result: problem } = poseProblem(plan, tinyLaw);
    const exact = await findWaysOut(problem, solver, 10_000);
    const ways = await findWaysByPrices(problem, solver);
    const [total, least] = [exact?.second?.total, ways?.second?.at_least];
    assert.ok(ways?.first.relax.length === 3 && total !== undefined && least !== undefined);
    assert.ok(least <= total + 100, `${least} of ${total}`);
  });

  it("name another way that costs more than the first, which only divisible packages lead to", async () => {
    const plan = fc.sample(tinyPlan(), { numRuns: 2, seed: 11 })[1] ?? assert.fail();
    const { result: problem } = poseProblem(plan, tinyLaw);
    const exact = await findWaysOut(problem, solver, 10_000);
    const ways = await findWaysByPrices(problem, solver);
    assert.ok((exact?.second?.total ?? 0) > (exact?.first.total ?? 0));
    assert.equal(ways?.second?.total, exact?.second?.total);
  });

  it("keep a decision that may not give way wherever the exact answer does", async () => {
    let [kept, found] = [0, 0];
    for (const plan of fc.sample(tinyPlan(), { numRuns: 12, seed: 7 })) {
      const { result: problem } = poseProblem(plan, tinyLaw);
      for (const [item, { bar, candidates, initiative }] of problem.items.entries()) {
        if (bar !== undefined || candidates.length === 0) continue;
        const pinned = withPin(problem, item);
        const way = await findWayByPrices(pinned, solver, initiative.id);
        const exact = await findContradiction(pinned, solver, 10_000, initiative.id);
        if (exact === undefined) {
          assert.equal(way, undefined);
          continue;
        }
        kept++;
        if (way === undefined) continue;
        found++;
        assert.ok(way.total >= exact.total - 100 && way.at_least <= exact.total + 100);
      }
    }
    assert.ok(kept > 10 && found > 0.95 * kept, `${found} of ${kept}`);
  });

  it("settle nothing when stopped, and everything when asked again with another solver", async () => {
    const closed = makeThreadSolver(1);
    const problem = { ...twoFloors };
    assert.equal(await settleByPrices(problem, closed, AbortSignal.abort()), "open");
    await closed.close();
    await assert.rejects(findWaysByPrices(problem, closed));
    const ways = await findWaysByPrices(problem, solver);
    assert.deepEqual(show(ways?.first), ["court-floor 2021: 2.5 to 0"]);
  });

  it("settle what is impossible, and find a plan where all rules can hold", async () => {
    const possible = { ...twoFloors, amounts: twoFloors.amounts.slice(0, 1) };
    const settled = await settleByPrices(possible, solver);
    assert.ok(typeof settled === "object");
    assert.deepEqual(
      settled.choices.map(({ initiative }) => initiative),
      ["boats"],
    );
    const half = twoFloors.amounts.map((rule) => ({ ...rule, amount: cents(rule.amount + 1e8) }));
    // Each floor asks for a million more than any package of its scope costs, even as shares of one.
    assert.equal(await settleByPrices({ ...twoFloors, amounts: half }, solver), "impossible");
  });

  it("never cost less than their bound or the exact answer, and undo the contradiction", async () => {
    let [undone, proven] = [0, 0];
    await fc.assert(
      fc.asyncProperty(tinyPlan(), async (plan) => {
        const { result: problem, findings } = poseProblem(plan, tinyLaw);
        if (hasErrors(findings)) return;
        const [exact, way] = await Promise.all([
          findContradiction(problem, solver, 10_000),
          findWayByPrices(problem, solver),
        ]);
        assert.ok(exact !== undefined && way !== undefined);
        assert.ok(way.at_least <= exact.total + 100, `${way.at_least} of ${exact.total}`);
        assert.ok(way.total >= exact.total - 100, `${way.total} below ${exact.total}`);
        if (way.cheapest) proven++;
        const relaxed = relaxedBy(problem, way);
        if (relaxed === undefined || way.relax.length === 0) return;
        const answer = await allocate(relaxed, solver, { gap_ratio: 0.01, node_budget: 1_000 });
        assert.equal(answer.kind, "allocation");
        undone++;
      }),
      { numRuns: 60, seed: 74, endOnFailure: true },
    );
    assert.ok(undone > 3 && proven > 20, `only ${undone} undone and ${proven} proven`);
  });
});

function show(way: WayOut | null | undefined): string[] | undefined {
  return way?.relax.map(
    ({ rule, from, to }) => `${rule.id} ${rule.fiscal_year}: ${from / 1e8} to ${to / 1e8}`,
  );
}

/** The problem with amounts moved and pins cleared; nothing where a ratio gives way. */
function relaxedBy(problem: Problem, { relax }: WayOut): Problem | undefined {
  let changed = problem;
  for (const { rule, to } of relax) {
    const isPin = problem.items.some(({ initiative }) => initiative.id === rule.id);
    const isRule = (one: Problem["amounts"][number]) =>
      one.ids.includes(rule.id) && problem.years[one.year] === rule.fiscal_year;
    if (!isPin && !problem.amounts.some(isRule)) return undefined;
    changed = {
      ...changed,
      items: changed.items.map((item) => {
        if (item.initiative.id !== rule.id) return item;
        return { ...item, initiative: { ...item.initiative, pinned_package: undefined } };
      }),
      amounts: changed.amounts.map((one) => (isRule(one) ? { ...one, amount: to } : one)),
    };
  }
  return changed;
}
