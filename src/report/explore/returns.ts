import type { ReturnCurve, Returns } from "../../allocate/explore/returns.ts";
import type { ReturnsBy } from "../../allocate/explore/returns-problem.ts";
import type { Problem } from "../../allocate/problem.ts";
import { type Cents, showDollars } from "../../base/money.ts";
import type { Labels } from "../rows.ts";
import { count, listWords, showPercent, showPoints, showYears } from "../words.ts";
import { type ShiftWords, shiftWords } from "./returns-shift-words.ts";

/** The plan's worth at some money of one account, region or partner. */
export interface ReturnRow {
  readonly factor: number;
  readonly amount: Cents;
  readonly value: number;
  readonly bound: number;
  /** Against the present plan.   Unit: value points. */
  readonly change: number;
}

/** What a step of money up or down is worth. */
export interface StepWorth {
  /** Unit: US cents, over all years. */
  readonly amount: Cents;
  /** Unit: value points. */
  readonly value: number;
  /** Unit: value points for each $100 million. */
  readonly per_unit: number;
  /** As much as the bounds leave room for.   Unit: value points. */
  readonly most: number;
  /** Whether the bounds prove that it is worth anything. */
  readonly sure: boolean;
}

/** A return curve for readers. */
export interface ReturnCurveReport {
  readonly id: string;
  readonly label: string;
  readonly amount: Cents;
  /** By rising factor, the present plan among them. */
  readonly rows: readonly ReturnRow[];
  readonly none: ReturnCurve["none"];
  readonly next: StepWorth | null;
  readonly last: StepWorth | null;
  /** Where more money goes, and what the last pays for; only where few curves are told of. */
  readonly shifts: readonly ShiftWords[];
}

/** Return curves for readers. */
export interface ReturnsReport {
  readonly by: ReturnsBy;
  readonly title: string;
  /** How the money was varied. */
  readonly note: string;
  readonly sentences: readonly string[];
  readonly curves: readonly ReturnCurveReport[];
}

/** Dollars for which a return is stated: a hundred million.   Unit: US cents. */
const unit = 10_000_000_000;

/** A difference below this is none.   Unit: value points. */
const noDifference = 0.0005;

const titles: Readonly<Record<ReturnsBy, string>> = {
  budget: "Value by budget",
  account: "Value by the money of each account",
  bureau: "Value by the money of each region",
  partner: "Value by the money of each partner",
};

const held =
  "may have so many times what the plan pays it now in each year, in money that nobody else gives up or gets: all " +
  "others together stay at what they are paid in each year. The slope is what a dollar does there.";

const notes: Readonly<Record<ReturnsBy, string>> = {
  budget: "All accounts have so many times their money in each year; the rules stay.",
  account:
    "The account has so many times its money in each year; the other accounts and the rules stay.",
  bureau: `The region ${held}`,
  partner: `The partner ${held}`,
};

/** The words and rows of return curves. */
export function reportReturns(returns: Returns, problem: Problem, labels: Labels): ReturnsReport {
  const { by } = returns;
  const alone = returns.curves.length === 1;
  const curves = returns.curves.map((curve): ReturnCurveReport => {
    const present = curve.points.find(({ factor }) => factor === 1);
    const label = labelOf(by, curve.id, labels);
    return {
      id: curve.id,
      label,
      amount: curve.amount,
      rows: curve.points.map(({ factor, amount, value, bound }) => ({
        factor,
        amount,
        value,
        bound,
        change: value - (present?.value ?? value),
      })),
      none: curve.none,
      next: stepWorth(curve, 1),
      last: stepWorth(curve, -1),
      shifts: alone ? shiftWords(curve, problem, labels) : [],
    };
  });
  const sentences = [
    ...(alone ? curves.flatMap((curve) => aloneSentences(curve, problem)) : rankSentences(curves)),
    ...noteSentences(returns, curves),
  ];
  return { by, title: titles[by], note: notes[by], sentences, curves };
}

function labelOf(by: ReturnsBy, id: string, labels: Labels): string {
  if (by === "budget") return "The whole budget";
  if (by === "account") return labels.account(id);
  return by === "bureau" ? labels.region(id) : labels.partner(id);
}

/** The step from the present plan up (1), or to it from below (-1). */
function stepWorth({ points }: ReturnCurve, direction: 1 | -1): StepWorth | null {
  const now = points.findIndex(({ factor }) => factor === 1);
  const present = points[now];
  const other = points[now + direction];
  if (present === undefined || other === undefined) return null;
  const [low, high] = direction === 1 ? [present, other] : [other, present];
  const amount = (high.amount - low.amount) as Cents;
  if (amount === 0) return null;
  const value = Math.max(0, high.value - low.value);
  const sure = high.value > low.bound + noDifference;
  return { amount, value, per_unit: (value * unit) / amount, most: high.bound - low.value, sure };
}

