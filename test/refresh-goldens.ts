/** Writes the golden outputs of the examples anew. `npm run golden` runs it; an example may be named. */
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { makeThreadSolver } from "../src/solver/thread-solver.ts";
import { exampleNames, makeGoldens } from "./golden-outputs.ts";
import { root } from "./project-files.ts";

const asked = process.argv.slice(2);
const solver = makeThreadSolver(2);
for (const example of exampleNames) {
  if (asked.length > 0 && !asked.includes(example)) continue;
  const made = await makeGoldens(example, solver);
  const folder = join(root, "examples", example, "expected");
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const [file, text] of made) await writeFile(join(folder, file), text);
}
await solver.close();
