import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { allocate } from "../src/allocate/allocate.ts";
import { poseProblem } from "../src/allocate/pose/pose.ts";
import { verifyAllocation } from "../src/allocate/verify/verify.ts";
import { checkAgainstLaw } from "../src/assess/contradictions.ts";
import type { Finding } from "../src/base/findings.ts";
import { formatFinding } from "../src/base/findings.ts";
import { loadLaw } from "../src/law/load.ts";
import { checkPlan } from "../src/plan/check.ts";
import type { Plan } from "../src/plan/plan.ts";
import { readPlan } from "../src/plan/read.ts";
import { planUnderScenario } from "../src/plan/scenario.ts";
import { makeThreadSolver } from "../src/solver/thread-solver.ts";
import { buildFiles } from "./fy2021/build/build-plan.ts";
import { exampleFolder, readExampleTexts } from "./fy2021/build.ts";

const here = fileURLToPath(new URL(".", import.meta.url));
const { law } = loadLaw(readBytes(join(here, "..", "law")));
const fy2021 = readExample("fy2021");
const twoPartners = readExample("two-partners");

function readBytes(folder: string): Map<string, Uint8Array> {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => /\.(csv|yaml)$/.test(path));
  return new Map(paths.map((path) => [path, readFileSync(join(folder, path))]));
}

function readExample(name: string): Plan {
  const { plan, findings } = readPlan(readBytes(join(here, name)));
  assert.deepEqual(errorsOf(findings), []);
  assert.ok(plan);
  return plan;
}

function errorsOf(findings: readonly Finding[]): string[] {
  return findings.filter((finding) => finding.severity === "error").map(formatFinding);
}

/** FMF or another account of a year in whole dollars, for some partners or all. */
function recorded(account: string, year: number, among?: ReadonlySet<string>): number {
  return (
    fy2021.tables.baseline
      .filter((row) => row.account === account && row.fiscal_year === year)
      .filter((row) => among === undefined || among.has(row.partner))
      .reduce((sum, row) => sum + row.amount, 0) / 100
  );
}

for (const [name, plan] of [
  ["two-partners", twoPartners],
  ["fy2021", fy2021],
] as const) {
  test(`${name} checks without errors, as it stands and under each scenario`, () => {
    assert.deepEqual(errorsOf(checkPlan(plan, law.accountCodes)), []);
    for (const id of [null, ...plan.scenarios.map((scenario) => scenario.id)]) {
      const { result, findings } = planUnderScenario(plan, id);
      assert.deepEqual(errorsOf(findings), [], `${id}`);
      assert.deepEqual(errorsOf(checkAgainstLaw(result, law)), [], `${id}`);
      assert.deepEqual(errorsOf(poseProblem(result, law).findings), [], `${id}`);
    }
  });
}

test("two-partners is worth what its README finds by hand", async () => {
  const solver = makeThreadSolver(1);
  try {
    for (const [scenario, value, funded] of [
      [null, 75, ["norland-fmf-same", "norland-radar-one", "sudland-boats-two"]],
      ["without-floor", 78.75, ["norland-radar-one", "sudland-boats-four"]],
    ] as const) {
      const { result: plan } = planUnderScenario(twoPartners, scenario);
      const { result: problem } = poseProblem(plan, law);
      const answer = await allocate(problem, solver, { gap_ratio: 0, node_budget: 1000 });
      assert.equal(answer.kind, "allocation");
      const { allocation } = answer;
      assert.ok(Math.abs(allocation.value - value) < 1e-9, `${allocation.value}`);
      const packages = allocation.choices.map((choice) => choice.package);
      assert.deepEqual(packages, [...funded, "sudland-crews-one"]);
      assert.deepEqual(errorsOf(verifyAllocation(plan, law, allocation)), []);
    }
  } finally {
    await solver.close();
  }
});

