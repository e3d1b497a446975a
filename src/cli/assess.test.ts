import assert from "node:assert/strict";
import { appendFile, cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { ententeHere, ententeSolving } from "../../test/run-entente.ts";
import { makeThreadSolver } from "../solver/thread-solver.ts";

const example = "examples/two-partners";
const plan = ["assess", example, "--no-scenario"];
const verdict = ["--verdict", "institution_absent/NORLAND=accept"];
const signed = ["--author", "A. Smith", "--reason", "Norland pays for them itself"];

describe("entente assess", () => {
  const solver = makeThreadSolver(1);
  after(() => solver.close());

  it("tells what is unwise, in lines that fit, and fails on nothing", async () => {
    const ran = await ententeHere(plan);
    assert.equal(ran.code, 0, ran.err);
    // The boats have schools for crews beside them, and nobody keeps them running.
    assert.match(ran.out, /equipment in `sudland-boats` with no sustainment or logistics/);
    assert.match(ran.out, /\$160\.0 million tactical, \$0 operational, nothing\s+institutional/);
    assert.match(ran.out, /All that is proposed +270\.0 +96%/);
    assert.ok(ran.out.split("\n").every((line) => line.length <= 100));
  });

  it("is told of one partner, and on a day", async () => {
    const ran = await ententeHere([...plan, "--partner", "SUDLAND", "--on", "2021-10-04"]);
    assert.match(ran.out, /^ASSESSMENT of Sudland on 2021-10-04/);
    assert.match(ran.out, /due for review on 2021-10-01, 3 days ago/);
    assert.doesNotMatch(ran.out, /Norland/);
  });

  it("says what is lost when an assumption fails, by solving again", async () => {
    const ran = await ententeSolving([...plan, "--assumption", "crews-stay", "--json"], solver);
    assert.equal(ran.code, 0, ran.err);
    const { result } = JSON.parse(ran.out);
    const sentences = result.failure.sentences.join("\n");
    assert.match(sentences, /2 initiatives \(asked at most \$110\.0 million\) would fall/);
    assert.match(sentences, /\$70\.0 million of \$70\.0 million that goes to what falls is freed/);
    // The README of the example finds 75 points by hand.
    assert.ok(Math.abs(result.failure.value - 75) < 1e-6);
    // Territory weighs 1 of 4, so 25 points at 200. Norland can have 60 + 60 at 0.9 and a radar of 40 at 1, all at
    // confidence 0.5: 54 + 20 = 74 effect points, below half of 200, each worth 1.5 times 25 / 200.
    assert.ok(Math.abs(result.failure.value_without - 74 * 1.5 * 0.125) < 1e-6);
    // Nobody acting, Norland keeps 40 + 40 and the radar: 60 effect points.
    assert.ok(Math.abs(result.failure.value_kept - 60 * 1.5 * 0.125) < 1e-6);
    // Two boats and the schools: 70 millions.
    assert.equal(result.failure.paid, 7_000_000_000);
    assert.equal(result.failure.freed, 7_000_000_000);
    assert.deepEqual(result.failure.loses, []);
    assert.deepEqual(
      result.failure.gains.map((one: { readonly initiative: string; readonly amount: number }) => [
        one.initiative,
        one.amount,
      ]),
      [["norland-fmf", 4_000_000_000]],
    );
  });

  it("says what gives way where nothing can be planned without it", async () => {
    const folder = await mkdtemp(join(tmpdir(), "entente-fails-"));
    const failing = ["assess", folder, "--no-scenario", "--assumption", "crews-stay"];
    /** Every row of a table rests on the assumption. */
    const rest = async (table: string) => {
      const path = join(folder, table);
      const [head = "", ...rows] = (await readFile(path, "utf8")).trimEnd().split("\n");
      const lines = [`${head},assumptions`, ...rows.map((row) => `${row},crews-stay`)];
      await writeFile(path, `${lines.join("\n")}\n`);
    };
    try {
      await cp(example, folder, { recursive: true });
      await rest("resources.csv");
      const money = await ententeSolving(failing, solver);
      assert.match(money.out, /no plan keeps every rule[\s\S]*yearly\s+grant[\s\S]*given\s+up/);
      await rest("effects.csv");
      const all = await ententeSolving(failing, solver);
      assert.match(all.out, /nothing that is worth anything is left to fund/);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it("writes a page, with what is paid beside what is proposed", async () => {
    const folder = await mkdtemp(join(tmpdir(), "entente-assess-"));
    try {
      const ran = await ententeSolving([...plan, "--out", folder], solver);
      assert.equal(ran.code, 0, ran.err);
      assert.match(ran.out, /All that is allocated +190\.0/);
      const page = await readFile(join(folder, "briefing.html"), "utf8");
      assert.match(page, /<section id="assessment"[\s\S]*figure-balance[\s\S]*figure-coverage/);
      assert.match(page, /the riskiest initiatives, by parts[\s\S]*norland-radar[\s\S]*strained/);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it("prints the row of a verdict, which settles its finding until the facts change", async () => {
    const folder = await mkdtemp(join(tmpdir(), "entente-verdict-"));
    try {
      await cp(example, folder, { recursive: true });
      const row = await ententeHere(["assess", folder, "--no-scenario", ...verdict, ...signed]);
      assert.equal(row.code, 0, row.err);
      await writeFile(join(folder, "verdicts.csv"), row.out);
      const settled = await ententeHere(["assess", folder, "--no-scenario"]);
      assert.match(settled.out, /✓ Norland \(NORLAND\): Accepted, says A\. Smith on 2020-12-31/);
      assert.match(settled.out, /7 without a verdict and 1 settled by one/);
      const line = "norland-radar-one-1,norland-radar-one,1,equipment,5000000\n";
      await appendFile(join(folder, "lines.csv"), line);
      const back = await ententeHere(["assess", folder, "--no-scenario"]);
      assert.match(back.out, /1 came back since the facts behind a verdict changed/);
      assert.match(back.out, /tactical of `NORLAND` was \$160\.0 million, is \$165\.0 million/);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it("answers wrong names and forms with what is right, before any solve", async () => {
    const cases: readonly (readonly [readonly string[], number, RegExp])[] = [
      [["--partner", "SUDLND", "--assumption", "crews"], 1, /`crews-stay`[\s\S]*`SUDLAND`/],
      [["--on", "2021-02-30"], 2, /such as 2020-12-31/],
      [["--small", "1m"], 2, /such as 1000000/],
      [
        ["--verdict", "institution_absent/NORLAND=good"],
        1,
        /merge, sequence, scale_down, accept, mend/,
      ],
      [verdict, 1, /verdict_unfit[\s\S]*no author[\s\S]*no reason/],
    ];
    for (const [args, code, expected] of cases) {
      const ran = await ententeHere([...plan, ...args]);
      assert.equal(ran.code, code, args.join(" "));
      assert.match(ran.out + ran.err, expected);
    }
  });
});
