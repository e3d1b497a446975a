import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { findNearest, idPattern } from "./ids.ts";

describe("idPattern", () => {
  for (const id of ["a", "UKR-FMF", "phl.cutters_2", "9", "x".repeat(80), "constructor"]) {
    it(`takes ${id.slice(0, 20)}`, () => assert.match(id, idPattern));
  }
  const refused = ["", ".", "../x", "a/b", "a\\b", "-x", "=x", "@x", "a b", "é", "x".repeat(81)];
  for (const id of [...refused, "__proto__", "a\n"]) {
    it(`refuses ${JSON.stringify(id.slice(0, 20))}`, () => assert.doesNotMatch(id, idPattern));
  }
});

describe("findNearest", () => {
  const names: readonly (readonly [
    name: string,
    known: readonly string[],
    nearest: string | undefined,
  ])[] = [
    ["patners", ["partners", "packages"], "partners"],
    ["FMFF", ["IMET", "FMF"], "FMF"],
    ["fmf", ["FMF"], "FMF"],
    ["zebra", ["partners", "packages"], undefined],
    ["x", [], undefined],
  ];
  for (const [name, known, nearest] of names) {
    it(`finds ${nearest} for ${name}`, () => assert.equal(findNearest(name, known), nearest));
  }

  it("finds the same in any order of the known names", () => {
    const name = fc.string({ unit: fc.constantFrom("a", "b", "c"), minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(name, fc.uniqueArray(name, { maxLength: 8 }), (asked, known) => {
        assert.equal(findNearest(asked, [...known].reverse()), findNearest(asked, known));
      }),
      { seed: 20210102, numRuns: 300 },
    );
  });
});
