import type { Finding, Outcome } from "../../base/findings.ts";
import { reportExchange } from "../finding-kinds.ts";
import type { WorkbookLimits } from "./limits.ts";

/** One file inside a zip container, as its central directory lists it. */
export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly packedBytes: number;
  readonly unpackedBytes: number;
  /** Where its packed bytes start. */
  readonly dataAt: number;
}

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const localSignature = 0x04034b50;
const endLength = 22;
const entryLength = 46;
const localLength = 30;
const longestComment = 0xffff;

/**
 * The entries of a zip container by lower-case name, read from its central directory alone.
 *
 * Errors: findings for a container that is cut off, encrypted, contradictory or over the limits. The local
 * headers must agree with the directory, so that no other program sees another file in the same bytes.
 * Source: PKWARE APPNOTE.TXT 6.3, sections 4.3 and 4.4.
 */
export function readZipDirectory(
  bytes: Uint8Array,
  limits: WorkbookLimits,
  file: string,
): Outcome<ReadonlyMap<string, ZipEntry>> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  if (end === undefined) return refuse(damaged(file, "no end-of-directory record"));
  const disks = view.getUint16(end + 4, true) + view.getUint16(end + 6, true);
  const count = view.getUint16(end + 10, true);
  const size = view.getUint32(end + 12, true);
  const start = view.getUint32(end + 16, true);
  if (disks !== 0 || count !== view.getUint16(end + 8, true)) {
    return refuse(damaged(file, "a container split over several disks"));
  }
  if (count > limits.entries) {
    return refuse(
      reportExchange(
        "zip_over_limit",
        { file },
        {
          found: `${count} files in the container`,
          expected: `at most ${limits.entries}`,
          help: "Save the workbook again with a spreadsheet program.",
        },
      ),
    );
  }
  if (start + size > end) return refuse(damaged(file, "a directory that reaches past its end"));
  return readEntries(view, { start, count, end: start + size }, file);
}

function readEntries(
  view: DataView,
  directory: { start: number; count: number; end: number },
  file: string,
): Outcome<ReadonlyMap<string, ZipEntry>> {
  const entries = new Map<string, ZipEntry>();
  let at = directory.start;
  for (let index = 0; index < directory.count; index++) {
    if (at + entryLength > directory.end || view.getUint32(at, true) !== entrySignature) {
      return refuse(damaged(file, `a broken directory at entry ${index + 1}`));
    }
    const nameLength = view.getUint16(at + 28, true);
    const next =
      at + entryLength + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (next > directory.end) return refuse(damaged(file, "a directory entry that is cut off"));
    const read = readEntry(view, at, nameLength, directory.start, file);
    if ("code" in read) return refuse(read);
    const key = read.name.toLowerCase();
    if (entries.has(key)) return refuse(damaged(file, `two entries named ${read.name}`));
    entries.set(key, read);
    at = next;
  }
  return { result: entries, findings: [] };
}

function readEntry(
  view: DataView,
  at: number,
  nameLength: number,
  directoryStart: number,
  file: string,
): ZipEntry | Finding {
  const name = new TextDecoder().decode(
    new Uint8Array(view.buffer, view.byteOffset + at + entryLength, nameLength),
  );
  if ((view.getUint16(at + 8, true) & 1) === 1) return encrypted(file);
  const method = view.getUint16(at + 10, true);
  const packedBytes = view.getUint32(at + 20, true);
  const localAt = view.getUint32(at + 42, true);
  if (localAt + localLength > directoryStart || view.getUint32(localAt, true) !== localSignature) {
    return damaged(file, `no data where the directory says that ${showName(name)} is`);
  }
  const dataAt =
    localAt + localLength + view.getUint16(localAt + 26, true) + view.getUint16(localAt + 28, true);
  if (dataAt + packedBytes > directoryStart || view.getUint16(localAt + 8, true) !== method) {
    return damaged(file, `data of ${showName(name)} that contradict the directory`);
  }
  return {
    name,
    method,
    crc: view.getUint32(at + 16, true),
    packedBytes,
    unpackedBytes: view.getUint32(at + 24, true),
    dataAt,
  };
}

function findEnd(view: DataView): number | undefined {
  const last = view.byteLength - endLength;
  for (let at = last; at >= Math.max(0, last - longestComment); at--) {
    if (view.getUint32(at, true) !== endSignature) continue;
    if (at + endLength + view.getUint16(at + 20, true) === view.byteLength) return at;
  }
  return undefined;
}

function refuse(finding: Finding): Outcome<ReadonlyMap<string, ZipEntry>> {
  return { result: new Map(), findings: [finding] };
}

/** The name of a part, safe to print and not endless. */
export function showName(name: string): string {
  const printable = [...name.slice(0, 80)].map((sign) => (sign < " " ? "?" : sign)).join("");
  return `\`${printable}\``;
}

/** The finding for a password. */
export function encrypted(file: string): Finding {
  return reportExchange(
    "file_encrypted",
    { file },
    {
      found: "a workbook protected with a password",
      expected: "an open workbook",
      help: "Open it in a spreadsheet program, remove the password, and save it again.",
    },
  );
}

/** The finding for a container that is not whole. */
export function damaged(file: string, found: string): Finding {
  return reportExchange(
    "zip_damaged",
    { file },
    {
      found,
      expected: "a whole .xlsx file",
      help: "Download the file again; it is probably cut off or was changed on its way.",
    },
  );
}
