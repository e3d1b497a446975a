import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Item, Problem } from "../../problem.ts";
import { compactProblem } from "../compact/compact.ts";
import { candidateOf, itemOf, problemOf, purseOf } from "../compact/compact-cases.test-data.ts";
import { Draft } from "../draft/draft.ts";
import { Dual } from "../prices/dual.ts";
import { pricedNow } from "../prices/priced.ts";
import { installWanted } from "./world-install.ts";

/** Brings all items that are wanted into an empty draft, where a cent costs a thousandth; answers the ids of those funded. */
function brought(problem: Problem, wanted: readonly string[]): readonly string[] {
  const c = compactProblem(problem);
  const dual = new Dual(c);
  const prices = new Float64Array(dual.layout.length);
  prices.fill(0.001, 0, dual.layout.rows).fill(0.5, dual.layout.leaves);
  dual.valueAt(prices);
  const modes = Int32Array.from(problem.items, ({ initiative }, i) =>
    wanted.includes(initiative.id) ? (c.firstMode[i] as number) : -1,
  );
  const draft = new Draft(c);
  installWanted(c, draft, modes, pricedNow(c, dual, prices), dual, prices);
  return problem.items.flatMap(({ initiative }, i) =>
    (draft.mode[i] as number) >= 0 ? [initiative.id] : [],
  );
}

const item = (id: string, cost: number, effect: number): Item =>
  itemOf(id, [candidateOf(id, [cost, 0], effect)], ["A"]);
const purses = [purseOf("A", [1_000, 0])];

describe("bringing what blocks would choose into a draft", () => {
  it("begins with what is large, since not enough may make way for it later", () => {
    const small = Array.from({ length: 10 }, (_, n) => item(`s${n}`, 50, 1));
    const all = [...small, item("t", 900, 2)];
    const ids = brought(
      problemOf(all, purses),
      all.map((one) => one.initiative.id),
    );
    assert.deepEqual(ids, ["s0", "s1", "t"]);
  });

  it("brings what is required too, which may come later or not be wanted at all", () => {
    const items = [item("a", 400, 4), item("b", 100, 0.1), item("c", 550, 1), item("d", 10, 1)];
    const requires = (from: number, other: number) =>
      ({ id: `${from}`, kind: "requires", item: from, other, lag: 0 }) as const;
    const links = [requires(0, 1), requires(3, 2)];
    const problem = problemOf(items, purses, { links });
    assert.deepEqual(brought(problem, ["a"]), ["a", "b"]);
    assert.deepEqual(brought(problem, ["b", "a"]), ["a", "b"]);
    assert.deepEqual(brought(problem, ["d"]), ["c", "d"]);
  });

  it("brings no item whose requirement costs more than it is worth, and leaves nothing of a try", () => {
    const items = [item("a", 100, 1), item("b", 950, 0.1)];
    const links = [{ id: "l", kind: "requires", item: 0, other: 1, lag: 0 }] as const;
    assert.deepEqual(brought(problemOf(items, purses, { links }), ["a"]), []);
  });
});
