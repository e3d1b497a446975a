import assert from "node:assert/strict";
import { test } from "node:test";
import { scaleChange, scaleMoney } from "./map-scale.ts";

const million = 1e8;

test("amounts of money fall into six steps below and above their bounds", () => {
  const { steps, colorOf } = scaleMoney([3300 * million, 5 * million]);
  assert.deepEqual(
    steps.map(({ label }) => label),
    [
      "under $2 million",
      "$2 to 10 million",
      "$10 to 50 million",
      "$50 to 200 million",
      "$200 to 1,000 million",
      "$1,000 million or more",
    ],
  );
  const stepOf = (amount: number) => steps.findIndex(({ color }) => color === colorOf(amount));
  assert.deepEqual(
    [0, 1.99, 2, 10, 199, 200, 1000, 3300].map((amount) => stepOf(amount * million)),
    [0, 0, 1, 2, 3, 4, 5, 5],
  );
});

test("changes are colored by their sign and size, and small ones not at all", () => {
  const { steps, colorOf } = scaleChange([-522 * million, 372 * million]);
  const labelOf = (amount: number) =>
    steps.find(({ color }) => color === colorOf(amount * million))?.label;
  assert.equal(labelOf(-522), "Less by $100 million or more");
  assert.equal(labelOf(-0.05), "About the same");
  assert.equal(labelOf(0), "About the same");
  assert.equal(labelOf(9.9), "More by under $10 million");
  assert.equal(labelOf(10), "More by $10 to 100 million");
});

test("a plan of small amounts has no steps of a few thousand dollars", () => {
  const { steps, colorOf } = scaleMoney([9 * million]);
  assert.deepEqual(
    steps.map(({ label }) => label),
    ["under $0.2 million", "$0.2 to 1 million", "$1 million or more"],
  );
  const whole = scaleMoney([3300 * million]).steps.at(-1)?.color;
  assert.equal(colorOf(9 * million), whole, "the darkest color is for the most");
});
