import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { LawBook } from "./book.ts";
import { loadLaw } from "./load.ts";

const root = fileURLToPath(new URL("../../law/", import.meta.url));

/** The files of the real `law/`: path inside the folder → bytes. */
export function readLawFolder(): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  const walk = (folder: string) => {
    for (const name of readdirSync(folder).sort()) {
      const path = join(folder, name);
      if (statSync(path).isDirectory()) walk(path);
      else files.set(relative(root, path).split(sep).join("/"), readFileSync(path));
    }
  };
  walk(root);
  return files;
}

let known: LawBook | undefined;

/** The real law, read once. */
export function realLaw(): LawBook {
  known ??= loadLaw(readLawFolder()).law;
  return known;
}
