import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { chooseRanges, defaultRanges, parseRange } from "./sweep-ranges.ts";
import type { Factor } from "./what-if-factors.ts";

const factors: readonly Factor[] = [
  {
    name: "assumption:flat",
    kind: "assumption",
    families: ["assumption:flat", "assumption:status:unknown", "assumption"],
    words: "the assumption",
    carries_all: true,
  },
  {
    name: "assumption:will",
    kind: "assumption",
    families: ["assumption:will", "assumption:status:unknown", "assumption"],
    words: "the assumption",
  },
  { name: "budget:FMF", kind: "budget", families: ["budget:FMF", "budget"], words: "money" },
  { name: "budget:IMET", kind: "budget", families: ["budget:IMET", "budget"], words: "money" },
  {
    name: "directive:floor",
    kind: "directive",
    families: ["directive:floor", "directive"],
    words: "floor",
  },
  { name: "cost:all", kind: "cost", families: ["cost:all"], words: "all costs" },
];
const choose = (given: Readonly<Record<string, string>>) =>
  chooseRanges(
    factors,
    Object.entries(given).map(([name, text]) => ({ name, text, at: { field: "--range" } })),
  );

describe("ranges", () => {
  it("are read in every form", () => {
    const cases: readonly (readonly [string, ReturnType<typeof parseRange>])[] = [
      ["0.8..1.1", { from: 0.8, to: 1.1, none: 0 }],
      [" .5 .. 2 ", { from: 0.5, to: 2, none: 0 }],
      ["0.75..1, dropped 0.1", { from: 0.75, to: 1, none: 0.1 }],
      ["dropped 0.1", { from: 1, to: 1, none: 0.1 }],
      ["fails 0.2", { from: 1, to: 1, none: 0.2 }],
      ["off", { from: 1, to: 1, none: 0 }],
      ["0.8-1.1", null],
      ["-1..1", null],
      ["0.8..", null],
      ["fails", null],
      ["dropped 0.1, 0.8..1", null],
      ["0.8..1, dropped 0.1, off", null],
      ["", null],
      ["1e3..2", null],
    ];
    for (const [text, range] of cases) assert.deepEqual(parseRange(text), range, text);
  });

  it("come from the nearest name: the thing itself, its family, the default", () => {
    const { result, findings } = choose({ budget: "0.5..1", "budget:IMET": "off" });
    assert.deepEqual(findings, []);
    assert.deepEqual(
      result.map(({ name }) => name),
      ["assumption:will", "budget:FMF", "directive:floor", "cost:all"],
    );
    assert.deepEqual(result[1], { name: "budget:FMF", from: 0.5, to: 1, none: 0 });
    assert.equal(
      result[0]?.none,
      parseRange(defaultRanges["assumption:status:unknown"] ?? "")?.none,
    );
  });

  it("of what carries the whole plan are drawn only where it is named", () => {
    const names = (given: Readonly<Record<string, string>>) =>
      choose(given).result.map(({ name }) => name);
    assert.ok(!names({}).includes("assumption:flat"));
    assert.ok(!names({ assumption: "fails 0.5" }).includes("assumption:flat"));
    assert.ok(names({ "assumption:flat": "fails 0.5" }).includes("assumption:flat"));
  });

  it("by default are written as ranges", () => {
    for (const [name, text] of Object.entries(defaultRanges)) {
      assert.notEqual(parseRange(text), null, name);
    }
  });

  const wrong: readonly (readonly [string, string, string, RegExp])[] = [
    ["budgte", "0.8..1", "range_unknown", /`budget`/],
    ["navy", "0.8..1", "range_unknown", /families/],
    ["budget", "a bit less", "range_form", /0\.8\.\.1\.1/],
    ["budget", "dropped 0.5", "range_form", /directives and assumptions/],
    ["assumption:will", "0.5..1", "range_form", /holds or fails/],
    ["budget", "1.1..0.8", "range_limits", /Exchange/],
    ["budget", "1..1000", "range_limits", /100/],
    ["directive", "dropped 2", "range_limits", /five/],
    ["cost:all", "0..1", "range_limits", /above 0/],
  ];
  for (const [name, text, code, words] of wrong) {
    it(`${name}=${text} is the finding ${code}`, () => {
      const { findings } = choose({ [name]: text });
      assert.deepEqual(
        findings.map((finding) => [finding.code, finding.at.field]),
        [[code, "--range"]],
      );
      assert.match(`${findings[0]?.expected} ${findings[0]?.help}`, words);
    });
  }

  it("stated twice, and all off, are findings", () => {
    const twice = { name: "budget", text: "off", at: {} };
    assert.deepEqual(
      chooseRanges(factors, [twice, twice]).findings.map(({ code }) => code),
      ["range_repeated"],
    );
    const none = choose({ assumption: "off", budget: "off", directive: "off", "cost:all": "off" });
    // The status says more than the family, so that its default still stands.
    assert.deepEqual(none.findings, []);
    const off = { "assumption:status:unknown": "off", budget: "off", directive: "off" };
    assert.deepEqual(
      choose({ ...off, "cost:all": "off" }).findings.map(({ code }) => code),
      ["ranges_none"],
    );
  });
});
