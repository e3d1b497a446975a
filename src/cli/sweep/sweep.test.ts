import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { root } from "../../../test/project-files.ts";
import { copyExample, entente, ententeHere } from "../../../test/run-entente.ts";

const plan = "examples/two-partners";
const what = ["--what-ifs", "48", "--chunk", "4"];
const summaries = ["sweep.json", "sweep.txt", "sweep-proposals.csv", "sweep-worlds.csv"];

const readAll = (out: string) =>
  Promise.all(summaries.map((name) => readFile(join(out, name), "utf8")));

/** Resolves once so many chunks of a sweep are done.   Errors: throws where it ends before. */
async function chunksDone(child: ChildProcess, out: string, number: number): Promise<void> {
  for (;;) {
    assert.equal(child.exitCode, null, `it ended before it had ${number} chunks`);
    const names = await readdir(join(out, "sweep")).catch(() => [] as string[]);
    if (names.filter((name) => /^chunk-\d+\.json$/.test(name)).length >= number) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** Kills the whole group of a process, as a machine that loses power would, and waits until all of it is dead. */
async function killGroup(child: ChildProcess): Promise<void> {
  const group = child.pid ?? 0;
  process.kill(-group, "SIGKILL");
  while (await groupLives(group)) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** Whether a process of a group still runs; one that has ended and that nobody asked how does not. */
async function groupLives(group: number): Promise<boolean> {
  const ids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const stats = await Promise.all(
    ids.map((id) => readFile(`/proc/${id}/stat`, "utf8").catch(() => "")),
  );
  return stats.some((stat) => {
    const [state, , ofGroup] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return Number(ofGroup) === group && state !== "Z" && state !== "X";
  });
}

function start(args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [join(root, "src", "main.ts"), ...args], {
    cwd: root,
    stdio: "ignore",
    detached: true,
  });
}

/** The numbers of the processes that hold claims. */
async function claimants(out: string): Promise<number[]> {
  const folder = join(out, "sweep");
  const claims = (await readdir(folder)).filter((name) => name.endsWith(".claim"));
  const texts = await Promise.all(
    claims.map((name) => readFile(join(folder, name), "utf8").catch(() => "")),
  );
  return texts.flatMap((text) => (text === "" ? [] : [JSON.parse(text).process as number]));
}

describe("entente sweep", () => {
  let parent = "";
  let alone: readonly string[] = [];
  before(async () => {
    parent = await mkdtemp(join(tmpdir(), "entente-sweep-"));
    const out = join(parent, "alone");
    const ran = await entente(["sweep", plan, ...what, "--processes", "1", "--out", out]);
    assert.equal(ran.code, 0, ran.err);
    assert.match(ran.out, /^1\. Planned anew in each of 48 other worlds \(seed 1\)/);
    alone = await readAll(out);
  });
  after(() => rm(parent, { recursive: true, force: true }));

  it("comes to the same in several processes, one of which is killed midway", async () => {
    const out = join(parent, "several");
    const args = ["sweep", plan, ...what, "--processes", "2", "--out", out];
    const child = start(args);
    const ended = new Promise<number | null>((resolve) => child.on("exit", resolve));
    await chunksDone(child, out, 2);
    for (let victim: number | undefined; victim === undefined; ) {
      assert.equal(child.exitCode, null, "it ended before another process had a part of it");
      victim = (await claimants(out)).find((id) => id !== child.pid);
      if (victim !== undefined) process.kill(victim, "SIGKILL");
    }
    assert.equal(await ended, 0);
    assert.deepEqual(await readAll(out), alone);
  });

  it("goes on where everything was killed, and comes to the same", async () => {
    const out = join(parent, "resumed");
    const args = ["sweep", plan, ...what, "--processes", "2", "--out", out];
    const child = start(args);
    await chunksDone(child, out, 3);
    await killGroup(child);
    const before = await readdir(join(out, "sweep"));
    assert.ok(!before.includes("chunk-00011.json"), "it was killed too late to tell anything");
    assert.equal((await readdir(out)).includes("sweep.json"), false);
    const again = await entente([...args, "--json"]);
    assert.equal(again.code, 0, again.err);
    assert.deepEqual(await readAll(out), alone);
    const { result } = JSON.parse(again.out);
    assert.deepEqual(result.sweep, JSON.parse(alone[0] ?? "").sweep);
  });

  it("writes a page with the sweep in it", async () => {
    const page = await readFile(join(parent, "alone", "briefing.html"), "utf8");
    assert.match(page, /<section id="sweep"/);
    assert.match(page, /id="figure-sweep-values"/);
  });

  it("refuses the folder of another sweep", async () => {
    const out = join(parent, "alone");
    const other = await entente(["sweep", plan, ...what, "--seed", "2", "--out", out, "--json"]);
    assert.equal(other.code, 1);
    const [finding] = JSON.parse(other.out).findings;
    assert.equal(finding.code, "sweep_taken");
    assert.match(finding.found, /`--seed`/);
    const { folder, remove } = await copyExample("two-partners");
    try {
      const lines = join(folder, "lines.csv");
      const text = await readFile(lines, "utf8");
      await writeFile(lines, text.replace(",10000000", ",9000000"));
      const changed = await entente(["sweep", folder, ...what, "--out", out, "--json"]);
      assert.match(JSON.parse(changed.out).findings[0].found, /the plan/);
    } finally {
      await remove();
    }
  });

  it("reads ranges from a file and from options, which come first", async () => {
    const file = join(parent, "ranges.yaml");
    await writeFile(file, "budget: 0.5..0.6\nweight: off\n");
    const out = join(parent, "ranged");
    const ran = await entente([
      ...["sweep", plan, "--what-ifs", "4", "--processes", "1", "--out", out],
      ...["--ranges", file, "--range", "budget=1.5..1.6", "--json"],
    ]);
    assert.equal(ran.code, 0, ran.err);
    const ranges: { name: string; from: number; to: number }[] = JSON.parse(ran.out).result.sweep
      .ranges;
    assert.ok(!ranges.some(({ name }) => name.startsWith("weight")));
    const fmf = ranges.find(({ name }) => name === "budget:FMF");
    assert.deepEqual([fmf?.from, fmf?.to], [1.5, 1.6]);
  });

  const wrong: readonly (readonly [string, readonly string[], string])[] = [
    ["an unknown range", ["--range", "budgte=0.8..1"], "range_unknown"],
    ["a range of the wrong form", ["--range", "budget=less"], "range_form"],
    ["an option that is no range", ["--range", "budget"], "range_form"],
    ["a backward range", ["--range", "budget=2..1"], "range_limits"],
    ["a range stated twice", ["--range", "budget=1..2", "--range", "budget=off"], "range_repeated"],
    ["a file that is not there", ["--ranges", "no-such.yaml"], "path_missing"],
    ["a file that is no map", ["--ranges", "README.md"], "yaml_syntax"],
    ["an unknown scenario", ["--scenario", "nothing"], "name_unknown"],
  ];
  for (const [words, options, code] of wrong) {
    it(`${words} is the finding ${code}, before anything is solved`, async () => {
      const ran = await ententeHere(["sweep", plan, ...options, "--json"]);
      assert.equal(ran.code, 1);
      assert.equal(JSON.parse(ran.out).findings[0].code, code);
    });
  }

  it("tells another threshold from what is done, without solving again", async () => {
    const out = join(parent, "several");
    const args = ["sweep", plan, ...what, "--fails-below", "0.5", "--out", out, "--json"];
    const ran = await entente(args);
    assert.equal(ran.code, 0, ran.err);
    const { result } = JSON.parse(ran.out);
    assert.equal(result.sweep.fails_below, 0.5);
    assert.deepEqual(result.sweep.proposals, JSON.parse(alone[0] ?? "").sweep.proposals);
  });

  it("says how far it is when it is stopped", async () => {
    const out = join(parent, "stopped");
    const args = ["sweep", plan, "--what-ifs", "4000", "--processes", "2", "--out", out];
    const ran = await entente(args, { interruptAt: /Sweeping/ });
    assert.equal(ran.code, 130, ran.err);
    assert.match(ran.out, /of 4,000 worlds are done.*The same command goes on/);
  });
});
