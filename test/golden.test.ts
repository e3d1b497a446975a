import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { makeThreadSolver } from "../src/solver/thread-solver.ts";
import { exampleNames, makeGoldens } from "./golden-outputs.ts";
import { readText, root } from "./project-files.ts";

const solver = makeThreadSolver(2);
after(() => solver.close());

for (const example of exampleNames) {
  test(`${example} comes to what its folder \`expected\` says, byte for byte`, async () => {
    const folder = `examples/${example}/expected`;
    const made = await makeGoldens(example, solver);
    assert.deepEqual(readdirSync(join(root, folder)).sort(), [...made.keys()].sort());
    for (const [file, text] of made) {
      const path = `${folder}/${file}`;
      const hint = `${path} differs. If that is right, run \`npm run golden\` and say why in the commit.`;
      // Compared line by line, so that a failure shows the lines.
      assert.deepEqual(text.split("\n"), readText(path).split("\n"), hint);
    }
  });
}