function aloneSentences(curve: ReturnCurveReport, { years }: Problem): string[] {
  const { next, last, label, rows, amount } = curve;
  const [first] = years;
  const end = years.at(-1);
  const span = first !== undefined && end !== undefined ? ` over ${showYears(first, end)}` : "";
  if (amount === 0)
    return [`${label} has no money in the present plan, so there is nothing to vary.`];
  const present = rows.find(({ factor }) => factor === 1);
  const sentences = [
    `${label}: ${showDollars(amount)}${span}. The plan is worth ${showPoints(present?.value ?? 0)} points.`,
  ];
  if (next !== null) sentences.push(`The next ${showDollars(next.amount)} ${earns(next)}.`);
  const gain = rows.find((row) => row.factor > 1 && row.change > noDifference);
  if (next !== null && next.value <= noDifference && gain !== undefined) {
    const more = showDollars((gain.amount - amount) as Cents);
    sentences.push(`It takes ${more} more to gain ${showPoints(gain.change)} points.`);
  }
  if (last !== null) {
    sentences.push(`The last ${showDollars(last.amount)} of the present money ${earns(last)}.`);
  }
  return sentences;
}

/** What a step of money earns, as far as the gaps let it be told. */
function earns({ value, per_unit, most, sure }: StepWorth): string {
  if (most <= noDifference) return "earns nothing";
  if (value <= noDifference) {
    return `earns nothing that the search can see, at most ${showPoints(most)} points`;
  }
  if (!sure) {
    return `earns ${showPoints(value)} points as found, which may be chance, and at most ${showPoints(most)}`;
  }
  return `earns ${showPoints(value)} points, ${showPoints(per_unit)} for each $100 million`;
}

/** How many are named at each end of a ranking. */
const namedEnds = 3;

/** Where the next dollar earns the most, and where the last one earns the least. */
function rankSentences(curves: readonly ReturnCurveReport[]): string[] {
  const steps = (side: "next" | "last") =>
    curves
      .flatMap((curve) => {
        const step = curve[side];
        return step === null ? [] : [{ label: curve.label, step }];
      })
      .sort((a, b) => b.step.per_unit - a.step.per_unit);
  const name = ({ label, step }: { readonly label: string; readonly step: StepWorth }) =>
    `${label} (${showPoints(step.per_unit)})`;
  const next = steps("next").filter(({ step }) => step.sure);
  const idle = steps("next").filter(({ step }) => !step.sure);
  const last = steps("last").reverse();
  return [
    ...(next.length > 0
      ? [
          next.length > namedEnds
            ? `More money earns the most for each $100 million in ${listWords(next.slice(0, namedEnds).map(name))}.`
            : `More money earns, for each $100 million, in ${listWords(next.map(name))}.`,
        ]
      : []),
    ...(idle.length > 0
      ? [
          `More money earns nothing that the bounds prove in ${listWords(idle.map(({ label }) => label))}.`,
        ]
      : []),
    ...(last.length > 1
      ? [
          last.length > namedEnds
            ? `Less money loses the least for each $100 million in ${listWords(last.slice(0, namedEnds).map(name))}.`
            : `Less money loses, for each $100 million, in ${listWords(last.map(name))}.`,
        ]
      : []),
  ];
}

function noteSentences(returns: Returns, curves: readonly ReturnCurveReport[]): string[] {
  const proven = curves.flatMap(({ label, none }) => {
    const factors = none.filter((one) => one.proven).map(({ factor }) => factor);
    return factors.length === 0 ? [] : [`${label} at ${showPercent(Math.max(...factors), 0)}`];
  });
  const open = Math.max(
    0,
    ...curves.flatMap(({ rows }) => rows.map(({ value, bound }) => bound - value)),
  );
  const { left_out, complete } = returns;
  return [
    ...(proven.length > 0
      ? [`No lawful plan exists with so little money: ${proven.join("; ")}.`]
      : []),
    ...(open > noDifference
      ? [
          `Each value is within ${showPoints(open)} points of its best; read smaller differences as none.`,
        ]
      : []),
    ...(curves.some(({ shifts }) => shifts.length > 0) && open > noDifference
      ? [
          "Initiatives worth as much for each dollar may trade places within that: read swaps of small ones as chance.",
        ]
      : []),
    ...(left_out > 0
      ? [`${count(left_out, "smaller one", "smaller ones")} not traced; name one with \`--name\`.`]
      : []),
    ...(complete ? [] : ["Stopped before every point was solved; those shown hold."]),
  ];
}
