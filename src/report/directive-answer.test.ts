import assert from "node:assert/strict";
import { test } from "node:test";
import { isoDate } from "../base/fiscal.ts";
import { cents } from "../base/money.ts";
import type { Directive } from "../plan/plan.ts";
import { answerDirective, supposed, supposeOf } from "./directive-answer.ts";
import { scenePlan } from "./scene-plan.test-data.ts";

const [first] = scenePlan().tables.directives;
assert.ok(first !== undefined);
const tranche: Directive = {
  ...first,
  name: "Egypt: tranche on conditions",
  kind: "withhold",
  outcome: "pending",
  amount: cents(300e8),
  waivable_amount: cents(225e8),
  decision_due: isoDate("2022-09-30"),
};
const wish: Directive = { ...first, name: "Tunisia", kind: "not_less_than", force: "report" };

test("a tranche is supposed withheld, or released where it was withheld; report language to bind", () => {
  const withheld: Directive = { ...tranche, outcome: "withheld" };
  assert.deepEqual(
    [supposeOf(tranche), supposeOf(withheld), supposeOf(wish)],
    ["withheld", "released", "binding"],
  );
  assert.equal(supposed(tranche).outcome, "withheld");
  assert.equal(supposed(withheld).outcome, "certified");
  assert.equal(supposed(wish).force, "law");
});

test("a pending tranche says what waits, until when, and what withholding it would change", () => {
  const { sentence, value_supposed } = answerDirective(
    tranche,
    { value: 75, bound: 75.1 },
    { value: 70, bound: 70.2 },
  );
  assert.equal(value_supposed, 70);
  assert.match(sentence, /\$300\.0 million on a condition\. \$225\.0 million of it may be waived/);
  assert.match(sentence, /pending, due 2022-09-30; until then the plan counts on the money/);
  // 70 - 75; at the worst 70 against a plan worth 75.1, at the best 70.2 against one worth 75.
  assert.match(
    sentence,
    /as withheld, .*70\.00 points instead of 75\.00: a difference of −5\.00 points/,
  );
  assert.match(sentence, /between −5\.10 and −4\.80/);
});

test("what the gap cannot tell apart is no difference, and an impossible supposition is told", () => {
  const same = answerDirective(wish, { value: 75, bound: 75.1 }, { value: 75.05, bound: 75.1 });
  assert.match(same.sentence, /It informs and does not bind/);
  assert.match(same.sentence, /no difference that the proven gap can tell/);
  const none = answerDirective(wish, { value: 75, bound: 75 }, null);
  assert.equal(none.value_supposed, null);
  assert.match(none.sentence, /as if it bound: no allocation keeps every rule/);
});

test("a waived tranche may be used as far as it may be waived", () => {
  const now = { value: 75, bound: 75 };
  const words = (values: Partial<Directive>) =>
    answerDirective({ ...tranche, outcome: "waived", ...values }, now, now).sentence;
  assert.match(
    words({}),
    /waived as far as it may be; the plan does without the other \$75\.0 million\./,
  );
  assert.match(
    words({ waivable_amount: undefined }),
    /It was waived, so the plan may use the money\./,
  );
});
