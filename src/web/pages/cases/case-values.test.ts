import assert from "node:assert/strict";
import { test } from "node:test";
import { type CaseClock, showClock, showDay, showFact } from "./case-values.ts";

const clock: CaseClock = {
  ...{ code: "c", name: "C", kind: "limit", unit: "working", days: 20, state: "running" },
  ...{ started_on: "2021-01-04", ended_on: null, paused_since: null, elapsed: 16, left: 4 },
  ...{ due: "2021-02-01", late: false, cite: "", mark: "checked", says: "", follows: "" },
};

test("a clock says in words how it stands", () => {
  const cases: readonly (readonly [Partial<CaseClock>, string])[] = [
    [{}, "4 working days left"],
    [{ left: 1 }, "1 working day left"],
    [{ left: 0 }, "due today"],
    [{ left: -3, unit: "calendar", late: true }, "3 days late"],
    [
      { state: "paused", paused_since: "2021-01-05" },
      "stands still since Jan 5, 2021, 4 working days left",
    ],
    [{ kind: "wait", unit: "calendar", left: 5 }, "5 days to wait"],
    [{ kind: "wait", state: "run_out", left: 0 }, "run out: the way is free"],
    [{ state: "ended", ended_on: "2021-01-20" }, "ended Jan 20, 2021"],
  ];
  for (const [part, words] of cases) assert.equal(showClock({ ...clock, ...part }), words);
});

test("days and facts are written for people", () => {
  assert.equal(showDay("2021-01-05"), "Jan 5, 2021");
  assert.equal(showFact("amount", "5000000"), "$5,000,000");
  assert.equal(showFact("sustainment_cost", "12.5"), "$12.5");
  assert.equal(showFact("name", "5000000"), "5000000");
  assert.equal(showFact("amount", null), "nothing");
});
