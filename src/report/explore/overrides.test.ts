import assert from "node:assert/strict";
import { test } from "node:test";
import type { OverridePrices } from "../../allocate/explore/overrides.ts";
import { withoutDecisions } from "../../allocate/explore/overrides-plan.ts";
import type { Initiative, Plan } from "../../plan/plan.ts";
import { makeBriefing } from "../briefing.ts";
import { renderBriefing } from "../html.ts";
import { sceneInput } from "../scene.test-data.ts";
import { million, scenePlan } from "../scene-plan.test-data.ts";
import { makeOverrideCost, reportOverrides } from "./overrides.ts";
import { overridesText } from "./overrides-text.ts";

const plan = scenePlan();
const [first, second] = plan.tables.initiatives;
assert.ok(first !== undefined && second !== undefined);
const [level] = plan.tables.packages.filter((row) => row.initiative === first.id);
assert.ok(level !== undefined);

function decided(change: (row: Initiative) => Initiative): Plan {
  const initiatives = plan.tables.initiatives.map(change);
  return { ...plan, tables: { ...plan.tables, initiatives } };
}

const both = decided((row) => {
  if (row.id === first.id) {
    return { ...row, pinned_package: level.id, override_reason: "The post asks" };
  }
  return row.id === second.id ? { ...row, excluded: true, override_reason: "Too late" } : row;
});

test("decisions are the pins and exclusions of the plan", () => {
  const { decisions } = makeOverrideCost(both, { value: 1, bound: 1 }, { value: 1, bound: 1 });
  assert.deepEqual(decisions, [
    {
      ...{ initiative: first.id, name: first.name, package: level.id, share: null },
      reason: "The post asks",
    },
    {
      ...{ initiative: second.id, name: second.name, package: null, share: null },
      reason: "Too late",
    },
  ]);
  const none = withoutDecisions(both);
  const { decisions: left } = makeOverrideCost(none, { value: 1, bound: 1 }, null);
  assert.deepEqual(left, []);
});

test("the cost is the difference of two solves, between ends that their bounds prove", () => {
  const found = makeOverrideCost(both, { value: 70, bound: 71 }, { value: 75, bound: 75.5 });
  assert.deepEqual([found.cost, found.least, found.most], [5, 4, 5.5]);
  assert.ok(found.sentence.startsWith("People made 2 decisions: fund “"), found.sentence);
  assert.match(found.sentence, /leave out “/);
  assert.match(found.sentence, /75\.0 points instead of 70\.0: keeping them costs 5\.00 points/);
  assert.match(found.sentence, /between 4\.00 and 5\.50/);
});

test("decisions that the best plan makes by itself cost nothing, and where none is found that is said", () => {
  const free = makeOverrideCost(both, { value: 75, bound: 75 }, { value: 75, bound: 75 });
  assert.equal(free.cost, 0);
  assert.match(free.sentence, /keeping them costs nothing/);
  const none = makeOverrideCost(both, { value: 75, bound: 75 }, null);
  assert.deepEqual([none.value_without, none.cost], [null, 0]);
  assert.match(none.sentence, /no allocation was found/);
});

test("of many decisions the first three are named", () => {
  const all = decided((row) => ({ ...row, excluded: true, override_reason: "All of it" }));
  const { sentence } = makeOverrideCost(all, { value: 0, bound: 0 }, { value: 5, bound: 5 });
  assert.match(sentence, new RegExp(` and ${plan.tables.initiatives.length - 3} more\\.`));
});

const [third, fourth] = plan.tables.initiatives.slice(2);
assert.ok(third !== undefined && fourth !== undefined);
const packageOf = (id: string) => plan.tables.packages.find((row) => row.initiative === id);
const reason = "The post asks";
const allocation = { ...sceneInput().allocation, value: 70, bound: 70.5 };
const prices: OverridePrices = {
  value: 75,
  each: [
    {
      override: {
        ...{ initiative: first.id, kind: "pin", package: level.id, share: null, reason },
      },
      followed: false,
      outcome: {
        kind: "priced",
        ...{ allocation, cost: 2, least: 1.5, most: 2.5 },
        loses: [second, third, fourth].map(({ id }) => ({ initiative: id, amount: million(3) })),
        gains: [{ initiative: "ukr-air", amount: million(1) }],
      },
    },
    {
      override: {
        ...{ initiative: second.id, kind: "exclude", package: null, share: null, reason },
      },
      followed: true,
      outcome: { kind: "priced", allocation, cost: 0, least: 0, most: 0, loses: [], gains: [] },
    },
    {
      override: {
        ...{ initiative: third.id, kind: "part", share: 0.4, reason },
        package: packageOf(third.id)?.id ?? "",
      },
      followed: false,
      outcome: {
        kind: "priced",
        ...{ allocation, cost: -0.5, least: -0.5, most: -0.5, loses: [], gains: [] },
      },
    },
  ],
  together: { kind: "priced", allocation, cost: 5, least: 4, most: 5.5, loses: [], gains: [] },
};

