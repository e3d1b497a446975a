import { group } from "../../base/money.ts";

/** One color of the map, and what it stands for. */
export interface MapStep {
  readonly color: string;
  readonly label: string;
}

/** What a map is colored by. */
export interface MapScale {
  readonly steps: readonly MapStep[];
  /** The color of an amount.   Unit: US cents. */
  readonly colorOf: (amount: number) => string;
}

/** The bounds between steps, as parts of the largest power of ten. */
const moneyParts = [1 / 500, 1 / 100, 1 / 20, 1 / 5, 1];
/** The smallest bound between steps.   Unit: millions of US dollars. */
const leastStep = 0.1;
const changeParts = [1 / 10, 1];

/** Steps of money from little to much, since a few partners have most of it. */
export function scaleMoney(amounts: readonly number[]): MapScale {
  const all = moneyParts.map((part) => part * powerUnder(amounts));
  // Steps of a few thousand dollars say nothing to who reads a plan; the darkest colors stay.
  const bounds = all.filter((bound) => bound >= leastStep);
  const color = (place: number) => `var(--chart-step-${place + 1 + all.length - bounds.length})`;
  const steps = [...bounds, Number.POSITIVE_INFINITY].map((bound, place) => ({
    color: color(place),
    label: rangeWords(bounds[place - 1], bound),
  }));
  return {
    steps,
    colorOf: (amount) => color(bounds.filter((bound) => amount / 1e8 >= bound).length),
  };
}

/** Steps of change from the largest loss to the largest gain; below a hundred thousand dollars is none. */
export function scaleChange(differences: readonly number[]): MapScale {
  const bounds = changeParts.map((part) => part * powerUnder(differences));
  const least = 0.1;
  const sizes = [0, 1, 2].map((place) => rangeWords(bounds[place - 1], bounds[place] ?? Infinity));
  const step = (sign: "rise" | "fall", place: number) => ({
    color: `var(--chart-${sign}-${place + 1})`,
    label: `${sign === "rise" ? "More" : "Less"} by ${sizes[place] ?? ""}`,
  });
  const steps = [
    ...[2, 1, 0].map((place) => step("fall", place)),
    { color: "var(--chart-steady)", label: "About the same" },
    ...[0, 1, 2].map((place) => step("rise", place)),
  ];
  return {
    steps,
    colorOf: (difference) => {
      const size = Math.abs(difference) / 1e8;
      if (size < least) return "var(--chart-steady)";
      const place = bounds.filter((bound) => size >= bound).length;
      return step(difference > 0 ? "rise" : "fall", place).color;
    },
  };
}

/** The largest power of ten, in millions of dollars, that the largest amount reaches; one at least. */
function powerUnder(amounts: readonly number[]): number {
  const most = Math.max(1, ...amounts.map((amount) => Math.abs(amount) / 1e8));
  return 10 ** Math.floor(Math.log10(most));
}

function rangeWords(from: number | undefined, to: number): string {
  if (from === undefined) return `under $${words(to)} million`;
  if (to === Number.POSITIVE_INFINITY) return `$${words(from)} million or more`;
  return `$${words(from)} to ${words(to)} million`;
}

function words(millions: number): string {
  return group(String(Number(millions.toPrecision(3))));
}
