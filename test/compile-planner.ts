import { join } from "node:path";
import asc from "assemblyscript/asc";
import { root } from "./project-files.ts";

const folder = join(root, "src", "allocate", "engine", "blocks");

/** The file that holds the compiled planner of blocks. */
export const modulePath = join(folder, "planner-module.ts");

/** The text of that file as `assembly/` has it. */
export async function compilePlanner(): Promise<string> {
  let compiled: Uint8Array | undefined;
  const said: string[] = [];
  const { error } = await asc.main(
    [
      "planner.ts",
      "--baseDir",
      join(folder, "assembly"),
      "--outFile",
      "planner.wasm",
      "-O3",
      "--runtime",
      "stub",
      "--noAssert",
    ],
    {
      stderr: { write: (text) => said.push(`${text}`) },
      writeFile: (name, contents) => {
        if (name === "planner.wasm" && typeof contents !== "string") compiled = contents;
      },
    },
  );
  if (error !== null || compiled === undefined)
    throw new Error(`the planner does not compile: ${error?.message}\n${said.join("")}`);
  return [
    "/** The planner of `assembly/`, compiled by `npm run wasm`. As base64. */",
    `export const plannerModule =\n  "${Buffer.from(compiled).toString("base64")}";`,
    "",
  ].join("\n");
}