test("each decision has its cost in words, with who loses and who gains", () => {
  const { each, sum } = reportOverrides(plan, prices);
  const [pinned, followed, part] = each.map(({ sentence }) => sentence);
  assert.equal(
    pinned,
    `Fund “${first.name}” as “${level.name}”: that costs 2.00 points (proven to lie between 1.50 and 2.50). ` +
      `These lose: ${second.name} ($3.0 million), ${third.name} ($3.0 million) and ${fourth.name} ($3.0 million). ` +
      "This gains: Ukraine: air defense ($1.0 million).",
  );
  assert.equal(
    followed,
    `Leave out “${second.name}”: the plan does that anyway, and it costs nothing.`,
  );
  assert.match(
    part ?? "",
    /^Fund 40% of “.*” \(“.*”\): that gains 0\.50 points, since a part does/,
  );
  assert.equal(sum, 1.5);
});

test("together they do not cost what they cost one by one, and that is said", () => {
  const { sentence, cost, value_without } = reportOverrides(plan, prices);
  assert.deepEqual([cost, value_without], [5, 75]);
  assert.match(sentence, /worth 75\.0 points instead of 70\.0: keeping them costs 5\.00 points/);
  assert.match(
    sentence,
    /One by one they cost 1\.50 points in all, and together more\. Costs of decisions do not add up/,
  );
});

test("whether together is more or less is claimed only where the ranges prove it", () => {
  const { each, together, value } = prices;
  // One by one between 1 and 2.
  for (const [least, cost, most, words] of [
    [0.2, 0.5, 0.8, /in all, and together less\./],
    [0.8, 1.6, 2.4, /in all; whether they cost more or less together is within the proven gap\./],
    [1.5, 1.5, 1.5, /in all, as much as together; that need not be so\./],
  ] as const) {
    assert.equal(together.kind, "priced");
    const made = { ...together, cost, least, most };
    assert.match(reportOverrides(plan, { value, each, together: made }).sentence, words);
  }
});

test("decisions that cannot be followed say what is in the way", () => {
  const contradiction = {
    relax: [
      {
        rule: { kind: "directive", id: "floor", name: "The floor", fiscal_year: null } as const,
        ...{ from: million(3), to: million(0), citation: "Made up" },
      },
    ],
    total: million(3),
    sentence: "Not all rules can hold: the floor gives way.",
  };
  const impossible = { kind: "impossible", words: "", contradiction } as const;
  const barred = { ...impossible, words: "It has no package to fund.", contradiction: null };
  const [one, two] = prices.each;
  assert.ok(one !== undefined && two !== undefined);
  const found = reportOverrides(plan, {
    value: 75,
    each: [
      { ...one, outcome: barred },
      { ...two, followed: false, outcome: { kind: "nothing_found" } },
    ],
    together: impossible,
  });
  assert.match(found.each[0]?.sentence ?? "", /: that cannot be\. It has no package to fund\.$/);
  assert.match(found.each[1]?.sentence ?? "", /: the search ended before/);
  assert.match(found.sentence, /Not all of them can be followed together\. Not all rules can hold/);
  assert.deepEqual([found.cost, found.sum], [null, null]);
  const unknown = { ...impossible, contradiction: null };
  const open = reportOverrides(plan, { value: 75, each: [], together: unknown });
  assert.match(open.sentence, /no way was found to let rules give way/);
  const text = overridesText(found, 100);
  assert.match(text, /cannot be/);
  const alone = { ...one, followed: false, outcome: impossible };
  const single = reportOverrides(plan, { value: 75, each: [alone], together: impossible });
  const said = overridesText(single, 100);
  assert.equal(
    said.replace(/\s+/g, " ").match(/Not all rules can hold/g)?.length,
    1,
    "said once, not twice",
  );
  assert.match(said, /\n {4}The floor is set by: Made up\n$/);
  assert.deepEqual(
    text.split("\n").filter((line) => line.length > 100),
    [],
  );
});

test("they are a part of the briefing where each was priced, with a picture", () => {
  const input = sceneInput();
  const overrides = reportOverrides(plan, prices);
  const page = renderBriefing(makeBriefing({ ...input, overrides }), { world: null });
  assert.match(page, /<h2 id="overrides-title">What the decisions of people cost<\/h2>/);
  assert.match(page, /aria-label="Bars of what each decision costs\./);
  const together = makeOverrideCost(both, { value: 70, bound: 71 }, { value: 75, bound: 75.5 });
  const bare = renderBriefing(makeBriefing({ ...input, overrides: together }), { world: null });
  assert.doesNotMatch(bare, /overrides-title/);
});
