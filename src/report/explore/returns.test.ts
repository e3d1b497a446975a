import assert from "node:assert/strict";
import { test } from "node:test";
import type { ReturnCurve, ReturnPoint, Returns } from "../../allocate/explore/returns.ts";
import { shiftBetween } from "../../allocate/explore/returns-shift.ts";
import { cents } from "../../base/money.ts";
import { drawReturns } from "../charts/returns.ts";
import { escapeText } from "../markup.ts";
import { labelsOf } from "../rows.ts";
import { sceneAllocation, sceneProblem } from "../scene.test-data.ts";
import { scenePlan } from "../scene-plan.test-data.ts";
import { reportReturns } from "./returns.ts";
import { returnsSection } from "./returns-html.ts";
import { returnsLines, returnsText } from "./returns-text.ts";

const problem = sceneProblem();
const present = sceneAllocation(problem);
const labels = labelsOf(scenePlan(), new Map());
/** A billion dollars. */
const billion = cents(100_000_000_000);

function curve(
  id: string,
  values: Readonly<Record<string, number>>,
  more: Partial<ReturnCurve> = {},
): ReturnCurve {
  const points = Object.entries(values)
    .map(([factor, value]): ReturnPoint => {
      const amount = cents(Math.round(billion * Number(factor)));
      return { factor: Number(factor), amount, value, bound: value, allocation: present };
    })
    .sort((a, b) => a.factor - b.factor);
  return { id, amount: billion, points, none: [], next: null, last: null, ...more };
}

function report(curves: readonly ReturnCurve[], values: Partial<Returns> = {}) {
  const returns: Returns = { by: "account", curves, left_out: 0, complete: true, ...values };
  return reportReturns(returns, problem, labels);
}

test("one curve says what the next and the last money earn", () => {
  const { sentences } = report([curve("", { 0.9: 77, 1: 80, 1.1: 81 })], { by: "budget" });
  assert.match(
    sentences[0] ?? "",
    /^The whole budget: \$1\.00 billion over FY\d+–FY\d+\. The plan is worth 80\.0 points\.$/,
  );
  // A tenth of a billion is $100 million.
  assert.equal(
    sentences[1],
    "The next $100.0 million earns 1.00 points, 1.00 for each $100 million.",
  );
  assert.equal(
    sentences[2],
    "The last $100.0 million of the present money earns 3.00 points, 3.00 for each $100 million.",
  );
});

test("money that earns nothing at once says how much would", () => {
  const { sentences } = report([curve("", { 1: 80, 1.1: 80, 1.2: 83 })], { by: "budget" });
  assert.equal(sentences[1], "The next $100.0 million earns nothing.");
  assert.equal(sentences[2], "It takes $200.0 million more to gain 3.00 points.");
});

test("several curves are ranked by what their money earns", () => {
  const { sentences, curves } = report([
    curve("FMF", { 0.9: 79, 1: 80, 1.1: 80.5 }),
    curve("IMET", { 0.9: 78, 1: 80, 1.1: 82 }),
    curve("PKO", { 1: 80, 1.1: 80 }, { none: [{ factor: 0.9, proven: true }] }),
  ]);
  assert.equal(
    sentences[0],
    "More money earns, for each $100 million, in IMET (2.00) and FMF (0.50).",
  );
  assert.equal(sentences[1], "More money earns nothing that the bounds prove in PKO.");
  assert.equal(
    sentences[2],
    "Less money loses, for each $100 million, in FMF (1.00) and IMET (2.00).",
  );
  assert.equal(sentences[3], "No lawful plan exists with so little money: PKO at 90%.");
  assert.deepEqual(curves[2]?.shifts, []);
  const text = returnsText(
    report([
      curve("FMF", { 0.9: 79, 1: 80 }),
      curve("PKO", { 1: 80 }, { none: [{ factor: 0.9, proven: false }] }),
    ]),
  );
  assert.match(text, /FMF +\$1\.00 billion +−1\.00 +1\.00/);
  assert.match(text, /PKO +\$1\.00 billion +not found/);
});

