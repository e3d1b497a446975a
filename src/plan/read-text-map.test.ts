import assert from "node:assert/strict";
import { test } from "node:test";
import { readTextMap } from "./read-text-map.ts";

test("a flat map is read as keys and texts with their lines", () => {
  const { entries, findings } = readTextMap("r.yaml", "# why\nbudget: 0.8..1.1\nweight: off\n");
  assert.deepEqual(findings, []);
  assert.deepEqual(entries, [
    { key: "budget", text: "0.8..1.1", row: 2 },
    { key: "weight", text: "off", row: 3 },
  ]);
});

const broken: readonly (readonly [string, string, string, number])[] = [
  ["a list", "- one\n", "yaml_shape", 1],
  ["nothing after the colon", "a: 1\nbudget:\n", "yaml_shape", 2],
  ["a map inside", "budget:\n  from: 1\n", "yaml_shape", 1],
  ["no YAML", "a: [1\n", "yaml_syntax", 2],
  ["an alias", "a: &x 1\nb: *x\n", "yaml_feature", 1],
];

for (const [what, text, code, row] of broken) {
  test(`${what} is a finding with its line`, () => {
    const { findings } = readTextMap("r.yaml", text);
    assert.deepEqual([findings[0]?.code, findings[0]?.at.row], [code, row]);
  });
}
