import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { drawWhatIf } from "../../../../bench/draw-what-if.ts";
import { makeInstance } from "../../../../bench/instances.ts";
import { applyWhatIf } from "../../explore/what-if.ts";
import { groundOf } from "../../explore/what-if-ground.ts";
import { poseProblem } from "../../pose/pose.ts";
import type { Candidate, Item, Problem } from "../../problem.ts";
import { ScaledItem } from "../../scaled-item.ts";
import { tinyLaw, tinyPlan } from "../../tiny-plans.test-data.ts";
import { type Compact, candidateOf, compactProblem } from "./compact.ts";
import { recompact } from "./recompact.ts";

/** The same world with the candidates of all items made, so that they are read one by one. */
function made(world: Problem): Problem {
  return {
    ...world,
    items: world.items.map((item) => ({ ...item, candidates: item.candidates.slice() })),
  };
}

function numbersOf({ cost, totalCost, effectAmount, withheld, pinned, barred }: Compact) {
  return { cost, totalCost, effectAmount, withheld, pinned, barred };
}

function formOf(base: Compact, problem: Problem): Compact {
  const form = recompact(base, problem);
  assert.ok(form !== undefined);
  return form;
}

/** Asserts that a world's form has the numbers, and the candidates, that it has when all are made. */
function assertAsMade(base: Compact, world: Problem): void {
  const form = formOf(base, world);
  assert.deepEqual(numbersOf(form), numbersOf(formOf(base, made(world))));
  for (let m = 0; m < form.modes; m++) {
    const i = form.itemOf[m] as number;
    const place = m - (form.firstMode[i] as number);
    assert.equal(candidateOf(form, m), world.items[i]?.candidates[place]);
  }
  assert.equal(candidateOf(form, -1), undefined);
}

const isScaled = (item: Item) => item instanceof ScaledItem;

describe("the form of a world of scaled items", () => {
  it("has the numbers that reading their candidates gives, whatever is multiplied", () => {
    let [scaled, without, byLeaf] = [0, 0, 0];
    const parts = fc.array(fc.integer({ min: 3_000, max: 17_000 }), { minLength: 3, maxLength: 9 });
    fc.assert(
      fc.property(tinyPlan(), parts, fc.nat({ max: 5 }), (plan, drawn, fallen) => {
        const lines = plan.tables.lines.map((row, n) =>
          n % 2 === 0 ? row : { ...row, kind: "equipment" as const },
        );
        const mixed = { ...plan, tables: { ...plan.tables, lines } };
        const problem = poseProblem(mixed, tinyLaw).result;
        const ground = groundOf(mixed, problem);
        const factors = Object.fromEntries(
          ground.factors.map(({ name, kind }, n) => {
            const isNone = n % 6 === fallen && (kind === "assumption" || kind === "effect");
            return [name, isNone ? 0 : (drawn[n % drawn.length] as number) / 10_000];
          }),
        );
        const world = applyWhatIf(ground, { index: 0, factors });
        assertAsMade(compactProblem(problem), world);
        for (const item of world.items) {
          if (!(item instanceof ScaledItem)) continue;
          scaled++;
          if (item.scale.scales.some(({ effect }) => effect === 0)) without++;
          if (item.scale.scales.some(({ leaves }) => leaves.length > 0)) byLeaf++;
        }
      }),
      { numRuns: 200, seed: 3 },
    );
    assert.ok(scaled > 300 && without > 50 && byLeaf > 100, `${scaled} ${without} ${byLeaf}`);
  });

  it("has them also of a large plan, of what was scaled before, and of a form with modes set aside", () => {
    const size = { initiatives: 60, partners: 8, accounts: 4, directives: 2, objectives: 4 };
    const problem = makeInstance(size, 0.5, 1);
    const base = compactProblem(problem);
    const world = drawWhatIf(problem, 1);
    assert.ok(world.items.every(isScaled));
    assertAsMade(base, world);
    assertAsMade(formOf(base, world), drawWhatIf(world, 2));
    assertAsMade(formOf(base, world), problem);
    const fewer = {
      ...problem,
      items: problem.items.map((item, i) =>
        i % 2 === 0 ? item : { ...item, candidates: item.candidates.slice(1).reverse() },
      ),
    };
    const few = drawWhatIf(fewer, 3);
    const form = formOf(base, fewer);
    assert.deepEqual(numbersOf(formOf(form, few)), numbersOf(formOf(form, made(few))));
    const offered = new Set(few.items.flatMap(({ candidates }) => candidates));
    const now = formOf(form, few);
    for (let m = 0; m < now.modes; m++)
      if (now.withheld[m] === 0) offered.delete(candidateOf(now, m) as Candidate);
    assert.equal(offered.size, 0);
  });

  it("reads the candidates of items that are of another problem than the form", () => {
    const size = { initiatives: 60, partners: 8, accounts: 4, directives: 2, objectives: 4 };
    const problem = makeInstance(size, 0.5, 1);
    const other = drawWhatIf(made(drawWhatIf(problem, 1)), 2);
    const base = compactProblem(problem);
    assert.notDeepEqual(formOf(base, other).cost, formOf(base, drawWhatIf(problem, 2)).cost);
    assertAsMade(base, other);
  });
});
