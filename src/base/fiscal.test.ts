import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  addDays,
  firstDayOf,
  fiscalYear,
  fiscalYearOf,
  fiscalYears,
  isIsoDate,
  isoDate,
  lastDayOf,
} from "./fiscal.ts";

describe("fiscal years", () => {
  it("run from October 1 to September 30", () => {
    assert.equal(firstDayOf(fiscalYear(2021)), "2020-10-01");
    assert.equal(lastDayOf(fiscalYear(2021)), "2021-09-30");
  });

  const days: readonly (readonly [day: string, year: number])[] = [
    ["2020-09-30", 2020],
    ["2020-10-01", 2021],
    ["2020-12-31", 2021],
    ["2021-01-01", 2021],
    ["2021-09-30", 2021],
  ];
  for (const [day, year] of days) {
    it(`hold ${day} in FY${year}`, () => assert.equal(fiscalYearOf(isoDate(day)), year));
  }

  it("are listed from the first to the last, and none backward", () => {
    assert.deepEqual(fiscalYears(fiscalYear(2020), fiscalYear(2022)), [2020, 2021, 2022]);
    assert.deepEqual(fiscalYears(fiscalYear(2021), fiscalYear(2020)), []);
  });

  for (const value of [1899, 2201, 2020.5, Number.NaN]) {
    it(`are not ${value}`, () => assert.throws(() => fiscalYear(value), RangeError));
  }
});

describe("days", () => {
  for (const text of ["2021-02-30", "2021-1-1", "0000-00-00", "2021-13-01", " 2021-01-01", ""]) {
    it(`are not ${JSON.stringify(text)}`, () => {
      assert.equal(isIsoDate(text), false);
      assert.throws(() => isoDate(text), RangeError);
    });
  }

  const moved: readonly (readonly [day: string, count: number, to: string])[] = [
    ["2020-02-28", 1, "2020-02-29"],
    ["2021-02-28", 1, "2021-03-01"],
    ["2021-01-01", -1, "2020-12-31"],
    ["2021-03-14", 30, "2021-04-13"],
  ];
  for (const [day, count, to] of moved) {
    it(`${day} and ${count} days is ${to}`, () => assert.equal(addDays(isoDate(day), count), to));
  }
});
