import { type MoneyDimension, moneyDimensions } from "../../allocate/explore/alternatives-money.ts";
import { leastMoved } from "../../allocate/explore/alternatives-spread.ts";
import { type Cents, cents, showDollars } from "../../base/money.ts";
import { capital, count, listWords, showPercent, showPoints, showSigned } from "../words.ts";
import type { AlternativeRow, KeyMoney, NamedAmount } from "./alternatives-rows.ts";

type UntitledRow = Omit<AlternativeRow, "title" | "sentence">;

/** How many keys a sentence names on each side. */
const namedKeys = 2;

const unmoved = "The same money elsewhere";

/**
 * A short name for each plan, from the dimension in which it stands out most among the others: `More for Africa, less
 * for Near East`. A plan whose name is taken is named for its next dimension; where all are taken, it gets a number.
 */
export function titlesOf(all: readonly UntitledRow[]): readonly string[] {
  const taken = new Set<string>();
  return all.map((row) => {
    const names = dimensionsOf(row, all).map((dimension) => titleIn(row, dimension));
    const [first = unmoved] = names;
    const numbered = all.map((_, place) => `${first} (${place + 2})`);
    const moved = names.slice(1).filter((name) => name !== unmoved);
    const title = [first, ...moved, ...numbered].find((name) => !taken.has(name)) ?? first;
    taken.add(title);
    return title;
  });
}

/** The dimensions in which a plan stands out among the others, the most first. */
function dimensionsOf(row: UntitledRow, all: readonly UntitledRow[]): readonly MoneyDimension[] {
  const standing = moneyDimensions.map((dimension) => {
    const most = Math.max(...all.map((other) => other.moved[dimension]));
    return { dimension, ratio: most === 0 ? 0 : row.moved[dimension] / most };
  });
  // Partners stand last: their money moves whenever that of a region does.
  const order = ["region", "kind", "account", "partner"];
  standing.sort(
    (a, b) => b.ratio - a.ratio || order.indexOf(a.dimension) - order.indexOf(b.dimension),
  );
  return standing.map(({ dimension }) => dimension);
}

function titleIn(row: UntitledRow, dimension: MoneyDimension): string {
  // Titles of accounts are too long for a name; their codes are what people say.
  const keys = row.money[dimension].map(({ key, label, difference }) => ({
    label: dimension === "account" ? key : label,
    difference,
  }));
  const [most] = keys;
  const least = keys.at(-1);
  const gain = most !== undefined && most.difference > 0 ? most.label : undefined;
  const loss = least !== undefined && least.difference < 0 ? least.label : undefined;
  // Of new and continuing, what one gains the other loses.
  if (dimension === "kind" && gain !== undefined) return `More for ${gain.toLowerCase()}`;
  if (gain !== undefined && loss !== undefined) return `More for ${gain}, less for ${loss}`;
  if (gain !== undefined) return `More for ${gain}`;
  return loss === undefined ? unmoved : `Less for ${loss}`;
}

/** What a plan would give and take, from whom, against the recommended one. */
export function whatMoves(row: UntitledRow, recommended: UntitledRow): string {
  const sentences = [
    worthWords(row),
    movesBetween(row.money.region),
    proposalWords(row, recommended),
    row.moved.partner >= leastMoved ? mostWords("Of the partners", row.money.partner) : "",
    row.moved.account >= leastMoved ? mostWords("Of the accounts", row.money.account) : "",
    spendingWords(row, recommended),
  ];
  return sentences.filter((sentence) => sentence !== "").join(" ");
}

function worthWords(row: UntitledRow): string {
  const worth = `Worth ${showPoints(row.value)} points`;
  if (row.loss === 0) return `${worth}, as much as the recommended plan.`;
  const points = `${showPoints(Math.abs(row.loss))} points (${showPercent(Math.abs(row.loss_ratio), 2)})`;
  return row.loss > 0
    ? `${worth}, ${points} less than the recommended plan.`
    : `${worth}, ${points} more than the recommended plan, whose proven gap leaves room for that.`;
}