test("where money goes is broken down, and every kind adds up to the step", () => {
  const [first] = present.payments;
  assert.ok(first !== undefined);
  const payments = present.payments.filter((one) => one !== first);
  const less = { ...present, payments };
  const last = shiftBetween(problem, less, present);
  assert.equal(last.amount, first.amount);
  const [one] = report([curve("FMF", { 0.9: 77, 1: 80 }, { last })], { by: "account" }).curves;
  const [shift, ...others] = one?.shifts ?? [];
  assert.ok(shift !== undefined && others.length === 0);
  assert.equal(shift.title, "What the last $100.0 million pays for");
  for (const { named, rest } of shift.lists) {
    const sum = named.reduce((total, { change }) => total + change, 0) + rest;
    assert.equal(sum, first.amount);
  }
  const text = returnsText(report([curve("FMF", { 0.9: 77, 1: 80 }, { last })]));
  assert.match(text, /WHAT THE LAST \$100\.0 MILLION PAYS FOR/);
  assert.ok(text.split("\n").every((line) => line.length <= 100));
});

test("what is unsure, stopped, left out or without money is said", () => {
  const unsure = curve("FMF", { 1: 80, 1.1: 80 });
  const points = unsure.points.map((point) => ({ ...point, bound: point.value + 0.3 }));
  const { sentences } = report([{ ...unsure, points }], { complete: false, left_out: 2 });
  assert.ok(
    sentences.includes(
      "The next $100.0 million earns nothing that the search can see, at most 0.30 points.",
    ),
  );
  assert.ok(
    sentences.includes(
      "Each value is within 0.30 points of its best; read smaller differences as none.",
    ),
  );
  assert.ok(sentences.includes("2 smaller ones not traced; name one with `--name`."));
  assert.equal(sentences.at(-1), "Stopped before every point was solved; those shown hold.");
  // 80.2 is found with more money, and without it nothing above 80.3 is ruled out.
  const small = curve("FMF", { 1: 80, 1.1: 80.2 });
  const near = small.points.map((point) => ({ ...point, bound: point.value + 0.3 }));
  assert.ok(
    report([{ ...small, points: near }]).sentences.includes(
      "The next $100.0 million earns 0.20 points as found, which may be chance, and at most 0.50.",
    ),
  );
  const empty = report([curve("PKO", { 1: 80 }, { amount: cents(0) })]);
  assert.equal(
    empty.sentences[0],
    "PKO has no money in the present plan, so there is nothing to vary.",
  );
  assert.equal(drawReturns(empty), null);
});

test("the page has a small curve for each, with the present plan marked", () => {
  const made = report([curve("FMF", { 0.9: 79, 1: 80 }), curve("IMET", { 0.9: 78, 1: 80 })]);
  const page = returnsSection([made]).markup;
  assert.equal(page.match(/class="curve-name"/g)?.length, 2);
  for (const sentence of made.sentences) assert.ok(page.includes(escapeText(sentence)));
  const figure = drawReturns(made);
  assert.deepEqual(figure?.data.rows[1]?.slice(0, 2), ["FMF", "100% (present plan)"]);
  assert.ok(returnsLines(made, 90).length > made.sentences.length);
});

test("of more than three the ends of the ranking are named", () => {
  // A tenth of a billion is $100 million, so that the steps are the figures.
  const four = [1, 2, 3, 4].map((step) =>
    curve(`A${step}`, { 0.9: 80 - step, 1: 80, 1.1: 80 + step }),
  );
  const { sentences } = report(four);
  assert.match(
    sentences[0] ?? "",
    /earns the most .* A4 \(4\.00\), A3 \(3\.00\),? and A2 \(2\.00\)\.$/,
  );
  assert.match(
    sentences[1] ?? "",
    /loses the least .* A1 \(1\.00\), A2 \(2\.00\),? and A3 \(3\.00\)\.$/,
  );
});
