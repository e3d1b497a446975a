import assert from "node:assert/strict";
import { test } from "node:test";
import { scenarioIdOf } from "./scenario-id.ts";

const cases: readonly (readonly [string, string[], string])[] = [
  ["More for the Pacific", [], "more-for-the-pacific"],
  ["  Café, 20 % less! ", [], "cafe-20-less"],
  ["Twice", ["twice", "twice-2"], "twice-3"],
  ["Main", ["main"], "scenario"],
  ["太平洋", ["scenario"], "scenario-2"],
];

for (const [title, taken, id] of cases) {
  test(`“${title}” is named ${id}`, () => assert.equal(scenarioIdOf(title, taken), id));
}
