import assert from "node:assert/strict";
import { test } from "node:test";
import type { Finding } from "../base/findings.ts";
import type { Provision } from "../law/law.ts";
import type { PlanTables } from "../plan/plan.ts";
import { makeBriefing } from "./briefing.ts";
import { sceneAllocation, sceneInput, sceneProblem } from "./scene.test-data.ts";
import { million } from "./scene-plan.test-data.ts";

const input = sceneInput();
const briefing = makeBriefing(input);

test("the answer says what, how much, what changes, what it costs and how sure", () => {
  // 5,319.75 of FMF and 27 of IMET in each of three years; the accounts hold 5,425 a year.
  const expected = [
    /^Fund 23 of 23 continuing programs and 2 of 3 new proposals \(all illustrative\)/,
    /^It spends \$16\.04 billion over FY2021–FY2023, or \$5\.35 billion in the average year, from 2 accounts \(98\.6% of what they hold\)\. The largest shares go to Israel \(62%\), Egypt \(24%\) and Jordan \(8%\)\.$/,
    /^The average year is \$56\.3 million more than FY2020 obligations .* East Asia and the Pacific gains most \(\+\$62\.8 million\), Western Hemisphere loses most \(−\$9\.5 million\)/,
    /1 costs value; the dearest is “ISR floor, FY2021”, .* 4\.20 points more/,
    /No lawful allocation .* within 0\.050% .*\(proven\)\. Code written separately .* agrees\.$/,
  ];
  assert.equal(briefing.answer.length, expected.length);
  for (const [index, pattern] of expected.entries()) {
    assert.match(briefing.answer[index] ?? "", pattern);
  }
});

test("what is funded in part is counted", () => {
  const [first, second, ...rest] = input.allocation.choices;
  assert.ok(first !== undefined && second !== undefined);
  const choices = [{ ...first, share: 0.6 }, { ...second, share: 0.9 }, ...rest];
  const { answer } = makeBriefing({ ...input, allocation: { ...input.allocation, choices } });
  assert.match(answer[0] ?? "", /new proposals \(all illustrative\), 2 of them in part: together/);
});

test("the watched share is told against the record", () => {
  // FY2020: 115 + 35 + 1 + 40 + 11 + 0.5 of 5,266.5. Plan: 60 and 2.75 more, of 5,319.75.
  const [share] = briefing.shares;
  assert.equal(share?.before?.ratio.toFixed(6), (202.5 / 5266.5).toFixed(6));
  assert.equal(share?.ratio.toFixed(6), (265.25 / 5319.75).toFixed(6));
  assert.equal(
    share?.sentence,
    "Europe and East Asia receive 5.0% of FMF over FY2021–FY2023, from 3.85% in FY2020.",
  );
});

test("illustrative proposals are counted and named as such", () => {
  assert.equal(briefing.illustrative.count, 2);
  assert.equal(briefing.illustrative.amount, million(189));
  assert.match(briefing.illustrative.note, /^3 proposals in this plan are illustrative/);
});

test("gains, losses, tranches, assumptions, claims and misses are those of the scene", () => {
  const { from_to: fromTo, waits, sureness, misses, prices } = briefing;
  assert.deepEqual(
    fromTo?.gains.map((row) => row.key),
    ["PHL", "KEN", "VNM"],
  );
  assert.deepEqual(
    fromTo?.losses.map((row) => row.key),
    ["COL"],
  );
  assert.match(fromTo?.note ?? "", /ACI/);
  assert.deepEqual(
    waits.tranches.map((row) => [row.amount, row.waivable, row.outcome, row.due]),
    [[million(300), million(225), "pending", "2021-09-30"]],
  );
  assert.deepEqual(
    sureness.assumptions.map((row) => [row.id, row.rows, row.amount]),
    [
      ["peace", 0, 0],
      ["flat", 6, 0],
      ["crews", 3, million(189)],
    ],
  );
  assert.deepEqual(
    sureness.disputed.map((row) => row.id),
    ["a"],
  );
  assert.equal(misses.unfunded, 1);
  assert.deepEqual(
    misses.closest.map((row) => [row.initiative, row.illustrative, row.cost]),
    // 90 a year, reduced to three quarters, for three years.
    [["ukr-air", true, million(202.5)]],
  );
  assert.equal(prices.costly[0]?.holds_words, "$2.80 billion to $3.30 billion");
  assert.equal(prices.free.length, 1);
});

