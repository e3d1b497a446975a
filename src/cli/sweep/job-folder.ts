import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Allocation } from "../../allocate/allocation.ts";
import type { Stamp } from "../../allocate/answers.ts";
import type { WorldStart } from "../../allocate/engine/worlds/world-base.ts";
import type { SweepRow } from "../../allocate/explore/sweep-run.ts";
import type { Finding, Outcome } from "../../base/findings.ts";
import { chunkCount, indexesOf } from "../../work/what-ifs.ts";
import { report } from "../finding-kinds.ts";
import { compareJobs, formatJob, jobFormat, jobHash, type SweepJob, unreadable } from "./job.ts";
import type { Processes } from "./processes.ts";

/** A claim that its process has not touched for so long has fallen to anybody.   Unit: milliseconds. */
export const staleAfter = 120_000;

/** A claim that is still empty after so long was never written.   Unit: milliseconds. */
const unwrittenAfter = 5000;

/** A sweep's folder, with the job that it works on. */
export interface SweepFolder {
  /** The folder `sweep/` itself. */
  readonly path: string;
  readonly job: SweepJob;
}

/** Where the file of a job stands. */
export function jobFile(folder: string): string {
  return join(folder, "job.json");
}

/** The job that a folder works on; `null` where there is none yet.   Errors: a finding for a file that is no job. */
export async function readJob(folder: string): Promise<Outcome<SweepJob | null>> {
  const file = jobFile(folder);
  const { result, findings } = await readJson(file);
  if (result === undefined || findings.length > 0) return { result: null, findings };
  const isJob = isRecord(result) && result.format === jobFormat && Array.isArray(result.ranges);
  return isJob
    ? { result: result as unknown as SweepJob, findings }
    : { result: null, findings: [unreadable(file, "no job of a sweep")] };
}

/** Takes a folder for a job, or goes on with it.   Errors: a finding where it holds another, or cannot be written. */
export async function openFolder(
  path: string,
  job: SweepJob,
  { id }: Processes,
): Promise<Outcome<SweepFolder | null>> {
  const refuse = (findings: readonly Finding[]) => ({ result: null, findings });
  const before = await readJob(path);
  if (before.findings.length > 0) return refuse(before.findings);
  if (before.result === null) {
    const failed = await writeWhole(jobFile(path), formatJob(job), id);
    if (failed !== undefined) return refuse([failed]);
  }
  // Read again: another process may have taken the folder at the same moment.
  const { result, findings } = await readJob(path);
  if (result === null) return refuse(findings);
  const taken = compareJobs(jobFile(path), job, result);
  return taken === undefined ? { result: { path, job }, findings: [] } : refuse([taken]);
}

/** Removes the work of an earlier sweep from a folder, and nothing else. */
export async function clearFolder(path: string): Promise<void> {
  const names = await readdir(path).catch(() => [] as string[]);
  const own = /^(job\.json|base\.json|chunk-\d+\.(json|claim))(\.\d+\.draft)?$/;
  for (const name of names) if (own.test(name)) await rm(join(path, name), { force: true });
}

/** The plan's own allocation, with the stamp of its solve, and what the search of a large plan learned. */
export interface KeptBase {
  readonly allocation: Allocation;
  readonly stamp: Stamp;
  readonly start: WorldStart | undefined;
}

/** The plan's own allocation, as the first process found it; `null` where none did yet. */
export async function readBase({ path, job }: SweepFolder): Promise<Outcome<KeptBase | null>> {
  const file = join(path, "base.json");
  const { result, findings } = await readJson(file);
  if (result === undefined || findings.length > 0) return { result: null, findings };
  const isOwn =
    isRecord(result) &&
    result.job === jobHash(job) &&
    isRecord(result.allocation) &&
    isRecord(result.stamp);
  const start = isOwn ? startFrom(result.start) : undefined;
  if (!isOwn || start === null)
    return { result: null, findings: [unreadable(file, "no allocation of this sweep's plan")] };
  return { result: { ...(result as unknown as KeptBase), start }, findings };
}

