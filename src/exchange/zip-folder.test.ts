import assert from "node:assert/strict";
import { test } from "node:test";
import { strToU8, zipSync } from "fflate";
import { unpackFolder } from "./zip-folder.ts";

const text = (files: ReadonlyMap<string, Uint8Array> | null) =>
  [...(files ?? [])].map(([path, bytes]) => [path, new TextDecoder().decode(bytes)]);

test("a zipped folder gives the files of its plan, wherever in it the plan is", () => {
  const plan = {
    "plan.yaml": strToU8("format: 1"),
    "lines.csv": strToU8("id\n"),
    "scenarios/a.csv": strToU8("x\n"),
  };
  const expected = [
    ["plan.yaml", "format: 1"],
    ["lines.csv", "id\n"],
    ["scenarios/a.csv", "x\n"],
  ];
  const bare = zipSync({ ...plan, "notes.txt": strToU8("n"), "old/lines.csv": strToU8("o") });
  assert.deepEqual(text(unpackFolder(bare, "p.zip").result), expected);
  const inside = Object.fromEntries(
    Object.entries(plan).map(([path, bytes]) => [`my plan/${path}`, bytes] as const),
  );
  const deeper = zipSync({ ...inside, "my plan/backup/plan.yaml": strToU8("old") }, { level: 0 });
  assert.deepEqual(text(unpackFolder(deeper, "p.zip").result), expected);
});

test("what is no container, cut off or damaged is a finding", () => {
  const whole = zipSync({ "plan.yaml": strToU8("format: 1\n".repeat(100)) });
  assert.deepEqual(text(unpackFolder(whole, "p.zip").result).length, 1);
  const flipped = whole.slice();
  flipped[40] = (flipped[40] ?? 0) ^ 0xff;
  for (const bytes of [new Uint8Array(), strToU8("no zip"), whole.slice(0, 60), flipped]) {
    const { result, findings } = unpackFolder(bytes, "p.zip");
    assert.equal(result, null);
    assert.deepEqual(
      findings.map(({ code, at }) => [code, at.file]),
      [["zip_damaged", "p.zip"]],
    );
  }
});
