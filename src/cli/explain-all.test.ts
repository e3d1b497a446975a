import assert from "node:assert/strict";
import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { ententeSolving } from "../../test/run-entente.ts";
import { makeThreadSolver } from "../solver/thread-solver.ts";

const plan = "examples/two-partners";

describe("entente explain PLAN all and prices", () => {
  const solver = makeThreadSolver(1);
  after(() => solver.close());
  const run = (...args: readonly string[]) => ententeSolving(["explain", plan, ...args], solver);

  it("keeps the rows of a part, goes on from them, and cleans up once all are there", async () => {
    const out = await mkdtemp(join(tmpdir(), "entente-all-"));
    const kept = join(out, "reasons.part.jsonl");
    try {
      assert.equal((await run("all", "--solve", "2", "--out", out)).code, 0);
      const part = (await readFile(kept, "utf8")).trim().split("\n");
      assert.equal(part.length, 3);
      // A mark in a kept row shows that it was taken as it was; a line that was cut off does no harm.
      await writeFile(
        kept,
        `${part.join("\n").replaceAll('"sentence":"', '"sentence":"Kept. ')}\n`,
      );
      await appendFile(kept, '{"initiative":"norl');
      const whole = await run("all", "--out", out);
      assert.equal(whole.code, 0);
      const table = await readFile(join(out, "reasons.csv"), "utf8");
      assert.equal(table.split("\n").filter((line) => line.includes("Kept. ")).length, 2);
      assert.equal(table.trim().split("\n").length, 5);
      assert.deepEqual((await readdir(out)).sort(), [
        "briefing.html",
        "explain.json",
        "reasons.csv",
      ]);
    } finally {
      await rm(out, { recursive: true, force: true });
    }
  });

  it("takes no rows that were kept for another plan", async () => {
    const out = await mkdtemp(join(tmpdir(), "entente-all-"));
    try {
      await run("all", "--solve", "2", "--out", out);
      const other = ["explain", plan, "all", "--scenario", "without-floor", "--out", out];
      assert.equal((await ententeSolving(other, solver)).code, 0);
      const table = await readFile(join(out, "reasons.csv"), "utf8");
      assert.doesNotMatch(table, /it must be/);
    } finally {
      await rm(out, { recursive: true, force: true });
    }
  });

  it("prices every rule, and writes a table beside the page", async () => {
    const out = await mkdtemp(join(tmpdir(), "entente-prices-"));
    try {
      const ran = await run("prices", "--out", out);
      assert.equal(ran.code, 0);
      assert.match(ran.out, /Norland's yearly grant \(norland-floor-2021\): 3\.75 in all/);
      const [head = "", ...rows] = (await readFile(join(out, "prices.csv"), "utf8"))
        .trim()
        .split("\n");
      assert.match(
        head,
        /^kind,id,name,form,fiscal_years,each_year,unit,level,method,relaxed_from/,
      );
      // Two accounts and one floor, each together and in two years alone.
      assert.equal(rows.length, 9);
      const page = await readFile(join(out, "briefing.html"), "utf8");
      assert.match(page, /What a dollar more or less is worth, and up to where/);
    } finally {
      await rm(out, { recursive: true, force: true });
    }
  });

  it("answers for one year alone, and refuses years and questions that make no sense", async () => {
    const year = await run("FMF", "--year", "2022");
    assert.match(
      year.out,
      /Money of Foreign Military Financing, grants \(FMF\), FY2022: 13\.9 in all/,
    );
    for (const [args, expected] of [
      [["FMF", "--year", "2029"], /--year: found `2029`\. Expected a fiscal year of the plan/],
      [["sudland-boats", "--year", "2022"], /found `2022` for initiatives/],
      [["all", "--year", "2022"], /found `2022` for initiatives/],
    ] as const) {
      const ran = await run(...args);
      assert.equal(ran.code, 1);
      assert.match(ran.err, expected);
    }
    assert.equal((await run("all", "--solve", "many")).code, 2);
  });

  it("refuses options of whole plans beside one name, and suggests the names of whole questions", async () => {
    for (const [args, expected] of [
      [["sudland-boats", "--solve", "3"], /--solve: found it beside `sudland-boats`/],
      [["FMF", "--out", "never"], /--out: found it beside `FMF`/],
      [["price"], /Did you mean `prices`\?/],
      [["al"], /Did you mean `all`\?/],
    ] as const) {
      const ran = await run(...args);
      assert.equal(ran.code, 1);
      assert.match(ran.err, expected);
    }
  });
});
