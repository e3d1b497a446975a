import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { checkPlan } from "../../../bench/check-plan.ts";
import { makeInstance } from "../../../bench/instances.ts";
import { cents } from "../../base/money.ts";
import { makeThreadSolver } from "../../solver/thread-solver.ts";
import { allocate } from "../allocate.ts";
import { compactProblem } from "../engine/compact/compact.ts";
import { proveNone } from "../engine/prices/no-plan.ts";
import { Search } from "../engine/search.ts";
import { type ExplainSession, searchOf } from "../explain/session.ts";
import { keepSearch } from "../learned.ts";
import type { Problem } from "../problem.ts";
import { traceFrontier } from "./frontier.ts";
import {
  compareStrictness,
  type FrontierAxis,
  levelReached,
  moneyByYear,
  withLevel,
} from "./frontier-axis.ts";
import { openLevels } from "./frontier-levels.ts";

const size = { initiatives: 850, partners: 40, accounts: 12, directives: 8, objectives: 20 };
const problem = makeInstance(size, 0.5, 2);
const bureau = problem.items[0]?.bureau ?? "";
const share: FrontierAxis = {
  kind: "share",
  bureau,
  accounts: null,
  year: null,
  sense: "at_least",
};
const risk: FrontierAxis = {
  kind: "risk",
  measure: "confidence",
  items: [...problem.items.keys()].filter((item) => item % 5 === 0),
};
const change: FrontierAxis = { kind: "change", of: "regions", before: new Map() };

const solver = makeThreadSolver(1);
const options = { gap_ratio: 0.01, node_budget: 2_000 };
const answer = await allocate(problem, solver, options);
await solver.close();
const { allocation } = answer.kind === "allocation" ? answer : assert.fail();
const session: ExplainSession = { problem, allocation, solver, options };

describe("a frontier of many proposals", () => {
  for (const against of [share, risk, change])
    it(`of ${against.kind} keeps every rule at every point, and never rises`, async () => {
      const { points, beyond } = await traceFrontier(session, { against, points: 4 });
      assert.ok(points.length >= 3, `${points.length} points`);
      for (const [place, { level, value, bound, reached, allocation: plan }] of points.entries()) {
        if (!Number.isFinite(level)) continue;
        const posed = withLevel(problem, against, level);
        assert.deepEqual(checkPlan(posed, plan), []);
        assert.ok(compareStrictness(against, reached, level) >= 0 || reached - level < 1e-6);
        assert.ok(bound >= value && value > 0);
        const looser = points[place - 1];
        if (looser === undefined) continue;
        assert.ok(looser.value >= value && looser.bound >= bound);
      }
      const last = points.at(-1)?.level ?? 0;
      if (beyond !== null) assert.ok(compareStrictness(against, beyond.level, last) > 0);
      const gaps = points.map(({ gap_ratio }) => gap_ratio).sort((a, b) => a - b);
      assert.ok((gaps[1] ?? 1) < 0.05, gaps.join(" "));
    });

  it("proves of a level far beyond the end that it has no plan, from which level on", () => {
    const start = levelReached(problem, allocation, share);
    const levels = openLevels(session, share, start) ?? assert.fail("too few blocks");
    const { found, none, bound } = levels.try(1);
    assert.deepEqual([found, bound], [undefined, Number.NEGATIVE_INFINITY]);
    assert.ok(none !== undefined && none < 1 && none > start, `${none}`);
    const there = levels.try(start);
    assert.ok(there.found !== undefined && there.none === undefined);
    // Another search of the same level, which knows nothing of this one.
    const alone = new Search(withLevel(problem, share, start));
    for (const _ of alone.begin());
    assert.ok((alone.state.value ?? 0) <= there.bound + 1e-9);
    assert.ok(there.found.allocation.value <= alone.state.bound + 1e-9);
  });

  it("bounds a known plan after an edit left a rule out", () => {
    const [first] = problem.amounts;
    assert.ok(first !== undefined);
    const loose = { ...first, ids: ["left-out"], kind: "ceiling", amount: cents(1e14) } as const;
    const before = searchWithBlocks({ ...problem, amounts: [loose, ...problem.amounts] });
    const edited: Problem = { ...problem };
    const search = new Search(edited, before);
    assert.equal(search.compact.isIdle[0], 1);
    keepSearch(edited, search);
    boundsPlanOf(edited);
  });

  it("bounds a known plan where yearly changes have ceilings of their own", () => {
    const partners = Map.groupBy(problem.items.keys(), (item) => partnerOf(problem, item));
    const changes = [...partners].map(([partner, items]) => {
      const scope = { items, accounts: null };
      const paid = moneyByYear(problem, allocation, scope)[0] ?? 0;
      const name = `change of ${partner}`;
      return { ids: [name], name, scope, year: 0, ratio: 0.2, before: cents(paid) };
    });
    const changed: Problem = { ...problem, changes };
    keepSearch(changed, searchWithBlocks(changed));
    boundsPlanOf(changed);
  });

  it("proves nothing of a problem that has a plan", () => {
    const search = searchOf(session);
    const form = compactProblem(problem);
    for (const times of [1, 10, 1_000])
      assert.ok(
        !proveNone(
          form,
          search.prices.map((price) => price * times),
        ),
      );
  });
});

function partnerOf({ items }: Problem, item: number): string {
  return items[item]?.initiative.partner ?? "";
}

/** A search of a problem that planned blocks as wholes, from the plan of the session. */
function searchWithBlocks(changed: Problem): Search {
  const search = new Search(changed);
  for (const _ of search.begin());
  search.adopt(allocation);
  assert.ok(search.hasColumns);
  return search;
}

/** Whether the level of the session's plan, which was found another way, is not bounded below it. */
function boundsPlanOf(changed: Problem): void {
  const start = levelReached(changed, allocation, share);
  assert.deepEqual(checkPlan(withLevel(changed, share, start), allocation), []);
  const levels = openLevels({ ...session, problem: changed }, share, start);
  assert.ok(levels !== undefined);
  const { bound } = levels.try(start);
  assert.ok(allocation.value <= bound + 1e-9, `${allocation.value} above ${bound}`);
}
