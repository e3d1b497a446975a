import assert from "node:assert/strict";
import { test } from "node:test";
import { drawGaps } from "./result-picture.ts";
import { formatTable, percent } from "./result-table.ts";
import { type InstanceResult, marksWithin, summarize } from "./results.ts";

const run = (solver: string, moments: readonly (readonly [number, number | null, number])[]) => ({
  solver,
  trace: moments.map(([seconds, value, bound]) => ({ seconds, value, bound })),
  peak_bytes: 5e7,
  complaints: [],
  failure: null,
});

/** Entente has 80 after 2 s and 100 after 4 s of a bound of 100; the peer has 80 after 8 s. */
const results: readonly InstanceResult[] = [
  {
    size: "S",
    tightness: "tight",
    seed: 1,
    runs: [
      run("Entente", [
        [2, 80, 110],
        [4, 100, 110],
      ]),
      run("HiGHS (npm)", [
        [1, null, 120],
        [8, 80, 100],
      ]),
    ],
  },
];

test("summaries hold what the traces say", () => {
  const [entente, peer] = summarize(results, 10, 0.1);
  assert.ok(entente !== undefined && peer !== undefined);
  const none = Number.POSITIVE_INFINITY;
  assert.deepEqual(
    entente.marks.map(({ seconds, gap, own_gap }) => [seconds, gap, own_gap]),
    [
      [1, none, none],
      [5, 0, 0.1],
      [10, 0, 0.1],
    ],
  );
  assert.deepEqual([entente.first_plan_seconds, entente.proven_seconds], [2, 4]);
  assert.deepEqual([peer.first_plan_seconds, peer.proven_seconds], [8, none]);
  // Both reached 80: after 8 and after 2 seconds.
  assert.equal(peer.times_as_long, 4);
  assert.equal(peer.entente_behind, 0);
});

test("marks end with the run", () => {
  assert.deepEqual(marksWithin(30), [1, 5, 10, 30]);
  assert.deepEqual(marksWithin(45), [1, 5, 10, 30, 45]);
  assert.deepEqual(marksWithin(0.5), [0.5]);
});

test("the table says what was never reached in words", () => {
  const table = formatTable(summarize(results, 10, 0.001), 0.001);
  assert.match(table, /\| S tight \| HiGHS \(npm\) \| 8\.0 s \| none \(none\) \|/);
  assert.match(table, /\| never \| 50 MB \|/);
  assert.equal(percent(0.000_5), "0.050 %");
  assert.equal(percent(0.012_34), "1.23 %");
});

test("the picture is an SVG with a line for each run and a panel for each cell", () => {
  const svg = drawGaps(results, 10);
  assert.match(svg, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
  assert.match(svg, />Entente</);
  assert.match(svg, />HiGHS \(npm\)</);
  assert.match(svg, />tight</);
});
