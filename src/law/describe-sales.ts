import type { IsoDate } from "../base/fiscal.ts";
import type { Dated, Fee, LawBook, License, SecondReading } from "./book.ts";
import { showRate } from "./fees.ts";
import { findNext, holdsOn } from "./in-force.ts";
import type { LegalMark } from "./law.ts";

/** One fee of a sale, or one license, on a day, in words. */
export interface DescribedTerm {
  readonly code: string;
  readonly name: string;
  /** Its rate, its kind, or how long it holds; nothing where no rule is in force on that day. */
  readonly value: string | null;
  readonly says: string;
  readonly citation: string;
  readonly mark: LegalMark;
  /** How sure the first day is, where that is less sure than the value. */
  readonly day_mark: LegalMark | null;
  readonly from: IsoDate | null;
  readonly to: IsoDate | null;
  readonly reading: SecondReading | null;
  /** What it changes to, and when. */
  readonly next: { readonly from: IsoDate; readonly value: string } | null;
}

/** What sales by a channel are charged beside their value. None for channels without fees. */
export function describeFees({ contents }: LawBook, channel: string, on: IsoDate): DescribedTerm[] {
  return (contents.fees.get(channel)?.fees ?? []).map((fee) => describeFee(fee, on));
}

function describeFee(fee: Fee, on: IsoDate): DescribedTerm {
  const { code, name, rate, cite: citation, mark, says } = fee;
  const spared = (fee.except ?? []).filter((each) => holdsOn(each, on));
  const but = spared.map((each) => `Not ${each.accounts.join(", ")}: ${each.says.trim()}`);
  if (rate === undefined) {
    const of = { code, name, value: "worked out for each case", citation, mark, day_mark: null };
    const reading = fee.second_reading ?? null;
    return {
      ...of,
      says: [says.trim(), ...but].join(" "),
      from: null,
      to: null,
      reading,
      next: null,
    };
  }
  const term = describeDated({ code, name }, rate, on, showRate);
  const words = [term.says, says.trim(), ...but].join(" ");
  return { ...term, says: words, citation: `${citation}; ${term.citation}` };
}

/** How long licenses for a channel hold, whether the applicant registers, and what there is to name. */
export function describeLicenses(
  { contents }: LawBook,
  channel: string,
  on: IsoDate,
): DescribedTerm[] {
  const list = contents.licenses.get(channel);
  if (list === undefined) return [];
  const registers = { code: "registration", name: "Registration of the applicant" };
  const holds = { code: "validity_months", name: "Validity of a license" };
  return [
    describeDated(registers, list.registration, on, (asked) => (asked ? "asked" : "not asked")),
    describeDated(holds, list.validity_months, on, (months) => `${months} months`),
    ...list.licenses.filter((each) => holdsOn(each, on)).map(describeLicense),
  ];
}

function describeLicense(license: License): DescribedTerm {
  const { code, name, kind: value, cite: citation, mark, says, from, to } = license;
  const { day_mark = null, second_reading: reading = null } = license;
  const source = { says: says.trim(), citation, mark, day_mark, reading };
  return { code, name, value, ...source, from, to, next: null };
}

function describeDated<T>(
  term: Pick<DescribedTerm, "code" | "name">,
  values: readonly Dated<T>[],
  on: IsoDate,
  say: (value: T) => string,
): DescribedTerm {
  const entry = values.find((each) => holdsOn(each, on));
  const next = findNext(values, on);
  const shown = entry ?? next;
  const sayIt = (value: T | null) => (value === null ? "no rule" : say(value));
  return {
    ...term,
    value: entry === undefined || entry.value === null ? null : say(entry.value),
    says: entry?.says.trim() ?? "No rule on that day.",
    ...{ citation: shown?.cite ?? "", mark: shown?.mark ?? "unsure" },
    day_mark: shown?.day_mark ?? null,
    ...{ from: entry?.from ?? null, to: entry?.to ?? null },
    reading: shown?.second_reading ?? null,
    next:
      next === undefined || next.from === null
        ? null
        : { from: next.from, value: sayIt(next.value) },
  };
}
