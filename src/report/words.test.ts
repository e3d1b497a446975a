import assert from "node:assert/strict";
import { test } from "node:test";
import { fiscalYear } from "../base/fiscal.ts";
import { cents } from "../base/money.ts";
import * as words from "./words.ts";

const cases: readonly (readonly [string, string, string])[] = [
  ["a share", words.showPercent(0.1335), "13.4%"],
  ["a share with two digits", words.showPercent(0.1335, 2), "13.35%"],
  ["a small fall", words.showPercent(-0.0001), "0.0%"],
  ["a fall", words.showPercent(-0.25, 0), "−25%"],
  ["no points", words.showPoints(0), "0"],
  ["many points", words.showPoints(83.14159), "83.1"],
  ["some points", words.showPoints(4.2), "4.20"],
  ["few points", words.showPoints(0.0312), "0.031"],
  ["hardly a point", words.showPoints(0.00002), "<0.001"],
  ["hardly a loss", words.showPoints(-0.00002), ">−0.001"],
  ["millions", words.showMillions(cents(130_000_000_000)), "1,300.0"],
  ["less than a tenth of a million", words.showMillions(cents(100)), "<0.1"],
  ["a little taken back", words.showMillions(cents(-100)), "−<0.1"],
  ["a gain", words.showMillionsChange(cents(1_250_000_000)), "+12.5"],
  ["a loss", words.showMillionsChange(cents(-300_000_000)), "−3.0"],
  ["no change", words.showMillionsChange(cents(0)), "0.0"],
  ["more", words.showDifference(cents(1_250_000_000)), "$12.5 million more"],
  ["less", words.showDifference(cents(-1_250_000_000)), "$12.5 million less"],
  ["the same", words.showDifference(cents(0)), "the same"],
  ["signed", words.showSigned(cents(-1_250_000_000)), "−$12.5 million"],
  ["exact dollars", words.showExact(cents(330_000_000_000)), "3,300,000,000"],
  ["exact cents", words.showExact(cents(-5)), "−0.05"],
  ["one", words.count(1, "row"), "1 row"],
  ["many", words.count(1200, "country", "countries"), "1,200 countries"],
  ["a list", words.listWords(["a", "b", "c"]), "a, b and c"],
  ["an empty list", words.listWords([]), ""],
  ["a year", words.showYears(fiscalYear(2021), fiscalYear(2021)), "FY2021"],
  ["years", words.showYears(fiscalYear(2021), fiscalYear(2025)), "FY2021–FY2025"],
  ["a region", words.showRegion("EAP"), "East Asia and the Pacific"],
  ["no region", words.showRegion("XYZ"), "XYZ"],
  ["an identifier", words.capital(words.plainWords("law_enforcement")), "Law enforcement"],
];

for (const [name, found, expected] of cases) {
  test(`${name} reads ${expected}`, () => assert.equal(found, expected));
}
