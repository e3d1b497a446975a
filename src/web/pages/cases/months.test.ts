import assert from "node:assert/strict";
import { test } from "node:test";
import { monthOf, moveMonth, showMonth, weeksOf } from "./months.ts";

test("months follow each other over the years", () => {
  assert.equal(monthOf("2021-01-25"), "2021-01");
  assert.equal(moveMonth("2020-12", 1), "2021-01");
  assert.equal(moveMonth("2021-01", -1), "2020-12");
  assert.equal(showMonth("2021-02"), "February 2021");
});

test("weeks begin on Sunday and hold every day of the month once", () => {
  // February 2021 begins on a Monday; February 2020 has a leap day; August 2020 needs six weeks.
  assert.deepEqual(weeksOf("2021-02")[0]?.slice(0, 2), [null, "2021-02-01"]);
  for (const [month, days, weeks] of [
    ["2021-02", 28, 5],
    ["2020-02", 29, 5],
    ["2020-08", 31, 6],
    ["2015-02", 28, 4],
  ] as const) {
    const all = weeksOf(month);
    assert.equal(all.length, weeks, month);
    assert.ok(all.every((week) => week.length === 7));
    const held = all.flat().filter((day) => day !== null);
    assert.equal(held.length, days, month);
    assert.equal(held.at(-1), `${month}-${days}`);
  }
});
