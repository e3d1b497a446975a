import { type Cents, cents, formatDollars, group, largestAmount } from "../base/money.ts";

/** An amount of an official file in whole cents, and what rounding added to it.   Unit: US cents. */
export interface ReadAmount {
  readonly cents: bigint;
  /** Whether digits finer than a cent were rounded away. */
  readonly rounded: boolean;
}

const decimal = /^([+-]?)(\d{0,60})(?:\.(\d{0,60}))?(?:[eE]([+-]?\d{1,3}))?$/;
const largest = BigInt(largestAmount);

/**
 * Reads a decimal number of dollars, such as `9300000`, `-0.5` or `1.2E7`, times a whole unit (1,000 for thousands).
 *
 * Half a cent is rounded away from zero. Errors: nothing for what is no number or is over a trillion dollars.
 */
export function readAmount(text: string, unit = 1n): ReadAmount | undefined {
  const match = decimal.exec(text);
  if (!match) return undefined;
  const [, sign, whole = "", part = "", exponent = "0"] = match;
  const digits = `${whole}${part}`;
  if (digits === "") return undefined;
  const shift = Number(exponent) - part.length + 2;
  if (shift > 20) return /^0*$/.test(digits) ? { cents: 0n, rounded: false } : undefined;
  const scaled = BigInt(digits) * unit;
  const divisor = shift < 0 ? 10n ** BigInt(-shift) : 1n;
  const exact = shift < 0 ? scaled : scaled * 10n ** BigInt(shift);
  const magnitude = (exact * 2n + divisor) / (divisor * 2n);
  if (magnitude > largest) return undefined;
  return { cents: sign === "-" ? -magnitude : magnitude, rounded: exact % divisor !== 0n };
}

/** Whether a sum still fits a cell of a plan. */
export function fitsCell(amount: bigint): boolean {
  return amount <= largest && -amount <= largest;
}

/** An amount that fits a cell, as plan money.   Errors: throws a RangeError otherwise. */
export function toCents(amount: bigint): Cents {
  return cents(Number(amount));
}

/** Cents of any size as plain dollars, exact: `1372272602998`, `-0.05`. */
export function exactDollars(amount: bigint): string {
  const magnitude = amount < 0n ? -amount : amount;
  const part = formatDollars(toCents(magnitude % 100n)).slice(1);
  return `${amount < 0n ? "-" : ""}${magnitude / 100n}${part}`;
}

/**
 * Exact dollars as a person reads them, from the text of {@link exactDollars}: `-$1,396,112` or `$0.25`; always with
 * two places when they stand below one another.
 */
export function showExact(dollars: string, twoPlaces = false): string {
  const negative = dollars.startsWith("-");
  const [whole = "0", part = twoPlaces ? "00" : ""] = (negative ? dollars.slice(1) : dollars).split(
    ".",
  );
  return `${negative ? "-" : ""}$${group(whole)}${part === "" ? "" : `.${part}`}`;
}
