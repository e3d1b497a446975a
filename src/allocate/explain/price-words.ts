import { cents, showDollars } from "../../base/money.ts";
import type { Price } from "../answers.ts";
import type { RuleFamily } from "./rule-family.ts";

/** Value points in words: two figures that matter, never "0" for something. */
export function points(value: number): string {
  const size = Math.abs(value);
  if (size === 0) return "0 points";
  if (size < 0.00001) return `${value < 0 ? "-" : ""}less than 0.00001 points`;
  const places = size >= 1 ? 2 : size >= 0.01 ? 3 : 5;
  return `${value.toFixed(places)} points`;
}

/** A level of a rule in words. */
export function levelWords(level: number, unit: Price["unit"]): string {
  if (level === Number.MAX_VALUE) return "no end";
  return unit === "cents" ? showDollars(cents(Math.round(level))) : `${(level * 100).toFixed(1)}%`;
}

/**
 * What a rule costs, in one or two sentences that say what was solved.
 *
 * `most`: by how much dropping the rule (or the most money asked about) could at most raise the plan's worth.
 */
export function priceSentence(
  price: Omit<Price, "sentence">,
  family: RuleFamily,
  relaxedGain: number,
  most: number,
): string {
  const each = price.each_year ? " a year" : "";
  const level = levelWords(price.level, price.unit);
  if (!price.binding) {
    const whole = `in whole packages, at most ${points(most)}, which is what the search leaves open.`;
    return family.form === "money"
      ? `Were packages divisible, more of it would add nothing; ${whole}`
      : `Were packages divisible, it would cost nothing; ${whole}`;
  }
  const unit = price.unit === "cents" ? "million dollars" : "percentage point";
  const perUnit = points(price.per_unit);
  const far = farEnd(price);
  const verb = family.direction < 0 ? "Lowering" : "Raising";
  const then = family.form === "money" ? "beyond that it buys less" : "further on it buys less";
  const rangeWords =
    far === null
      ? `${verb} it from ${level}${each} buys up to ${points(relaxedGain)} in all, were packages divisible.`
      : `Were packages divisible, ${verb.toLowerCase()} it from ${level} to ${levelWords(far, price.unit)}${each} buys ${perUnit} for each ${unit}; ${then}.`;
  const whole = wholeWords(price, family);
  return whole === "" ? rangeWords : `${rangeWords} ${whole}`;
}

/** What a rule costs in a plan whose every level was solved in whole packages. */
export function stepSentence(
  price: Omit<Price, "sentence">,
  family: RuleFamily,
  first: { readonly level: number; readonly gain: number } | null,
): string {
  if (first === null) {
    if (family.form === "money") return "Half as much again, or twice as much, would add nothing.";
    return "It costs nothing: without it the plan would be worth no more.";
  }
  const each = price.each_year ? " a year" : "";
  const verb = family.direction < 0 ? "lowered" : "raised";
  const level = levelWords(price.level, price.unit);
  const to = levelWords(first.level, price.unit);
  const step = `Nothing is gained until it is ${verb} from ${level} to ${to}${each}; that gains ${points(first.gain)}.`;
  const gone = family.form === "money" ? "With twice as much" : "Without it";
  const more = price.total - first.gain;
  const rest =
    more > 1e-6
      ? `${gone}, ${points(price.total)} would be gained in all.`
      : "Going further gains no more.";
  return `${step} ${rest} Every level was solved in whole packages.`;
}

function farEnd(price: Omit<Price, "sentence">): number | null {
  if (price.holds === null) return null;
  return price.holds.from === price.level ? price.holds.to : price.holds.from;
}

function wholeWords(price: Omit<Price, "sentence">, family: RuleFamily): string {
  const now = price.points.find((point) => point.level === price.level);
  const end = family.direction < 0 ? price.points[0] : price.points.at(-1);
  if (now === undefined || end === undefined || end === now) return "";
  const least = Math.max(0, end.value - now.bound);
  const most = Math.max(0, end.bound - now.value);
  const gain = Math.max(0, end.value - now.value);
  return (
    `Solved again without it, in whole packages: ${points(gain)} more` +
    ` (proven to lie between ${points(least)} and ${points(most)}).`
  );
}
