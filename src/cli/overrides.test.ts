import assert from "node:assert/strict";
import { test } from "node:test";
import type { Override } from "../allocate/explore/overrides-problem.ts";
import { samplePlan } from "../plan/sample-plan.test-data.ts";
import { overridePlan, parseOverrides, parseShare, unknownName } from "./overrides.ts";

const plan = samplePlan();
const [first] = plan.tables.packages;
assert.ok(first !== undefined);

const reason = "Asked for on the command line";
const pin = (initiative: string, chosen: string): Override => ({
  ...{ initiative, kind: "pin", package: chosen, share: null, reason },
});
const exclude = (initiative: string): Override => ({
  ...{ initiative, kind: "exclude", package: null, share: null, reason },
});
const part = (initiative: string, share: number, chosen: string | null): Override => ({
  ...{ initiative, kind: "part", package: chosen, share, reason },
});

test("pins, exclusions and parts are read from the command line", () => {
  const written = { pin: ["a=b", "d=e"], exclude: ["c"], part: ["d=40%", "f=0.05"] };
  assert.deepEqual(parseOverrides(written), {
    // A pin and a part of one initiative are a part of that package.
    result: [exclude("c"), pin("a", "b"), part("d", 0.4, "e"), part("f", 0.05, null)],
    findings: [],
  });
  const [first] = parseOverrides({ pin: [], exclude: ["c"], reason: "Too late" }).result;
  assert.equal(first?.reason, "Too late");
});

for (const text of ["a", "a=", "=b", "a=b=c", ""]) {
  test(`a pin written as ${JSON.stringify(text)} is a finding`, () => {
    const { result, findings } = parseOverrides({ pin: [text], exclude: [] });
    assert.deepEqual(result, []);
    assert.deepEqual(
      findings.map((finding) => [finding.code, finding.at.field]),
      [["option_malformed", "--pin"]],
    );
  });
}

for (const text of ["a", "a=", "a=0%", "a=100%", "a=40.5%", "a=1", "a=forty", "a=-5%", "=40%"]) {
  test(`a part written as ${JSON.stringify(text)} is a finding`, () => {
    const { result, findings } = parseOverrides({ pin: [], exclude: [], part: [text] });
    assert.deepEqual(result, []);
    assert.deepEqual(
      findings.map((finding) => [finding.code, finding.at.field]),
      [["option_malformed", "--part"]],
    );
  });
}

for (const [text, share] of [
  ["40%", 0.4],
  ["0.4", 0.4],
  [" 1 % ", undefined],
  ["1%", 0.01],
  ["100%", 1],
  ["12.5%", 0.125],
  [".5", undefined],
  ["", undefined],
  ["1e-2", undefined],
] as const) {
  test(`the share ${JSON.stringify(text)} is ${share ?? "none"}`, () => {
    assert.equal(parseShare(text), share);
  });
}

test("a pin takes the place of an exclusion, and the reason is said", () => {
  const { initiative, id } = first;
  const excluded = overridePlan(plan, [exclude(initiative)]).result;
  const pinned = overridePlan(excluded, [pin(initiative, id)]);
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
    exclude("nothing-like-it"),
    part("nothing-like-it", 0.4, null),
    pin(first.initiative, "nothing-like-it"),
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
  const both = parseOverrides({ pin: ["boats=two"], exclude: ["boats"] });
  assert.deepEqual(
    both.findings.map(({ code, found }) => [code, found]),
    [["options_conflict", "`--exclude boats` and `--pin boats=two`"]],
  );
  const conflicts = (pins: readonly string[], parts: readonly string[] = []) =>
    parseOverrides({ pin: pins, exclude: [], part: parts }).findings.map(({ code }) => code);
  assert.deepEqual(conflicts(["boats=two", "boats=four"]), ["options_conflict"]);
  assert.deepEqual(conflicts(["boats=two", "boats=four"], ["boats=40%"]), ["options_conflict"]);
  assert.deepEqual(conflicts(["boats=two"], ["boats=40%", "boats=50%"]), ["options_conflict"]);
  const twice = parseOverrides({
    pin: ["boats=two", "boats=two", "radar=one"],
    exclude: ["crews"],
  });
  assert.deepEqual(twice.findings, []);
  assert.equal(twice.result.length, 3);
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
