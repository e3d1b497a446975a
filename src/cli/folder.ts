import { lstat, readdir, readFile, realpath, stat } from "node:fs/promises";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { compareText, type Finding, type Outcome } from "../base/findings.ts";
import { findNearest } from "../base/ids.ts";
import { report } from "./finding-kinds.ts";

/** Files by their path inside a folder, with `/` between the parts. */
export type Files = Map<string, Uint8Array>;

/** What an adapter refuses to read. */
export interface FolderLimits {
  /** Unit: bytes. */
  readonly largestFile: number;
  /** Makes the finding for a file that is larger. */
  readonly tooLarge: (path: string, size: number) => Finding;
  /** Whether a path inside the folder is wanted; folders end with `/`. */
  readonly wanted: (path: string) => boolean;
}

/** The most files that one folder may hold. */
export const mostFiles = 2000;

/**
 * Every wanted file of a folder and of its subfolders, in the order of their names.
 *
 * Errors: findings; `result` is null when the folder itself cannot be read.
 */
export async function readFolder(
  path: string,
  limits: FolderLimits,
): Promise<Outcome<Files | null>> {
  const refusal = await refuseFolder(path);
  if (refusal !== undefined) return { result: null, findings: [refusal] };
  const files: Files = new Map();
  const findings: Finding[] = [];
  const root = await realpath(path);
  await walk({ root, limits, files, findings }, "");
  return { result: files, findings };
}

/** One file.   Errors: findings; `result` is null when it cannot be read. */
export async function readOneFile(
  path: string,
  limits: Pick<FolderLimits, "largestFile" | "tooLarge">,
): Promise<Outcome<Uint8Array | null>> {
  const refuse = (finding: Finding) => ({ result: null, findings: [finding] });
  try {
    const facts = await stat(path);
    if (!facts.isFile()) return refuse(notAFile(path));
    if (facts.size > limits.largestFile) return refuse(limits.tooLarge(path, facts.size));
    return { result: new Uint8Array(await readFile(path)), findings: [] };
  } catch (error) {
    return refuse(await explainFailure(path, error));
  }
}

interface Walk {
  readonly root: string;
  readonly limits: FolderLimits;
  readonly files: Files;
  readonly findings: Finding[];
}

async function walk(state: Walk, folder: string): Promise<void> {
  const { root, limits, findings } = state;
  let names: string[];
  try {
    names = (await readdir(join(root, folder))).sort(compareText);
  } catch (error) {
    findings.push(await explainFailure(folder === "" ? root : folder, error));
    return;
  }
  for (const name of names) {
    const path = folder === "" ? name : `${folder}/${name}`;
    if (name.startsWith(".")) continue;
    if (state.files.size >= mostFiles) {
      if (!findings.some((finding) => finding.code === "too_many_files")) {
        findings.push(tooManyFiles());
      }
      return;
    }
    const kind = await kindOf(state, path);
    if (kind === "folder" && limits.wanted(`${path}/`)) await walk(state, path);
    else if (kind === "folder" && /\.(csv|yaml)$/.test(name)) findings.push(notAFile(path));
    else if (kind === "file" && limits.wanted(path)) await take(state, path);
  }
}

async function kindOf(state: Walk, path: string): Promise<"file" | "folder" | "neither"> {
  const full = join(state.root, path);
  try {
    const facts = await lstat(full);
    if (!facts.isSymbolicLink()) {
      return facts.isDirectory() ? "folder" : facts.isFile() ? "file" : "neither";
    }
    const target = await realpath(full);
    const inside = target.startsWith(state.root + sep) && (await stat(target)).isFile();
    if (inside) return "file";
    state.findings.push(linkOutside(path));
  } catch (error) {
    state.findings.push(await explainFailure(path, error));
  }
  return "neither";
}

async function take(state: Walk, path: string): Promise<void> {
  const full = join(state.root, path);
  try {
    const { size } = await stat(full);
    if (size > state.limits.largestFile) state.findings.push(state.limits.tooLarge(path, size));
    else state.files.set(path, new Uint8Array(await readFile(full)));
  } catch (error) {
    state.findings.push(await explainFailure(path, error));
  }
}

async function refuseFolder(path: string): Promise<Finding | undefined> {
  try {
    const facts = await stat(path);
    if (facts.isDirectory()) return undefined;
    return report(
      "not_a_folder",
      { file: path },
      {
        found: "a file",
        expected: "the folder of a plan, which holds `plan.yaml` and its tables",
        help: `Name the folder, such as \`${dirname(path)}\`.`,
      },
    );
  } catch (error) {
    return explainFailure(path, error);
  }
}

function notAFile(path: string): Finding {
  return report(
    "not_a_file",
    { file: path },
    { found: "a folder", expected: "a file", help: "Name the file itself." },
  );
}

function tooManyFiles(): Finding {
  return report(
    "too_many_files",
    {},
    {
      found: `more than ${mostFiles} files`,
      expected: "the folder of one plan",
      help: "Name the folder of the plan, not the one above it.",
    },
  );
}

function linkOutside(path: string): Finding {
  return report(
    "link_outside",
    { file: path },
    {
      found: "a symbolic link that leads out of the folder",
      expected: "a file of the plan",
      help: "Copy the file into the folder.",
    },
  );
}

/** A failure of the system, as a finding.   A missing name gets the nearest one beside it. */
export async function explainFailure(path: string, error: unknown): Promise<Finding> {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "ENOENT" || code === "ENOTDIR") {
    const nearest = await nearestPath(path);
    return report(
      "path_missing",
      { file: path },
      {
        found: "nothing of that name",
        expected: "a file or folder that is there",
        help: nearest === undefined ? "Check the path." : `Did you mean \`${nearest}\`?`,
      },
    );
  }
  if (code === "EACCES" || code === "EPERM") {
    return report(
      "path_forbidden",
      { file: path },
      {
        found: "no permission to read it",
        expected: "a file that you may read",
        help: "Change its permissions, or ask its owner.",
      },
    );
  }
  return report(
    "path_unreadable",
    { file: path },
    {
      found: `the system's error ${code === "" ? "without a code" : `\`${code}\``}`,
      expected: "a file that can be read",
      help: "Copy it to another place and try again.",
    },
  );
}

async function nearestPath(path: string): Promise<string | undefined> {
  const full = resolve(path);
  const folder = dirname(full);
  try {
    const nearest = findNearest(basename(full), (await readdir(folder)).sort(compareText));
    if (nearest === undefined) return undefined;
    const shown = relative(resolve("."), join(folder, nearest));
    return shown.startsWith("..") ? join(folder, nearest) : shown;
  } catch {
    return undefined;
  }
}