test("the baseline adds up to the published totals", () => {
  // Greenbook of August 9, 2022, obligations in millions of dollars, as summed independently from the file.
  const totals: readonly (readonly [account: string, fy2019: number, fy2020: number])[] = [
    ["FMF", 6525.86, 7030.51],
    ["IMET", 114.22, 83.65],
    ["PKO", 506.47, 481.03],
    ["INCLE", 1400.52, 1609.27],
    ["NADR", 857.64, 972.08],
  ];
  for (const [account, fy2019, fy2020] of totals) {
    assert.equal((recorded(account, 2019) / 1e6).toFixed(2), fy2019.toFixed(2), account);
    assert.equal((recorded(account, 2020) / 1e6).toFixed(2), fy2020.toFixed(2), account);
  }
  for (const year of [2019, 2020]) {
    assert.equal(recorded("FMF", year, new Set(["ISR"])), 3_300_000_000);
    assert.equal(recorded("FMF", year, new Set(["EGY"])), 1_300_000_000);
  }
});

test("Europe, East Asia and the Pacific had 5.18 and 13.35 percent of the record's FMF", () => {
  const east = fy2021.tables.partners.filter((row) => row.bureau === "EUR" || row.bureau === "EAP");
  const among = new Set(east.map((row) => row.id));
  const share = (year: number) =>
    ((recorded("FMF", year, among) / recorded("FMF", year)) * 100).toFixed(2);
  assert.equal(share(2019), "5.18");
  assert.equal(share(2020), "13.35");
});

test("negative rows of the record are kept and named", () => {
  const negative = fy2021.tables.baseline.filter((row) => row.amount < 0);
  assert.ok(negative.length > 0);
  for (const row of negative) assert.match(row.note ?? "", /[Nn]egative/, row.id);
});

test("Israel moves from EUCOM to CENTCOM in January 2021", () => {
  const rows = fy2021.tables.affiliations.filter(
    (row) => row.partner === "ISR" && row.kind === "combatant_command",
  );
  assert.deepEqual(
    rows.map(({ value, since, until }) => [value, since, until]),
    [
      ["EUCOM", undefined, "2021-01-14"],
      ["CENTCOM", "2021-01-15", undefined],
    ],
  );
});

test("North Macedonia joined NATO on March 27, 2020", () => {
  const row = fy2021.tables.affiliations.find((one) => one.id === "MKD-NATO");
  assert.equal(row?.since, "2020-03-27");
});

test("the plan and the law give one day on which a country joined NATO", () => {
  const members = law.contents.groups.flatMap((group) => group.members);
  const dated = members.filter((member) => member.says.startsWith("Member of NATO since"));
  assert.equal(dated.length, 14);
  for (const { partner, from } of dated) {
    const row = fy2021.tables.affiliations.find((one) => one.id === `${partner}-NATO`);
    assert.equal(row?.since, from, partner);
  }
});

test("the accounts of international security assistance stand in title IV", () => {
  for (const account of ["FMF", "IMET", "PKO", "INCLE", "NADR"]) {
    const row = fy2021.tables.resources.find((one) => one.id === `${account}-2021`);
    assert.match(row?.source ?? "", /title IV/, account);
  }
});

test("only what was compared with a published text is marked checked", () => {
  const { resources, directives } = fy2021.tables;
  const checked = [...resources, ...directives].filter((row) => row.mark === "checked");
  assert.deepEqual(
    checked.map((row) => row.id),
    ["S1226-2021", "jordan-border-2021", "russia-fund-2021", "china-fund-2021"],
  );
  const half = directives.find((row) => row.id === "ukraine-half-2021");
  assert.equal(half?.mark, "assumed", "no FY2021 text of the half was seen");
});

test("every proposal is illustrative and says where its cost comes from", () => {
  const proposals = fy2021.tables.initiatives.filter((row) => row.kind === "proposal");
  assert.ok(proposals.length >= 45);
  for (const row of proposals) {
    assert.equal(row.illustrative, true, row.id);
    assert.match(row.cost_basis, /^Illustrative: .{10,}/, row.id);
  }
  const withChoice = proposals.filter((row) => row.accounts.length > 1);
  assert.ok(withChoice.length >= 20, "the choice of account should be real for many");
});

