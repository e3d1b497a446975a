import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { cents } from "../../../base/money.ts";
import { withLevel } from "../../explore/frontier-axis.ts";
import { poseProblem } from "../../pose/pose.ts";
import type { AmountRule, Item, Problem } from "../../problem.ts";
import { tinyLaw, tinyPlan } from "../../tiny-plans.test-data.ts";
import { compactProblem } from "./compact.ts";
import { candidateOf, itemOf, problemOf, purseOf, scopeOf } from "./compact-cases.test-data.ts";
import { meaningOf } from "./compact-meaning.test-data.ts";
import { recompact } from "./recompact.ts";

const purses = [purseOf("A", [100, 50]), purseOf("B", [10, 20], 2)];

function amountOf(
  kind: AmountRule["kind"],
  items: readonly number[],
  accounts: readonly string[] | null,
  amount: number,
): AmountRule {
  const scope = scopeOf(items, accounts);
  return {
    ids: ["d"],
    name: "d",
    kind,
    scope,
    year: 0,
    amount: cents(amount),
    origin: "directive",
  };
}

describe("the compact form", () => {
  const [x, y] = [candidateOf("x", [30, 0], 3), candidateOf("y", [20, 20], 4)];

  it("counts a rule over all accounts with items, and one over some of their accounts with lanes", () => {
    const amounts = [amountOf("ceiling", [0, 1], null, 40), amountOf("floor", [0], ["B"], 5)];
    const c = compactProblem(problemOf([itemOf("x", [x]), itemOf("y", [y])], purses, { amounts }));
    assert.deepEqual([...c.rowLimit], [40, -5]);
    assert.deepEqual([...c.isCeiling], [1, 0]);
    // x and y differ in the floor, which tells B from A, so that their money of the first year is of two classes.
    assert.notEqual(c.classOf[0], c.classOf[2]);
    // x costs nothing in the second year.
    assert.equal(c.classOf[1], -1);
    assert.deepEqual(meaningOf(c).items[0]?.money[0], [
      ["A", [[0, 1]]],
      [
        "B",
        [
          [0, 1],
          [1, -1],
        ],
      ],
    ]);
    assert.deepEqual(meaningOf(c).items[1]?.money[0], [
      ["A", [[0, 1]]],
      ["B", [[0, 1]]],
    ]);
  });

  it("puts money in one class where the same accounts may pay and no rule tells them apart", () => {
    const c = compactProblem(problemOf([itemOf("x", [x]), itemOf("y", [y])], purses));
    assert.equal(c.classOf[0], c.classOf[2]);
    assert.deepEqual([...c.classYear], [0, 1]);
    assert.deepEqual([...c.laneAccount], [0, 1, 0, 1]);
    assert.deepEqual([...c.lasts], [1, 2]);
  });

  it("writes a share as part less ratio of whole, and a yearly change as two rows", () => {
    const shares = [
      {
        ...{ ids: ["s"], name: "s", kind: "at_least" as const, year: 0, ratio: 0.25 },
        ...{ part: scopeOf([0]), whole: scopeOf([0, 1]), origin: "share" as const },
      },
    ];
    const changes = [
      { ids: ["c"], name: "c", scope: scopeOf([0, 1]), year: 0, ratio: 0.5, before: cents(40) },
      { ids: ["c"], name: "c", scope: scopeOf([0, 1]), year: 1, ratio: 0.5, before: null },
    ];
    const items = [itemOf("x", [x], ["A"]), itemOf("y", [y], ["A"])];
    const { items: meant, limits } = meaningOf(
      compactProblem(problemOf(items, purses, { shares, changes })),
    );
    // 0.25 (x + y) - x <= 0;  x + y <= 60;  -(x + y) <= -20;  next - 1.5 now <= 0;  0.5 now - next <= 0.
    const [zero, most, least] = [
      [0, 0],
      [60, 1],
      [-20, 0],
    ];
    assert.deepEqual(limits, [zero, most, least, zero, zero]);
    const common = [
      [1, 1],
      [2, -1],
      [3, -1.5],
      [4, 0.5],
    ];
    assert.deepEqual(meant[0]?.money[0], [["A", [[0, -0.75], ...common]]]);
    assert.deepEqual(meant[1]?.money[0], [["A", [[0, 0.25], ...common]]]);
    assert.deepEqual(meant[1]?.money[1], [
      [
        "A",
        [
          [3, 1],
          [4, -1],
        ],
      ],
    ]);
  });

  it("lets a link stand only between ways that keep it", () => {
    const [early, late] = [candidateOf("x", [1, 0], 1), candidateOf("x", [0, 2], 1, 1)];
    const [first, second] = [candidateOf("y", [1, 0], 1), candidateOf("y", [0, 2], 1, 1)];
    const items = [itemOf("x", [early, late]), itemOf("y", [first, second])];
    const together = (kind: "requires" | "excludes" | "follows", lag: number) => {
      const links = [{ id: "k", kind, item: 1, other: 0, lag }];
      return meaningOf(compactProblem(problemOf(items, purses, { links }))).together;
    };
    const [xa, xb] = ["x x-1-0 2025 1", "x x-0-2 2026 1"];
    const [ya, yb] = ["y y-1-0 2025 1", "y y-0-2 2026 1"];
    const sorted = (list: readonly (string | undefined)[]) => [...list].sort();
    assert.deepEqual(sorted(together("excludes", 0)), sorted([xa, xb, ya, yb]));
    assert.deepEqual(sorted(together("requires", 1)), sorted([xa, xb, `${xa} + ${yb}`]));
    assert.deepEqual(
      sorted(together("requires", 0)),
      sorted([xa, xb, `${xa} + ${ya}`, `${xa} + ${yb}`, `${xb} + ${yb}`]),
    );
    assert.deepEqual(sorted(together("follows", 1)), sorted([xa, xb, ya, yb, `${xa} + ${yb}`]));
  });

  it("bars what exceeds a ceiling or all money alone, and only that", () => {
    const amounts = [amountOf("ceiling", [0], null, 30)];
    const modes = [candidateOf("x", [30, 0], 1), candidateOf("x", [31, 0], 1)];
    // In the second year, A has 50 new, and B 10 of the first year and 20 new.
    const others = [candidateOf("y", [0, 80], 1, 1), candidateOf("y", [0, 81], 1, 1)];
    const c = compactProblem(
      problemOf([itemOf("x", modes), itemOf("y", others)], purses, { amounts }),
    );
    assert.deepEqual([...c.barred], [0, 1, 0, 1]);
  });

  it("is the same after edits as when made anew, also after edits of edits and back", () => {
    let changed = 0;
    fc.assert(
      fc.property(tinyPlan(), fc.array(editDraw, { minLength: 1, maxLength: 4 }), (plan, edits) => {
        const problem = poseProblem(plan, tinyLaw).result;
        const base = compactProblem(problem);
        let form = base;
        let now = problem;
        for (const edit of edits) {
          now = editOf(now, edit);
          const next = recompact(form, now);
          assert.ok(next !== undefined, `${edit.kind} needs a new form`);
          form = next;
          assert.deepEqual(meaningOf(form), meaningOf(compactProblem(now)));
          if (now !== problem) changed++;
        }
        const back = recompact(form, problem);
        assert.ok(back !== undefined);
        assert.deepEqual(meaningOf(back), meaningOf(base));
      }),
      { numRuns: 400, seed: 31 },
    );
    assert.ok(changed > 400, `${changed} edits changed anything`);
  });

  it("takes other ratios of shares and yearly changes in the rows that they had", () => {
    let changed = 0;
    fc.assert(
      fc.property(
        tinyPlan(),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (plan, first, second) => {
          const problem = poseProblem(plan, tinyLaw).result;
          const bureau = problem.items[0]?.bureau ?? "";
          const accounts = problem.purses.slice(0, 1).map(({ account }) => account);
          const share = { kind: "share", bureau, accounts, year: null, sense: "at_least" } as const;
          const change = { kind: "change", of: "partners", before: new Map() } as const;
          for (const axis of [share, change]) {
            const [from, to] = [withLevel(problem, axis, first), withLevel(problem, axis, second)];
            const form = recompact(compactProblem(from), to);
            assert.ok(form !== undefined, axis.kind);
            assert.deepEqual(meaningOf(form), meaningOf(compactProblem(to)));
            const back = recompact(form, from);
            assert.ok(back !== undefined);
            assert.deepEqual(meaningOf(back), meaningOf(compactProblem(from)));
            changed++;
          }
        },
      ),
      { numRuns: 100, seed: 32 },
    );
    assert.equal(changed, 200);
  });

  it("is made anew where a problem has more than the form has room for", () => {
    const items = [itemOf("x", [x]), itemOf("y", [y])];
    const problem = problemOf(items, purses, { amounts: [amountOf("ceiling", [0], null, 40)] });
    const base = compactProblem(problem);
    const withItem = (item: Item): Problem => ({ ...problem, items: [item, ...items.slice(1)] });
    const cheaper = { ...x, costs: [29, 0].map(cents) };
    const later = { ...x, costs: [30, 1].map(cents) };
    const helpsMore = {
      ...x,
      effects: new Map([
        ["peace", 1],
        ["trade", 1],
      ]),
    };
    const [leaf] = problem.leaves;
    assert.ok(leaf !== undefined && recompact(base, withItem(itemOf("x", [cheaper]))));
    const grown: Record<string, Problem> = {
      "another way to fund": withItem(itemOf("x", [x, candidateOf("x", [5, 0], 1)])),
      "a cost in a new year": withItem(itemOf("x", [later])),
      "another account": withItem(itemOf("x", [x], ["A"])),
      "another item": { ...problem, items: [...items, itemOf("z", [])] },
      "another rule": {
        ...problem,
        amounts: [...problem.amounts, amountOf("ceiling", [1], null, 9)],
      },
      "a rule of other accounts": { ...problem, amounts: [amountOf("ceiling", [0], ["B"], 40)] },
      "a rule of other items": { ...problem, amounts: [amountOf("ceiling", [1], null, 40)] },
      "a floor for a ceiling": { ...problem, amounts: [amountOf("floor", [0], null, 40)] },
      "another link": {
        ...problem,
        links: [{ id: "k", kind: "excludes", item: 0, other: 1, lag: 0 }],
      },
      "another account's money": { ...problem, purses: [...purses, purseOf("C", [1, 1])] },
      "money that lasts longer": {
        ...problem,
        purses: [purseOf("A", [100, 50], 2), ...purses.slice(1)],
      },
      "another step of worth": {
        ...problem,
        leaves: [{ ...leaf, segments: [{ width: 1, worth: 2 }, ...leaf.segments] }],
      },
    };
    for (const [name, other] of Object.entries(grown))
      assert.equal(recompact(base, other), undefined, name);
    const leaves = [leaf, { ...leaf, objective: "trade" }];
    const two = { ...problem, leaves };
    const wider = { ...two, items: [itemOf("x", [helpsMore]), ...items.slice(1)] };
    assert.equal(recompact(compactProblem(two), wider), undefined, "an effect on another leaf");
  });
});

