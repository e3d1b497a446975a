import assert from "node:assert/strict";
import { test } from "node:test";
import {
  bestBound,
  gapAt,
  improvements,
  mostBehind,
  ownGapAt,
  quantile,
  secondsToGap,
  secondsToValue,
} from "./trace.ts";

const slow = [
  { seconds: 1, value: null, bound: 120 },
  { seconds: 4, value: 80, bound: 110 },
  { seconds: 9, value: 100, bound: 101 },
];
const quick = [
  { seconds: 0.5, value: 90, bound: 130 },
  { seconds: 6, value: 96, bound: 102 },
];

test("gaps are of the best plan and the best bound until then", () => {
  assert.equal(gapAt(slow, 3, 100), Number.POSITIVE_INFINITY);
  assert.equal(gapAt(slow, 4, 100), 0.25);
  assert.equal(gapAt(slow, 60, 100), 0);
  assert.equal(ownGapAt(slow, 5), 30 / 80);
  assert.equal(ownGapAt(slow, 9), 0.01);
  assert.equal(bestBound([slow, quick]), 101);
});

test("what was never reached took forever", () => {
  assert.equal(secondsToValue(slow, 80), 4);
  assert.equal(secondsToValue(quick, 100), Number.POSITIVE_INFINITY);
  assert.equal(secondsToGap(slow, 0.01), 9);
  assert.equal(secondsToGap(quick, 0.01), Number.POSITIVE_INFINITY);
});

test("a solver is furthest behind where another has just gained", () => {
  // At 9 s the slow one has 100, the quick one 96; before that the quick one leads.
  assert.equal(mostBehind(quick, slow, 1), 4 / 96);
  assert.equal(mostBehind(slow, quick, 1), Number.POSITIVE_INFINITY);
  assert.equal(mostBehind(slow, quick, 9), 0);
  assert.equal(mostBehind(slow, [], 1), 0);
});

test("a trace is told by what improves it", () => {
  const trace = [
    { seconds: 1, value: null, bound: 120 },
    { seconds: 2, value: 70, bound: 130 },
    { seconds: 3, value: 60, bound: 120 },
    { seconds: 4, value: 70, bound: 110 },
  ];
  assert.deepEqual(improvements(trace), [
    { seconds: 1, value: null, bound: 120 },
    { seconds: 2, value: 70, bound: 120 },
    { seconds: 4, value: 70, bound: 110 },
  ]);
});

test("quantiles are entries", () => {
  assert.equal(quantile([3, 1, 2], 0.5), 2);
  assert.equal(quantile([3, 1, 2], 1), 3);
  assert.equal(quantile([4, 1, 2, 3], 0.5), 2);
  assert.ok(Number.isNaN(quantile([], 0.5)));
});
