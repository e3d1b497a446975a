import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { drawUnit } from "./what-if-draw.ts";

const drawMany = (name: string, from: number, count: number, seed = 1) =>
  Array.from({ length: count }, (_, index) => drawUnit(seed, name, from + index));

describe("draws of what-ifs", () => {
  it("stand in every part of the range once in each aligned block", () => {
    for (const size of [2, 8, 64, 256]) {
      for (const start of [0, size, 5 * size]) {
        const parts = drawMany("budget:FMF", start, size).map((unit) => Math.floor(unit * size));
        assert.deepEqual(
          parts.sort((a, b) => a - b),
          Array.from({ length: size }, (_, part) => part),
          `${size} from ${start}`,
        );
      }
    }
  });

  it("hang on the seed and the name", () => {
    const first = drawMany("budget:FMF", 0, 16);
    assert.deepEqual(drawMany("budget:FMF", 0, 16), first);
    assert.notDeepEqual(drawMany("budget:FMF", 0, 16, 2), first);
    assert.notDeepEqual(drawMany("budget:IMET", 0, 16), first);
  });

  it("of two factors have nothing to do with one another", () => {
    // Of 1,024 independent pairs the correlation has a standard error of about 0.03; twelve factors make 66 pairs.
    const columns = Array.from({ length: 12 }, (_, column) => drawMany(`f${column}`, 0, 1024));
    const mean = (values: readonly number[]) =>
      values.reduce((sum, value) => sum + value, 0) / values.length;
    let squares = 0;
    let worst = 0;
    columns.forEach((a, i) => {
      for (const b of columns.slice(i + 1)) {
        const r = 12 * mean(a.map((unit, index) => (unit - 0.5) * ((b[index] ?? 0) - 0.5)));
        squares += r * r;
        worst = Math.max(worst, Math.abs(r));
      }
    });
    assert.ok(worst < 0.14, `${worst}`);
    assert.ok(squares / 66 < 4 / 1024, `${squares / 66}`);
  });
});
