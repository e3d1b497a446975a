import assert from "node:assert/strict";
import { test } from "node:test";
import { realLaw } from "../../law/law-folder.test-data.ts";
import { applyEdits } from "../../plan/edit.ts";
import { readExample } from "./example-plan.test-data.ts";
import { checkProposal } from "./proposal.ts";
import type { Proposal } from "./proposal-rows.ts";

const plan = readExample("two-partners");
const law = realLaw();

const initiative = {
  name: "Norland: harbor watch",
  partner: "NORLAND",
  kind: "proposal",
  agency: "State",
  accounts: "FMF",
  purpose: "military_capability",
  recipient: "defense",
  focus: "tactical",
  earliest_start: "2021",
  latest_start: "2021",
  cost_basis: "A round figure",
};
const level = {
  cells: { name: "One harbor", level: "level-planned" },
  lines: [{ year_offset: "0", kind: "equipment", amount: "1000000" }],
  effects: [{ objective: "sea", relevance: "relevance-direct", confidence: "confidence-high" }],
};
const whole: Proposal = { branch: "main", initiative, packages: [level] };

test("a whole proposal gives the edits that make it, and they apply", () => {
  const answer = checkProposal(plan, law, whole);
  assert.deepEqual(
    answer.findings.filter((one) => one.severity === "error"),
    [],
  );
  const by = { author: "a", at: "2020-12-28T15:00:00Z", reason: "r" };
  const { result, findings } = applyEdits(
    plan,
    answer.edits.map((edit) => ({ ...edit, ...by })),
  );
  assert.deepEqual(findings, []);
  const made = result.tables.initiatives.find((row) => row.name === initiative.name);
  assert.equal(made?.id, "NORLAND-norland-harbor-watch");
  assert.equal(result.tables.lines.at(-1)?.amount ?? 0, 100_000_000);
});

test("each missing or malformed cell is named at its field, and no edits are given", () => {
  const { name: _, ...unnamed } = initiative;
  const answer = checkProposal(plan, law, {
    ...whole,
    initiative: { ...unnamed, partner: "NORLANDIA", earliest_start: "next year" },
    packages: [{ ...level, lines: [{ year_offset: "0", kind: "equipment", amount: "1m" }] }],
  });
  const told = answer.findings.map(({ code, at }) => `${code} ${at.file} ${at.field}`);
  assert.ok(told.includes("cell_blank initiatives.csv name"), told.join("\n"));
  assert.ok(told.includes("year_form initiatives.csv earliest_start"), told.join("\n"));
  assert.ok(told.includes("amount_form lines.csv amount"), told.join("\n"));
  assert.equal(new Set(told).size, told.length);
  assert.deepEqual(answer.edits, []);
});

test("a reference to nothing is told once the cells can be read", () => {
  const answer = checkProposal(plan, law, {
    ...whole,
    initiative: { ...initiative, partner: "NORLANDIA" },
  });
  const [first] = answer.findings;
  assert.equal(first?.code, "reference_unknown");
  assert.equal(first?.at.field, "partner");
  assert.deepEqual(answer.accounts, []);
});

test("an account that may not pay is told with its law, and one that may with its duties", () => {
  const answer = checkProposal(plan, law, {
    ...whole,
    initiative: { ...initiative, accounts: "IMET;FMF" },
  });
  const [imet, fmf] = answer.accounts;
  assert.equal(imet?.code, "IMET");
  assert.equal(imet?.lawful, false);
  assert.match(imet?.says ?? "", /^May not pay/);
  assert.ok((imet?.citations.length ?? 0) > 0);
  assert.equal(fmf?.lawful, true);
  assert.ok(answer.findings.some((one) => one.code === "account_unlawful"));
});

test("a proposal that nobody may pay is told even while it is not whole", () => {
  const { name: _, ...unnamed } = initiative;
  const answer = checkProposal(plan, law, {
    ...whole,
    initiative: { ...unnamed, accounts: "IMET" },
  });
  const unpaid = answer.findings.find((one) => one.code === "proposal_unpaid");
  assert.equal(unpaid?.at.field, "accounts");
  assert.notEqual(unpaid?.source, "");
});

test("what somebody else proposes for the same partner, purpose and years is named", () => {
  const answer = checkProposal(plan, law, whole);
  assert.deepEqual(
    answer.alike.map((one) => one.id),
    ["norland-fmf", "norland-radar"],
  );
  assert.ok(
    answer.findings.some((one) => one.code === "proposal_alike" && one.severity === "warning"),
  );
  const later = { ...initiative, earliest_start: "2031", latest_start: "2031" };
  assert.deepEqual(checkProposal(plan, law, { ...whole, initiative: later }).alike, []);
});

test("an existing proposal that is sent as it stands needs no edits", () => {
  const answer = checkProposal(plan, law, standing("norland-radar"));
  assert.deepEqual(answer.edits, []);
  assert.deepEqual(
    answer.findings.filter((one) => one.severity === "error"),
    [],
  );
});

test("rows that are left out of an existing proposal end", () => {
  const { packages, ...rest } = standing("norland-fmf");
  const answer = checkProposal(plan, law, { ...rest, packages: packages.slice(0, 1) });
  const ended = answer.edits.filter((edit) => edit.field === "id" && edit.after === null);
  assert.ok(ended.some((edit) => edit.row === "norland-fmf-more"));
  const by = { author: "a", at: "2020-12-28T15:00:00Z", reason: "r" };
  const { findings } = applyEdits(
    plan,
    answer.edits.map((edit) => ({ ...edit, ...by })),
  );
  assert.deepEqual(findings, []);
});

/** A proposal of the example as the form would send it, effects of all levels with the first. */
function standing(id: string): Proposal {
  const cells = (row: object | undefined) =>
    Object.fromEntries(
      Object.entries(row ?? {}).map(([name, value]) => [name, textOf(name, value)]),
    );
  const { initiatives, packages, lines, effects } = plan.tables;
  return {
    branch: "main",
    initiative: cells(initiatives.find((row) => row.id === id)),
    packages: packages
      .filter((row) => row.initiative === id)
      .map((row, index) => ({
        cells: cells(row),
        lines: lines.filter((line) => line.package === row.id).map(cells),
        effects: index > 0 ? [] : effects.filter((one) => one.initiative === id).map(cells),
      })),
  };
}

function textOf(name: string, value: unknown): string | null {
  if (value === undefined) return null;
  if (Array.isArray(value)) return value.join(";");
  return name === "amount" ? String(Number(value) / 100) : String(value);
}
