import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { Finding } from "../base/findings.ts";
import { report } from "./finding-kinds.ts";
import { explainFailure, type FolderLimits, mostFiles, readFolder, readOneFile } from "./folder.ts";
import { writeFolder } from "./output-folder.ts";

const limits: FolderLimits = {
  largestFile: 100,
  tooLarge: (file, size) =>
    report("path_unreadable", { file }, { found: `${size} bytes`, expected: "100", help: "" }),
  wanted: (path) => path !== "skipped/" && path !== "skipped.txt",
};

let folder = "";
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "entente-folder-"));
});
after(() => rm(folder, { recursive: true, force: true }));

async function make(name: string, files: Readonly<Record<string, string>>): Promise<string> {
  for (const [path, text] of Object.entries(files)) {
    const full = join(folder, name, path);
    await mkdir(join(full, ".."), { recursive: true });
    await writeFile(full, text);
  }
  return join(folder, name);
}

function codes(findings: readonly Finding[]): string[] {
  return findings.map((finding) => finding.code);
}

test("a folder is read with its subfolders, in the order of names, without what is not wanted", async () => {
  const path = await make("plain", {
    "b.csv": "2",
    "a.csv": "1",
    "inner/c.csv": "3",
    "skipped/d.csv": "4",
    "skipped.txt": "5",
    ".hidden": "6",
  });
  const { result, findings } = await readFolder(path, limits);
  assert.deepEqual(findings, []);
  const texts = [...(result ?? [])].map(([name, bytes]) => [name, new TextDecoder().decode(bytes)]);
  assert.deepEqual(texts, [
    ["a.csv", "1"],
    ["b.csv", "2"],
    ["inner/c.csv", "3"],
  ]);
});

test("a missing folder is a finding that suggests the nearest name", async () => {
  await make("two-partners", { "plan.yaml": "" });
  const { result, findings } = await readFolder(join(folder, "two-partnres"), limits);
  assert.equal(result, null);
  assert.deepEqual(codes(findings), ["path_missing"]);
  assert.match(findings[0]?.help ?? "", /two-partners/);
});

test("a file in place of a folder, and a folder in place of a file, are findings", async () => {
  const path = await make("one", { "plan.yaml": "x" });
  const asFolder = await readFolder(join(path, "plan.yaml"), limits);
  assert.deepEqual([asFolder.result, codes(asFolder.findings)], [null, ["not_a_folder"]]);
  const below = await readFolder(join(path, "plan.yaml", "deeper"), limits);
  assert.deepEqual([below.result, codes(below.findings)], [null, ["path_missing"]]);
  const asFile = await readOneFile(path, limits);
  assert.deepEqual([asFile.result, codes(asFile.findings)], [null, ["not_a_file"]]);
});

test("a file above the limit is refused without being read, and the others are taken", async () => {
  const path = await make("large", { "a.csv": "x".repeat(101), "b.csv": "y" });
  const { result, findings } = await readFolder(path, limits);
  assert.deepEqual([...(result?.keys() ?? [])], ["b.csv"]);
  assert.deepEqual(
    findings.map((finding) => [finding.at.file, finding.found]),
    [["a.csv", "101 bytes"]],
  );
  const alone = await readOneFile(join(path, "a.csv"), limits);
  assert.deepEqual([alone.result, alone.findings[0]?.found], [null, "101 bytes"]);
});

test("links are followed inside the folder only", async () => {
  const path = await make("links", { "a.csv": "1" });
  const outside = await make("outside", { "secret.csv": "s" });
  await symlink(join(path, "a.csv"), join(path, "inside.csv"));
  await symlink(join(outside, "secret.csv"), join(path, "outside.csv"));
  await symlink(outside, join(path, "whole-folder"));
  await symlink(join(path, "nowhere"), join(path, "broken.csv"));
  const { result, findings } = await readFolder(path, limits);
  assert.deepEqual([...(result?.keys() ?? [])], ["a.csv", "inside.csv"]);
  assert.deepEqual(
    findings.map((finding) => [finding.code, finding.at.file]),
    [
      ["path_missing", "broken.csv"],
      ["link_outside", "outside.csv"],
      ["link_outside", "whole-folder"],
    ],
  );
});

test("what the system refuses or fails to do is a finding", async () => {
  const failing = (code: string) => Object.assign(new Error(code), { code });
  for (const [code, expected] of [
    ["EACCES", "path_forbidden"],
    ["EPERM", "path_forbidden"],
    ["EIO", "path_unreadable"],
    ["EISDIR", "path_unreadable"],
  ] as const) {
    assert.equal((await explainFailure("a.csv", failing(code))).code, expected);
  }
});

test("a folder of too many files is refused at the limit", async () => {
  const path = join(folder, "many");
  await mkdir(path);
  const names = Array.from({ length: mostFiles + 1 }, (_, index) => `${index}.csv`);
  await Promise.all(names.map((name) => writeFile(join(path, name), "")));
  const { result, findings } = await readFolder(path, limits);
  assert.equal(result?.size, mostFiles);
  assert.deepEqual(codes(findings), ["too_many_files"]);
});

test("results are written into folders that did not exist; a place that is a file is a finding", async () => {
  const target = join(folder, "out", "deep");
  assert.deepEqual(await writeFolder(target, new Map([["sub/a.txt", "text"]])), []);
  const { result } = await readOneFile(join(target, "sub", "a.txt"), limits);
  assert.equal(new TextDecoder().decode(result ?? new Uint8Array()), "text");
  const blocked = await writeFolder(join(target, "sub", "a.txt"), new Map([["b.txt", "text"]]));
  assert.deepEqual(codes(blocked), ["output_unwritable"]);
});

test("a folder that stands where a file should is told, and other folders are passed by", async () => {
  const path = await make("folder-for-file", { "lines.csv/inner.txt": "", "notes/a.txt": "" });
  const wanted = (name: string) => !name.endsWith("/");
  const { result, findings } = await readFolder(path, { ...limits, wanted });
  assert.equal(result?.size, 0);
  assert.deepEqual(
    findings.map(({ code, at }) => [code, at.file]),
    [["not_a_file", "lines.csv"]],
  );
});
