import assert from "node:assert/strict";
import { test } from "node:test";
import type { Allocation } from "../../allocate/allocation.ts";
import type { Alternatives, NearPlan } from "../../allocate/explore/alternatives.ts";
import type { ByDimension } from "../../allocate/explore/alternatives-spread.ts";
import { makeBriefing } from "../briefing.ts";
import { renderBriefing } from "../html.ts";
import { labelsOf } from "../rows.ts";
import { sceneAllocation, sceneInput } from "../scene.test-data.ts";
import { million } from "../scene-plan.test-data.ts";
import { briefingText } from "../text.ts";
import { reportAlternatives } from "./alternatives.ts";
import { alternativesText } from "./alternatives-text.ts";

const input = sceneInput();
const { plan, problem } = input;
const first = { ...input.allocation, value: 80, bound: 80.04 };
const labels = labelsOf(plan, new Map());

/** Israel gets a quarter less (of 3,300 a year, for three years), Ukraine's air defense is funded (90 a year). */
const eastward = sceneAllocation(problem, { "ISR-FMF": "reduced", "ukr-air": "before" });
/** No cutters for the Philippines (60 a year); Colombia as before, and no longer a quarter less of 38 a year. */
const westward = sceneAllocation(problem, { "phl-cutters": null, "COL-FMF": "before" });

function near(letter: string, allocation: Allocation, value: number, moved: ByDimension): NearPlan {
  return {
    letter,
    allocation: { ...allocation, value },
    loss: 80 - value,
    loss_ratio: (80 - value) / 80,
    moved,
    nearest: null,
    apart: moved,
    only: letter === "A" ? [{ initiative: "ukr-air", amount: million(270) }] : [],
  };
}

const alternatives: Alternatives = {
  loss_ratio: 0.01,
  plans: [
    near("A", eastward, 79.6, { region: 0.14, partner: 0.14, account: 0.14, kind: 0.14 }),
    near("B", westward, 80.02, { region: 0.01, partner: 0.01, account: 0, kind: 0.01 }),
  ],
  shared: [{ initiative: "EGY-FMF", amount: million(3900) }],
  shared_amount: million(3900),
  only_first: [],
  never: ["ken-staff"],
  found: 9,
  solves: 30,
  stopped: false,
};
const part = reportAlternatives(plan, problem, first, alternatives, labels);

test("each plan is named for what it moves most, with who gains and who loses", () => {
  assert.deepEqual(
    part.rows.map(({ letter, title }) => [letter, title]),
    [
      [null, "The recommended plan"],
      ["A", "More for Europe and Eurasia, less for Near East"],
      ["B", "More for Western Hemisphere, less for East Asia and the Pacific"],
    ],
  );
  const [, east, west] = part.rows;
  assert.equal(
    east?.sentence,
    "Worth 79.6 points, 0.40 points (0.50%) less than the recommended plan. Europe and Eurasia gains $270.0 million. " +
      "Near East loses $2.48 billion. It funds 3 new proposals instead of 2, for $459.0 million instead of " +
      "$189.0 million. Of the partners, Ukraine gains most (+$270.0 million) and Israel loses most (−$2.48 billion). " +
      "Of the accounts, FMF loses most (−$2.21 billion). In all it spends $2.21 billion less.",
  );
  assert.match(
    west?.sentence ?? "",
    /^Worth 80\.0 points, 0\.020 points \(0\.02%\) more than .* leaves room/,
  );
  assert.match(west?.sentence ?? "", /It funds 1 new proposal instead of 2/);
  assert.doesNotMatch(west?.sentence ?? "", /Of the accounts/);
});

test("no two plans bear the same name", () => {
  // Five times the same plan, which moves as much in each dimension: region, kind, account and partner name four of
  // them in that order. The fifth finds all names taken, so that a number tells it apart.
  const moved = { region: 0.14, partner: 0.14, account: 0.14, kind: 0.14 };
  const plans = ["A", "B", "C", "D", "E"].map((letter) => near(letter, eastward, 79.6, moved));
  const { rows } = reportAlternatives(plan, problem, first, { ...alternatives, plans }, labels);
  assert.deepEqual(
    rows.slice(1).map(({ title }) => title),
    [
      "More for Europe and Eurasia, less for Near East",
      "More for new proposals",
      "Less for FMF",
      "More for Ukraine, less for Israel",
      "More for Europe and Eurasia, less for Near East (2)",
    ],
  );
});

