import type { Finding, Outcome } from "../base/findings.ts";
import { officialFileLimits } from "./xlsx/limits.ts";
import { type UnpackBudget, unpackPart } from "./xlsx/unpack-part.ts";
import { readZipDirectory, type ZipEntry } from "./xlsx/zip-directory.ts";

/** Files of a folder: bytes by path inside it. */
export type FolderFiles = ReadonlyMap<string, Uint8Array>;

/** The file that tells where in a container a plan's folder is. */
const headFile = "plan.yaml";

/**
 * The files of a zipped plan folder, by path inside the folder; the folder may be the container itself or one in it.
 *
 * Files that belong to no plan, and are not asked for beside it, are left out. `file`: what the container is called in
 * findings.
 * Errors: findings for a container that is damaged, encrypted, or holds more than is allowed; never a throw.
 */
export function unpackFolder(
  bytes: Uint8Array,
  file: string,
  beside: readonly string[] = [],
): Outcome<FolderFiles | null> {
  const { result: entries, findings } = readZipDirectory(bytes, officialFileLimits, file);
  if (findings.length > 0) return { result: null, findings: findings.map(ofFolder) };
  const listed = [...entries.values()];
  const folder = folderOf(listed);
  const budget: UnpackBudget = { left: officialFileLimits.unpackedBytes };
  const files = new Map<string, Uint8Array>();
  for (const entry of listed) {
    const path = entry.name.slice(folder.length);
    if (!entry.name.startsWith(folder) || !(isOfPlan(path) || beside.includes(path))) continue;
    const unpacked: Uint8Array[] = [];
    const take = (piece: Uint8Array) => unpacked.push(piece.slice()) > 0;
    const broken = unpackPart(bytes, entry, budget, take, file);
    if (broken !== undefined) return { result: null, findings: [ofFolder(broken)] };
    files.set(path, joined(unpacked));
  }
  return { result: files, findings: [] };
}

/** A finding about a container in the words of who sends a plan. */
function ofFolder(finding: Finding): Finding {
  return {
    ...finding,
    expected: "a whole zip file of a plan folder",
    help: "Pack the folder that holds `plan.yaml` again, and send that.",
  };
}

/** The path of the folder that holds the plan, with its last slash; the highest where there are several. */
function folderOf(entries: readonly ZipEntry[]): string {
  const heads = entries
    .map(({ name }) => name)
    .filter((name) => name === headFile || name.endsWith(`/${headFile}`))
    .sort((a, b) => a.length - b.length);
  return heads[0]?.slice(0, -headFile.length) ?? "";
}

function isOfPlan(path: string): boolean {
  return path === headFile || /^(scenarios\/)?[^/]+\.csv$/.test(path);
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
