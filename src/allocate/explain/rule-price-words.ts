import type { Allocation } from "../allocation.ts";
import { levelWords, points } from "./price-words.ts";
import type { PriceSide, RulePrice, WholePoint } from "./rule-price.ts";

type Wordless = Omit<RulePrice, "sentence">;

/**
 * What a dollar more or less of a rule is worth, and up to where, in a few sentences that say what was solved.
 *
 * `allocation`: the plan with the rule as it stands.
 */
export function rulePriceSentence(price: Wordless, allocation: Allocation): string {
  if (price.hidden_by !== null) {
    const whole = price.total > 0 ? "" : " It costs nothing.";
    return `“${price.hidden_by}” says the same and is tighter, so that it decides.${whole}`;
  }
  const sentences =
    price.method === "whole"
      ? [...relaxedInSteps(price), ...tightenedInSteps(price)]
      : [...relaxedDivisible(price, allocation), ...tightenedDivisible(price)];
  return [...sentences, ...nextWords(price)].join(" ");
}

/** Which way a rule moves: `lower` and `Lowering` for a floor that is relaxed. */
function way(price: Wordless, side: "relaxed" | "tightened") {
  const falls = (price.form === "floor" || lowersShare(price)) === (side === "relaxed");
  return falls
    ? { ing: "Lowering", ed: "lowered", past: "below" }
    : { ing: "Raising", ed: "raised", past: "above" };
}

/** Whether it is a share of at least a level: relaxing it moved its end below its start. */
function lowersShare({ form, relaxed, tightened, level }: Wordless): boolean {
  if (form !== "share") return false;
  return relaxed.until !== level ? relaxed.until < level : tightened.until > level;
}

function show(price: Wordless, level: number): string {
  const each = price.each_year && level !== Number.MAX_VALUE ? " a year" : "";
  return `${levelWords(level, price.unit)}${each}`;
}

/** Points for each million dollars, or hundred million where a million buys too little to read. */
function rate(price: Wordless, perUnit: number): string {
  if (price.unit === "ratio") return `${points(perUnit)} for each percentage point`;
  return perUnit >= 0.005
    ? `${points(perUnit)} for each million dollars`
    : `${points(perUnit * 100)} for each $100 million`;
}

function relaxedDivisible(price: Wordless, allocation: Allocation): string[] {
  const { relaxed, total } = price;
  const { ing, past } = way(price, "relaxed");
  if (relaxed.per_unit <= 0) {
    if (total > 0) {
      return [`Were packages divisible, giving it up would gain ${points(total)}.`];
    }
    return [
      price.form === "money"
        ? "Were packages divisible, more of it would add nothing."
        : "Were packages divisible, it would cost nothing.",
    ];
  }
  const until = show(price, relaxed.until);
  const first =
    `Were packages divisible, ${ing.toLowerCase()} it from ${show(price, price.level)} to ${until} ` +
    `buys ${rate(price, relaxed.per_unit)}, ${points(relaxed.change)} in all`;
  const beyond = relaxed.beyond === "less" ? `; ${past} ${until} it buys less.` : ".";
  const whole = wholeWords(relaxed.whole, allocation, `at ${until}`);
  const without = wholeWords(price.without, allocation, "without it");
  return [first + beyond, ...whole, ...without];
}

/** What a solve in whole packages found beside the present plan, and between which bounds the truth lies. */
function wholeWords(point: WholePoint | null, now: Allocation, where: string): string[] {
  if (point === null) return [];
  const least = Math.max(0, point.value - now.bound);
  const most = Math.max(0, point.bound - now.value);
  const found = Math.max(0, point.value - now.value);
  return [
    `Solved again in whole packages ${where}: ${points(found)} more (proven to lie between ` +
      `${points(least)} and ${points(most)}).`,
  ];
}

function tightenedDivisible(price: Wordless): string[] {
  const { tightened, level } = price;
  const { ing, past } = way(price, "tightened");
  const until = show(price, tightened.until);
  if (tightened.per_unit <= 0) {
    if (tightened.until === level) {
      return tightened.beyond === "impossible"
        ? [`${ing} it at all leaves no plan that keeps every rule.`]
        : [];
    }
    return [`${ing} it to ${until} costs nothing.`];
  }
  const words = `${ing} it to ${until} costs ${rate(price, tightened.per_unit)}`;
  return [`${words}${beyondWords(tightened, past, until)}`];
}

function beyondWords({ beyond }: PriceSide, past: string, until: string): string {
  if (beyond === "more") return `; ${past} ${until} it costs more.`;
  return beyond === "impossible" ? `; not far ${past} ${until} nothing is feasible.` : ".";
}

function relaxedInSteps(price: Wordless): string[] {
  const { relaxed, total, level } = price;
  const { ed } = way(price, "relaxed");
  const none = price.form === "money" ? "Twice as much would add nothing" : "It costs nothing";
  if (relaxed.change <= 0) return [`${none}, in whole packages.`];
  if (relaxed.from === Number.MAX_VALUE || (price.form !== "money" && relaxed.from === 0)) {
    return [`Nothing is gained until it is given up; that gains ${points(relaxed.change)}.`];
  }
  const from = show(price, relaxed.from);
  const step =
    `Nothing is gained until it is ${ed} from ${levelWords(level, price.unit)} to ${from}; ` +
    `that gains ${points(relaxed.change)}`;
  if (relaxed.beyond !== "more") return [`${step}, and going further gains no more.`];
  const all = price.form === "money" ? "with twice as much" : "without it";
  return [
    `${step}, and no more as far as ${levelWords(relaxed.until, price.unit)}; ` +
      `${all}, ${points(total)} in all.`,
  ];
}

function tightenedInSteps(price: Wordless): string[] {
  const { tightened, level } = price;
  const { ed, ing } = way(price, "tightened");
  if (tightened.beyond === "impossible") {
    return tightened.until === level
      ? [`It cannot be ${ed}: nothing would be feasible.`]
      : [
          `${ing} it to ${show(price, tightened.until)} costs nothing; much further nothing is feasible.`,
        ];
  }
  if (tightened.change <= 0) {
    return tightened.until === level
      ? []
      : [`${ing} it to ${show(price, tightened.until)} costs nothing.`];
  }
  const from = show(price, tightened.from);
  const once =
    from === show(price, level) ? `as soon as it is ${ed}` : `once it is ${ed} to ${from}`;
  return [`Something is lost ${once}: ${points(tightened.change)}.`];
}

function nextWords(price: Wordless): string[] {
  if (price.next === null) return [];
  return [`At ${show(price, price.next.level)} “${price.next.name}” takes over.`];
}
