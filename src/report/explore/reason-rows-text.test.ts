import assert from "node:assert/strict";
import { test } from "node:test";
import type { ReasonRow } from "../../allocate/explain/reason-row.ts";
import { cents } from "../../base/money.ts";
import { reportReasons } from "./reason-rows.ts";
import { reasonsText } from "./reason-rows-text.ts";

const labels = {
  objective: (id: string) => id,
  region: (id: string) => id,
  partner: (id: string) => id,
  account: (id: string) => id,
  goal: (id: string) => id,
};

/** So many funded initiatives that must be, which are no close call, and one that is. */
function tableOf(must: number): readonly ReasonRow[] {
  const row = {
    ...{ partner: "land", funded: true, cost: cents(100), because: [], solved: true },
    loss: { priced: 1, found: 1, least: 1, most: 1 },
  };
  return [
    ...Array.from({ length: must }, (_, place): ReasonRow => {
      const initiative = `must-${place}`;
      return { ...row, initiative, name: "M", standing: "must", change: null, sentence: "Must." };
    }),
    {
      ...{ ...row, initiative: "close", name: "C", standing: "in", sentence: "Close." },
      change: { found: 1.2, proven: false, limit: null },
    },
  ];
}

test("up to twelve initiatives are all listed; of more, the closest calls", () => {
  const whole = reasonsText(reportReasons(tableOf(11), labels), 96);
  assert.equal(whole.match(/Must\./g)?.length, 11);
  assert.match(whole, /Close\./);
  assert.doesNotMatch(whole, /CLOSEST CALLS/);
  const long = reasonsText(reportReasons(tableOf(12), labels), 96);
  assert.doesNotMatch(long, /Must\./);
  assert.match(long, /THE CLOSEST CALLS that were solved again\n {2}C \(close\)\. Close\./);
});
