import { strToU8, zipSync } from "fflate";

/** The day that every file in a container bears, so that the same files give the same bytes; the first that the format knows. */
const noDay = "1980-01-01T12:00:00";

/** Files of a folder as one zip container, in their order.   The inverse of `unpackFolder`. */
export function packFolder(folder: string, files: ReadonlyMap<string, string>): Uint8Array {
  const entries = [...files].map(([path, text]): [string, Uint8Array] => [
    `${folder}/${path}`,
    strToU8(text),
  ]);
  return zipSync(Object.fromEntries(entries), { mtime: noDay, level: 6 });
}
