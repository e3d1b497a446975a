import assert from "node:assert/strict";
import { test } from "node:test";
import { openLaw } from "../../allocate/open-law.test-data.ts";
import type { Plan } from "../../plan/plan.ts";
import { makeRow } from "../../plan/rows.ts";
import { makeBriefing } from "../../report/briefing.ts";
import { recordAtOneStage } from "../../report/partner-list.ts";
import { sceneInput } from "../../report/scene.test-data.ts";
import { readExample } from "./example-plan.test-data.ts";
import { overviewPage } from "./overview.ts";
import { partnerPage } from "./partner.ts";
import type { Standing } from "./standing.ts";
import { strategyPage } from "./strategy.ts";

const input = sceneInput();
const { plan, allocation } = input;
const standing: Standing = {
  summary: {
    id: "a1",
    branch: "main",
    seq: 1,
    stale: true,
    tried: 0,
    at: "2020-12-28T15:00:00Z",
    by: "ana",
    value: allocation.value,
    bound: allocation.bound,
    gap_ratio: allocation.gap_ratio,
    ended: allocation.ended,
    amount: allocation.payments.reduce((sum, one) => sum + one.amount, 0),
    funded: allocation.choices.length,
    withheld: false,
  },
  allocation,
  briefing: makeBriefing(input),
};

test("the cascade's points and money add up from the leaves to the top", () => {
  const { rows } = strategyPage(plan, standing, false);
  assert.equal(rows.length, plan.tables.objectives.length);
  const tops = rows.filter((row) => row.parent === null);
  assert.ok(Math.abs(tops.reduce((sum, row) => sum + row.points, 0) - 100) < 1e-9);
  const total = tops.reduce((sum, row) => sum + (row.money ?? 0), 0);
  const aimless = strategyPage(plan, standing, false).aimless.reduce((s, one) => s + one.money, 0);
  assert.equal(total + aimless, standing.summary.amount);
  for (const row of rows) {
    const below = rows.filter((one) => one.parent === row.id);
    if (below.length === 0) continue;
    const sum = below.reduce((all, one) => all + one.points, 0);
    assert.ok(Math.abs(sum - row.points) < 1e-9, row.id);
    const at = rows.indexOf(row);
    assert.ok(
      below.every((one) => rows.indexOf(one) > at),
      "rows stand above those that serve them",
    );
  }
});

test("an objective without proposal and one without money stand out", () => {
  const effects = plan.tables.effects.filter(
    (row) => row.objective !== plan.tables.effects[0]?.objective,
  );
  const bare: Plan = { ...plan, tables: { ...plan.tables, effects } };
  const id = plan.tables.effects[0]?.objective;
  const row = strategyPage(bare, null, false).rows.find((one) => one.id === id);
  assert.deepEqual(row?.marks, ["no_proposal"]);
  assert.equal(row?.money, null);
});

test("objectives that stand above one another in a circle are each shown once", () => {
  const objectives = plan.tables.objectives.map((row) =>
    row.parent === undefined ? { ...row, parent: plan.tables.objectives.at(-1)?.id } : row,
  );
  const { rows } = strategyPage({ ...plan, tables: { ...plan.tables, objectives } }, null, false);
  assert.deepEqual(rows.map((row) => row.id).sort(), objectives.map((row) => row.id).sort());
});

test("initiatives with money and no effect are named with their money", () => {
  const bare: Plan = { ...plan, tables: { ...plan.tables, effects: [] } };
  const { aimless } = strategyPage(bare, standing, false);
  assert.equal(
    aimless.reduce((sum, one) => sum + one.money, 0),
    standing.summary.amount,
  );
});

test("a partner's money counts every dollar once: record, allocated and asked", () => {
  const law = openLaw({ FMF: 1, IMET: 1 });
  for (const partner of plan.tables.partners) {
    const page = partnerPage(partner, {
      plan,
      law,
      standing,
      findings: [],
      changes: [],
      withheld: false,
    });
    const sum = (of: "record" | "allocated" | "asked") =>
      page.money.reduce((all, row) => all + row[of], 0);
    const own = plan.tables.baseline.filter((row) => row.partner === partner.id);
    const record = recordAtOneStage(own).reduce((all, row) => all + row.amount, 0);
    assert.equal(sum("record"), record);
    assert.equal(
      sum("allocated"),
      page.proposals.reduce((all, one) => all + one.allocated, 0),
    );
    assert.equal(
      sum("asked"),
      page.proposals.reduce((all, one) => all + one.asked, 0),
    );
    assert.equal(
      sum("asked"),
      page.agencies.reduce((all, one) => all + one.amount, 0),
    );
  }
});

