/** Compiles the planner of blocks anew. `npm run wasm` runs it. */
import { writeFile } from "node:fs/promises";
import { compilePlanner, modulePath } from "./compile-planner.ts";

await writeFile(modulePath, await compilePlanner());
