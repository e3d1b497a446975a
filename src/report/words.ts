import type { FiscalYear } from "../base/fiscal.ts";
import { type Cents, group, showDollars } from "../base/money.ts";
import type { bureaus } from "../plan/field-spec.ts";

/** A State bureau, as a partner row holds it. */
export type Bureau = (typeof bureaus)[number];

/** The regions of the State Department's bureaus, in words.   Source: state.gov, bureaus and offices. */
export const regionNames: Readonly<Record<Bureau, string>> = {
  AF: "Africa",
  EAP: "East Asia and the Pacific",
  EUR: "Europe and Eurasia",
  NEA: "Near East",
  SCA: "South and Central Asia",
  WHA: "Western Hemisphere",
  GLOBAL: "Worldwide programs",
};

/** The region of a bureau in words; the code itself where it is none of ours. */
export function showRegion(bureau: string): string {
  return regionNames[bureau as Bureau] ?? bureau;
}

/** A fiscal year as its readers write it: `FY2021`. */
export function showYear(year: FiscalYear): string {
  return `FY${year}`;
}

/** A span of fiscal years: `FY2021–FY2025`, or `FY2021` alone. */
export function showYears(first: FiscalYear, last: FiscalYear): string {
  return first === last ? showYear(first) : `${showYear(first)}–${showYear(last)}`;
}

/** A ratio as percent: `0.1335` → `13.4%`; with two digits, `13.35%`. */
export function showPercent(ratio: number, digits = 1): string {
  const shown = (Math.abs(ratio) * 100).toFixed(digits);
  return `${ratio < 0 && Number(shown) !== 0 ? "−" : ""}${group(shown)}%`;
}

/** Value points for reading: `83.1`; small ones keep two significant digits: `0.042`. */
export function showPoints(points: number): string {
  const size = Math.abs(points);
  const sign = points < 0 ? "−" : "";
  if (size === 0) return "0";
  if (size < 0.001) return points < 0 ? ">−0.001" : "<0.001";
  if (size < 0.1) return `${sign}${size.toPrecision(2)}`;
  return `${sign}${group(size.toFixed(size < 10 ? 2 : 1))}`;
}

/** An amount in millions of dollars with one digit, for columns: `1,300.0`. */
export function showMillions(amount: Cents): string {
  const shown = (Math.abs(amount) / 1e8).toFixed(1);
  if (shown === "0.0" && amount !== 0) return amount < 0 ? "−<0.1" : "<0.1";
  return `${amount < 0 ? "−" : ""}${group(shown)}`;
}

/** A difference in millions of dollars, always signed: `+12.5`, `−3.0`, `0.0`. */
export function showMillionsChange(amount: Cents): string {
  return amount > 0 ? `+${showMillions(amount)}` : showMillions(amount);
}

/** A difference in words: `$12.5 million more`, `$3.0 million less`, `the same`. */
export function showDifference(amount: Cents): string {
  if (amount === 0) return "the same";
  return `${showDollars(Math.abs(amount) as Cents)} ${amount > 0 ? "more" : "less"}`;
}

/** A signed amount: `+$12.5 million`, `−$3.0 million`, `$0`. */
export function showSigned(amount: Cents): string {
  if (amount === 0) return "$0";
  return `${amount > 0 ? "+" : "−"}${showDollars(Math.abs(amount) as Cents)}`;
}

/** An amount to the last cent that it has, for rows that must add up: `3,300,000,000`. */
export function showExact(amount: Cents): string {
  const size = Math.abs(amount);
  const part = size % 100;
  const whole = group(String(Math.floor(size / 100)));
  return `${amount < 0 ? "−" : ""}${whole}${part === 0 ? "" : `.${String(part).padStart(2, "0")}`}`;
}

/** A number with its noun: `1 row`, `1,200 rows`, `2 countries`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${group(String(number))} ${number === 1 ? one : many}`;
}

/** A list in a sentence: `a`, `a and b`, `a, b and c`. */
export function listWords(words: readonly string[]): string {
  if (words.length < 2) return words[0] ?? "";
  return `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

/** An identifier as words: `military_capability` → `military capability`. */
export function plainWords(name: string): string {
  return name.replaceAll("_", " ");
}

/** The first letter made large, for the start of a sentence or a label. */
export function capital(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
