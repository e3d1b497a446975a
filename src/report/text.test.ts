import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { makeBriefing } from "./briefing.ts";
import { sceneInput } from "./scene.test-data.ts";
import { briefingText } from "./text.ts";
import { cut, textBar, textTable, wrap } from "./text-layout.ts";

const text = briefingText(makeBriefing(sceneInput()));

test("the terminal version is short, narrow and complete", () => {
  const lines = text.split("\n");
  assert.ok(lines.length <= 72, `${lines.length} lines`);
  const widest = Math.max(...lines.map((line) => line.length));
  assert.ok(widest <= 96, `${widest} characters`);
  for (const part of [
    "Scenario “Steady course”, FY2021–FY2023\n===",
    "1. Fund 23 of 23",
    "REGIONS, $ million: FY2020 obligations",
    "OBJECTIVES",
    "PRICES",
    "Ukraine: air defense (illustrative)",
    "Egypt's conditioned tranche, FY2021",
    "SCENARIOS",
    "Illustrative: $189.0 million",
  ]) {
    assert.ok(text.includes(part), part);
  }
});

test("an allocation that failed its check opens with the warning", () => {
  const refused = makeBriefing({
    ...sceneInput(),
    verification: [{ code: "x", severity: "error", at: {}, found: "f", expected: "e", help: "h." }],
  });
  assert.match(briefingText(refused), /! DO NOT USE THIS ALLOCATION\./);
});

test("wrapped lines keep every word and the width", () => {
  const anyWords = fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { maxLength: 40 });
  fc.assert(
    fc.property(anyWords, fc.integer({ min: 16, max: 60 }), (list, width) => {
      const lines = wrap(list.join(" "), width, "  ");
      assert.ok(lines.every((line) => line.length <= width));
      assert.deepEqual(lines.join(" ").split(/\s+/).filter(Boolean), list);
    }),
    { seed: 3, numRuns: 200 },
  );
});

test("cells are aligned, and long ones are cut with an ellipsis", () => {
  assert.equal(cut("abcdef", 4), "abc…");
  assert.deepEqual(
    textTable(
      [
        { name: "who", side: "left", most: 5 },
        { name: "$", side: "right" },
      ],
      [
        ["Israel", "10"],
        ["Fiji", "2"],
      ],
    ),
    ["  who     $", "  Isra…  10", "  Fiji    2"],
  );
});

test("bars fill in eighths and never overflow", () => {
  assert.equal(textBar(0, 4), "    ");
  assert.equal(textBar(0.5, 4), "██  ");
  assert.equal(textBar(9 / 32, 4), "█▏  ");
  assert.equal(textBar(7, 4), "████");
});
