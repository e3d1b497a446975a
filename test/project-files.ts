import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the repository. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const skipped = new Set(["node_modules", "out", "coverage"]);

/** Paths of all files of the repository from its root, with `/`, sorted; without installed and made ones. */
export function listProjectFiles(folder = ""): string[] {
  const paths: string[] = [];
  for (const name of readdirSync(join(root, folder)).sort()) {
    if (skipped.has(name) || (name.startsWith(".") && name !== ".ci")) continue;
    const path = folder === "" ? name : `${folder}/${name}`;
    if (statSync(join(root, path)).isDirectory()) paths.push(...listProjectFiles(path));
    else paths.push(path);
  }
  return paths;
}

/** The text of a file, by its path from the root. */
export function readText(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

/** Code without its comments, line by line as before, so that words in comments break no rule. */
export function withoutComments(code: string): string {
  return code
    .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, " "))
    .replace(/(^|[\s;{}(),])\/\/.*$/gm, "$1");
}

/** What a TypeScript file imports. */
export interface Imports {
  /** Files of the repository, from its root. */
  readonly files: readonly string[];
  /** npm packages and `node:` modules, by name. */
  readonly packages: readonly string[];
}

/** The imports of a file: static, dynamic, and threads made from `new URL("./x.ts", import.meta.url)`. */
export function importsOf(path: string): Imports {
  const code = withoutComments(readText(path));
  const patterns = [
    /\bfrom\s+"([^"]+)"/g,
    /\bimport\s+"([^"]+)"/g,
    /\bimport\(\s*"([^"]+)"/g,
    /\brequire(?:\.resolve)?\(\s*"([^"]+)"/g,
    /\bimport\.meta\.resolve\(\s*"([^"]+)"/g,
    /\bnew URL\(\s*"([^"]+\.ts)"\s*,\s*import\.meta\.url/g,
  ];
  const targets = patterns.flatMap((pattern) =>
    [...code.matchAll(pattern)].map((match) => match[1] ?? ""),
  );
  const files = targets
    .filter((target) => target.startsWith("."))
    .map((target) => posix.normalize(posix.join(posix.dirname(path), target)))
    // AssemblyScript leaves the ending out.
    .map((target) => (path.includes("/assembly/") ? `${target}.ts` : target));
  const packages = targets.filter((target) => !target.startsWith(".")).map(packageName);
  return { files: [...new Set(files)], packages: [...new Set(packages)] };
}

function packageName(target: string): string {
  if (target.startsWith("node:")) return target;
  return target
    .split("/")
    .slice(0, target.startsWith("@") ? 2 : 1)
    .join("/");
}

/** The manifest of the package, as far as the house reads it. */
export interface Manifest {
  readonly version: string;
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

/** What package.json says. */
export function readManifest(): Manifest {
  return JSON.parse(readText("package.json")) as Manifest;
}

/** Complaints as one text, for the message of an assertion. */
export function listComplaints(rule: string, complaints: readonly string[]): string {
  return `${rule}\n  ${complaints.join("\n  ")}`;
}
