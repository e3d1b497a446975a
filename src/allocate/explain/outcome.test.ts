import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { makeInstance, sizes, tightness } from "../../../bench/instances.ts";
import { makeThreadSolver } from "../../solver/thread-solver.ts";
import { allocate } from "../allocate.ts";
import { withCost, withExclusion, withPin } from "./change.ts";
import type { Closeness } from "./closeness.ts";
import { measureCloseness } from "./duals.ts";
import { outcomeOf } from "./outcome.ts";
import { explainInitiative } from "./reason.ts";
import { explainRow } from "./reason-table.ts";
import { type ExplainSession, isLarge } from "./session.ts";

describe("questions about a plan of thousands of ways to fund", () => {
  const solver = makeThreadSolver(1);
  after(() => solver.close());
  const size = { ...sizes.S, initiatives: 1_000 } as NonNullable<(typeof sizes)[string]>;
  const problem = makeInstance(size, tightness.medium ?? 0.5, 5);
  const options = { gap_ratio: 0.03, node_budget: 1_000 };
  let session: ExplainSession;
  let closeness: Closeness;
  before(async () => {
    assert.ok(isLarge(problem));
    const answer = await allocate(problem, solver, options);
    assert.ok(answer.kind === "allocation");
    session = { problem, allocation: answer.allocation, solver, options };
    closeness = await measureCloseness(session);
  });

  const isIn = (item: number) => {
    const id = problem.items[item]?.initiative.id;
    return session.allocation.choices.some(({ initiative }) => initiative === id);
  };
  const asked = (funded: boolean, count: number) =>
    [...problem.items.keys()]
      .filter((item) => isIn(item) === funded && (closeness.items[item]?.adds ?? 0) > 0)
      .filter((item) => problem.items[item]?.initiative.pinned_package === undefined)
      .slice(0, count);

  it("are answered by plans that keep the change, and are worth no more than is proven", async () => {
    const plain = await outcomeOf(session, problem);
    assert.ok(typeof plain !== "string");
    for (const item of [...asked(true, 2), ...asked(false, 2)]) {
      const id = problem.items[item]?.initiative.id ?? "";
      const [change, after] = isIn(item) ? [withExclusion, false] : [withPin, true];
      const outcome = await outcomeOf(session, change(problem, item));
      if (typeof outcome === "string") continue;
      assert.equal(outcome.amounts.has(id), after, id);
      assert.ok(outcome.value <= Math.min(outcome.bound, session.allocation.bound) + 1e-9, id);
      const free = await outcomeOf(session, withCost(problem, item, 0.01));
      assert.ok(typeof free !== "string" && free.value >= session.allocation.value - 1e-9, id);
    }
  });

  it("tell of a loss between proven ends, and of changes that were found by searching again", async () => {
    const seen = { rises: 0, cuts: 0 };
    // The first that are not funded are so far from it that no change is found.
    for (const item of [...asked(true, 2), ...asked(false, 11).slice(-4)]) {
      const row = await explainRow(session, closeness, item);
      const reason = await explainInitiative(session, closeness, item, row);
      const { least, most } = row.loss;
      assert.ok(least <= most && least >= 0, `${least} to ${most}`);
      assert.equal(reason.loss, row.loss.priced);
      if (reason.would_drop !== undefined) {
        seen.rises++;
        const dearer = await outcomeOf(session, withCost(problem, item, reason.would_drop.to));
        assert.ok(typeof dearer !== "string" && !dearer.amounts.has(row.initiative));
      }
      for (const change of reason.would_fund.filter(({ what }) => what === "cost")) {
        seen.cuts++;
        const cheaper = await outcomeOf(session, withCost(problem, item, change.to));
        assert.ok(typeof cheaper !== "string" && cheaper.amounts.has(row.initiative));
        assert.ok(cheaper.value > session.allocation.value, "worth it");
      }
    }
    assert.ok(seen.rises > 0 && seen.cuts > 0, JSON.stringify(seen));
  });
});
