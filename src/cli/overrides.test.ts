import assert from "node:assert/strict";
import { test } from "node:test";
import { samplePlan } from "../plan/sample-plan.test-data.ts";
import { overridePlan, parseOverrides, unknownName } from "./overrides.ts";

const plan = samplePlan();
const [first] = plan.tables.packages;
assert.ok(first !== undefined);

test("pins and exclusions are read from the command line", () => {
  assert.deepEqual(parseOverrides(["a=b"], ["c"]), {
    result: [
      { initiative: "c", package: null },
      { initiative: "a", package: "b" },
    ],
    findings: [],
  });
});

for (const pin of ["a", "a=", "=b", "a=b=c", ""]) {
  test(`a pin written as ${JSON.stringify(pin)} is a finding`, () => {
    const { result, findings } = parseOverrides([pin], []);
    assert.deepEqual(result, []);
    assert.deepEqual(
      findings.map((finding) => finding.code),
      ["option_malformed"],
    );
  });
}

test("a pin takes the place of an exclusion, and the reason is said", () => {
  const { initiative, id } = first;
  const excluded = overridePlan(plan, [{ initiative, package: null }]).result;
  const pinned = overridePlan(excluded, [{ initiative, package: id }]);
  assert.deepEqual(pinned.findings, []);
  const row = pinned.result.tables.initiatives.find((each) => each.id === initiative);
  assert.equal(row?.pinned_package, id);
  assert.equal(row?.excluded, false);
  assert.match(row?.override_reason ?? "", /command line/);
  const before = excluded.tables.initiatives.find((each) => each.id === initiative);
  assert.deepEqual([before?.pinned_package, before?.excluded], [undefined, true]);
});

test("without overrides the plan is the same object", () => {
  assert.equal(overridePlan(plan, []).result, plan);
});

test("unknown initiatives and packages are findings, and the plan stays as it is", () => {
  for (const override of [
    { initiative: "nothing-like-it", package: null },
    { initiative: first.initiative, package: "nothing-like-it" },
  ]) {
    const { result, findings } = overridePlan(plan, [override]);
    assert.equal(result, plan);
    assert.deepEqual(
      findings.map(({ code, found }) => [code, found]),
      [["name_unknown", "`nothing-like-it`"]],
    );
  }
});

test("two different decisions about one initiative are `options_conflict`; the same one twice is not", () => {
  const both = parseOverrides(["boats=two"], ["boats"]);
  assert.deepEqual(
    both.findings.map(({ code, found }) => [code, found]),
    [["options_conflict", "`--exclude boats` and `--pin boats=two`"]],
  );
  assert.equal(parseOverrides(["boats=two", "boats=four"], []).findings.length, 1);
  assert.deepEqual(parseOverrides(["boats=two", "boats=two", "radar=one"], ["crews"]).findings, []);
});

test("a word of a title finds what it names", () => {
  const titles = new Map([
    ["YEM-PKO", "Yemen: Peacekeeping Operations"],
    ["YEM-FMF", "Yemen: Foreign Military Financing"],
    ["GAB-AFCF", "Gabon: Air Force Cadet Fund"],
  ]);
  const finding = unknownName("NAME", "an initiative", "yemen", [...titles.keys()], titles);
  assert.equal(
    finding.help,
    "Perhaps one of: `YEM-PKO` (Yemen: Peacekeeping Operations), `YEM-FMF` (Yemen: Foreign Military Financing).",
  );
  assert.match(
    unknownName("NAME", "x", "zzzzzzzz", ["GAB-AFCF"]).help,
    /^There are: `GAB-AFCF`\.$/,
  );
});
