import { samplePlanTexts } from "./sample-plan.test-data.ts";

/** A change of the files of the sample plan. */
export type Breakage = (texts: Map<string, string>) => void;

/** Replaces a text in a file; the text must be there, so that a test cannot pass by accident. */
export function swap(file: string, from: string, to: string): Breakage {
  return (texts) => {
    const text = texts.get(file);
    if (text === undefined || !text.includes(from)) throw new Error(`no ${from} in ${file}`);
    texts.set(
      file,
      text.replace(from, () => to),
    );
  };
}

/** Puts a text at the end of a file. */
export function append(file: string, more: string): Breakage {
  return (texts) => texts.set(file, (texts.get(file) ?? "") + more);
}

/** The sample plan's files after changes, as bytes. */
export function brokenFiles(...breakages: readonly Breakage[]): Map<string, Uint8Array> {
  const texts = samplePlanTexts();
  for (const change of breakages) change(texts);
  const encoder = new TextEncoder();
  return new Map([...texts].map(([path, text]) => [path, encoder.encode(text)]));
}
