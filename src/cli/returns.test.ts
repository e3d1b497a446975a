import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { ententeHere, ententeSolving } from "../../test/run-entente.ts";
import { makeThreadSolver } from "../solver/thread-solver.ts";

const plan = ["returns", "examples/two-partners", "--no-scenario"];

describe("entente returns", () => {
  const solver = makeThreadSolver(2);
  after(() => solver.close());

  const resultOf = async (args: readonly string[]) => {
    const ran = await ententeSolving([...args, "--json"], solver);
    assert.equal(ran.code, 0, ran.err);
    return JSON.parse(ran.out).result;
  };

  it("says what the whole budget is worth, and where its last money went", async () => {
    const { returns } = await resultOf([...plan, "--levels", "95,120"]);
    const [{ amount, points, last }] = returns.curves;
    // 100 of FMF and 10 of IMET in each of two years, in cents.
    assert.equal(amount, 22_000_000_000);
    assert.ok(Math.abs(points[1].value - 75) < 1e-6);
    // With 5 percent less the two boats (60) no longer fit beside the floor (40), nor the schools (10) into IMET.
    const ids = last.moves.initiative.map((move: { readonly id: string }) => move.id);
    assert.deepEqual(ids, ["sudland-boats", "sudland-crews"]);
    const text = await ententeSolving([...plan, "--levels", "95,120"], solver);
    assert.match(text.out, /WHAT THE LAST \$11\.0 MILLION PAYS FOR/);
    assert.match(text.out, /Partners +Sudland \+70\.0 \(new\)/);
    assert.ok(text.out.split("\n").every((line) => line.length <= 100));
  });

  it("knows by the name whose money is meant", async () => {
    for (const [name, by] of [
      ["FMF", "account"],
      ["EUR", "bureau"],
      ["SUDLAND", "partner"],
    ] as const) {
      const { returns } = await resultOf([...plan, "--name", name, "--levels", "110"]);
      assert.deepEqual([returns.by, returns.curves[0].id], [by, name]);
    }
  });

  it("stands the regions side by side, and writes a page with their curves", async () => {
    const folder = await mkdtemp(join(tmpdir(), "entente-returns-"));
    try {
      const ran = await ententeSolving([...plan, "--by", "bureau", "--out", folder], solver);
      assert.equal(ran.code, 0, ran.err);
      // Below its 40 in each year the floor for Norland does not let it go.
      assert.match(ran.out, /Europe and Eurasia +\$120\.0 million +no plan +no plan/);
      const page = await readFile(join(folder, "briefing.html"), "utf8");
      assert.match(page, /<section id="returns"[\s\S]*figure-returns-bureau/);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it("answers wrong names and levels with what is right, before any solve", async () => {
    const cases: readonly (readonly [readonly string[], number, RegExp])[] = [
      [[...plan, "--name", "SUDLNAD"], 1, /name_unknown[\s\S]*`SUDLAND`/],
      [[...plan, "--by", "account", "--name", "SUDLAND"], 1, /name_unknown[\s\S]*an account/],
      [[...plan, "--levels", "100"], 2, /such as 80,90,110,120/],
      [[...plan, "--levels", "80,,90"], 2, /such as 80,90,110,120/],
      [[...plan, "--levels", "-5"], 2, /such as 80,90,110,120/],
      [[...plan, "--by", "taste"], 2, /budget, account, bureau, partner/],
    ];
    for (const [args, code, expected] of cases) {
      const ran = await ententeHere(args);
      assert.equal(ran.code, code, args.join(" "));
      assert.match(ran.out + ran.err, expected);
    }
  });
});
