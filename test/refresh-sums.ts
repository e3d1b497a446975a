/** Assembles `way-sums.wat` anew. `npm run wasm` runs it. */
import { writeFile } from "node:fs/promises";
import { assembleSums, modulePath } from "./assemble-sums.ts";

await writeFile(modulePath, await assembleSums());
