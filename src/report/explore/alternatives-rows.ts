import { type MoneyDimension, moneyDimensions } from "../../allocate/explore/alternatives-money.ts";
import { compareText } from "../../base/findings.ts";
import { type Cents, cents } from "../../base/money.ts";
import type { FundedRow, Labels } from "../rows.ts";
import { sumsOf } from "../sides.ts";
import { keyOf, labelOf } from "../totals.ts";

/** Money of one key in the recommended plan and in another.   Unit: US cents over all years. */
export interface KeyMoney {
  readonly key: string;
  readonly label: string;
  readonly amount: Cents;
  /** Against the recommended plan. */
  readonly difference: Cents;
}

/** An initiative by name, with money. */
export interface NamedAmount {
  readonly initiative: string;
  readonly name: string;
  readonly illustrative: boolean;
  readonly amount: Cents;
}

/** A plan of the comparison, as a reader knows it. */
export interface AlternativeRow {
  /** A letter; `null` for the recommended plan. */
  readonly letter: string | null;
  readonly title: string;
  /** Unit: value points. */
  readonly value: number;
  readonly loss: number;
  readonly loss_ratio: number;
  readonly amount: Cents;
  readonly funded: number;
  readonly proposals: number;
  /** The money that stands elsewhere than in the recommended plan, as a share of its money. */
  readonly moved: Readonly<Record<MoneyDimension, number>>;
  readonly money: Readonly<Record<MoneyDimension, readonly KeyMoney[]>>;
  /** What it would give and take, from whom; empty for the recommended plan. */
  readonly sentence: string;
  /** What only this plan funds, largest first. */
  readonly only: readonly NamedAmount[];
}

/** The money of a plan by key in each dimension, what gains most first.   `first`: the recommended plan's. */
export function moneyByKey(
  first: readonly FundedRow[],
  rows: readonly FundedRow[],
  labels: Labels,
): AlternativeRow["money"] {
  const by = (dimension: MoneyDimension): KeyMoney[] => {
    const before = sumsOf(first, (row) => keyOf(row, dimension));
    const after = sumsOf(rows, (row) => keyOf(row, dimension));
    return [...new Set([...before.keys(), ...after.keys()])]
      .map((key) => {
        const amount = after.get(key) ?? cents(0);
        const difference = cents(amount - (before.get(key) ?? 0));
        return { key, label: labelOf(key, dimension, labels), amount, difference };
      })
      .sort((a, b) => b.difference - a.difference || compareText(a.key, b.key));
  };
  return {
    region: by("region"),
    partner: by("partner"),
    account: by("account"),
    kind: by("kind"),
  };
}

/** The dimensions in which plans were told apart, in words. */
export const dimensionWords: Readonly<Record<MoneyDimension, string>> = {
  region: "region",
  partner: "partner",
  account: "account",
  kind: "new or continuing",
};

/** Every dimension with its words, in the order in which they are shown. */
export const shownDimensions = moneyDimensions.map((dimension) => ({
  dimension,
  words: dimensionWords[dimension],
}));
