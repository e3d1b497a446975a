import type { Price, PricePoint } from "../allocate/answers.ts";
import { compareText } from "../base/findings.ts";
import { cents, showDollars } from "../base/money.ts";
import { showPercent, showPoints, showYear } from "./words.ts";

/** What a rule costs, in words and figures. */
export interface PriceRow {
  readonly label: string;
  readonly kind: Price["rule"]["kind"];
  readonly id: string;
  readonly unit: "cents" | "ratio";
  readonly level: number;
  /** The level in words: `$3.30 billion a year`, `25.0%`. */
  readonly level_words: string;
  /** Unit: value points gained if the rule is dropped. */
  readonly total: number;
  /** Value points per hundred million dollars or percentage point, in words. */
  readonly per_unit_words: string;
  readonly holds: Price["holds"];
  /** The range in which the price per unit holds, in words. */
  readonly holds_words: string;
  readonly binding: boolean;
  readonly points: readonly PricePoint[];
  readonly sentence: string;
}

/** Prices of directives and limits, and of money itself. */
export interface PriceTable {
  /** Rules without which the plan would be worth more, the dearest first. */
  readonly costly: readonly PriceRow[];
  /** Rules that were priced and cost nothing. */
  readonly free: readonly PriceRow[];
  /** What more money of each account would add, the most useful first. */
  readonly money: readonly PriceRow[];
  /** How many directives and limits were priced. */
  readonly priced: number;
}

/** The price table of a briefing. */
export function makePriceTable(prices: readonly Price[]): PriceTable {
  const rows = prices.map(rowOf);
  const rules = rows.filter((row) => row.kind !== "account");
  const byCost = (a: PriceRow, b: PriceRow) => b.total - a.total || compareText(a.label, b.label);
  const costly = rules.filter((row) => row.binding && row.total > 0).sort(byCost);
  return {
    costly,
    free: rules
      .filter((row) => !costly.includes(row))
      .sort((a, b) => compareText(a.label, b.label) || compareText(a.id, b.id)),
    money: rows.filter((row) => row.kind === "account").sort(byCost),
    priced: rules.length,
  };
}

/** A level of a rule in words. */
export function showLevel(level: number, unit: Price["unit"]): string {
  if (!Number.isFinite(level) || level === Number.MAX_VALUE) return "no end";
  return unit === "cents" ? showDollars(cents(Math.round(level))) : showPercent(level);
}

/** A million dollars move a plan of billions by too little to read; a hundred million can be told apart. */
function perUnitWords(perUnit: number, unit: Price["unit"]): string {
  return unit === "cents"
    ? `${showPoints(perUnit * 100)} per $100 million`
    : `${showPoints(perUnit)} per percentage point`;
}

function rangeWords({ from, to }: NonNullable<Price["holds"]>, unit: Price["unit"]): string {
  return from === to
    ? `only at ${showLevel(from, unit)}`
    : `${showLevel(from, unit)} to ${showLevel(to, unit)}`;
}

function rowOf(price: Price): PriceRow {
  const { rule, unit, holds } = price;
  const year = rule.fiscal_year === null ? "" : showYear(rule.fiscal_year);
  return {
    label: year === "" || rule.name.includes(year) ? rule.name : `${rule.name}, ${year}`,
    kind: rule.kind,
    id: rule.id,
    unit,
    level: price.level,
    level_words: `${showLevel(price.level, unit)}${price.each_year ? " a year" : ""}`,
    total: price.total,
    per_unit_words: perUnitWords(price.per_unit, unit),
    holds,
    holds_words: holds ? rangeWords(holds, unit) : "not found",
    binding: price.binding,
    points: price.points,
    sentence: price.sentence,
  };
}
