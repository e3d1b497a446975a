import type { Allocation } from "../allocate/allocation.ts";
import type { Problem } from "../allocate/problem.ts";
import type { FiscalYear } from "../base/fiscal.ts";
import { sumCents } from "../base/money.ts";
import type { LastYear, MoneyRow } from "./baseline.ts";
import type { FundedRow } from "./rows.ts";
import { type Bureau, showPercent, showYear, showYears } from "./words.ts";

/** A share to follow: money of some regions in all money of an account. */
export interface WatchedShare {
  /** What the regions are called together. */
  readonly name: string;
  readonly account: string;
  readonly bureaus: readonly Bureau[];
}

/**
 * The share of Europe, and of East Asia and the Pacific, in Foreign Military Financing.
 *
 * Source: Tankel and Ross, "Retooling U.S. Security Sector Assistance", War on the Rocks, 2020, which asks to
 * redirect assistance to allies and partners in Asia and Eastern Europe.
 */
export const redirectShare: WatchedShare = {
  name: "Europe and East Asia",
  account: "FMF",
  bureaus: ["EUR", "EAP"],
};

/** A share through the years, and what it says. */
export interface ShareStatement {
  readonly label: string;
  /** The record's last year, if there is one. */
  readonly before: { readonly year: FiscalYear; readonly ratio: number } | null;
  readonly years: readonly { readonly year: FiscalYear; readonly ratio: number }[];
  /** Share of all years together. */
  readonly ratio: number;
  readonly sentence: string;
}

/** Shares of regions in accounts, where the plan spends from the account at all. */
export function makeShares(
  input: {
    readonly problem: Problem;
    readonly allocation: Allocation;
    readonly watched?: readonly WatchedShare[];
  },
  rows: readonly FundedRow[],
  last: LastYear | null,
): readonly ShareStatement[] {
  return (input.watched ?? [redirectShare]).flatMap((watched) => {
    const ofAccount = rows.filter((row) => row.account === watched.account);
    const ratio = shareOf(ofAccount, watched);
    if (ratio === null) return [];
    const years = input.problem.years.flatMap((year) => {
      const share = shareOf(
        ofAccount.filter((row) => row.fiscal_year === year),
        watched,
      );
      return share === null ? [] : [{ year, ratio: share }];
    });
    const record = last && shareOf(last.rows, watched);
    const before = last && record !== null ? { year: last.year, ratio: record } : null;
    const label = `${watched.name}, share of ${watched.account}`;
    return [
      { label, before, years, ratio, sentence: shareSentence(watched, before, years, ratio) },
    ];
  });
}

/** The share of the watched regions in the account's money, or `null` where there is none. */
export function shareOf(
  rows: readonly (MoneyRow | FundedRow)[],
  watched: WatchedShare,
): number | null {
  const ofAccount = rows.filter((row) => row.account === watched.account);
  const whole = sumCents(ofAccount.map((row) => row.amount));
  if (whole <= 0) return null;
  const part = ofAccount.filter((row) => watched.bureaus.some((bureau) => bureau === row.bureau));
  return sumCents(part.map((row) => row.amount)) / whole;
}

function shareSentence(
  watched: WatchedShare,
  before: ShareStatement["before"],
  years: ShareStatement["years"],
  ratio: number,
): string {
  const first = years[0];
  const end = years.at(-1);
  const span = first && end ? ` over ${showYears(first.year, end.year)}` : "";
  const from = before ? `, from ${showPercent(before.ratio, 2)} in ${showYear(before.year)}` : "";
  const path =
    first && end && showPercent(first.ratio) !== showPercent(end.ratio)
      ? `; ${showPercent(first.ratio)} in ${showYear(first.year)}, ${showPercent(end.ratio)} in ${showYear(end.year)}`
      : "";
  return `${watched.name} receive ${showPercent(ratio)} of ${watched.account}${span}${from}${path}.`;
}
