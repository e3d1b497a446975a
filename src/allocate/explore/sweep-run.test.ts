import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { drawWhatIf } from "../../../bench/draw-what-if.ts";
import { makeInstance } from "../../../bench/instances.ts";
import type { Plan } from "../../plan/plan.ts";
import { makeThreadSolver } from "../../solver/thread-solver.ts";
import { Search } from "../engine/search.ts";
import { isLarge } from "../explain/session.ts";
import { toAllocation } from "../found.ts";
import { keepSearch } from "../learned.ts";
import { directive, type PaperSpec, paperPlan } from "../paper-plan.test-data.ts";
import { millions } from "../verify/case.test-data.ts";
import { isPacked } from "./sweep-places.ts";
import {
  makeSweepSession,
  runWhatIf,
  type SweepRow,
  solveWorld,
  startOfSweep,
} from "./sweep-run.ts";
import { assumingPlan, sessionOfPlan } from "./sweep-session.test-data.ts";

const fmf = { accounts: ["FMF"] };

describe("a what-if", () => {
  const solver = makeThreadSolver(1);
  after(() => solver.close());
  const ids = ["boats", "radar", "ships"];
  // As planned 10 fits boats (5) and radar (5), worth 30 + 20; ships, for 6, would be worth 25.
  const spec: PaperSpec = {
    money: { FMF: [10] },
    initiatives: {
      boats: { ...fmf, costs: [5], effect: 30, fields: { assumptions: ["will"] } },
      radar: { ...fmf, costs: [5], effect: 20, partner: "land" },
      ships: { ...fmf, costs: [6], effect: 25 },
    },
  };
  const plan = assumingPlan(spec, ["will"]);
  const run = async (
    factors: Readonly<Record<string, number>>,
    of: Plan = plan,
  ): Promise<SweepRow> => {
    const row = await runWhatIf(await sessionOfPlan(of, solver), { index: 3, factors });
    return row ?? assert.fail("stopped");
  };
  const fundedIn = (plan: SweepRow["best"] | SweepRow["kept"]) =>
    typeof plan === "string" ? plan : ids.filter((_, place) => isPacked(plan.funded, place));
  const near = (a: number | undefined, b: number) =>
    assert.ok(Math.abs((a ?? Number.NaN) - b) < 1e-9, `${a} is not ${b}`);

  it("in which nothing changes gives the plan", async () => {
    const { index, best, kept } = await run({});
    assert.equal(index, 3);
    assert.deepEqual(
      [fundedIn(best), fundedIn(kept)],
      [
        ["boats", "radar"],
        ["boats", "radar"],
      ],
    );
    assert.ok(typeof best === "object" && typeof kept === "object");
    near(best.value, 50);
    near(kept.value, 50);
    near(kept.goals[0], 0.5);
    assert.deepEqual([kept.short, kept.keeps_rules], [0, true]);
  });

  it("in which an assumption fails is planned anew without it, while the plan's choices earn less", async () => {
    // Boats do nothing: anew, ships (25) beat radar (20), and both do not fit 10. Kept, radar earns its 20.
    const { best, kept } = await run({ "assumption:will": 0 });
    assert.deepEqual([fundedIn(best), fundedIn(kept)], [["ships"], ["boats", "radar"]]);
    assert.ok(typeof best === "object" && typeof kept === "object");
    near(best.value, 25);
    near(kept.value, 20);
    near(best.goals[0], 0.25);
    near(kept.goals[0], 0.2);
    assert.equal(kept.short, 0);
  });

  it("with less money keeps what counted most by the plan, and says what is short", async () => {
    // Of 6 the plan's choices keep boats, for 5; radar, for 5, is short. Anew, boats (30) still beat ships (25).
    const { best, kept } = await run({ "budget:FMF": 0.6, "assumption:will": 0 });
    assert.deepEqual([fundedIn(best), fundedIn(kept)], [["ships"], ["boats"]]);
    assert.ok(typeof kept === "object");
    near(kept.value, 0);
    assert.equal(kept.short, millions(5));
  });

  it("cuts choices back to cheaper packages before it drops them", async () => {
    // Ten pays for all of a program, worth 30; of nine it keeps the half, worth 20, for 5, and is 5 short.
    const halves = paperPlan({
      money: { FMF: [10] },
      initiatives: { boats: { ...fmf, costs: [[10], [5], [6]], effect: [30, 20, 1] } },
    });
    const { kept } = await run({ "budget:FMF": 0.9 }, halves);
    assert.ok(typeof kept === "object");
    near(kept.value, 20);
    assert.equal(kept.short, millions(5));
    assert.ok(isPacked(kept.funded, 0));
  });

  it("in which no allocation keeps the rules says so, and what is left of the choices", async () => {
    const floor = directive("floor", "not_less_than", 5, { partners: ["land"] });
    const bound = paperPlan({ ...spec, directives: [floor] });
    const free = { ...bound, tables: { ...bound.tables, assumptions: plan.tables.assumptions } };
    // Radar costs 6 and cannot be paid from 5.5; the floor asks for 5. Boats, at 5, can.
    const row = await run({ "budget:FMF": 0.55, "cost:partner:land": 1.2 }, free);
    assert.equal(row.best, "infeasible");
    assert.deepEqual(fundedIn(row.kept), ["boats"]);
    assert.ok(typeof row.kept === "object");
    assert.equal(row.kept.keeps_rules, false);
    assert.equal(row.kept.short, millions(6));
  });

  it("of which only other choices keep the rules tells the plan's from the best", async () => {
    // The floor rises to 6 for either partner: ships meet it. Boats and radar both fit 10 only without a rise in cost.
    const floor = directive("floor", "not_less_than", 5, { partners: ["sea"] });
    const bound = paperPlan({ ...spec, directives: [floor] });
    const free = { ...bound, tables: { ...bound.tables, assumptions: plan.tables.assumptions } };
    const { best, kept } = await run({ "directive:floor": 1.2 }, free);
    assert.deepEqual(fundedIn(best), ["ships"]);
    assert.ok(typeof kept === "object");
    assert.equal(kept.keeps_rules, false);
    assert.deepEqual(fundedIn(kept), ["boats", "radar"]);
  });

  it("that is stopped gives nothing", async () => {
    const session = await sessionOfPlan(plan, solver);
    const options = { ...session.options, signal: AbortSignal.abort() };
    const stopped = makeSweepSession({ ...session, options }, plan);
    assert.equal(await runWhatIf(stopped, { index: 0, factors: {} }), undefined);
  });
});

