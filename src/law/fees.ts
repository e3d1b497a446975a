import type { IsoDate } from "../base/fiscal.ts";
import { type Cents, cents, showDollars } from "../base/money.ts";
import type { Fee, LawBook } from "./book.ts";
import { findInForce, holdsOn } from "./in-force.ts";
import type { LegalMark } from "./law.ts";
import { weaker } from "./marks.ts";

/** A sale, as far as its fees depend on it. */
export interface FeeQuestion {
  /** The channel, such as `FMS`. */
  readonly channel: string;
  /** Unit: US cents. */
  readonly value: Cents;
  /** The part that is major defense equipment.   Unit: US cents. */
  readonly major: Cents;
  /** Accounts that may pay for it; none where the partner pays. */
  readonly accounts: readonly string[];
  readonly on: IsoDate;
}

/** What one fee of a sale comes to. */
export interface FeeEstimate {
  readonly code: string;
  readonly name: string;
  /** An amount by a rate, at most such an amount, worked out for each case, or not charged. */
  readonly answer: "about" | "at_most" | "each_case" | "not_charged";
  /** Nothing where no rate is held.   Unit: US cents. */
  readonly amount: Cents | null;
  /** Hundredths of a percent. */
  readonly rate: number | null;
  readonly because: string;
  readonly citation: string;
  readonly mark: LegalMark;
}

/**
 * The fees of a sale by the law of a day, as estimates: a letter of offer prices each line by itself.
 *
 * Nothing for a channel that has none. Source: 22 U.S.C. 2761(e) (law/fees/*.yaml).
 */
export function estimateFees({ contents }: LawBook, asked: FeeQuestion): readonly FeeEstimate[] {
  const fees = contents.fees.get(asked.channel)?.fees ?? [];
  return fees.map((fee) => estimateFee(fee, asked));
}

function estimateFee(fee: Fee, { value, major, accounts, on }: FeeQuestion): FeeEstimate {
  const { code, name, base } = fee;
  const spared = (fee.except ?? []).find((each) => holdsOn(each, on) && reaches(each, accounts));
  if (spared !== undefined) {
    const { says, cite: citation, mark } = spared;
    return {
      code,
      name,
      answer: "not_charged",
      amount: null,
      rate: null,
      because: says,
      citation,
      mark,
    };
  }
  const rate = findInForce(fee.rate, on);
  const part = base === "major_defense_equipment" ? major : value;
  if (base === "major_defense_equipment" && part === 0) {
    const because = "Nothing of it is major defense equipment.";
    const from = { citation: fee.cite, mark: fee.mark };
    return { code, name, answer: "not_charged", amount: null, rate: null, because, ...from };
  }
  if (rate === undefined) {
    const from = { because: fee.says, citation: fee.cite, mark: fee.mark };
    return { code, name, answer: "each_case", amount: null, rate: null, ...from };
  }
  const amount = shareOf(part, rate.value);
  const since = rate.from === null ? "" : `, the rate since ${rate.from}`;
  return {
    ...{ code, name, amount, rate: rate.value },
    answer: base === "value" ? "about" : "at_most",
    because: `${showRate(rate.value)} of ${showDollars(part)}${since}. ${rate.says.trim()} ${fee.says.trim()}`,
    citation: `${fee.cite}; ${rate.cite}`,
    mark: weaker(fee.mark, rate.mark),
  };
}

/** Whether all that may pay is spared. Where other money may pay too, the fee is shown. */
function reaches(spared: { readonly accounts: readonly string[] }, accounts: readonly string[]) {
  return accounts.length > 0 && accounts.every((code) => spared.accounts.includes(code));
}

/** A share in hundredths of a percent, to the nearest cent. */
function shareOf(part: Cents, rate: number): Cents {
  // In steps, so that the largest amounts stay exact.
  const whole = Math.floor(part / 10_000);
  return cents(whole * rate + Math.round(((part % 10_000) * rate) / 10_000));
}

/** A rate as a person reads it: `3.2 percent`.   Unit of the argument: hundredths of a percent. */
export function showRate(rate: number): string {
  return `${rate / 100} percent`;
}

/** What a fee comes to, in words: `about $2.9 million`. */
export function sayFee({ answer, amount }: FeeEstimate): string {
  if (answer === "not_charged") return "not charged";
  if (amount === null) return "worked out for each case";
  return `${answer === "about" ? "about" : "at most"} ${showDollars(amount)}`;
}
