/** Writes into the docs what their commands print today. `npm run docs` runs it. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeThreadSolver } from "../src/solver/thread-solver.ts";
import { listProjectFiles, readText, root } from "./project-files.ts";
import { refreshShown } from "./shown-output.ts";

const solver = makeThreadSolver(2);
for (const page of listProjectFiles("docs").filter((path) => path.endsWith(".md"))) {
  const text = readText(page);
  const fresh = await refreshShown(text, solver);
  if (fresh !== text) writeFileSync(join(root, page), fresh);
}
await solver.close();
