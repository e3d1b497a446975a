import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import type { Cents } from "../../base/money.ts";
import { makeThreadSolver } from "../../solver/thread-solver.ts";
import { sweepPlan } from "./sweep.ts";
import { packPlaces } from "./sweep-places.ts";
import type { SweepRow } from "./sweep-run.ts";
import { assumingPlan, sessionOfPlan } from "./sweep-session.test-data.ts";
import { isCore, spreadOf, summarizeSweep } from "./sweep-summary.ts";
import { drawWhatIf } from "./what-if.ts";

const fmf = { accounts: ["FMF"] };
// 10 fits boats (5) and radar (5), worth 30 + 20; ships, for 6, would be worth 25.
const plan = assumingPlan(
  {
    money: { FMF: [10] },
    initiatives: {
      boats: { ...fmf, costs: [5], effect: 30, fields: { assumptions: ["will"] } },
      radar: { ...fmf, costs: [5], effect: 20, partner: "land" },
      ships: { ...fmf, costs: [6], effect: 25 },
    },
  },
  ["will"],
);

describe("a summary", () => {
  const solver = makeThreadSolver(1);
  after(() => solver.close());

  const best = (value: number, funded: readonly boolean[]) => ({
    value,
    bound: value,
    gap_ratio: 0,
    funded: packPlaces(funded),
    goals: [value / 100],
  });
  const kept = (value: number, short = 0) => ({
    value,
    funded: packPlaces([true, short === 0, false]),
    goals: [value / 100],
    short: (short * 1e8) as Cents,
    keeps_rules: true,
  });

  it("counts worlds and proposals, in whatever order the rows come", async () => {
    const session = await sessionOfPlan(plan, solver);
    const rows: SweepRow[] = [
      ...Array.from({ length: 9 }, (_, index) => ({
        index,
        best: best(50 + index, [true, index > 0, index === 0]),
        kept: kept(50 + index),
      })),
      { index: 9, best: best(20, [true, false, false]), kept: kept(30, 5) },
      { index: 10, best: "infeasible", kept: { ...kept(0, 10), keeps_rules: false } },
      { index: 11, best: "nothing_found", kept: "nothing_found" },
    ];
    const question = { seed: 1, ranges: [], fails_below: 0.9 };
    const summary = summarizeSweep(session, question, rows);
    assert.deepEqual(summary, summarizeSweep(session, question, rows.toReversed()));
    assert.deepEqual(summary.worlds, { planned: 10, infeasible: 1, nothing_found: 1 });
    assert.deepEqual(summary.kept_worlds, { lawful: 10, unlawful: 1, nothing_found: 1 });
    assert.deepEqual(
      summary.proposals.map(({ initiative, funded, share, in_plan }) => [
        initiative,
        funded,
        share,
        in_plan,
      ]),
      [
        ["boats", 10, 1, true],
        ["radar", 8, 0.8, true],
        ["ships", 1, 0.1, false],
      ],
    );
    assert.deepEqual(
      summary.proposals.filter(isCore).map(({ initiative }) => initiative),
      ["boats"],
    );
    // The plan reaches half of its target. Below 0.45 it fails: with 30 and with 0 points.
    assert.equal(summary.goals[0]?.planned, 0.5);
    assert.equal(summary.goals[0]?.fails, 2);
    const [law, rest] = summary.failures;
    assert.deepEqual([law?.about, law?.fails, law?.worlds], [["law", "rules"], 1, 11]);
    assert.deepEqual([rest?.about, rest?.fails], [["value", "peace"], 2]);
    assert.equal(rest?.words, "The plan keeps less than 90% of its value and fails “Peace”");
    assert.deepEqual([summary.short.median, summary.short.most], [0, 10e8]);
    const worlds = summary.bins.reduce((sum, bin) => sum + bin.best, 0);
    assert.equal(worlds, 10);
    assert.ok(summary.bins.every(({ from, to }) => from < to));
  });

  it("finds the assumption and the money on which the plan hangs", async () => {
    const session = await sessionOfPlan(plan, solver);
    const ranges = [
      { name: "assumption:will", text: "fails 0.3", at: {} },
      { name: "budget:FMF", text: "0.5..1.5", at: {} },
      ...["weight", "budget:all", "cost:all", "cost:kind", "cost:region", "cost:partner"].map(off),
      ...["effect:relevance", "effect:region", "effect:partner", "fallen-money"].map(off),
    ];
    const { result, findings } = await sweepPlan(session, { what_ifs: 160, ranges });
    assert.deepEqual(findings, []);
    assert.ok(result !== null);
    assert.deepEqual(
      result.ranges.map(({ name }) => name),
      ["assumption:will", "budget:FMF"],
    );
    // Kept, the plan reaches half of its target; 0.3 with too little money for radar, 0.2 or less without boats.
    const failure = result.failures.find(({ about }) => about.includes("peace"));
    const worlds = Array.from({ length: 160 }, (_, index) =>
      drawWhatIf(result.ranges, result.seed, index),
    );
    const fails = worlds.filter(
      ({ factors }) => factors["assumption:will"] === 0 || (factors["budget:FMF"] ?? 1) < 1,
    );
    assert.equal(failure?.fails, fails.length);
    assert.equal(failure?.rules_say, "holds");
    const [rule] = failure?.rules ?? [];
    assert.deepEqual(rule?.conditions.map(({ column }) => column).toSorted(), [
      "assumption:will",
      "budget:FMF",
    ]);
    assert.ok((rule?.density ?? 0) > 0.95 && (rule?.coverage ?? 0) > 0.95);
    assert.match(
      rule?.sentence ?? "",
      /^The plan keeps 90% of its value and reaches “Peace” in \d+% of the worlds in which .*the assumption “The will holds” holds/,
    );
  });

  it("is none when a range is wrong, which the findings tell", async () => {
    const session = await sessionOfPlan(plan, solver);
    const ranges = [{ name: "navy", text: "off", at: {} }];
    const { result, findings } = await sweepPlan(session, { what_ifs: 1, ranges });
    assert.equal(result, null);
    assert.deepEqual(
      findings.map(({ code }) => code),
      ["range_unknown"],
    );
  });
});

function off(name: string) {
  return { name, text: "off", at: {} };
}

describe("a spread", () => {
  it("holds numbers that are there", () => {
    const numbers = Array.from({ length: 11 }, (_, index) => 10 - index);
    assert.deepEqual(spreadOf(numbers), {
      least: 0,
      tenth: 1,
      median: 5,
      ninetieth: 9,
      most: 10,
    });
    assert.deepEqual(spreadOf([]), { least: 0, tenth: 0, median: 0, ninetieth: 0, most: 0 });
  });
});
