import assert from "node:assert/strict";
import { test } from "node:test";
import type { Factor, FactorKind } from "./what-if-factors.ts";
import { conditionWords, describeWhatIf } from "./what-if-words.ts";

const factor = (kind: FactorKind, words: string): Factor => ({
  name: `${kind}:x`,
  kind,
  families: [],
  words,
});
const money = factor("budget", "money of FMF");
const costs = factor("cost", "all costs");
const floor = factor("directive", "“Grant”");
const will = factor("assumption", "the assumption “They will”");

type Case = readonly [Factor, number | null, number | null, string];
const cases: readonly Case[] = [
  [money, null, 0.88, "money of FMF is at least 12% below plan"],
  [money, null, 1, "money of FMF is not above plan"],
  [money, null, 1.05, "money of FMF is at most 5% above plan"],
  [money, 0.95, null, "money of FMF is at most 5% below plan"],
  [money, 1, null, "money of FMF is not below plan"],
  [costs, 1.07, null, "all costs are at least 7% above plan"],
  [costs, 0.97, 1.02, "all costs are between 3% below and 2% above plan"],
  [costs, 1.02, 1.05, "all costs are between 2% and 5% above plan"],
  [costs, 0.98, 1, "all costs are between 2% below plan and plan"],
  [floor, null, 0.4, "“Grant” is dropped"],
  [floor, 0.4, null, "“Grant” is not dropped"],
  [floor, null, 0.9, "“Grant” is dropped or at least 10% below its level"],
  [floor, 0.9, null, "“Grant” is kept at most 10% below its level"],
  [floor, 0.8, 0.9, "“Grant” is kept between 20% and 10% below its level"],
  [will, null, 0.5, "the assumption “They will” fails"],
  [will, 0.5, null, "the assumption “They will” holds"],
];

for (const [one, from, to, words] of cases) {
  test(`a condition from ${from} to ${to} of ${one.kind} in words: ${words}`, () => {
    const range = { name: one.name, from: 0.75, to: 1, none: 0.1 };
    assert.equal(conditionWords(one, range, { from, to }), words);
  });
}

test("a world in words begins with what fails and what is dropped, then what moves most", () => {
  const factors = { "budget:x": 0.9, "cost:x": 1.02, "assumption:x": 0, "directive:x": 0 };
  assert.equal(
    describeWhatIf([money, costs, floor, will], { index: 0, factors }),
    "The assumption “They will” fails; “Grant” is dropped; money of FMF: 10% below plan; " +
      "all costs: 2% above plan.",
  );
  assert.equal(describeWhatIf([money], { index: 0, factors: {} }), "Everything is as planned.");
});