describe("the plan of another world of a large plan", () => {
  const solver = makeThreadSolver(1);
  after(() => solver.close());
  const size = { initiatives: 1_100, partners: 60, accounts: 10, directives: 8, objectives: 12 };
  const problem = makeInstance(size, 0.5, 2);
  assert.ok(isLarge(problem));
  const search = new Search(problem);
  for (const _ of search.begin());
  keepSearch(problem, search);
  const plan = search.plan() ?? assert.fail("no plan");
  const options = { gap_ratio: 0.003, node_budget: 10_000 };
  const { bound } = search.state;
  const allocation = toAllocation(problem, { ...plan, bound, status: "budget" }, options.gap_ratio);
  const session = { problem, allocation, solver, options };

  it("is the same in the process that solved the plan and in another that was told what it learned", async () => {
    const { prices, modes } = startOfSweep(session) ?? assert.fail("nothing learned");
    const told = JSON.parse(JSON.stringify({ prices: [...prices], modes: [...modes] }));
    const start = { prices: Float64Array.from(told.prices), modes: Int32Array.from(told.modes) };
    const other = { ...session, problem: { ...problem }, start };
    for (const number of [0, 1]) {
      const world = drawWhatIf(problem, number);
      const [here, there] = [await solveWorld(session, world), await solveWorld(other, world)];
      assert.ok(typeof here === "object" && here.gap_ratio < 0.02);
      assert.deepEqual(there, here);
    }
  });
});
