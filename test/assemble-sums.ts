import { readFile } from "node:fs/promises";
import { join } from "node:path";
import makeAssembler from "wabt";
import { root } from "./project-files.ts";

const folder = join(root, "src", "allocate", "engine", "blocks");

/** The file that holds the assembled module. */
export const modulePath = join(folder, "way-sums-module.ts");

/** The text of that file as `way-sums.wat` has it. */
export async function assembleSums(): Promise<string> {
  const assembler = await makeAssembler();
  const source = await readFile(join(folder, "way-sums.wat"), "utf8");
  const { buffer } = assembler.parseWat("way-sums.wat", source).toBinary({});
  return [
    "/** `way-sums.wat`, assembled by `npm run wasm`. As base64. */",
    `export const waySumsModule =\n  "${Buffer.from(buffer).toString("base64")}";`,
    "",
  ].join("\n");
}
