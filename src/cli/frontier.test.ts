import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { copyExample, ententeHere, ententeSolving } from "../../test/run-entente.ts";
import { makeThreadSolver } from "../solver/thread-solver.ts";

const plan = ["frontier", "examples/two-partners", "--no-scenario"];

interface Point {
  readonly level: number;
  readonly value: number;
  readonly bound: number;
}

describe("entente frontier", () => {
  const solver = makeThreadSolver(2);
  after(() => solver.close());

  it("traces a share from the present plan to its end, for readers and programs", async () => {
    const args = [...plan, "--against", "share", "--bureau", "EAP", "--points", "4"];
    const ran = await ententeSolving([...args, "--json"], solver);
    assert.equal(ran.code, 0, ran.err);
    const { frontier, stamp } = JSON.parse(ran.out).result;
    const points = frontier.points as readonly Point[];
    // On paper: in FY2021 Sudland's schools (10) stand beside Norland's grant and radar (80).
    assert.ok(Math.abs((points[0]?.level ?? 0) - 10 / 90) < 1e-9);
    assert.ok(Math.abs((points[0]?.value ?? 0) - 75) < 1e-6);
    // Without the radar it is 10 of 50, and no more: the floor for Norland keeps its 40.
    assert.equal(points.at(-1)?.level, 0.2);
    assert.ok(
      frontier.beyond.proven && frontier.beyond.level > 0.2 && frontier.beyond.level < 0.2011,
    );
    assert.ok(frontier.complete && stamp.plan === "two-partners" && points.length === 4);
    const text = await ententeSolving(args, solver);
    assert.equal(text.code, 0);
    assert.match(
      text.out,
      /^Value against the share of East Asia and the Pacific in the money of each year\n/,
    );
    assert.match(text.out, /11\.1% +75\.0 +75\.0 +0 {2}the present plan/);
    assert.ok(text.out.split("\n").every((line) => line.length <= 100));
  });

  it("narrows a share to an account and a year, and turns it round", async () => {
    const ran = await ententeSolving(
      [
        ...plan,
        "--against",
        "share",
        "--bureau",
        "EUR",
        "--account",
        "FMF",
        "--year",
        "2022",
        "--at-most",
        "--points",
        "3",
        "--json",
      ],
      solver,
    );
    assert.equal(ran.code, 0, ran.err);
    const { frontier } = JSON.parse(ran.out).result;
    assert.deepEqual(frontier.against, {
      kind: "share",
      bureau: "EUR",
      accounts: ["FMF"],
      year: 1,
      sense: "at_most",
    });
    // 40 for Norland beside 60 for the boats of Sudland.
    assert.equal(frontier.points[0].level, 0.4);
  });

  it("trades change and risk, and writes a page with the curve", async () => {
    const folder = await mkdtemp(join(tmpdir(), "entente-frontier-"));
    try {
      const change = await ententeSolving(
        [...plan, "--against", "change", "--points", "3"],
        solver,
      );
      assert.match(change.out, /Keeping every region within 100\.0% of the year before costs/);
      const risk = [...plan, "--against", "risk", "--points", "3", "--out", folder];
      const ran = await ententeSolving(risk, solver);
      assert.equal(ran.code, 0, ran.err);
      const page = await readFile(join(folder, "briefing.html"), "utf8");
      assert.match(page, /<section id="frontiers"[\s\S]*figure-frontier-risk-assumptions/);
      const data = JSON.parse(await readFile(join(folder, "frontier.json"), "utf8"));
      assert.equal(data.result.frontier.against.measure, "assumptions");
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it("says that there is nothing to trade where nothing is risky", async () => {
    const { folder, remove } = await copyExample("two-partners");
    try {
      const path = join(folder, "assumptions.csv");
      const text = await readFile(path, "utf8");
      await writeFile(path, text.replace(",unknown,", ",holds,"));
      const ran = await ententeSolving(
        ["frontier", folder, "--no-scenario", "--against", "risk"],
        solver,
      );
      assert.equal(ran.code, 0, ran.err);
      assert.match(ran.out, /there is no risk to trade/);
    } finally {
      await remove();
    }
  });

  it("answers wrong names with the right ones, before any solve", async () => {
    const share = [...plan, "--against", "share"];
    const cases: readonly (readonly [readonly string[], number, RegExp])[] = [
      [share, 1, /option_malformed[\s\S]*--bureau[\s\S]*`EAP`/],
      [[...share, "--bureau", "EPA"], 1, /name_unknown[\s\S]*`EAP`/],
      [[...share, "--bureau", "EAP", "--account", "FMFF"], 1, /name_unknown[\s\S]*`FMF`/],
      [[...share, "--bureau", "EAP", "--year", "2031"], 1, /name_unknown[\s\S]*2021/],
      [plan, 2, /--against <share\|change\|risk>/],
      [
        [...plan, "--against", "risk", "--bureau", "EAP", "--at-most"],
        1,
        /--at-most[\s\S]*--bureau: found it beside `--against risk`/,
      ],
      [[...plan, "--against", "luck"], 2, /share, change, risk/],
    ];
    for (const [args, code, expected] of cases) {
      const ran = await ententeHere(args);
      assert.equal(ran.code, code, args.join(" "));
      assert.match(ran.out + ran.err, expected);
    }
  });
});
