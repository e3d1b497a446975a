import { mkdir, symlink, writeFile } from "node:fs/promises";
import { dirname, join, normalize } from "node:path";

/** Bytes of a header, and of every block after it. */
const block = 512;

/** Writes the files of a tar archive into a folder.   Errors: throws on names that lead out of it. */
export async function unpackTar(tar: Buffer, folder: string): Promise<void> {
  const text = (from: number, size: number) =>
    tar.toString("latin1", from, from + size).replace(/\0.*$/s, "");
  for (let at = 0; at + block <= tar.length && tar[at] !== 0; ) {
    const size = Number.parseInt(text(at + 124, 12).trim() || "0", 8);
    const kind = text(at + 156, 1);
    const name = normalize(join(text(at + 345, 155), text(at, 100)));
    if (name.startsWith("..") || name.startsWith("/")) throw new Error(`leads out: ${name}`);
    const path = join(folder, name);
    if (kind === "5") await mkdir(path, { recursive: true });
    else if (kind === "2") await symlink(text(at + 157, 100), path);
    else if (kind === "0" || kind === "") {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, tar.subarray(at + block, at + block + size), { mode: 0o755 });
    }
    at += block + Math.ceil(size / block) * block;
  }
}
