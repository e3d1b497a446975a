import assert from "node:assert/strict";
import { test } from "node:test";
import { partsOfPoint } from "../src/allocate/model/columns.ts";
import { mpsBlocks, readLogLine } from "./cbc.ts";

test("lines of CBC's log tell values and bounds", () => {
  const read = (line: string) => {
    const moment = readLogLine(line, 7);
    if (moment === undefined) return undefined;
    const points = (one: number | null) => (one === null ? null : one * partsOfPoint);
    return [moment.seconds, points(moment.value), points(moment.bound)];
  };
  const cases = [
    ["Continuous objective value is -79956.4 - 0.02 seconds", [7, null, 79956.4]],
    [
      "Cbc0010I After 0 nodes, 1 on tree, -77164.878 best solution, best possible -78224.175 (1.22 seconds)",
      [1.22, 77164.878, 78224.175],
    ],
    [
      "Cbc0010I After 0 nodes, 1 on tree, 1e+50 best solution, best possible -78224.175 (1.22 seconds)",
      [1.22, null, 78224.175],
    ],
    [
      "Cbc0012I Integer solution of -78061.595 found by DiveCoefficient after 1132 iterations and 2 nodes (1.41 seconds)",
      [1.41, 78061.595, null],
    ],
    ["Lower bound:                    -78224.175", [7, null, 78224.175]],
    ["Objective value:                -78146.5", [7, 78146.5, null]],
    ["Cbc0031I 86 added rows had average density of 34.94186", undefined],
    ["Cbc0038I Pass   1: suminf.    1.58882 (9) obj. -78672.3 iterations 141", undefined],
  ] as const;
  for (const [line, expected] of cases) {
    const found = read(line);
    assert.equal(found?.length, expected?.length, line);
    for (const [place, one] of (expected ?? []).entries()) {
      const its = found?.[place] ?? null;
      if (one === null || its === null) assert.equal(its, one, line);
      else assert.ok(Math.abs(its - one) < 1e-6, line);
    }
  }
});

test("a model is written as free MPS, its objective negated", () => {
  // Most of 3a + 2b with 1 <= a + b <= 4 and a = 2; a whole, b at most 9.
  const text = [
    ...mpsBlocks({
      columns: [
        { name: "a", lower: 0, upper: 3, objective: 3, integer: true },
        { name: "b", lower: 0, upper: 9, objective: 2, integer: false },
      ],
      rows: [
        { name: "sum", lower: 1, upper: 4, indices: [0, 1], values: [1, 1] },
        { name: "two", lower: 2, upper: 2, indices: [0], values: [1] },
        { name: "floor", lower: 1, upper: Number.POSITIVE_INFINITY, indices: [1], values: [5] },
      ],
    }),
  ].join("");
  const expected = `NAME plan FREE
ROWS
 N obj
 L r0
 E r1
 G r2
COLUMNS
 M1 'MARKER' 'INTORG'
 c0 obj -3
 c0 r0 1
 c0 r1 1
 M2 'MARKER' 'INTEND'
 c1 obj -2
 c1 r0 1
 c1 r2 5
RHS
 rhs r0 4
 rhs r1 2
 rhs r2 1
RANGES
 rng r0 3
BOUNDS
 UP bnd c0 3
 UP bnd c1 9
ENDATA
`;
  assert.equal(text, expected);
});