/** A change that leaves the structure of a problem as it is, or takes from it. */
const editDraw = fc.record({
  kind: fc.constantFrom(
    "budget",
    "amount",
    "cost",
    "effect",
    "worth",
    "no candidate",
    "no candidates",
    "no amount",
    "no share",
    "no change",
    "no link",
    "pin",
  ),
  pick: fc.nat(),
  percent: fc.integer({ min: 20, max: 180 }),
});
type Edit = typeof editDraw extends fc.Arbitrary<infer T> ? T : never;

function editOf(problem: Problem, { kind, pick, percent }: Edit): Problem {
  const times = (amount: number) => cents(Math.round((amount * percent) / 100));
  const one = <T>(list: readonly T[], change: (entry: T) => T): T[] =>
    list.map((entry, k) => (k === pick % list.length ? change(entry) : entry));
  const without = <T>(list: readonly T[]): T[] => list.filter((_, k) => k !== pick % list.length);
  const ofItem = (change: (item: Item) => Item): Problem => ({
    ...problem,
    items: one(problem.items, change),
  });
  const ofCandidate = (change: (candidate: Item["candidates"][number]) => typeof candidate) =>
    ofItem((item) => ({ ...item, candidates: one(item.candidates, change) }));
  switch (kind) {
    case "budget":
      return {
        ...problem,
        purses: one(problem.purses, (purse) => ({ ...purse, budget: purse.budget.map(times) })),
      };
    case "amount":
      return {
        ...problem,
        amounts: one(problem.amounts, (rule) => ({ ...rule, amount: times(rule.amount) })),
      };
    case "cost":
      return ofCandidate((candidate) => ({ ...candidate, costs: candidate.costs.map(times) }));
    case "effect":
      return ofCandidate((candidate) => ({
        ...candidate,
        effects: new Map([...candidate.effects].map(([leaf, by]) => [leaf, (by * percent) / 100])),
      }));
    case "worth":
      return {
        ...problem,
        leaves: one(problem.leaves, (leaf) => ({
          ...leaf,
          segments: leaf.segments.map(({ width, worth }) => ({
            width,
            worth: (worth * percent) / 100,
          })),
        })),
      };
    case "no candidate":
      return ofItem((item) => ({ ...item, candidates: without(item.candidates) }));
    case "no candidates":
      return ofItem((item) => ({ ...item, candidates: [] }));
    case "no amount":
      return { ...problem, amounts: without(problem.amounts) };
    case "no share":
      return { ...problem, shares: without(problem.shares) };
    case "no change":
      return { ...problem, changes: without(problem.changes) };
    case "no link":
      return { ...problem, links: without(problem.links) };
    case "pin":
      return ofItem((item) => {
        const [own] = item.candidates;
        if (own === undefined) return item;
        const initiative = { ...item.initiative, pinned_package: own.package };
        const candidates = item.candidates.filter((mode) => mode.package === own.package);
        return { ...item, initiative, candidates };
      });
  }
}
