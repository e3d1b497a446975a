import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import type { Allocation } from "../../allocate/allocation.ts";
import type { Stamp } from "../../allocate/answers.ts";
import type { SweepRow } from "../../allocate/explore/sweep-run.ts";
import type { Cents } from "../../base/money.ts";
import { chunkCount, indexesOf } from "../../work/what-ifs.ts";
import { jobFormat, type SweepJob } from "./job.ts";
import {
  claimChunk,
  clearFolder,
  countDone,
  jobFile,
  openFolder,
  readBase,
  readRows,
  releaseAll,
  releaseChunk,
  type SweepFolder,
  staleAfter,
  touchClaim,
  writeBase,
  writeChunk,
} from "./job-folder.ts";
import { aloneProcess, type Processes } from "./processes.ts";

const job: SweepJob = {
  format: jobFormat,
  plan: "paper",
  plan_hash: "abc",
  scenario: null,
  law_edition: "open",
  software: "entente 0",
  solver: "none",
  gap: 0.001,
  what_if_gap: 0.003,
  steps: 10,
  seed: 1,
  what_ifs: 25,
  chunk: 10,
  ranges: [{ name: "budget:all", from: 0.9, to: 1.1, none: 0 }],
};
const rowOf = (index: number): SweepRow => ({
  index,
  best: "infeasible",
  kept: { value: 0, funded: "0", goals: [], short: 0 as Cents, keeps_rules: false },
});
const kept = {
  allocation: { value: 1 } as Allocation,
  stamp: { plan: "paper" } as Stamp,
  start: { prices: Float64Array.of(0, 1 / 3, 2e-17), modes: Int32Array.of(-1, 4) },
};
const rowsOf = (number: number) => indexesOf(job, number).map(rowOf);
const processOf = (id: number, machine: string, alive: readonly number[]): Processes => ({
  ...aloneProcess,
  id,
  machine,
  isAlive: (other) => alive.includes(other),
});
const one = processOf(1, "a", [1, 2]);
const two = processOf(2, "a", [1, 2]);

async function inFolder(work: (folder: SweepFolder, path: string) => Promise<void>) {
  const parent = await mkdtemp(join(tmpdir(), "entente-sweep-"));
  try {
    const path = join(parent, "sweep");
    const { result, findings } = await openFolder(path, job, one);
    assert.deepEqual(findings, []);
    await work(result ?? assert.fail(), path);
  } finally {
    await rm(parent, { recursive: true, force: true });
  }
}

