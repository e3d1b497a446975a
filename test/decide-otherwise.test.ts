/** The commands for people who would decide otherwise: `alternatives` and `override`. */
import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { makeThreadSolver } from "../src/solver/thread-solver.ts";
import { root } from "./project-files.ts";
import { ententeHere, ententeSolving } from "./run-entente.ts";

const solver = makeThreadSolver(2);
const folder = await mkdtemp(join(tmpdir(), "entente-decide-"));
after(async () => {
  await solver.close();
  await rm(folder, { recursive: true, force: true });
});

const example = join(root, "examples", "two-partners");
const run = (...args: readonly string[]) => ententeSolving(args, solver);

test("an override is priced, and its briefing holds what each decision costs", async () => {
  const out = join(folder, "override");
  const asked = ["--exclude", "norland-radar", "--part", "sudland-boats=50%"];
  const ran = await run("override", example, ...asked, "--reason", "Too late", "--out", out);
  assert.equal(ran.code, 0, ran.err);
  // Without the radar 3.75 points are lost (docs/how-to/override.md). Half of the boats: the sea lanes get 60 + 20 of
  // 200 effect points instead of 120 + 20, so 75 x 0.4 x 1.5 = 45 points instead of 75 x (0.75 + 0.2 x 0.5) = 63.75.
  // The money that is freed buys Norland half as much again: 54 + 20 instead of 40 + 20 of 200 effect points, so
  // 25 x 0.37 x 1.5 = 13.875 points instead of 25 x 0.3 x 1.5 = 11.25. In all 18.75 - 2.625 = 16.125 are lost.
  assert.match(ran.out, /Leave out Norland: border radar +3\.75 +3\.75 +3\.75/);
  assert.match(ran.out, /Fund 50% of Sudland: patrol boats +16\.1 +16\.1 +16\.1/);
  assert.match(ran.out, /Reason: Too late/);
  assert.match(ran.out, /One by one they cost/);
  assert.deepEqual((await readdir(out)).sort(), [
    "briefing.html",
    "choices.csv",
    "override.json",
    "payments.csv",
  ]);
  const page = await readFile(join(out, "briefing.html"), "utf8");
  assert.match(page, /What the decisions of people cost/);
});

test("an override that the rules forbid ends as infeasible and says what is in the way", async () => {
  const out = join(folder, "forbidden");
  const ran = await run("override", example, "--exclude", "norland-fmf", "--out", out);
  assert.equal(ran.code, 3, ran.err);
  assert.match(
    ran.out,
    /It cannot be followed\.[\s\S]*Norland's\syearly grant in FY2022 is given up/,
  );
  assert.match(ran.out, /No briefing was written/);
  await assert.rejects(readdir(out));
});

test("as data an override names its costs", async () => {
  const ran = await run("override", example, "--exclude", "norland-radar", "--json");
  const { result, ending } = JSON.parse(ran.out);
  assert.equal(ending, "fine");
  const { each, sum, cost, decisions } = result.overrides;
  assert.deepEqual([each.length, decisions.length], [1, 1]);
  assert.ok(Math.abs(cost - 3.75) < 1e-6 && Math.abs(sum - 3.75) < 1e-6);
});

for (const [args, code, field] of [
  [[], "option_malformed", "--pin, --exclude and --part"],
  [["--exclude", "radar-of-nowhere"], "name_unknown", "--exclude or --pin"],
  [["--part", "radar-of-nowhere=40%"], "name_unknown", "--part"],
  [["--part", "norland-radar=140%"], "option_malformed", "--part"],
  [["--pin", "norland-radar=two"], "name_unknown", "--pin"],
] as const) {
  test(`\`override ${args.join(" ")}\` is \`${code}\``, async () => {
    const ran = await ententeHere(["override", example, ...args, "--json"]);
    const { findings } = JSON.parse(ran.out);
    assert.deepEqual(
      findings.map((finding: { code: string; at: { field: string } }) => [
        finding.code,
        finding.at.field,
      ]),
      [[code, field]],
    );
  });
}

test("other plans are named, priced and written beside the briefing", async () => {
  const out = join(folder, "alternatives");
  const scenario = ["--scenario", "without-floor"];
  const ran = await run("alternatives", example, ...scenario, "--loss", "20%", "--out", out);
  assert.equal(ran.code, 0, ran.err);
  assert.match(ran.out, /One other plan was found within 20\.0% of the value/);
  assert.match(ran.out, /A\. More for Europe and Eurasia, less for East Asia and the Pacific/);
  assert.deepEqual((await readdir(out)).sort(), [
    "alternatives.json",
    "briefing.html",
    "choices.csv",
    "payments.csv",
    "plan-A",
  ]);
  const choices = await readFile(join(out, "plan-A", "choices.csv"), "utf8");
  assert.match(choices, /^initiative,package,start.*\nnorland-fmf/);
  const page = await readFile(join(out, "briefing.html"), "utf8");
  assert.match(page, /Other plans, nearly as good/);
});

for (const args of [
  ["--loss", "0%"],
  ["--loss", "100%"],
  ["--loss", "little"],
  ["--count", "11"],
  ["--count", "0"],
]) {
  test(`\`alternatives ${args.join(" ")}\` is wrong usage`, async () => {
    const ran = await ententeHere(["alternatives", example, ...args]);
    assert.equal(ran.code, 2);
    assert.match(ran.err, /Write a/);
  });
}
