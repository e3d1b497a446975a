/** The largest zip that the server takes.   Unit: bytes. */
export const largestZip = 65_000_000;

/** An id for a plan from the name of its file: small letters, digits and hyphens. */
export function planIdOf(fileName: string): string {
  return fileName
    .replace(/\.zip$/i, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60);
}

/** What is wrong with a plan to import; nothing where it can be sent. */
export function complainImport(
  id: string,
  file: { readonly size: number } | null,
  taken: readonly string[],
): string | undefined {
  if (file === null) return "Choose the zipped folder of a plan.";
  if (file.size > largestZip) return "The file is too large: at most 65 MB.";
  if (!/^[a-z0-9][a-z0-9-]*$/.test(id)) {
    return "Write the name in small letters, digits and hyphens, such as fy2021.";
  }
  if (taken.includes(id)) return `A plan named ${id} is here already. Choose another name.`;
  return undefined;
}

/** Bytes in base64, as the API takes files. */
export function toBase64(bytes: Uint8Array): string {
  const step = 0x8000;
  let text = "";
  for (let start = 0; start < bytes.length; start += step) {
    text += String.fromCharCode(...bytes.subarray(start, start + step));
  }
  return btoa(text);
}
