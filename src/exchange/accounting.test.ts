import assert from "node:assert/strict";
import { test } from "node:test";
import { describeAccounting, startTally } from "./accounting.ts";

function example() {
  const tally = startTally();
  for (const cents of [100n, -5n, 10n ** 20n, 7n]) tally.meet(cents);
  tally.take(100n);
  tally.leave("other_year", -5n);
  tally.leave("not_security", 10n ** 20n + 7n, 2);
  return tally;
}

test("taken and left add up to the total, however large", () => {
  assert.deepEqual(example().accounting(), {
    taken: { rows: 1, dollars: "1" },
    left: [
      { reason: "not_security", rows: 2, dollars: "1000000000000000000.07" },
      { reason: "other_year", rows: 1, dollars: "-0.05" },
    ],
    total: { rows: 4, dollars: "1000000000000000001.02" },
  });
});

test("a row or a cent that is lost is our own bug, and thrown", () => {
  const rowLost = example();
  rowLost.meet(0n);
  assert.throws(() => rowLost.accounting(), /does not add up/);
  const centLost = example();
  centLost.meet(1n);
  centLost.take(0n);
  assert.throws(() => centLost.accounting(), /does not add up/);
});

test("an accounting is told in aligned lines with every reason in words", () => {
  const text = describeAccounting(example().accounting());
  assert.match(text, /^taken {2,}1 rows +\$1\.00\n/);
  assert.match(text, /left +1 rows +-\$0\.05 {2}of fiscal years that were not asked for\n/);
  assert.match(text, /total +4 rows +\$1,000,000,000,000,000,001\.02 /);
  assert.equal(text.split("\n").length, 5);
});
