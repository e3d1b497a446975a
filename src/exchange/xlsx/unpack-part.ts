import { Inflate } from "fflate";
import type { Finding } from "../../base/findings.ts";
import { reportExchange } from "../finding-kinds.ts";
import { crc32 } from "./crc32.ts";
import { damaged, showName, type ZipEntry } from "./zip-directory.ts";

/** What may still be unpacked from a file; shared by all its parts.   Unit: bytes. */
export interface UnpackBudget {
  left: number;
}

/** Takes the next unpacked bytes; `false` asks to stop. */
export type ByteSink = (chunk: Uint8Array) => boolean;

const stored = 0;
const deflated = 8;

/**
 * Packed bytes given to the inflater at once. Deflate grows at most 1,032 times, so one step makes at most
 * 8.5 MB, however the file was made.
 */
const stepBytes = 8 * 1024;

/**
 * Unpacks one entry piece by piece into `sink`; returns what was wrong, or nothing.
 *
 * Errors: `zip_over_limit` as soon as the declared or the actual size passes the budget; `zip_damaged` when the
 * data, the size or the checksum is not what the directory says. A sink that asks to stop gives nothing.
 */
export function unpackPart(
  bytes: Uint8Array,
  entry: ZipEntry,
  budget: UnpackBudget,
  sink: ByteSink,
  file: string,
): Finding | undefined {
  if (entry.unpackedBytes > budget.left) return overLimit(file, entry, budget);
  if (entry.method !== stored && entry.method !== deflated) {
    return damaged(file, `packing method ${entry.method} in ${showName(entry.name)}`);
  }
  const packed = bytes.subarray(entry.dataAt, entry.dataAt + entry.packedBytes);
  const state = { size: 0, crc: 0, wanted: true };
  const goesOn = (): boolean => state.wanted && state.size <= entry.unpackedBytes;
  const take = (chunk: Uint8Array): void => {
    state.size += chunk.length;
    if (!goesOn()) return;
    state.crc = crc32(chunk, state.crc);
    state.wanted = sink(chunk);
  };
  const feed = entry.method === stored ? feedStored : feedDeflated;
  const whole = feed(packed, take, goesOn);
  budget.left -= Math.min(state.size, budget.left);
  if (!state.wanted) return undefined;
  if (state.size > entry.unpackedBytes) {
    return damaged(file, `${showName(entry.name)} unpacks to more than its declared size`);
  }
  if (!whole || state.size < entry.unpackedBytes || state.crc !== entry.crc) {
    return damaged(file, `${showName(entry.name)} fails its checksum or is cut off`);
  }
  return undefined;
}

type Feed = (
  input: Uint8Array,
  take: (chunk: Uint8Array) => void,
  goesOn: () => boolean,
) => boolean;

const feedDeflated: Feed = (input, take, goesOn) => {
  const inflater = new Inflate();
  inflater.ondata = take;
  try {
    for (let at = 0; (at < input.length || at === 0) && goesOn(); at += stepBytes) {
      inflater.push(input.subarray(at, at + stepBytes), at + stepBytes >= input.length);
    }
    return true;
  } catch {
    // fflate throws on every kind of damage; which kind does not help the user.
    return false;
  }
};

const feedStored: Feed = (input, take, goesOn) => {
  const pieceBytes = 1 << 20;
  for (let at = 0; at < input.length && goesOn(); at += pieceBytes) {
    take(input.subarray(at, at + pieceBytes));
  }
  return true;
};

function overLimit(file: string, entry: ZipEntry, budget: UnpackBudget): Finding {
  return reportExchange(
    "zip_over_limit",
    { file },
    {
      found: `${showName(entry.name)} of ${entry.unpackedBytes} bytes when unpacked`,
      expected: `at most ${budget.left} more bytes`,
      help: "A real workbook of this size is split into several; a small one that unpacks to this is a zip bomb.",
    },
  );
}