test("a defense agency's proposal names its military objective, unless State's money pays", () => {
  const defense = new Set(["OM-DW", "USAI", "S1226", "CTR", "ASFF", "CTEF"]);
  const codes = checkPlan(fy2021, law.accountCodes).map((finding) => finding.code);
  assert.ok(!codes.includes("military_objective_missing"));
  for (const row of fy2021.tables.initiatives) {
    if (!row.accounts.some((account) => defense.has(account))) continue;
    assert.notEqual(row.dod_objective, undefined, row.id);
  }
});

test("every amount of the plan is in whole dollars", () => {
  const { resources, directives, lines, limits, baseline } = fy2021.tables;
  for (const row of [...resources, ...directives, ...lines, ...limits, ...baseline]) {
    assert.equal(Math.abs(row.amount ?? 0) % 100, 0, row.id);
  }
});

test("binding floors fit the money of their account and year in every scenario", () => {
  for (const id of [null, ...fy2021.scenarios.map((scenario) => scenario.id)]) {
    const { directives, resources } = planUnderScenario(fy2021, id).result.tables;
    const floors = new Map<string, number>();
    for (const row of directives) {
      if (row.kind !== "not_less_than" || row.force === "report") continue;
      const [account = ""] = row.accounts;
      assert.equal(row.accounts.length, 1, row.id);
      const key = `${account}-${row.fiscal_year}`;
      floors.set(key, (floors.get(key) ?? 0) + row.amount);
    }
    for (const [key, floor] of floors) {
      const money = resources.find((row) => row.id === key)?.amount ?? 0;
      assert.ok(floor <= money, `${id}: floors of ${key} are ${floor}, its money ${money}`);
    }
  }
});

test("the record's programs fit the record's money, to the cent", () => {
  const { tables } = planUnderScenario(fy2021, "baseline").result;
  const money = new Map(tables.resources.map((row) => [row.id, row.amount as number]));
  const pinned = new Map<string, string>();
  for (const row of tables.initiatives) {
    const account = row.id.slice(row.partner.length + 1);
    if (row.pinned_package !== undefined) pinned.set(row.pinned_package, account);
  }
  for (const line of tables.lines) {
    const account = pinned.get(line.package);
    if (account === undefined) continue;
    const key = `${account}-${2021 + line.year_offset}`;
    money.set(key, (money.get(key) ?? 0) - line.amount);
  }
  const left = [...money].filter(([, amount]) => amount !== 0);
  // The one program that the law bars in FY2021: military financing for Yemen.
  const yemen = recorded("FMF", 2020, new Set(["YEM"])) * 100;
  for (const [key, amount] of left) assert.equal(amount, key.startsWith("FMF-2") ? yemen : 0, key);
});

test("without-floors carries the two tests that the article asks for, unanswered", () => {
  const scenario = fy2021.scenarios.find((one) => one.id === "without-floors");
  assert.match(scenario?.tests[0]?.question ?? "", /qualitative military edge/);
  assert.match(scenario?.tests[1]?.question ?? "", /peace treaties/);
  for (const one of scenario?.tests ?? []) assert.equal(one.answer, null);
});

const data = process.env.ENTENTE_DATA ?? join(here, "..", "..", "shared", "data");
const greenbook = join(data, "greenbook-1946-2020.xlsx");

test("the builder makes the committed files again, byte for byte", {
  skip: existsSync(greenbook) ? false : "the Greenbook is not here; set ENTENTE_DATA",
}, () => {
  const texts = readExampleTexts(exampleFolder);
  for (const [path, text] of buildFiles(readFileSync(greenbook), texts)) {
    assert.ok(text === texts.get(path), `${path} differs from what the builder makes`);
  }
});
