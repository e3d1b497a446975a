import assert from "node:assert/strict";
import { test } from "node:test";
import { fiscalYear } from "../base/fiscal.ts";
import { cents } from "../base/money.ts";
import { choiceKey, matches, toChoice } from "./choice.ts";
import type { Candidate } from "./problem.ts";

const candidate = (values: Partial<Candidate>): Candidate => ({
  initiative: "boats",
  package: "boats.some",
  start: fiscalYear(2021),
  costs: [cents(1)],
  effects: new Map(),
  ...values,
});

const ways = [
  candidate({}),
  candidate({ share: 0.3 }),
  candidate({ share: 0.4 }),
  candidate({ start: fiscalYear(2022) }),
  candidate({ package: "boats.more" }),
  candidate({ package: "boats.more", start: fiscalYear(2022), share: 0.3 }),
];

test("a choice is its own candidate and no other, by key too", () => {
  for (const [place, way] of ways.entries()) {
    const choice = toChoice(way);
    const same = ways.map((other) => matches(choice, other));
    assert.deepEqual(
      same,
      ways.map((_, other) => other === place),
    );
    const equal = ways.map((other) => choiceKey(choice) === choiceKey(other));
    assert.deepEqual(equal, same);
  }
});

test("the whole is a choice without a share, and a share of 1 is the whole", () => {
  assert.equal("share" in toChoice(candidate({})), false);
  assert.equal(toChoice(candidate({ share: 0.3 })).share, 0.3);
  assert.ok(matches({ ...toChoice(candidate({})), share: 1 }, candidate({})));
});
