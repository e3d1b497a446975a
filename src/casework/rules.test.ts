import assert from "node:assert/strict";
import { test } from "node:test";
import { readLawFolder } from "../law/law-folder.test-data.ts";
import { loadRules } from "./rules.ts";

test("the same files are read once, and files of which one byte differs anew", () => {
  const rules = loadRules(readLawFolder());
  assert.equal(loadRules(readLawFolder()), rules);
  const changed = readLawFolder();
  const [path = "", bytes = new Uint8Array()] =
    [...changed].find(([, each]) => /\nname: /.test(new TextDecoder().decode(each))) ?? [];
  const text = new TextDecoder().decode(bytes).replace(/\nname: (.)/, "\nname: ~");
  changed.set(path, new TextEncoder().encode(text));
  assert.notEqual(loadRules(changed), rules);
  const fewer = readLawFolder();
  fewer.delete("edition.yaml");
  const broken = loadRules(fewer);
  assert.ok(broken.findings.length > rules.findings.length);
  assert.deepEqual(loadRules(readLawFolder()).findings, rules.findings);
});
