import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { SweepSummary } from "../../allocate/explore/sweep-summary.ts";
import { drawFundedShares, drawWorldValues } from "../charts/sweep.ts";
import { reportSweep } from "./sweep.ts";
import { sweepSection } from "./sweep-html.ts";
import { listRules, sweepLines, sweepText } from "./sweep-text.ts";
import { nameRegionIn } from "./sweep-words.ts";

const spread = (least: number, tenth: number, median: number, ninetieth: number, most: number) => ({
  least,
  tenth,
  median,
  ninetieth,
  most,
});
const proposal = (name: string, funded: number, in_plan: boolean) => ({
  initiative: name.toLowerCase(),
  name,
  kind: "proposal" as const,
  in_plan,
  funded,
  share: funded / 20,
  kept: in_plan ? funded : 0,
});
const sentence =
  "The plan fails “Sea lanes” in 80% of the worlds in which money of FMF is at least 12% below plan (4 of 5), against 7% elsewhere.";
const summary: SweepSummary = {
  seed: 1,
  what_ifs: 20,
  fails_below: 0.9,
  ranges: [
    { name: "budget:FMF", from: 0.8, to: 1.1, none: 0, words: "money of FMF" },
    { name: "budget:IMET", from: 0.8, to: 1.1, none: 0, words: "money of IMET" },
    { name: "budget:all", from: 0.8, to: 1.1, none: 0, words: "all money" },
    { name: "directive:floor", from: 0.75, to: 1, none: 0.1, words: "“Floor”" },
    { name: "assumption:will", from: 1, to: 1, none: 0.2, words: "the assumption" },
  ],
  worlds: { planned: 20, infeasible: 0, nothing_found: 0 },
  kept_worlds: { lawful: 18, unlawful: 2, nothing_found: 0 },
  planned_value: 75,
  best_value: spread(60, 66, 74, 78, 80),
  kept_value: spread(40, 50, 70, 76, 77),
  bins: [
    { from: 40, to: 60, best: 0, kept: 6 },
    { from: 60, to: 80, best: 20, kept: 14 },
  ],
  gap: { median: 0, most: 0.001 },
  short: spread(0, 0, 0, 3e9, 5e9),
  proposals: [
    proposal("Boats", 20, true),
    proposal("Ships", 15, false),
    proposal("Radar", 6, true),
    proposal("Tanks", 0, false),
  ],
  goals: [
    {
      id: "sea",
      name: "Sea lanes",
      planned: 0.7,
      kept: spread(0, 0.4, 0.68, 0.7, 0.7),
      best: spread(0.5, 0.6, 0.7, 0.8, 0.9),
      fails: 5,
    },
  ],
  failures: [
    {
      about: ["sea"],
      words: "The plan fails “Sea lanes”",
      worlds: 20,
      fails: 5,
      rules_say: "fails",
      rules: [
        {
          conditions: [{ column: "budget:FMF", from: null, to: 0.88 }],
          inside: { rows: 5, hits: 4 },
          outside: { rows: 15, hits: 1 },
          coverage: 0.8,
          density: 0.8,
          tested: { inside: { rows: 2, hits: 2 }, outside: { rows: 8, hits: 0 } },
          p_value: 0.001,
          sentence,
        },
      ],
    },
  ],
};

