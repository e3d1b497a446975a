import type { Finding } from "../../base/findings.ts";
import { reportExchange } from "../finding-kinds.ts";
import type { WorkbookLimits } from "./limits.ts";
import { encrypted } from "./zip-directory.ts";

/** What the first bytes say about a file: a reason to stop, or notes. */
export interface Recognized {
  readonly stop: Finding | undefined;
  readonly notes: readonly Finding[];
}

const oldOffice = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const zipStart = [0x50, 0x4b];

/** Whether bytes can be a zip container, by their first two. */
export function looksZipped(bytes: Uint8Array): boolean {
  return startsWith(bytes, zipStart);
}

/** Tells a workbook from what is often given instead: .xls, a password, CSV, a web page, nothing. */
export function recognize(bytes: Uint8Array, name: string, limits: WorkbookLimits): Recognized {
  const stop = (finding: Finding): Recognized => ({ stop: finding, notes: [] });
  if (bytes.length > limits.fileBytes) {
    return stop(fileTooLarge(name, bytes.length, limits.fileBytes));
  }
  if (startsWith(bytes, oldOffice)) {
    // A workbook with a password is an old-style container around a stream of this name, in UTF-16.
    return holdsUtf16(bytes, "EncryptedPackage")
      ? stop(encrypted(name))
      : stop(notAWorkbook(name, "a workbook of the old format .xls"));
  }
  if (!looksZipped(bytes)) return stop(notAWorkbook(name, describeStart(bytes)));
  const ending = /\.([^./\\]*)$/.exec(name)?.[1]?.toLowerCase();
  if (ending === undefined || ending === "xlsx" || ending === "xlsm") {
    return { stop: undefined, notes: [] };
  }
  const note = reportExchange(
    "extension_unexpected",
    { file: name },
    {
      found: `an .xlsx workbook in a file that ends in .${ending.slice(0, 20)}`,
      expected: "the ending .xlsx",
      help: "It was read all the same; rename it, so that other programs open it too.",
    },
  );
  return { stop: undefined, notes: [note] };
}

/** The finding for a file that is too large to try. */
export function fileTooLarge(file: string, size: number, most: number): Finding {
  return reportExchange(
    "import_too_large",
    { file },
    {
      found: `${size} bytes`,
      expected: `at most ${most} bytes`,
      help: "Is it the right file? If so, keep only the years that you need.",
    },
  );
}

function notAWorkbook(file: string, found: string): Finding {
  return reportExchange(
    "not_a_workbook",
    { file },
    {
      found,
      expected: "an .xlsx workbook",
      help: "Open it in a spreadsheet program and save it as .xlsx.",
    },
  );
}

function describeStart(bytes: Uint8Array): string {
  if (bytes.length === 0) return "an empty file";
  const start = new TextDecoder("latin1").decode(bytes.subarray(0, 200)).trimStart().toLowerCase();
  if (start.startsWith("<!doctype html") || start.startsWith("<html")) return "a web page";
  if (start.startsWith("%pdf")) return "a PDF";
  return "bytes that are no zip container";
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, at) => bytes[at] === byte);
}

function holdsUtf16(bytes: Uint8Array, text: string): boolean {
  const wanted = [...text].flatMap((letter) => [letter.charCodeAt(0), 0]);
  const first = wanted[0] as number;
  for (let at = bytes.indexOf(first); at !== -1; at = bytes.indexOf(first, at + 1)) {
    if (wanted.every((byte, step) => bytes[at + step] === byte)) return true;
  }
  return false;
}
