import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { entente } from "../../test/run-entente.ts";
import { writePlan } from "../plan/write.ts";
import { createBranch } from "./branches/branches.ts";
import { mergeBranch } from "./branches/join-branches.ts";
import { makeChange } from "./changes.ts";
import type { Database } from "./database.ts";
import { exportPlan } from "./export-plan.ts";
import { everybody, guarded } from "./guarded-plan.test-data.ts";
import { exportHistory } from "./log/history-file.ts";
import { migrate } from "./migrate.ts";
import { openPostgres } from "./postgres.ts";
import { startPostgres } from "./postgres-server.test-data.ts";
import { edit, expectSound, granted } from "./store-suite.test-data.ts";
import { undoChange } from "./undo.ts";

/** The export of a plan with its history, byte for byte, as each of the people sees it. */
async function exportsOf(db: Database, plan: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const who of ["local", ...everybody]) {
    await db.asPerson(who, async (tx) => {
      const seen = await exportPlan(tx, plan);
      for (const [path, text] of seen === null ? [] : writePlan(seen)) {
        files.set(`${who}/${path}`, String(text));
      }
      files.set(`${who}/history.jsonl`, (await exportHistory(tx, plan)).join("\n"));
    });
  }
  return files;
}

/** A plan in which all kinds of changes were made: edits, an undo, scenarios open and merged. */
async function workIn(db: Database): Promise<string> {
  const plan = await guarded(db);
  const change = (branch: string, after: string) =>
    makeChange(db, "local", {
      ...{ plan, branch, reason: `To ${after}` },
      edits: [edit("partners", "UKR", "tier_reason", null, after)],
    });
  const made = granted(await change("main", "Because"));
  granted(await undoChange(db, "local", { plan, seq: made.change.seq, reason: "Undo" }));
  for (const id of ["open", "taken"]) {
    granted(
      await createBranch(db, "local", { plan, id, title: id, description: "", from: "main" }),
    );
    granted(await change(id, id));
  }
  granted(await mergeBranch(db, "local", { plan, branch: "taken", reason: "Take it", settle: [] }));
  return plan;
}

test("what is restored on another PostgreSQL is the same, with all its history, for everybody", async () => {
  const server = await startPostgres();
  const folder = await mkdtemp(join(tmpdir(), "entente-restored-"));
  const file = join(folder, "backup.jsonl");
  try {
    for (const name of ["first", "second"]) await server.makeDatabase(name);
    const first = openPostgres(server.url("first"));
    await migrate(first);
    const plan = await workIn(first);
    const before = await exportsOf(first, plan);
    const run = async (name: string, ...args: readonly string[]) => {
      const { code, err } = await entente(["store", ...args], {
        env: { DATABASE_URL: server.url(name) },
      });
      assert.equal(code, 0, err);
    };
    await run("first", "backup", file);
    await first.close();
    await run("second", "restore", file);
    await run("second", "verify");
    const second = openPostgres(server.url("second"));
    const after = await exportsOf(second, plan);
    assert.deepEqual([...after.keys()], [...before.keys()]);
    for (const [path, text] of before) assert.equal(after.get(path), text, path);
    assert.ok(
      [...before].some(([path, text]) => path === "keeper/partners.csv" && /HIDDEN/.test(text)),
    );
    await expectSound(second, plan);
    const left = await second.query(
      "select from entente.jobs union all select from entente.sessions",
    );
    assert.deepEqual(
      [left.length, /"session|token_hash/.test(await readFile(file, "utf8"))],
      [0, false],
    );
    await second.close();
  } finally {
    await rm(folder, { recursive: true, force: true });
    await server.stop();
  }
});
