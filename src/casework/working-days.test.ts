import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { addDays, isoDate } from "../base/fiscal.ts";
import { realCasebook } from "./casebook.test-data.ts";
import { countDays, moveDays, weekdayOf } from "./working-days.ts";

const { calendar } = realCasebook();

/** As the Office of Personnel Management published them. */
const published: Readonly<Record<number, string>> = {
  2020: "01-01 01-20 02-17 05-25 07-03 09-07 10-12 11-11 11-26 12-25",
  2021: "01-01 01-18 02-15 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24 12-31",
  2022: "01-17 02-21 05-30 06-20 07-04 09-05 10-10 11-11 11-24 12-26",
  2023: "01-02 01-16 02-20 05-29 06-19 07-04 09-04 10-09 11-10 11-23 12-25",
  2024: "01-01 01-15 02-19 05-27 06-19 07-04 09-02 10-14 11-11 11-28 12-25",
};

test("holidays are kept on the days that were published, moved ones on the day beside the weekend", () => {
  for (const [year, days] of Object.entries(published)) {
    const kept = calendar.listHolidays(Number(year)).map((holiday) => holiday.on.slice(5));
    assert.deepEqual(kept.join(" "), days, year);
  }
});

test("Juneteenth counts from 2021, and Inauguration Day never does", () => {
  assert.equal(calendar.isWorkingDay(isoDate("2020-06-19")), true);
  assert.equal(calendar.isWorkingDay(isoDate("2021-06-18")), false);
  assert.equal(calendar.isWorkingDay(isoDate("2024-06-19")), false);
  assert.equal(calendar.isWorkingDay(isoDate("2021-01-20")), true);
});

test("working days leave out weekends and holidays, the first day, and count the last", () => {
  const cases: [string, string, number][] = [
    ["2020-12-23", "2020-12-24", 1],
    ["2020-12-24", "2020-12-28", 1],
    ["2020-12-31", "2021-01-04", 1],
    ["2021-01-15", "2021-01-19", 1],
    ["2021-01-16", "2021-01-17", 0],
    ["2021-01-04", "2021-02-01", 19],
  ];
  for (const [from, to, days] of cases) {
    assert.equal(countDays(calendar, "working", isoDate(from), isoDate(to)), days, `${from} ${to}`);
    assert.equal(
      countDays(calendar, "working", isoDate(to), isoDate(from)),
      days === 0 ? -0 : -days,
    );
  }
  assert.equal(moveDays(calendar, "working", isoDate("2020-12-24"), 1), "2020-12-28");
  assert.equal(moveDays(calendar, "calendar", isoDate("2020-12-24"), 15), "2021-01-08");
});

test("counting undoes moving, on any day", () => {
  const days = fc.integer({ min: 0, max: 12000 }).map((n) => addDays(isoDate("1995-01-01"), n));
  fc.assert(
    fc.property(days, fc.integer({ min: 1, max: 60 }), (from, count) => {
      for (const unit of ["calendar", "working"] as const) {
        const to = moveDays(calendar, unit, from, count);
        assert.equal(countDays(calendar, unit, from, to), count);
        if (unit === "working") assert.ok(weekdayOf(to) <= 5 && calendar.isWorkingDay(to));
      }
    }),
    { seed: 6103, numRuns: 200 },
  );
});
