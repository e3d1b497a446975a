import assert from "node:assert/strict";
import { test } from "node:test";
import { packFolder } from "./pack-folder.ts";
import { unpackFolder } from "./zip-folder.ts";

test("a packed folder is unpacked as it was, and packs into the same bytes again", () => {
  const files = new Map([
    ["plan.yaml", "id: p\n"],
    ["initiatives.csv", "id,name\na,Ärger\n"],
    ["scenarios/less.csv", "author\n"],
  ]);
  const packed = packFolder("p", files);
  const { result, findings } = unpackFolder(packed, "p.zip");
  assert.deepEqual(findings, []);
  const texts = [...(result ?? [])].map(([path, bytes]) => [path, new TextDecoder().decode(bytes)]);
  assert.deepEqual(new Map(texts as [string, string][]), files);
  assert.deepEqual(packFolder("p", files), packed);
});