/** `Moves $120.0 million from Near East to Africa.`, or who gains and who loses where there are several. */
function movesBetween(keys: readonly KeyMoney[]): string {
  const gains = keys.filter(({ difference }) => difference > 0);
  const losses = keys.filter(({ difference }) => difference < 0).reverse();
  const [gain] = gains;
  const [loss] = losses;
  if (gain === undefined && loss === undefined) return "No region gains or loses.";
  const isOneToOne = gains.length === 1 && losses.length === 1;
  if (isOneToOne && gain && loss && gain.difference === -loss.difference) {
    return `It moves ${showDollars(gain.difference)} from ${loss.label} to ${gain.label}.`;
  }
  return [gainWords("gain", gains), gainWords("lose", losses)]
    .filter((words) => words !== "")
    .map((words) => `${capital(words)}.`)
    .join(" ");
}

function gainWords(verb: "gain" | "lose", keys: readonly KeyMoney[]): string {
  const shown = keys.slice(0, namedKeys);
  if (shown.length === 0) return "";
  const rest = keys.slice(namedKeys).reduce((sum, { difference }) => sum + Math.abs(difference), 0);
  const words = shown.map(({ label, difference }, position) => {
    const amount = showDollars(cents(Math.abs(difference)));
    return position === 0 ? `${label} ${verb}s ${amount}` : `${label} ${amount}`;
  });
  const others = rest === 0 ? [] : [`others ${showDollars(cents(rest))}`];
  return listWords([...words, ...others]);
}

function proposalWords(row: UntitledRow, recommended: UntitledRow): string {
  const amount = amountOfNew(row);
  const before = amountOfNew(recommended);
  if (row.proposals === recommended.proposals && amount === before) return "";
  const funds =
    row.proposals === recommended.proposals
      ? `It funds as many new proposals (${row.proposals})`
      : `It funds ${count(row.proposals, "new proposal")} instead of ${recommended.proposals}`;
  return amount === before
    ? `${funds}.`
    : `${funds}, for ${showDollars(amount)} instead of ${showDollars(before)}.`;
}

function amountOfNew(row: UntitledRow): Cents {
  return row.money.kind.find(({ key }) => key === "proposal")?.amount ?? cents(0);
}

function mostWords(among: string, keys: readonly KeyMoney[]): string {
  const [gain] = keys;
  const loss = keys.at(-1);
  const words = [
    gain && gain.difference > 0 ? `${gain.label} gains most (${showSigned(gain.difference)})` : "",
    loss && loss.difference < 0 ? `${loss.label} loses most (${showSigned(loss.difference)})` : "",
  ].filter((part) => part !== "");
  return words.length === 0 ? "" : `${among}, ${listWords(words)}.`;
}

/** A difference in all spending below this share is not worth a sentence. */
const leastSpending = 0.0005;

function spendingWords(row: UntitledRow, recommended: UntitledRow): string {
  const difference = cents(row.amount - recommended.amount);
  if (Math.abs(difference) < leastSpending * recommended.amount) return "";
  const way = difference > 0 ? "more" : "less";
  return `In all it spends ${showDollars(cents(Math.abs(difference)))} ${way}.`;
}

/** How many initiatives that only one plan funds are named. */
const namedOnly = 4;

/** What only one plan funds, by name; the empty text where there is nothing. */
export function onlyWords(only: readonly NamedAmount[]): string {
  if (only.length === 0) return "";
  const shown = only
    .slice(0, namedOnly)
    .map(
      ({ name, amount, illustrative }) =>
        `${name}${illustrative ? " (illustrative)" : ""} with ${showDollars(amount)}`,
    );
  const rest = only.length - shown.length;
  return `Only this plan funds ${listWords(rest > 0 ? [...shown, `${rest} more`] : shown)}.`;
}