/** What a search learned, as it stands in a file; null where it is none. */
function startFrom(value: unknown): WorldStart | undefined | null {
  if (value === undefined) return undefined;
  if (!isRecord(value) || !isNumbers(value.prices) || !isNumbers(value.modes)) return null;
  return { prices: Float64Array.from(value.prices), modes: Int32Array.from(value.modes) };
}

function isNumbers(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((one) => typeof one === "number");
}

/** Keeps the plan's own allocation for the other processes.   Errors: a finding where it cannot be written. */
export function writeBase(
  { path, job }: SweepFolder,
  { allocation, stamp, start }: KeptBase,
  { id }: Processes,
): Promise<Finding | undefined> {
  const learned = start && { prices: [...start.prices], modes: [...start.modes] };
  const text = `${JSON.stringify({ job: jobHash(job), allocation, stamp, start: learned })}\n`;
  return writeWhole(join(path, "base.json"), text, id);
}

/** Which chunks are done, and which are claimed. */
export async function listChunks({ path }: SweepFolder): Promise<{
  readonly done: ReadonlySet<number>;
  readonly claimed: ReadonlySet<number>;
}> {
  const names = await readdir(path);
  const numbers = (end: string) =>
    new Set(
      names
        .filter((name) => name.startsWith("chunk-") && name.endsWith(end))
        .map((name) => Number.parseInt(name.slice("chunk-".length), 10)),
    );
  return { done: numbers(".json"), claimed: numbers(".claim") };
}

/** How many what-ifs of a job are done. */
export async function countDone(folder: SweepFolder): Promise<number> {
  const { done } = await listChunks(folder);
  return [...done].reduce((sum, number) => sum + indexesOf(folder.job, number).length, 0);
}

/** The first chunk that this process may work on, claimed; nothing where all are done or claimed by live processes. */
export async function claimChunk(
  folder: SweepFolder,
  processes: Processes,
): Promise<number | undefined> {
  const { done } = await listChunks(folder);
  for (let number = 0; number < chunkCount(folder.job); number++) {
    if (done.has(number)) continue;
    if (await tryClaim(folder, number, processes)) {
      // It may have been done since the folder was read.
      if (!(await exists(chunkFile(folder, number)))) return number;
      await releaseChunk(folder, number);
    }
  }
  return undefined;
}

async function tryClaim(
  folder: SweepFolder,
  number: number,
  processes: Processes,
): Promise<boolean> {
  const file = claimFile(folder, number);
  const { id, machine } = processes;
  const text = `${JSON.stringify({ process: id, machine })}\n`;
  for (const attempt of ["first", "second"]) {
    try {
      await writeFile(file, text, { flag: "wx" });
      return true;
    } catch (error) {
      if (codeOf(error) !== "EEXIST") throw error;
    }
    if (attempt === "second" || !(await isStale(file, processes))) return false;
    // Two processes may take over the same claim at once: both work, and both write the same result.
    await rm(file, { force: true });
  }
  return false;
}

/** Whether the process of a claim is dead, or has not touched it for long. */
async function isStale(file: string, processes: Processes): Promise<boolean> {
  try {
    const age = Date.now() - (await stat(file)).mtimeMs;
    if (age > staleAfter) return true;
    const text = await readFile(file, "utf8");
    // Its process has not written it yet, or died before it could.
    if (!text.endsWith("\n")) return age > unwrittenAfter;
    const claim: unknown = JSON.parse(text);
    if (!isRecord(claim) || claim.machine !== processes.machine) return false;
    return claim.process !== processes.id && !processes.isAlive(Number(claim.process));
  } catch (error) {
    // It has just been released: look again later.
    if (codeOf(error) === "ENOENT" || error instanceof SyntaxError) return false;
    throw error;
  }
}