describe("the folder of a sweep", () => {
  it("deals chunks out, the last one shorter", () => {
    assert.equal(chunkCount(job), 3);
    assert.deepEqual(indexesOf(job, 2), [20, 21, 22, 23, 24]);
  });

  it("gives each chunk to one process, until all are done", () =>
    inFolder(async (folder) => {
      assert.deepEqual([await claimChunk(folder, one), await claimChunk(folder, two)], [0, 1]);
      assert.equal(await claimChunk(folder, two), 2);
      assert.equal(await claimChunk(folder, one), undefined);
      for (const number of [0, 1, 2]) {
        assert.equal((await readRows(folder)).result, null);
        assert.equal(await writeChunk(folder, number, rowsOf(number), one), undefined);
        await releaseChunk(folder, number);
      }
      assert.equal(await claimChunk(folder, two), undefined);
      assert.equal(await countDone(folder), 25);
      const { result } = await readRows(folder);
      assert.deepEqual(
        result,
        Array.from({ length: 25 }, (_, index) => rowOf(index)),
      );
    }));

  it("gives the chunk of a dead process to another, and that of another machine only when it is old", () =>
    inFolder(async (folder, path) => {
      const dead = processOf(99, "a", []);
      const elsewhere = processOf(99, "b", []);
      assert.equal(await claimChunk(folder, dead), 0);
      assert.equal(await claimChunk(folder, elsewhere), 1);
      assert.equal(await claimChunk(folder, one), 0);
      assert.equal(await claimChunk(folder, one), 2);
      assert.equal(await claimChunk(folder, one), undefined);
      const claim = join(path, "chunk-00001.claim");
      const old = new Date(Date.now() - staleAfter - 1000);
      await utimes(claim, old, old);
      assert.equal(await claimChunk(folder, two), 1);
      await utimes(claim, old, old);
      await touchClaim(folder, 1);
      assert.ok((await stat(claim)).mtimeMs > old.getTime());
      assert.equal(await claimChunk(folder, one), undefined);
    }));

  it("gives on a chunk whose claim was never written", () =>
    inFolder(async (folder, path) => {
      const claim = join(path, "chunk-00000.claim");
      await writeFile(claim, "");
      assert.equal(await claimChunk(folder, one), 1);
      const old = new Date(Date.now() - 10_000);
      await utimes(claim, old, old);
      assert.equal(await claimChunk(folder, one), 0);
    }));

  it("lets all claims go when asked", () =>
    inFolder(async (folder) => {
      await claimChunk(folder, one);
      await releaseAll(folder);
      assert.equal(await claimChunk(folder, two), 0);
    }));

  it("goes on with the same job, and refuses another with the finding sweep_taken", () =>
    inFolder(async (_folder, path) => {
      assert.deepEqual((await openFolder(path, job, two)).findings, []);
      const others: readonly (readonly [Partial<SweepJob>, RegExp])[] = [
        [{ plan_hash: "abd" }, /the plan/],
        [{ seed: 2, what_ifs: 30 }, /`--seed`, `--what-ifs`/],
        [{ ranges: [] }, /the ranges/],
      ];
      for (const [other, words] of others) {
        const { result, findings } = await openFolder(path, { ...job, ...other }, two);
        assert.equal(result, null);
        assert.deepEqual(
          findings.map(({ code }) => code),
          ["sweep_taken"],
        );
        assert.match(findings[0]?.found ?? "", words);
      }
    }));

  it("says which file does not hold what it should, with the finding sweep_unreadable", () =>
    inFolder(async (folder, path) => {
      for (const number of [0, 1, 2]) await writeChunk(folder, number, rowsOf(number), one);
      const other = { path, job: { ...job, seed: 2 } };
      const chunk = join(path, "chunk-00001.json");
      const codes = async (of: SweepFolder) =>
        (await readRows(of)).findings.map(({ code, at }) => [code, at.file]);
      assert.deepEqual(await codes(folder), []);
      assert.equal((await codes(other)).length, 3);
      await writeFile(chunk, "half a fi");
      assert.deepEqual(await codes(folder), [["sweep_unreadable", chunk]]);
      await writeFile(chunk, '{"job":"other","rows":[]}');
      assert.deepEqual(await codes(folder), [["sweep_unreadable", chunk]]);
      const { allocation, stamp } = kept;
      for (const start of [{ prices: [1] }, { prices: [null], modes: [] }, "none"]) {
        await writeBase(folder, { allocation, stamp, start: undefined }, one);
        const whole = JSON.parse(await readFile(join(path, "base.json"), "utf8"));
        await writeFile(join(path, "base.json"), JSON.stringify({ ...whole, start }));
        assert.equal((await readBase(folder)).findings[0]?.code, "sweep_unreadable");
      }
      await writeFile(join(path, "base.json"), "[]");
      assert.equal((await readBase(folder)).findings[0]?.code, "sweep_unreadable");
      await writeFile(jobFile(path), "{}");
      assert.equal((await openFolder(path, job, one)).findings[0]?.code, "sweep_unreadable");
    }));

  it("keeps what the search of the plan learned, to the last digit", () =>
    inFolder(async (folder) => {
      assert.equal((await readBase(folder)).result, null);
      await writeBase(folder, kept, one);
      assert.deepEqual((await readBase(folder)).result?.start, kept.start);
      await writeBase(folder, { ...kept, start: undefined }, one);
      const { result, findings } = await readBase(folder);
      assert.deepEqual([result?.start, result?.stamp, findings], [undefined, kept.stamp, []]);
    }));

  it("is cleared of the work of a sweep, and of nothing else", () =>
    inFolder(async (folder, path) => {
      await writeChunk(folder, 0, rowsOf(0), one);
      await claimChunk(folder, one);
      await writeFile(join(path, "notes.txt"), "mine");
      await writeFile(join(path, "chunk-00002.json.77.draft"), "half");
      await clearFolder(path);
      assert.deepEqual(await readdir(path), ["notes.txt"]);
      assert.deepEqual((await openFolder(path, { ...job, seed: 2 }, one)).findings, []);
    }));

  it("holds no half-written file", () =>
    inFolder(async (folder, path) => {
      await writeChunk(folder, 0, rowsOf(0), one);
      assert.deepEqual((await readdir(path)).sort(), ["chunk-00000.json", "job.json"]);
    }));
});
