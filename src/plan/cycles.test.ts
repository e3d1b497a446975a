import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { findCycles, formatCycle } from "./cycles.ts";

const arrows = (pairs: string): Map<string, string[]> => {
  const map = new Map<string, string[]>();
  for (const pair of pairs.split(" ")) {
    const [from = "", to = ""] = pair.split(">");
    map.set(from, [...(map.get(from) ?? []), to]);
  }
  return map;
};

describe("findCycles", () => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ["a chain", "a>b b>c", []],
    ["two ways to one end", "a>b a>c b>d c>d", []],
    ["a loop", "a>a", ["a"]],
    ["a pair", "b>a a>b", ["ab"]],
    ["a circle behind a chain", "a>c c>d d>b b>c", ["bcd"]],
    ["two circles", "a>b b>a c>d d>c", ["ab", "cd"]],
    ["two circles with a common node", "a>b b>a a>c c>a", ["ab", "ac"]],
  ];
  for (const [name, pairs, cycles] of cases) {
    it(`finds ${cycles.length} in ${name}`, () => {
      assert.deepEqual(
        findCycles(arrows(pairs)).map((cycle) => cycle.join("")),
        cycles,
      );
      const turned = arrows(pairs.split(" ").toReversed().join(" "));
      assert.deepEqual(findCycles(turned), findCycles(arrows(pairs)));
    });
  }

  it("walks chains of many thousands", () => {
    const length = 100_000;
    const chain = new Map(
      Array.from({ length }, (_, i) => [`n${i}`, [`n${(i + 1) % length}`]] as const),
    );
    const [cycle] = findCycles(chain);
    assert.equal(cycle?.length, length);
    assert.match(formatCycle(cycle ?? []), /`n9` → … \(100000 in all\)$/);
  });
});

describe("formatCycle", () => {
  it("closes the circle", () => {
    assert.equal(formatCycle(["a", "b"]), "`a` → `b` → `a`");
  });
});