test("what is asked of several accounts stands once, under all of them", () => {
  const example = readExample("two-partners");
  const [first] = example.tables.initiatives;
  assert.ok(first);
  const both = { ...first, accounts: ["IMET", "FMF"] };
  const changed = { ...example, tables: { ...example.tables, initiatives: [both] } };
  const partner = changed.tables.partners.find((row) => row.id === first.partner);
  assert.ok(partner);
  const law = openLaw({ FMF: 1, IMET: 1 });
  const page = partnerPage(partner, {
    ...{ plan: changed, law, standing: null, findings: [], changes: [], withheld: false },
  });
  const asked = page.money.filter((row) => row.asked > 0);
  assert.deepEqual([...new Set(asked.map((row) => row.account))], ["FMF;IMET"]);
  assert.equal(
    asked.reduce((sum, row) => sum + row.asked, 0),
    12_000_000_000,
  );
  assert.equal(page.proposals[0]?.funded, null);
});

test("a partner's page holds what the registers say of it, and of no other", () => {
  const [first, second] = plan.tables.partners;
  assert.ok(first && second);
  const agreement = (id: string, partner: string) =>
    makeRow("agreements", { id, name: id, partner, kind: "sofa", status: "in_force" });
  const exercise = (id: string, partners: readonly string[]) =>
    makeRow("activities", {
      id,
      name: id,
      kind: "exercise",
      partners,
      owner: "x",
      status: "planned",
    });
  const tables = {
    ...plan.tables,
    agreements: [agreement("own", first.id), agreement("other", second.id)],
    activities: [exercise("both", [first.id, second.id]), exercise("none", [])],
  };
  const page = partnerPage(first, {
    ...{
      plan: { ...plan, tables },
      law: openLaw({ FMF: 1 }),
      standing: null,
      findings: [],
      changes: [],
    },
    withheld: false,
  });
  assert.deepEqual(
    [page.agreements, page.activities].map((rows) => rows.map(({ id }) => id)),
    [["own"], ["both"]],
  );
});

test("a partner's findings are those of its own rows", () => {
  const law = openLaw({ FMF: 1, IMET: 1 });
  const [partner, other] = plan.tables.partners;
  const row = plan.tables.initiatives.find((one) => one.partner === partner?.id);
  assert.ok(partner && other && row);
  const words = { found: "", expected: "", help: "" };
  const finding = (id: string) => ({ code: "c", severity: "error" as const, at: { id }, ...words });
  const findings = [finding(partner.id), finding(row.id), finding(other.id)];
  const page = partnerPage(partner, { plan, law, standing, findings, changes: [], withheld: true });
  assert.deepEqual(page.findings, findings.slice(0, 2));
  assert.equal(page.withheld, true);
});

test("what needs attention comes with the most severe first, each kind once with its count", () => {
  const words = { found: "f", expected: "e", help: "h" };
  const finding = (code: string, severity: "error" | "warning" | "note") => ({
    ...{ code, severity, at: { file: "lines.csv" }, ...words },
  });
  const head = { title: "T", description: "", base: 1, last: 2, edits: 1, behind: true };
  const page = overviewPage({
    branch: "main",
    branches: [
      {
        ...head,
        id: "redirect",
        tests: [{ question: "q", asked_by: "x", answer: null }],
        state: "open",
      },
    ],
    findings: [
      finding("package_cost_zero", "warning"),
      finding("package_cost_zero", "warning"),
      finding("total_too_large", "error"),
      finding("return_absent", "note"),
    ],
    standing,
    conflicts: new Map([
      ["redirect", 3],
      ["other", 0],
    ]),
    withheld: false,
  });
  const told = page.attention.map(({ kind, count }) => `${kind} ${count}`);
  assert.equal(told[0], "total_too_large 1");
  assert.ok(told.includes("package_cost_zero 2"));
  assert.ok(told.includes("scenario_test_open 1"));
  assert.ok(told.includes("branch_conflicts 3"));
  assert.ok(told.includes("allocation_stale 1"));
  assert.ok(!told.some((one) => one.startsWith("return_absent")));
  assert.equal(page.attention[0]?.link, "/plan?table=lines&finding=total_too_large");
});
