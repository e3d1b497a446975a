import { type FileHandle, mkdir, open, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { type Finding, hasErrors } from "../base/findings.ts";
import { readPlan } from "../plan/read.ts";
import { restoreBackup, writeBackup } from "../store/backup.ts";
import type { Database } from "../store/database.ts";
import { importPlan } from "../store/import-plan.ts";
import { importHistory } from "../store/log/history-file.ts";
import type { Refusal } from "../store/refusal.ts";
import { localPerson } from "../store/rights/people.ts";
import { report } from "./finding-kinds.ts";
import { readFolder, readOneFile } from "./folder.ts";
import { fileTooLarge, planLimits } from "./plan-input.ts";
import type { Reply } from "./reply.ts";
import { reportStoreCommand } from "./store-finding-kinds.ts";

/** What a command of the store comes to, without its name. */
export type StoreReply = Pick<Reply, "findings" | "result" | "text">;

function refused({ findings }: Refusal): StoreReply {
  return { findings, result: null, text: "" };
}

function found(findings: readonly Finding[]): StoreReply {
  return { findings, result: null, text: "" };
}

/** Takes a plan folder or a history into the store, as a new plan of the local person. */
export async function takeIn(db: Database, path: string): Promise<StoreReply> {
  const { id: person } = await localPerson(db);
  if (path.endsWith(".jsonl")) {
    const opened = await openLines(path);
    if (Array.isArray(opened)) return found(opened);
    const reply = await importHistory(db, person, opened.lines).finally(opened.close);
    return reply.refusal === null ? describeTaken(reply.value) : refused(reply.refusal);
  }
  const folder = await readFolder(path, planLimits);
  const read = folder.result === null ? null : readPlan(folder.result);
  const findings = [...folder.findings, ...(read?.findings ?? [])];
  if (read === null || read.plan === null || hasErrors(findings)) return found(findings);
  const reply = await importPlan(db, person, read.plan);
  return reply.refusal === null ? describeTaken(reply.value) : refused(reply.refusal);
}

function describeTaken({ id, seq }: { readonly id: string; readonly seq: number }): StoreReply {
  return { findings: [], result: { plan: id, seq }, text: `${id}: taken in, ${seq} changes\n` };
}

/** Writes a backup of the whole store into a new file. */
export async function backupStore(db: Database, path: string): Promise<StoreReply> {
  await mkdir(dirname(path), { recursive: true }).catch(() => {});
  let file: FileHandle;
  try {
    file = await open(path, "wx");
  } catch (error) {
    return found([explainUnwritten(path, error)]);
  }
  let lines = 0;
  try {
    // One transaction, so that all of it is of one instant.
    await db.transaction(async (tx) => {
      await tx.query("set transaction isolation level repeatable read");
      for await (const line of writeBackup(tx, new Date().toISOString())) {
        await file.write(`${line}\n`);
        lines += 1;
      }
    });
    await file.sync();
  } finally {
    await file.close();
  }
  return { findings: [], result: { file: path, lines }, text: `${path}: ${lines} lines\n` };
}

function explainUnwritten(path: string, error: unknown): Finding {
  const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
  if (code === "EEXIST") {
    return reportStoreCommand(
      "file_there",
      { file: path },
      {
        found: "a file of that name",
        expected: "a name that is free, so that no backup is written over",
        help: "Name another file.",
      },
    );
  }
  return report(
    "output_unwritable",
    { file: path },
    {
      found: `the system's error \`${code}\``,
      expected: "a place where the program may write",
      help: "Name another file.",
    },
  );
}

/** Takes a backup into an empty store. */
export async function restoreStore(db: Database, path: string): Promise<StoreReply> {
  const opened = await openLines(path);
  if (Array.isArray(opened)) return found(opened);
  const reply = await restoreBackup(db, opened.lines).finally(opened.close);
  if (reply.refusal !== null) return refused(reply.refusal);
  const { plans, people } = reply.value;
  const lines = plans.map(({ id, seq }) => `${id}: ${seq} changes, all as they were written\n`);
  const text = `${lines.join("")}${people} ${people === 1 ? "person" : "people"}\n`;
  return { findings: [], result: reply.value, text };
}

/** The most that a history or a backup may hold.   Unit: bytes. */
const largestBackup = 64 * 1024 ** 3;

async function openLines(path: string): Promise<
  | {
      readonly lines: AsyncIterable<string>;
      readonly close: () => Promise<void>;
    }
  | Finding[]
> {
  const facts = await stat(path).catch(() => null);
  if (facts?.isFile() !== true || facts.size > largestBackup) {
    const limits = {
      largestFile: 0,
      tooLarge: (name: string, size: number) => fileTooLarge(name, size, largestBackup),
    };
    return [...(await readOneFile(path, limits)).findings];
  }
  const file = await open(path);
  // Begun when somebody reads: lines that come before that are lost.
  const lines = { [Symbol.asyncIterator]: () => file.readLines()[Symbol.asyncIterator]() };
  return { lines, close: () => file.close() };
}
