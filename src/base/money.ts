/**
 * Money in whole US cents.
 *
 * Unit: US cents, a safe integer (so at most 90 trillion dollars).   Files and screens show dollars.
 */
export type Cents = number & { readonly __unit: "cents" };

/** The largest amount that a plan may hold in one cell: one trillion dollars. */
export const largestAmount = 100_000_000_000_000 as Cents;

/**
 * Whole cents from a number that is known to be whole.
 *
 * Errors: throws a RangeError on a fraction or an unsafe integer, since only our own code can pass one.
 */
export function cents(value: number): Cents {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not whole cents: ${value}`);
  return value as Cents;
}

/** Nothing, in cents. */
export const zeroCents: Cents = cents(0);

/** Sum of amounts.   Unit: US cents.   Errors: throws a RangeError past the safe integers. */
export function sumCents(amounts: Iterable<Cents>): Cents {
  let total = 0;
  for (const amount of amounts) total += amount;
  return cents(total);
}

/** What was wrong with a text that should have been an amount of dollars. */
export interface AmountProblem {
  readonly problem: "not_an_amount" | "negative" | "too_large" | "fraction_of_a_cent";
  /** The plain number that was probably meant, if one can be told. */
  readonly suggestion?: string;
}

const plainDollars = /^-?\d+(\.\d{1,2})?$/;
const decimalDollars = /^-?\d+\.\d+$/;

/**
 * Reads dollars, such as `12500000` or `-0.25`, into cents, and nothing else: no separators, signs of
 * currency, units or exponents, since each of those has been read two ways by somebody.
 *
 * Errors: an {@link AmountProblem}, never a throw.
 */
export function parseDollars(text: string, signed: boolean): Cents | AmountProblem {
  if (!plainDollars.test(text)) {
    if (decimalDollars.test(text)) return { problem: "fraction_of_a_cent" };
    const suggestion = suggestDollars(text);
    return suggestion === undefined
      ? { problem: "not_an_amount" }
      : { problem: "not_an_amount", suggestion };
  }
  const negative = text.startsWith("-");
  const [whole = "0", part = ""] = (negative ? text.slice(1) : text).split(".");
  const magnitude = Number(whole) * 100 + Number(part.padEnd(2, "0"));
  if (magnitude > largestAmount) return { problem: "too_large" };
  if (negative && magnitude > 0 && !signed) return { problem: "negative" };
  return cents(negative ? 0 - magnitude : magnitude);
}

const unitFactors: Readonly<Record<string, number>> = {
  k: 1e3,
  thousand: 1e3,
  m: 1e6,
  mm: 1e6,
  mn: 1e6,
  million: 1e6,
  b: 1e9,
  bn: 1e9,
  billion: 1e9,
};

/** Longer texts are no amount that somebody mistyped, and matching them could take long. */
const longestAmountText = 60;

function suggestDollars(text: string): string | undefined {
  if (text.length > longestAmountText) return undefined;
  const bare = text
    .trim()
    .toLowerCase()
    .replace(/^\((.*)\)$/, "-$1")
    .replace(/us\$|usd|\$/g, "")
    .trim();
  const match = /^(-?)\s*([\d.,' ]+)(e[+-]?\d+)?\s*([a-z]*)\.?$/.exec(bare);
  if (!match) return undefined;
  const [, sign = "", digits = "", exponent = "", unit = ""] = match;
  const factor = unit === "" ? 1 : unitFactors[unit];
  if (factor === undefined) return undefined;
  const grouped = /^\d{1,3}([,' ]\d{3})+(\.\d+)?$/.test(digits.trim());
  const plain = grouped ? digits.replace(/[,' ]/g, "") : digits.trim().replace(",", ".");
  const value = Number(plain + exponent) * factor;
  if (!(Math.abs(value) * 100 <= largestAmount) || plain === "") return undefined;
  const dollars = Math.round(value * 100) / 100;
  return `${sign}${Number.isInteger(dollars) ? dollars.toFixed(0) : dollars.toFixed(2)}`;
}

/** Cents as plain dollars for a file: `12500000`, `0.25`, `-3.10`.   The inverse of {@link parseDollars}. */
export function formatDollars(amount: Cents): string {
  const magnitude = Math.abs(amount);
  const whole = Math.floor(magnitude / 100);
  const part = magnitude % 100;
  const sign = amount < 0 ? "-" : "";
  return part === 0 ? `${sign}${whole}` : `${sign}${whole}.${String(part).padStart(2, "0")}`;
}

/**
 * Cents as a person reads them: `$425.0 million`, `$3.30 billion`, `$12,500`.
 *
 * Rounded for reading only; totals are always summed in cents before they are shown.
 */
export function showDollars(amount: Cents): string {
  const sign = amount < 0 ? "-" : "";
  const dollars = Math.abs(amount) / 100;
  // The bounds are where rounding would show a thousand of the smaller unit.
  if (dollars >= 999.95e6) return `${sign}$${group((dollars / 1e9).toFixed(2))} billion`;
  if (dollars >= 999_999.5) return `${sign}$${group((dollars / 1e6).toFixed(1))} million`;
  return `${sign}$${group(dollars.toFixed(0))}`;
}

/** Digits in groups of three: `1234567.8` → `1,234,567.8`, in every locale. */
export function group(digits: string): string {
  const [whole = "", part] = digits.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  return part === undefined ? grouped : `${grouped}.${part}`;
}