describe("a sweep for a reader", () => {
  const report = reportSweep(summary);

  it("counts the core, those funded in some worlds and in none, and the surprises", () => {
    assert.deepEqual([report.core, report.changing, report.never], [1, 2, 1]);
    assert.deepEqual(
      report.shown.map(({ name }) => name),
      ["Ships", "Radar"],
    );
    assert.deepEqual(
      report.weak.map(({ name }) => name),
      ["Radar"],
    );
    assert.deepEqual(
      report.missed.map(({ name }) => name),
      ["Ships"],
    );
    assert.match(
      report.sentences.join(" "),
      /Of 4 initiatives that can be funded, 1 is funded in at least 90% of the worlds \(the core\), 1 in none, 2 in some/,
    );
    assert.match(report.sentences.join(" "), /in one of ten, \$30\.0 million or more is short/);
    assert.match(report.sentences.join(" "), /In 2 worlds its choices cannot keep every rule/);
  });

  it("names ranges by family", () => {
    assert.deepEqual(
      report.ranges.map(({ family, number, words }) => `${family} ${number} ${words}`),
      [
        "budget 2 80% to 110%",
        "budget:all 1 80% to 110%",
        "directive 1 75% to 100%; dropped in 10% of the worlds",
        "assumption 1 fails in 20% of the worlds",
      ],
    );
  });

  it("stands on a terminal within its width", () => {
    const text = sweepText(report, 80);
    assert.ok(
      text.split("\n").every((line) => line.length <= 80),
      text,
    );
    assert.match(text, /Sea lanes +70% +40% +68% +70% +25%/);
    assert.match(text, /\* Radar +█+\S? +30%/);
    assert.match(text.replace(/\s+/g, " "), /at least 12% below plan \(4 of 5\), against 7%/);
    assert.ok(sweepLines(report, 80).every((line) => line.length <= 80));
  });

  it("names the failures for which there is no rule in one sentence", () => {
    const [failure] = summary.failures;
    const without = (words: string, fails: number) => ({
      ...(failure as SweepSummary["failures"][number]),
      words,
      fails,
      rules: [],
    });
    const some = [without("The plan fails “A”", 3), without("The plan fails “B”", 1)];
    assert.deepEqual(
      listRules(reportSweep({ ...summary, failures: [...summary.failures, ...some] })),
      [
        sentence,
        "Of 20 worlds, no plain rule says in which the plan fails “A” (3) and the plan fails “B” (1).",
      ],
    );
  });

  it("stands on a page, with pictures that say what they show", () => {
    const { markup } = sweepSection(report);
    assert.ok(markup.includes(sentence));
    const dots = drawFundedShares(report);
    assert.deepEqual(dots?.data.rows, [
      ["Ships", "no", "15", "75%"],
      ["Radar", "yes", "6", "30%"],
    ]);
    assert.match(dots?.svg.markup ?? "", /aria-label="Dots [^"]*Ships 75%; Radar 30%/);
    assert.deepEqual(drawWorldValues(report)?.data.rows, [
      ["40.0 to 60.0", "0", "6"],
      ["60.0 to 80.0", "20", "14"],
    ]);
  });

  it("says so where no world has a plan, and draws nothing", () => {
    const none = reportSweep({
      ...summary,
      worlds: { planned: 0, infeasible: 20, nothing_found: 0 },
      bins: [],
      proposals: [],
    });
    assert.deepEqual(none.sentences, [
      "In none of 20 other worlds (seed 1) was a lawful plan found.",
    ]);
    assert.equal(drawWorldValues(none), null);
    assert.equal(drawFundedShares(none), null);
  });

  it("counts worlds without a plan, and leaves out counts of none", () => {
    const lawless = (infeasible: number, nothing_found: number) =>
      reportSweep({
        ...summary,
        worlds: { planned: 20 - infeasible - nothing_found, infeasible, nothing_found },
      }).sentences[1];
    assert.match(lawless(0, 0) ?? "", /^Of /);
    assert.equal(lawless(0, 3), "In 3 worlds no lawful plan was found within the steps.");
    assert.equal(lawless(2, 0), "In 2 worlds no allocation keeps every rule.");
    assert.equal(
      lawless(1, 3),
      "In 1 world no allocation keeps every rule; in 3 more none was found within the steps.",
    );
  });

  it("says how near to the best its plans are, where that leaves room for chance", () => {
    const said = (median: number, most: number) =>
      reportSweep({ ...summary, gap: { median, most } }).sentences.join(" ");
    assert.match(
      said(0.004, 0.0231),
      /Half of these plans are within 0.40% of the best possible in their world, the least sure within 2.31%:/,
    );
    assert.doesNotMatch(said(0, 0.001), /Half of these plans/);
  });

  it("puts regions after “in”", () => {
    assert.equal(nameRegionIn("EUR"), "Europe and Eurasia");
    assert.equal(nameRegionIn("GLOBAL"), "worldwide programs");
  });
});
