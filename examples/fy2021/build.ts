import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { argv, stderr } from "node:process";
import { fileURLToPath } from "node:url";
import { buildFiles } from "./build/build-plan.ts";

/** The folder of this example. */
export const exampleFolder = dirname(fileURLToPath(import.meta.url));

/** The example's own tables and head, by path inside its folder. */
export function readExampleTexts(folder: string): Map<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path.endsWith(".csv") || path === "plan.yaml");
  return new Map(paths.map((path) => [path, readFileSync(join(folder, path), "utf8")]));
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const greenbook = argv[2];
  if (greenbook === undefined) {
    stderr.write(
      "Name the Greenbook file: node examples/fy2021/build.ts greenbook-1946-2020.xlsx\n",
    );
    process.exitCode = 2;
  } else {
    const files = buildFiles(readFileSync(greenbook), readExampleTexts(exampleFolder));
    mkdirSync(join(exampleFolder, "scenarios"), { recursive: true });
    for (const [path, text] of files) writeFileSync(join(exampleFolder, path), text);
  }
}
