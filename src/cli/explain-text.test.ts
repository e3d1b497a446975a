import assert from "node:assert/strict";
import { test } from "node:test";
import type { Price, Reason } from "../allocate/answers.ts";
import { fiscalYear } from "../base/fiscal.ts";
import { cents } from "../base/money.ts";
import { showPrice, showReason } from "./explain-text.ts";

const rule = {
  kind: "directive",
  id: "floor-2022",
  name: "The yearly grant",
  fiscal_year: fiscalYear(2022),
} as const;

const reason: Reason = {
  initiative: "boats",
  funded: false,
  loss: 1.5,
  because: [rule],
  provisions: [],
  would_fund: [
    { what: "cost", rule: null, from: 1, to: 0.8, solved: true, sentence: "At four fifths." },
    { what: "budget", rule, from: 0, to: 5, solved: false, sentence: "With more money." },
  ],
  displaced: [{ initiative: "radar", amount: cents(4_000_000_000) }],
  sentence: "Boats are not funded.",
};

const nameOf = (id: string) => (id === "radar" ? "Norland: border radar" : id);

test("a reason says what is in the way, what would change it, and what was not solved", () => {
  assert.equal(
    showReason(reason, 80, nameOf),
    `Boats are not funded.

Rules in the way, nearest first
  - The yearly grant, FY2022 (floor-2022)

What would fund it
  - At four fifths.
  - With more money. (not solved again)

What it would take money from
  - Norland: border radar (radar): $40.0 million
`,
  );
});

test("a funded initiative shows the other side, and sections without entries are left out", () => {
  const text = showReason({ ...reason, funded: true, because: [], would_fund: [] }, 80, nameOf);
  assert.match(text, /What its money would fund instead\n {2}- Norland: border radar/);
  assert.doesNotMatch(text, /Rules in the way|What would fund it|The law/);
});

test("a price shows every level that was solved, with the present one marked", () => {
  const price: Price = {
    rule,
    unit: "cents",
    each_year: false,
    level: 4_000_000_000,
    binding: true,
    total: 3.75,
    per_unit: 0.1875,
    holds: { from: 2_000_000_000, to: 6_000_000_000 },
    points: [
      { level: 0, value: 78.75, bound: 78.75 },
      { level: 4_000_000_000, value: 75, bound: 75.01 },
    ],
    sentence: "It costs 3.75 points.",
  };
  const lines = showPrice(price, 80).split("\n");
  assert.equal(lines[0], "The yearly grant, FY2022 (floor-2022)");
  assert.equal(lines[1], "It costs 3.75 points.");
  assert.match(lines.join("\n"), /\$0 +78\.75 +78\.75\n +\$40\.0 million +75\.00 +75\.01 {2}now/);
  const alone = showPrice({ ...price, points: price.points.slice(1) }, 80);
  assert.equal(alone, "The yearly grant, FY2022 (floor-2022)\nIt costs 3.75 points.\n");
});

test("of levels that are worth the same only the ends are shown, and the present one", () => {
  const levels = [0, 1, 2, 3, 4, 5].map((level) => level * 1e8);
  const price: Price = {
    rule: { kind: "account", id: "FMF", name: "money of Grants (FMF)", fiscal_year: null },
    unit: "cents",
    each_year: true,
    level: 1e8,
    binding: true,
    total: 2,
    per_unit: 1,
    holds: null,
    points: levels.map((level) => ({ level, value: level < 4e8 ? 1 : 3, bound: 3 })),
    sentence: "It costs something.",
  };
  const text = showPrice(price, 80);
  assert.equal(text.split("\n")[0], "Money of Grants (FMF)");
  const shown = [...text.matchAll(/\$(\d\.\d) million|\$0 /g)].map((match) => match[1] ?? "0");
  assert.deepEqual(shown, ["0", "1.0", "3.0", "4.0", "5.0"]);
});