test("money that moves between two regions alone is said to move", () => {
  const to = sceneAllocation(problem, { "phl-cutters": null });
  const swapped = {
    ...to,
    payments: [
      ...to.payments,
      ...input.allocation.payments
        .filter(({ initiative }) => initiative === "phl-cutters")
        .map((payment) => ({ ...payment, initiative: "ukr-air" })),
    ],
  };
  const one = near("A", swapped, 79.9, { region: 0.01, partner: 0.01, account: 0, kind: 0 });
  const { rows } = reportAlternatives(
    plan,
    problem,
    first,
    { ...alternatives, plans: [one] },
    labels,
  );
  assert.match(
    rows[1]?.sentence ?? "",
    /It moves \$180\.0 million from East Asia and the Pacific to Europe and Eurasia\./,
  );
});

test("what they share, what none funds and where they differ most is said", () => {
  assert.match(
    part.shared,
    /^All 3 plans fund the same 1 initiative, with at least \$3\.90 billion/,
  );
  assert.match(part.shared, /none of them funds 1 initiative \(ken-staff\)\.$/);
  assert.deepEqual(
    part.contested.map(({ initiative, amounts }) => [initiative, ...amounts]),
    [
      ["ISR-FMF", million(9900), million(7425), million(9900)],
      ["ukr-air", 0, million(270), 0],
      ["phl-cutters", million(180), million(180), 0],
      ["COL-FMF", million(85.5), million(85.5), million(114)],
    ],
  );
  assert.match(
    part.intro,
    /^2 other plans were found within 1\.0% of .* \(80\.0 points\), chosen from 9/,
  );
});

test("where there is none, that is said", () => {
  const none = { ...alternatives, plans: [], shared: [], found: 0, stopped: true };
  const { intro, rows, shared } = reportAlternatives(plan, problem, first, none, labels);
  assert.match(intro, /^No plan within 1\.0% .* was found that moves .* stopped before its end\.$/);
  assert.deepEqual([rows.length, shared], [1, ""]);
  assert.doesNotMatch(alternativesText({ ...part, intro, rows, shared }, 100), /REGIONS/);
});

test("of one plan it is said whether it was the only one", () => {
  const [one] = alternatives.plans;
  assert.ok(one !== undefined);
  const intro = (found: number) =>
    reportAlternatives(plan, problem, first, { ...alternatives, plans: [one], found }, labels)
      .intro;
  assert.match(intro(1), /^One other plan was found within 1\.0% of .*\. It keeps every rule\. /);
  assert.match(
    intro(4),
    /^One other plan was chosen of 4 that were found .*\. It keeps every rule\. /,
  );
});

test("a narrow terminal gets the plans without where their money stands", () => {
  const lines = alternativesText(part, 60).split("\n");
  assert.deepEqual(
    lines.filter((line) => line.length > 60),
    [],
  );
  const [head = "", named = ""] = lines.slice(lines.indexOf("PLANS") + 1);
  assert.match(head, /^ +value +loss +funded +new$/);
  assert.match(named, /^ {2}The recommended plan +80\.0 /);
});

test("for a terminal no line is wider than it, also with ten plans", () => {
  const [one] = alternatives.plans;
  assert.ok(one !== undefined);
  const ten = [..."ABCDEFGHIJ"].map((letter) => ({ ...one, letter }));
  for (const plans of [alternatives.plans, ten]) {
    const wide = reportAlternatives(plan, problem, first, { ...alternatives, plans }, labels);
    const lines = alternativesText(wide, 100).split("\n");
    assert.deepEqual(
      lines.filter((line) => line.length > 100),
      [],
    );
    assert.ok(
      lines.some((line) =>
        line.includes("Only this plan funds Ukraine: air defense (illustrative)"),
      ),
    );
  }
});

test("they are a part of the briefing, with a picture for each, and left out where they were not looked for", () => {
  const briefing = makeBriefing({ ...input, allocation: first, alternatives });
  const page = renderBriefing(briefing, { world: null });
  assert.equal(page.match(/aria-label="Plan [AB] against the recommended plan\./g)?.length, 2);
  assert.match(page, /<h2 id="alternatives-title">Other plans, nearly as good<\/h2>/);
  assert.match(briefingText(briefing), /OTHER PLANS, nearly as good[\s\S]*A More for Europe/);
  const without = makeBriefing(input);
  assert.doesNotMatch(renderBriefing(without, { world: null }), /nearly as good/);
  assert.doesNotMatch(briefingText(without), /OTHER PLANS/);
});
