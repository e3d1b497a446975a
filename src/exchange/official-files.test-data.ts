import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const folder =
  process.env.ENTENTE_DATA ?? join(import.meta.dirname, "..", "..", "..", "shared", "data");

/** The bytes of an official file, or nothing when it is not on this machine. */
export function findOfficialFile(path: string): Uint8Array | undefined {
  const whole = join(folder, path);
  return existsSync(whole) ? new Uint8Array(readFileSync(whole)) : undefined;
}

/** Why a test on an official file is skipped. */
export const officialFileAbsent =
  "the official file is not here; set ENTENTE_DATA to the folder that holds it";