/** Tells the others that the process of a claim is alive. */
export async function touchClaim(folder: SweepFolder, number: number): Promise<void> {
  const now = new Date();
  await utimes(claimFile(folder, number), now, now).catch(() => undefined);
}

/** Lets a claim go. */
export async function releaseChunk(folder: SweepFolder, number: number): Promise<void> {
  await rm(claimFile(folder, number), { force: true });
}

/** Lets all claims go, whoever holds them. */
export async function releaseAll(folder: SweepFolder): Promise<void> {
  const { claimed } = await listChunks(folder);
  for (const number of claimed) await releaseChunk(folder, number);
}

/** Keeps the results of a chunk, whole or not at all.   Errors: a finding where they cannot be written. */
export async function writeChunk(
  folder: SweepFolder,
  number: number,
  rows: readonly SweepRow[],
  { id }: Processes,
): Promise<Finding | undefined> {
  const lines = rows.map((row) => JSON.stringify(row)).join(",\n");
  const text = `{"job":"${jobHash(folder.job)}","rows":[\n${lines}\n]}\n`;
  return writeWhole(chunkFile(folder, number), text, id);
}

/** All rows of a job, in order; `null` while chunks are missing.   Errors: findings for files that hold others. */
export async function readRows(folder: SweepFolder): Promise<Outcome<readonly SweepRow[] | null>> {
  const rows: SweepRow[] = [];
  const findings: Finding[] = [];
  const { done } = await listChunks(folder);
  for (let number = 0; number < chunkCount(folder.job); number++) {
    if (!done.has(number)) return { result: null, findings };
    const file = chunkFile(folder, number);
    const { result, findings: broken } = await readJson(file);
    findings.push(...broken);
    if (broken.length > 0) continue;
    const own = rowsOf(result, folder.job, number);
    if (own === undefined) findings.push(unreadable(file, "no results of this sweep"));
    else rows.push(...own);
  }
  return { result: findings.length > 0 ? null : rows, findings };
}

function rowsOf(value: unknown, job: SweepJob, number: number): SweepRow[] | undefined {
  if (!isRecord(value) || value.job !== jobHash(job) || !Array.isArray(value.rows)) {
    return undefined;
  }
  const indexes = indexesOf(job, number);
  const isOwn = (row: unknown, place: number) => isRecord(row) && row.index === indexes[place];
  const whole = value.rows.length === indexes.length && value.rows.every(isOwn);
  return whole ? (value.rows as SweepRow[]) : undefined;
}

function chunkFile({ path }: SweepFolder, number: number): string {
  return join(path, `chunk-${String(number).padStart(5, "0")}.json`);
}

function claimFile({ path }: SweepFolder, number: number): string {
  return join(path, `chunk-${String(number).padStart(5, "0")}.claim`);
}

/** A file as JSON; undefined where there is none.   Errors: a finding where it is no JSON. */
async function readJson(file: string): Promise<Outcome<unknown>> {
  try {
    return { result: JSON.parse(await readFile(file, "utf8")), findings: [] };
  } catch (error) {
    const code = codeOf(error);
    if (code === "ENOENT") return { result: undefined, findings: [] };
    const found = code === undefined ? "no JSON" : `the system's error \`${code}\``;
    return { result: undefined, findings: [unreadable(file, found)] };
  }
}

/** Writes a file whole or not at all: under another name first. `writer` keeps writers apart. */
export async function writeWhole(
  file: string,
  text: string,
  writer: number,
): Promise<Finding | undefined> {
  const draft = `${file}.${writer}.draft`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(draft, text);
    await rename(draft, file);
    return undefined;
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined) throw error;
    return report(
      "output_unwritable",
      { file },
      {
        found: `the system's error \`${code}\``,
        expected: "a place where the program may write",
        help: "Name another folder with `--out`.",
      },
    );
  }
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error ? String(error.code) : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
