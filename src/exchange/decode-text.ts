import type { Outcome } from "../base/findings.ts";
import { reportExchange } from "./finding-kinds.ts";
import { fileTooLarge } from "./xlsx/file-kind.ts";

/** The largest text file that is read.   Unit: bytes. */
export const largestTextBytes = 64_000_000;

/**
 * The text of an official CSV file: UTF-8, UTF-16 with its mark, or else Windows-1252, which holds Latin-1.
 *
 * Errors: `import_too_large`, and `text_undecodable` for what is no text, such as a workbook with a wrong ending.
 */
export function decodeText(bytes: Uint8Array, file: string): Outcome<string | undefined> {
  if (bytes.length > largestTextBytes) {
    return { result: undefined, findings: [fileTooLarge(file, bytes.length, largestTextBytes)] };
  }
  const [a, b] = bytes;
  const marked =
    a === 0xff && b === 0xfe ? "utf-16le" : a === 0xfe && b === 0xff ? "utf-16be" : undefined;
  const text = decodeAs(marked ?? "utf-8", bytes);
  if (marked !== undefined && text !== undefined) return { result: text, findings: [] };
  if (a === 0x50 && b === 0x4b) return undecodable(file, "a zip container, perhaps a workbook");
  if (bytes.includes(0)) return undecodable(file, "NUL bytes, so no text");
  return { result: text ?? decodeAs("windows-1252", bytes) ?? "", findings: [] };
}

function decodeAs(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function undecodable(file: string, found: string): Outcome<undefined> {
  const finding = reportExchange(
    "text_undecodable",
    { file },
    {
      found,
      expected: "a CSV file",
      help: "Save the table as CSV UTF-8.",
    },
  );
  return { result: undefined, findings: [finding] };
}