test("scenarios stand side by side, the impossible one with its reason", () => {
  const rows = briefing.scenarios?.rows ?? [];
  assert.deepEqual(
    rows.map((row) => [row.id, row.current, row.result === null]),
    [
      ["steady", true, false],
      ["redirect", false, false],
      ["cut-10", false, true],
    ],
  );
  // Redirect: 825 a year less for Israel, 90 a year more for Ukraine.
  assert.match(rows[1]?.sentence ?? "", /for \$2\.21 billion less\.$/);
  assert.match(rows[2]?.sentence ?? "", /ISR floor falls/);
  assert.equal(makeBriefing({ ...input, others: [] }).scenarios, null);
});

test("a scenario whose search was not finished is not judged by what it found so far", () => {
  const others = input.others.map((other) => ({
    ...other,
    allocation: other.allocation && { ...other.allocation, bound: 99, gap_ratio: 0.04 },
  }));
  const sentence = makeBriefing({ ...input, others }).scenarios?.rows[1]?.sentence ?? "";
  assert.match(sentence, /Its search was not finished: it may be worth up to 99\.0 points\.$/);
});

const complaint: Finding = {
  code: "made_up",
  severity: "error",
  at: { id: "UKR-FMF" },
  found: "a wrong total",
  expected: "the right one",
  help: "Do not use it.",
};

test("an allocation that was refused, not checked or not proven says so", () => {
  const refused = makeBriefing({ ...input, verification: [complaint] });
  assert.equal(refused.trust.state, "refused");
  assert.match(refused.answer.at(-1) ?? "", /Do not use it: the separate check found 1 error/);
  const unchecked = makeBriefing({ ...input, verification: null });
  assert.match(unchecked.answer.at(-1) ?? "", /not checked by the separate verifier/);
  const loose = { ...input.allocation, gap_ratio: 0.05, ended: "budget" as const };
  const open = makeBriefing({ ...input, allocation: loose });
  assert.equal(open.trust.proven, false);
  assert.match(open.answer.at(-1) ?? "", /used up its steps .* may exist \(5\.000% more\)/);
  const early = makeBriefing({ ...input, allocation: { ...loose, ended: "proven" } });
  assert.match(early.answer.at(-1) ?? "", /^The search ended before it proved the gap asked for/);
});

test("without record, prices or proposals the sentences still hold", () => {
  const tables = { ...input.plan.tables, baseline: [] };
  const plan = { ...input.plan, tables };
  const bare = makeBriefing({ ...input, plan, prices: [], misses: [], others: [] });
  assert.equal(bare.from_to, null);
  assert.ok(bare.answer.some((sentence) => /prices .* were not worked out/.test(sentence)));
  assert.equal(bare.partners[0]?.before, null);
});

test("duties and doubts of the law are grouped over what is funded", () => {
  const notice: Provision = {
    rule: "FMF.notice_days",
    file: "law/fmf.yaml",
    citation: "Made up",
    mark: "knowledge",
    says: "Congress is told 15 days before.",
    effect: "warns",
  };
  const warned = {
    ...input.problem,
    items: input.problem.items.map((item) => ({
      ...item,
      initiative: { ...item.initiative, accounts: ["FMF", "IMET"] },
      warnings: [notice],
    })),
  };
  const { groups } = makeBriefing({ ...input, problem: warned }).waits;
  // Only what is paid from the account of the rule: 12 programs of FMF and the cutters, not those of IMET.
  assert.deepEqual(
    groups.map((group) => [group.title, group.initiatives, group.amount]),
    [["Notice to Congress", 12, million(5319.75 * 3)]],
  );
  assert.equal(groups[0]?.duties[0]?.names[0], "Israel: FMF");
});

test("what is barred is told apart from what was not chosen", () => {
  const plan = {
    ...input.plan,
    tables: {
      ...input.plan.tables,
      initiatives: input.plan.tables.initiatives.map((row) =>
        row.id === "ukr-air" ? { ...row, excluded: true, override_reason: "no" } : row,
      ),
    },
  };
  const problem = sceneProblem(plan);
  const { misses } = makeBriefing({
    ...input,
    plan,
    problem,
    allocation: sceneAllocation(problem),
    others: [],
  });
  assert.deepEqual(misses.closest, []);
  assert.deepEqual(
    misses.barred.map((row) => [row.initiative, row.reason]),
    [["ukr-air", "excluded"]],
  );
});

test("the order of the rows of the plan changes nothing", () => {
  const reversed = Object.fromEntries(
    Object.entries(input.plan.tables).map(([name, rows]) => [name, [...rows].reverse()]),
  ) as unknown as PlanTables;
  const plan = { ...input.plan, tables: reversed };
  const problem = sceneProblem(plan);
  const again = makeBriefing({ ...input, plan, problem, allocation: sceneAllocation(problem) });
  assert.deepEqual(again, briefing);
});
