import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { quietSurroundings } from "../../test/quiet-program.ts";
import { openEmbedded } from "../store/embedded.ts";
import { runCommand } from "./run.ts";

async function run(...args: readonly string[]) {
  const answers: string[] = [];
  const exit = await runCommand(["store", ...args, "--json"], quietSurroundings(answers));
  const { findings, result } = JSON.parse(answers.join(""));
  return { exit, result, codes: findings.map((one: { code: string }) => one.code) };
}

test("a plan is taken in, verified, rebuilt, exported, backed up and restored", async () => {
  const root = await mkdtemp(join(tmpdir(), "entente-store-"));
  const at = (name: string) => join(root, name);
  const data = ["--data", at("data")];
  try {
    assert.equal(
      (await run("import", "examples/two-partners", ...data)).result.plan,
      "two-partners",
    );
    const out = ["--out", at("out"), "--history"];
    const exported = await run("export", "two-partners", ...out, ...data);
    assert.ok(exported.result.files.includes("history.jsonl"));
    const none = await run("export", "nothing", ...out, ...data);
    assert.deepEqual(none.codes, ["store_plan_unknown"]);
    assert.equal((await run("backup", at("backup.jsonl"), ...data)).exit, 0);
    assert.deepEqual((await run("backup", at("backup.jsonl"), ...data)).codes, ["file_there"]);
    assert.deepEqual((await run("restore", at("backup.jsonl"), ...data)).codes, [
      "store_not_empty",
    ]);

    const backup = await readFile(at("backup.jsonl"), "utf8");
    const other = ["--data", at("other")];
    await writeFile(at("forged.jsonl"), backup.replace("Norland", "Nirland"));
    assert.deepEqual((await run("restore", at("forged.jsonl"), ...other)).codes, [
      "history_broken",
    ]);
    const restored = await run("restore", at("backup.jsonl"), ...other);
    assert.deepEqual(restored.result.plans, [{ id: "two-partners", seq: 3 }]);
    const listed = await run("list", ...other);
    assert.deepEqual(
      listed.result.plans.map(({ id, people }: { id: string; people: number }) => [id, people]),
      [["two-partners", 1]],
    );

    const db = await openEmbedded(at("other"));
    await db.query("update plan.partners set name = 'Forged'");
    await db.close();
    const rebuilt = await run("rebuild", ...other);
    assert.equal(rebuilt.result.plans[0].differences.length, 2);
    const broken = await openEmbedded(at("other"));
    await broken.script(`alter table entente.changes disable trigger keep_log;
      update entente.changes set reason = 'Forged' where seq = 2;`);
    await broken.close();
    assert.deepEqual((await run("verify", ...other)).codes, ["log_broken"]);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
});
