import assert from "node:assert/strict";
import { test } from "node:test";
import type { Allocation } from "../../allocate/allocation.ts";
import type { Frontier, FrontierPoint } from "../../allocate/explore/frontier.ts";
import type { FrontierAxis } from "../../allocate/explore/frontier-axis.ts";
import { cents } from "../../base/money.ts";
import { drawFrontier } from "../charts/frontier.ts";
import { escapeText } from "../markup.ts";
import { labelsOf } from "../rows.ts";
import { sceneAllocation, sceneProblem } from "../scene.test-data.ts";
import { scenePlan } from "../scene-plan.test-data.ts";
import { reportFrontier } from "./frontier.ts";
import { frontierSection } from "./frontier-html.ts";
import { frontierLines, frontierText } from "./frontier-text.ts";

const problem = sceneProblem();
const present = sceneAllocation(problem);
const labels = labelsOf(scenePlan(), new Map());
const eap: FrontierAxis = {
  kind: "share",
  bureau: "EAP",
  accounts: null,
  year: null,
  sense: "at_least",
};

function point(
  level: number,
  value: number,
  bound = value,
  allocation: Allocation = present,
): FrontierPoint {
  return { level, value, bound, gap_ratio: 0, reached: level, allocation };
}

function report(points: readonly FrontierPoint[], values: Partial<Frontier> = {}) {
  const frontier = { against: eap, points, beyond: null, complete: true, ...values };
  return reportFrontier(frontier, problem, labels);
}

const falling = [
  point(0.1, 80),
  point(0.15, 80),
  point(0.2, 79),
  point(0.25, 78),
  point(0.3, 76),
  point(0.35, 73),
  point(0.4, 70),
];

test("the cost of each third of a frontier is said, and its end", () => {
  const { sentences } = report(falling, { beyond: { level: 0.4012, proven: true } });
  assert.equal(
    sentences[0],
    "The present plan gives East Asia and the Pacific at least 10.0% of the money in each year. It is worth 80.0 points.",
  );
  // 80 to 79 in the second half of the first third; 79 to 76 and 76 to 70 points over ten percentage points each.
  assert.equal(
    sentences[1],
    "From 10.0% to 20.0% costs 1.00 points of value (all of it between 15.0% and 20.0%); from there to 30.0% another 3.00 points of value (0.30 for each percentage point); from there to 40.0% another 6.00 points of value (0.60 for each percentage point).",
  );
  assert.equal(sentences[2], "From 40.12% on no lawful plan exists.");
});

test("stretches that cost nothing are told as one", () => {
  const flat = [point(0.1, 80), ...[0.2, 0.3, 0.4, 0.5].map((level) => point(level, 70))];
  assert.equal(
    report([point(0.05, 80), ...flat, point(0.6, 70)]).sentences[1],
    "From 5.0% to 20.0% costs 10.0 points of value (all of it between 10.0% and 20.0%); from there to 60.0% nothing.",
  );
});

test("an end that was not proven is not called one, and a level that all can keep is", () => {
  const open = report(falling, { beyond: { level: 0.41, proven: false } });
  assert.equal(
    open.sentences[2],
    "From 41.00% on no lawful plan was found; it is not proven that there is none.",
  );
  assert.equal(
    report(falling).sentences[2],
    "A lawful plan exists even when East Asia and the Pacific gets all of it.",
  );
});

test("a cost that the bounds do not prove is at most, and a stopped frontier says so", () => {
  const points = [point(0.1, 80, 80.5), point(0.2, 79.8, 80.4), point(0.3, 79.8, 80.4)];
  const { sentences } = report(points, { complete: false });
  assert.match(sentences[1] ?? "", /^From 10\.0% to 20\.0% costs at most 0\.70 points of value; /);
  assert.match(sentences[1] ?? "", /to 30\.0% nothing that the search can see, at most 0\.60\.$/);
  assert.ok(
    sentences.includes("Each value is within 0.60 points of the best possible at its level."),
  );
  assert.equal(sentences.at(-1), "Stopped before every level was solved; those shown hold.");
});

