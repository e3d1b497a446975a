import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Finding } from "../base/findings.ts";
import { report } from "./finding-kinds.ts";

/**
 * Writes files under a folder, which is made when it is missing. Files of the same names are replaced.
 *
 * Errors: a finding for the first file that cannot be written.
 */
export async function writeFolder(
  folder: string,
  files: ReadonlyMap<string, string | Uint8Array>,
): Promise<readonly Finding[]> {
  for (const [name, contents] of files) {
    const path = join(folder, name);
    try {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, contents);
    } catch (error) {
      const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
      const finding = report(
        "output_unwritable",
        { file: path },
        {
          found: `the system's error \`${code}\``,
          expected: "a place where the program may write",
          help: "Name another folder with `--out`.",
        },
      );
      return [finding];
    }
  }
  return [];
}
