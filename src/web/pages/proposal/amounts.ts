import { type Cents, parseDollars, sumCents } from "../../../base/money.ts";

/** A sum of typed amounts, and whether some of them could not be read and are left out. */
export interface TypedSum {
  readonly amount: Cents;
  readonly unread: boolean;
}

/** The sum of amounts as they are typed; empty ones are nothing. */
export function sumTyped(texts: readonly string[]): TypedSum {
  const read = texts
    .map((text) => text.trim())
    .filter((text) => text !== "")
    .map((text) => parseDollars(text, false));
  const known = read.filter((one): one is Cents => typeof one === "number");
  return { amount: sumCents(known), unread: known.length < read.length };
}

/**
 * Cells copied from a spreadsheet, or nothing where the text is a single value.
 *
 * Signs of currency, spaces and separators of thousands are taken off where a spreadsheet puts them; what else cannot
 * be read is kept as it is, and told in its cell.
 */
export function parseBlock(text: string): readonly (readonly string[])[] | undefined {
  const lines = text.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n");
  if (lines.length === 1 && !text.includes("\t")) return undefined;
  return lines.map((line) => line.split("\t").map(plainAmount));
}

/** An amount as a spreadsheet shows it, as plain dollars: ` $1,250,000.00 ` is `1250000`. */
function plainAmount(shown: string): string {
  const text = shown.trim();
  const bare = text.replace(/^\$\s*/, "");
  if (bare === "-" || bare === "–") return "";
  if (!/^\d{1,3}(,\d{3})*(\.\d+)?$|^\d+(\.\d+)?$/.test(bare)) return text;
  return bare.replaceAll(",", "").replace(/\.0+$/, "");
}