test("a few unsure values do not blur the others", () => {
  const points = falling.map((one, place) => ({
    ...one,
    bound: one.value + (place === 5 ? 4 : 0.1),
  }));
  assert.equal(
    report(points).sentences.at(-1),
    "Half of the values are within 0.10 points of the best possible at their levels; the least sure is within 4.00.",
  );
});

test("who has more and less at the end is named", () => {
  const before = new Map(present.payments.map((one) => [one.initiative, one]));
  const [some] = [...before.values()].filter((one) => one.initiative.startsWith("VNM"));
  assert.ok(some !== undefined);
  const more = { ...some, amount: cents(some.amount + 30_000_000_000) };
  const payments = present.payments.map((one) => (one === some ? more : one));
  const last = point(0.4, 70, 70, { ...present, payments });
  const { sentences } = report([...falling.slice(0, -1), last]);
  assert.match(
    sentences[3] ?? "",
    /^With at least 40\.0% for East Asia and the Pacific, compared with the present plan over FY\d+–FY\d+, more goes to East Asia and the Pacific \(\$300\.0 million\)\.$/,
  );
  const axis: FrontierAxis = { kind: "change", of: "partners", before: new Map() };
  const byPartner = report([point(0.5, 80), { ...last, level: 0.2 }], { against: axis });
  assert.match(byPartner.sentences.join(" "), /more goes to Vietnam \(\$300\.0 million\)\./);
});

test("a change from nothing is no rule, and its cost stands alone", () => {
  const against: FrontierAxis = { kind: "change", of: "regions", before: new Map() };
  const points = [point(Number.POSITIVE_INFINITY, 80), point(1, 75), point(0.5, 74), point(0, 70)];
  const change = report(points, { against });
  assert.equal(change.rows[0]?.level_words, "no rule");
  assert.match(change.sentences[0] ?? "", /rises from nothing/);
  assert.equal(
    change.sentences[1],
    "Keeping every region within 100.0% of the year before costs 5.00 points of value.",
  );
  assert.match(change.sentences[2] ?? "", /^From 100\.0% to 50\.0% costs 1\.00 points/);
  const figure = drawFrontier(change);
  assert.ok(figure !== null && !figure.svg.markup.includes("Infinity"));
  assert.equal(figure.data.rows[0]?.[0], "no rule (present plan)");
});

test("the text shows the ends of flat stretches, and the page the same sentences", () => {
  const flat = report([point(0.1, 80), point(0.2, 70), point(0.3, 70), point(0.4, 70)]);
  const lines = frontierText(flat).split("\n");
  assert.ok(lines.every((line) => line.length <= 100));
  const levels = lines.flatMap((line) => /^ +(\d+\.\d)% {2,}\d/.exec(line)?.[1] ?? []);
  assert.deepEqual(levels, ["10.0", "20.0", "40.0"]);
  assert.ok(frontierLines(flat, 90).length > flat.sentences.length);
  const narrow = frontierText(flat, 60).split("\n");
  assert.deepEqual(
    narrow.filter((line) => line.length > 60),
    [],
  );
  const page = frontierSection([flat]).markup;
  for (const sentence of flat.sentences) assert.ok(page.includes(escapeText(sentence)));
  assert.match(page, /<figure id="figure-frontier-EAP">/);
});

test("risk is told with what makes it", () => {
  const against: FrontierAxis = { kind: "risk", measure: "confidence", items: [0, 1] };
  const { sentences, id, rises } = report([point(0.5, 80), point(0.25, 79), point(0, 78)], {
    against,
  });
  assert.deepEqual([id, rises], ["frontier-risk-confidence", false]);
  assert.match(
    sentences[0] ?? "",
    /initiatives whose effects are no likelier than even \(2 of them/,
  );
  assert.ok(sentences.includes("A lawful plan exists even with nothing on them."));
});
