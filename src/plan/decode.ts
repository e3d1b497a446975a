import { group } from "../base/money.ts";
import type { Collector } from "./collect.ts";

/** The largest file that a plan may hold.   Unit: bytes. */
export const largestFileBytes = 64 * 1024 * 1024;

/** The largest `plan.yaml`; it holds titles, not data.   Unit: bytes. */
export const largestHeadBytes = 1024 * 1024;

/**
 * The text of a file, or nothing when it is too large or no UTF-8.
 *
 * A byte order mark at the start is accepted, since Excel writes one.
 */
export function decodeFile(
  file: string,
  bytes: Uint8Array,
  most: number,
  collector: Collector,
): string | undefined {
  if (bytes.length > most) {
    collector.add("file_too_large", { file }, describeTooLarge(bytes.length, most));
    return undefined;
  }
  const wrong = findOtherEncoding(bytes);
  if (wrong !== undefined) {
    collector.add("file_encoding", { file }, words(wrong));
    return undefined;
  }
  const nul = bytes.indexOf(0);
  if (nul !== -1) {
    collector.add(
      "file_nul_bytes",
      { file, row: lineOf(bytes, nul) },
      {
        found: "a NUL byte",
        expected: "text",
        help: "The file is damaged, or no text. Export it again as CSV UTF-8.",
      },
    );
    return undefined;
  }
  return decodeUtf8(file, bytes, collector);
}

/** The words of the finding `file_too_large`, for readers that refuse a file before they read it. */
export function describeTooLarge(length: number, most: number = largestFileBytes) {
  return {
    found: `${group(String(length))} bytes`,
    expected: `at most ${group(String(most))} bytes`,
    help: "Check that it is the right file; split the plan if it is.",
  };
}

function words(found: string) {
  return {
    found,
    expected: "UTF-8 text",
    help: "Save the file as `CSV UTF-8` (in Excel: Save As, CSV UTF-8).",
  };
}

/** Encodings that show in the first bytes, or in NULs at every second byte. */
function findOtherEncoding(bytes: Uint8Array): string | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0x50 && b === 0x4b && c === 0x03 && d === 0x04) return "a zip file, or Excel workbook";
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) return "UTF-16";
  const sample = bytes.subarray(0, 200);
  const nuls = [0, 0];
  sample.forEach((byte, index) => {
    if (byte === 0) nuls[index % 2] = (nuls[index % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = nuls;
  const alternates = Math.min(even, odd) === 0 && Math.max(even, odd) * 3 > sample.length;
  return alternates ? "UTF-16, without its mark" : undefined;
}

function decodeUtf8(file: string, bytes: Uint8Array, collector: Collector): string | undefined {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  try {
    return decoder.decode(bytes);
  } catch {
    const row = findBadLine(bytes);
    collector.add(
      "file_encoding",
      { file, row },
      words("bytes that are no UTF-8 (perhaps Latin-1)"),
    );
    return undefined;
  }
}

/** The first line that does not decode; no character of UTF-8 spans a line feed. */
function findBadLine(bytes: Uint8Array): number {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let line = 1;
  for (let from = 0; from < bytes.length; line++) {
    const end = bytes.indexOf(0x0a, from);
    const to = end === -1 ? bytes.length : end;
    try {
      decoder.decode(bytes.subarray(from, to));
    } catch {
      return line;
    }
    from = to + 1;
  }
  return line;
}

function lineOf(bytes: Uint8Array, at: number): number {
  let line = 1;
  for (let index = 0; index < at; index++) if (bytes[index] === 0x0a) line += 1;
  return line;
}
