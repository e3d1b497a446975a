import type { PriceSide, RulePrice } from "../../allocate/explain/rule-price.ts";
import type { FiscalYear } from "../../base/fiscal.ts";
import { cents, formatDollars } from "../../base/money.ts";
import { showLevel } from "../price-table.ts";
import { capital, showPoints, showYear, showYears } from "../words.ts";

/** What a dollar more or less of a rule is worth, in words. */
export interface RulePriceRow {
  readonly label: string;
  /** The rule's own name, without its years. */
  readonly name: string;
  readonly id: string;
  readonly kind: RulePrice["rule"]["kind"];
  /** The years that move together: `FY2021–FY2025`. */
  readonly span: string;
  /** Whether it is one year alone of a rule of several. */
  readonly alone: boolean;
  readonly level_words: string;
  /** What relaxing it brings, and up to where. */
  readonly relaxed_words: string;
  readonly relaxed_until: string;
  /** What tightening it costs, and up to where. */
  readonly tightened_words: string;
  readonly tightened_until: string;
  /** Gained in all without it.   Unit: value points. */
  readonly total: number;
  readonly sentence: string;
}

/** The prices of all rules, for a reader: rules, then money, each dearest first; then single years, and what is free. */
export interface RulePriceReport {
  readonly note: string;
  readonly rules: readonly RulePriceRow[];
  readonly money: readonly RulePriceRow[];
  /** Single years of rules and money, dearest first. */
  readonly years: readonly RulePriceRow[];
  /** What costs nothing, all years together. */
  readonly free: readonly RulePriceRow[];
}

/** The report on prices with ranges. */
export function reportRulePrices(prices: readonly RulePrice[]): RulePriceReport {
  const several = new Set(
    prices.filter(({ years }) => years.length > 1).map(({ rule }) => keyOf(rule)),
  );
  const rows = prices.map((price) =>
    rowOf(price, price.years.length === 1 && several.has(keyOf(price.rule))),
  );
  const together = rows.filter(({ alone }) => !alone);
  const costly = together.filter(({ total }) => total > 0);
  const whole = prices.every(({ method }) => method === "whole");
  return {
    note: whole
      ? "Every level was solved again in whole packages. “In all” is without the rule; of money, with twice as much."
      : "A rate per dollar is that of packages that could be divided, solved again at each level; the dearest rules " +
        "were also solved in whole packages at the ends of their ranges, and without the rule. “In all” is without " +
        "the rule; of money, with half as much again.",
    rules: costly.filter(({ kind }) => kind !== "account"),
    money: costly.filter(({ kind }) => kind === "account"),
    years: rows.filter(({ alone, total }) => alone && total > 0),
    free: together.filter(({ total }) => total <= 0),
  };
}

/** Years of one rule share its kind and name; their ids may differ. */
function keyOf({ kind, name }: RulePrice["rule"]): string {
  return `${kind} ${name}`;
}

function rowOf(price: RulePrice, alone: boolean): RulePriceRow {
  const { rule, relaxed, tightened, unit } = price;
  const span = spanOf(price.years);
  const each = price.each_year ? " a year" : "";
  const name = capital(rule.name);
  const named = alone || (rule.fiscal_year !== null && !name.includes(span));
  return {
    name,
    label: named ? `${name}, ${span}` : name,
    id: rule.id,
    kind: rule.kind,
    span,
    alone,
    level_words: `${showLevel(price.level, unit)}${each}`,
    relaxed_words: rateWords(price, relaxed.per_unit, relaxed.change),
    relaxed_until: relaxed.change > 0 ? untilWords(price, relaxed) : "",
    tightened_words: rateWords(price, tightened.per_unit, tightened.change),
    tightened_until: untilWords(price, tightened),
    total: price.total,
    sentence: price.sentence,
  };
}

/** A move below this share of the level is too small to read beside it. */
const leastMove = 0.001;

/** Up to where one way of a price holds; of a move that cannot be read beside the level, only that it is at once. */
function untilWords({ level, unit, method }: RulePrice, { until, change }: PriceSide): string {
  const isLeast = Math.abs(until - level) < leastMove * Math.abs(level);
  if (!isLeast && until !== level && showLevel(until, unit) !== showLevel(level, unit)) {
    return showLevel(until, unit);
  }
  return change > 0 && method === "whole" ? "at once" : "";
}

function spanOf(years: readonly FiscalYear[]): string {
  const [first] = years;
  const last = years.at(-1);
  if (first === undefined || last === undefined) return "";
  return first === last ? showYear(first) : showYears(first, last);
}

/** In whole packages a rule moves by steps, so that the step is what counts; else the rate. */
function rateWords(price: RulePrice, perUnit: number, change: number): string {
  if (change <= 0) return "nothing";
  if (price.method === "whole") return `${showPoints(change)} in one step`;
  return price.unit === "cents"
    ? `${showPoints(perUnit * 100)} per $100 million`
    : `${showPoints(perUnit)} per point`;
}

const csvHead = [
  ...["kind", "id", "name", "form", "fiscal_years", "each_year", "unit", "level", "method"],
  ...["relaxed_from", "relaxed_until", "relaxed_points_per_unit", "relaxed_points"],
  ...["relaxed_beyond", "relaxed_solved_value", "relaxed_solved_bound"],
  ...["tightened_from", "tightened_until", "tightened_points_per_unit", "tightened_points"],
  ...["tightened_beyond", "tightened_solved_value", "tightened_solved_bound"],
  ...["points_in_all", "value_without", "bound_without", "hidden_by", "next_rule", "next_level"],
  "sentence",
] as const;

/** The prices of all rules as rows of a table, its head first. Amounts are in dollars; a unit is a million of them. */
export function rulePriceCells(prices: readonly RulePrice[]): readonly (readonly string[])[] {
  const rows = prices.map((price): string[] => {
    const { rule, relaxed, tightened, without, next } = price;
    const level = (amount: number | undefined) =>
      amount === undefined || amount === Number.MAX_VALUE ? "" : plainLevel(amount, price.unit);
    const side = ({ from, until, per_unit, change, beyond, whole }: RulePrice["relaxed"]) => [
      ...[level(from), level(until), plain(per_unit), plain(change), beyond],
      ...[plain(whole?.value), plain(whole?.bound)],
    ];
    return [
      ...[rule.kind, rule.id, rule.name, price.form, price.years.join(";")],
      ...[String(price.each_year), price.unit === "cents" ? "dollars" : "ratio"],
      ...[level(price.level), price.method, ...side(relaxed), ...side(tightened)],
      ...[plain(price.total), plain(without?.value), plain(without?.bound)],
      ...[price.hidden_by ?? "", next?.name ?? "", level(next?.level), price.sentence],
    ];
  });
  return [csvHead, ...rows];
}

function plainLevel(level: number, unit: RulePrice["unit"]): string {
  return unit === "cents" ? formatDollars(cents(Math.round(level))) : plain(level);
}

/** A figure for a table: at most nine digits after the point; nothing where there is none. */
function plain(value: number | undefined): string {
  if (value === undefined || !Number.isFinite(value)) return "";
  return String(Number(value.toFixed(9)));
}
