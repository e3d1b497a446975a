import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { ListWriter } from "./flat-lists.ts";

describe("lists written in any order", () => {
  it("are those of arrays of entries, where entries that follow at one place are one", () => {
    const entry = fc.record({ list: fc.nat(4), at: fc.nat(3), factor: fc.integer() });
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 300 }), (entries) => {
        const writer = new ListWriter();
        const plain: { at: number; factor: number }[][] = [[], [], [], [], []];
        for (const { list, at, factor } of entries) {
          writer.add(list, at, factor);
          const last = plain[list]?.at(-1);
          if (last?.at === at) last.factor += factor;
          else plain[list]?.push({ at, factor });
        }
        const { first, at, factor } = writer.flatten(5);
        const written = plain.map((_, list) =>
          Array.from({ length: (first[list + 1] ?? 0) - (first[list] ?? 0) }, (_, e) => ({
            at: at[(first[list] ?? 0) + e],
            factor: factor[(first[list] ?? 0) + e],
          })),
        );
        assert.deepEqual(written, plain);
      }),
      { seed: 1, numRuns: 200 },
    );
  });
});
