import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { findBoxes } from "./box-rules.ts";
import { chanceOfBox, chanceOfEnd } from "./box-rules-chance.ts";
import { drawUnit } from "./what-if-draw.ts";

/** Columns of evenly drawn numbers, and hits where a chance that hangs on the row says so. */
function plant(
  seed: number,
  rows: number,
  columns: number,
  chanceOf: (values: readonly number[]) => number,
) {
  const made = Array.from({ length: columns }, (_, column) => ({
    name: `c${column}`,
    values: Array.from({ length: rows }, (_, row) => drawUnit(seed, `c${column}`, row)),
  }));
  const hits = Array.from({ length: rows }, (_, row) => {
    const values = made.map((column) => column.values[row] ?? 0);
    return drawUnit(seed, "hit", row) < chanceOf(values);
  });
  return { columns: made, hits };
}

describe("rules found in planted boxes", () => {
  it("recover a box in two of forty columns", () => {
    const { columns, hits } = plant(1, 1000, 40, ([a = 0, b = 0]) =>
      a < 0.4 && b > 0.7 ? 0.9 : 0.04,
    );
    const [first, second] = findBoxes(columns, hits);
    assert.ok(first !== undefined && second === undefined);
    const ends = new Map(first.conditions.map((one) => [one.column, one]));
    assert.deepEqual([...ends.keys()].sort(), ["c0", "c1"]);
    assert.ok(Math.abs((ends.get("c0")?.to ?? 0) - 0.4) < 0.05, JSON.stringify(first.conditions));
    assert.ok(Math.abs((ends.get("c1")?.from ?? 0) - 0.7) < 0.05);
    assert.equal(ends.get("c0")?.from, null);
    assert.equal(ends.get("c1")?.to, null);
    // Of the hits, 0.12 x 0.9 lie in the planted box and 0.88 x 0.04 outside: three quarters against one.
    assert.ok(first.density > 0.75 && first.coverage > 0.65, JSON.stringify(first));
    assert.ok(first.p_value < 1e-6);
  });

  it("count what they say", () => {
    const { columns, hits } = plant(2, 600, 10, ([a = 0]) => (a < 0.2 ? 0.8 : 0.1));
    const [rule] = findBoxes(columns, hits);
    assert.ok(rule !== undefined);
    assert.deepEqual(
      rule.conditions.map(({ column, from }) => [column, from]),
      [["c0", null]],
    );
    const to = rule.conditions[0]?.to ?? 0;
    const inside = hits.filter((_, row) => (columns[0]?.values[row] ?? 1) <= to);
    assert.deepEqual(rule.inside, {
      rows: inside.length,
      hits: inside.filter(Boolean).length,
    });
    const all = hits.filter(Boolean).length;
    assert.deepEqual(rule.outside, {
      rows: 600 - inside.length,
      hits: all - rule.inside.hits,
    });
    assert.equal(rule.coverage, rule.inside.hits / all);
    assert.equal(rule.density, rule.inside.hits / inside.length);
  });

  it("recover two boxes that have nothing to do with one another", () => {
    const { columns, hits } = plant(3, 1000, 20, ([a = 0, b = 0]) =>
      a < 0.15 || b > 0.85 ? 0.9 : 0.02,
    );
    const rules = findBoxes(columns, hits);
    const found = rules.map((rule) => rule.conditions.map(({ column }) => column).join());
    assert.deepEqual(found.toSorted(), ["c0", "c1"]);
  });

  it("take a column of two values for what it is", () => {
    const { columns, hits } = plant(4, 500, 20, ([a = 0]) => (a < 0.2 ? 0.7 : 0.1));
    const twoValued = columns.map((column, index) =>
      index > 0 ? column : { ...column, values: column.values.map((v) => (v < 0.2 ? 0 : 1)) },
    );
    const [rule] = findBoxes(twoValued, hits);
    assert.equal(rule?.conditions[0]?.column, "c0");
    assert.equal(rule?.conditions.length, 1);
    assert.ok((rule?.conditions[0]?.to ?? 1) < 1);
  });

  it("have at most three conditions", () => {
    const { columns, hits } = plant(5, 2000, 20, (values) =>
      values.slice(0, 5).every((value) => value < 0.7) ? 0.95 : 0.02,
    );
    const rules = findBoxes(columns, hits);
    assert.ok(rules.length > 0);
    for (const { conditions } of rules) assert.ok(conditions.length <= 3);
  });

  it("are none in noise", () => {
    // Each search errs with a chance of 1.7 %: of 25, three or more hold rules in one of a hundred such tests.
    const found = Array.from({ length: 25 }, (_, seed) => {
      const { columns, hits } = plant(100 + seed, 300, 40, () => 0.2);
      return findBoxes(columns, hits).length;
    });
    assert.ok(found.filter((count) => count > 0).length <= 2, found.join());
  });

  it("are none where nothing or everything is a hit", () => {
    const { columns } = plant(6, 200, 5, () => 0);
    for (const hit of [false, true]) {
      assert.deepEqual(
        findBoxes(
          columns,
          Array.from({ length: 200 }, () => hit),
        ),
        [],
      );
    }
  });
});

describe("chances", () => {
  it("of a box are those of the urn", () => {
    // 2 of 4 balls are red; both of 2 drawn are red in 1 of 6 draws; at least one is in 5 of 6.
    const all = { rows: 4, hits: 2 };
    const close = (a: number, b: number) => assert.ok(Math.abs(a - b) < 1e-12, `${a} ${b}`);
    close(chanceOfBox({ rows: 2, hits: 2 }, all), 1 / 6);
    close(chanceOfBox({ rows: 2, hits: 1 }, all), 5 / 6);
    close(chanceOfBox({ rows: 2, hits: 0 }, all), 1);
    // Three rows inside, one in two of those without the end is a hit: all three hit once in eight.
    close(chanceOfEnd({ rows: 3, hits: 3 }, { rows: 10, hits: 5 }), 1 / 8);
    close(chanceOfEnd({ rows: 3, hits: 2 }, { rows: 10, hits: 5 }), 1 / 2);
  });
});
