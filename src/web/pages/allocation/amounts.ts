import { type Cents, cents, formatDollars, group } from "../../../base/money.ts";

/** The largest amount that a field takes.   Unit: millions of dollars. */
const mostMillions = 1_000_000;

/** An amount as the files write it, in cents; nothing where it is none. */
export function centsOf(dollars: string | null | undefined): Cents | undefined {
  if (dollars === null || dollars === undefined || dollars === "") return undefined;
  const amount = Math.round(Number(dollars) * 100);
  return Number.isSafeInteger(amount) ? cents(amount) : undefined;
}

/** An amount of a file in millions, for a field: `6175524000` → `6,175.524`. */
export function millionsText(dollars: string | null | undefined): string {
  const amount = centsOf(dollars);
  if (amount === undefined) return "";
  // Cents are a hundred-millionth of a million dollars: eight digits hold every cent.
  return group((amount / 1e8).toFixed(8).replace(/\.?0+$/, ""));
}

/** Millions that somebody typed, as the files write dollars: `6,175.524` → `6175524000`; nothing where it is none. */
export function parseMillions(text: string): string | undefined {
  const plain = text.trim().replaceAll(",", "").replace(/^\$/, "");
  if (!/^\d+(\.\d+)?$/.test(plain)) return undefined;
  const amount = Number(plain);
  return amount > mostMillions ? undefined : formatDollars(cents(Math.round(amount * 1e8)));
}

/** An amount of a file times a factor, to the thousand dollars, as the files write it. */
export function timesFactor(dollars: string, factor: number): string {
  const amount = centsOf(dollars) ?? cents(0);
  if (factor === 1) return formatDollars(amount);
  return formatDollars(cents(Math.round((amount * factor) / 1e5) * 1e5));
}

/** A ratio as percent for a field: `0.355` → `35.5`. */
export function percentText(ratio: string | null | undefined): string {
  const value = Number(ratio ?? "");
  return ratio === null || ratio === undefined || ratio === "" || !Number.isFinite(value)
    ? ""
    : String(Number((value * 100).toFixed(6)));
}

/** Percent that somebody typed, as the files write a ratio: `35.5` → `0.355`; nothing where it is none. */
export function parsePercent(text: string, most = 100): string | undefined {
  const plain = text.trim().replace(/\s*%$/, "");
  if (!/^\d+(\.\d+)?$/.test(plain) || Number(plain) > most) return undefined;
  return String(Number((Number(plain) / 100).toFixed(8)));
}
