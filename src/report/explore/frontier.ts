import type { Allocation } from "../../allocate/allocation.ts";
import type { Frontier, FrontierPoint } from "../../allocate/explore/frontier.ts";
import type { FrontierAxis } from "../../allocate/explore/frontier-axis.ts";
import { shiftBetween } from "../../allocate/explore/returns-shift.ts";
import type { Problem } from "../../allocate/problem.ts";
import { cents, showDollars } from "../../base/money.ts";
import type { Labels } from "../rows.ts";
import { count, listWords, showPercent, showPoints, showYears } from "../words.ts";
import { type AxisWords, axisWords } from "./frontier-axis-words.ts";

/** A level of the rule with what the best plan there is worth. */
export interface FrontierRow {
  readonly level: number;
  readonly level_words: string;
  readonly value: number;
  readonly bound: number;
  /** Value of the present plan, less that of this one.   Unit: value points. */
  readonly cost: number;
  readonly present: boolean;
}

/** A frontier for readers. */
export interface FrontierReport {
  /** Unique among the frontiers of a page. */
  readonly id: string;
  readonly title: string;
  /** What a level is, for the head of a column or an axis. */
  readonly axis: string;
  /** Whether stricter levels are larger ones. */
  readonly rises: boolean;
  readonly sentences: readonly string[];
  readonly rows: readonly FrontierRow[];
  readonly beyond: Frontier["beyond"];
}

/** A difference below this is none.   Unit: value points. */
const noDifference = 0.0005;

/** The words and rows of a frontier. */
export function reportFrontier(
  frontier: Frontier,
  problem: Problem,
  labels: Labels,
): FrontierReport {
  const { against, points, beyond } = frontier;
  const words = axisWords(against, problem, labels);
  const first = points[0]?.value ?? 0;
  return {
    id: idOf(against, problem),
    title: words.title,
    axis: words.axis,
    rises: words.rises,
    sentences: sentencesOf(frontier, words, problem, labels),
    rows: points.map((point, place) => ({
      level: point.level,
      level_words: Number.isFinite(point.level) ? showPercent(point.level, 1) : "no rule",
      value: point.value,
      bound: point.bound,
      cost: Math.max(0, first - point.value),
      present: place === 0,
    })),
    beyond,
  };
}

function idOf(against: FrontierAxis, problem: Problem): string {
  if (against.kind === "risk") return `frontier-risk-${against.measure}`;
  if (against.kind === "change") return `frontier-change-${against.of}`;
  const { bureau, sense, accounts, year } = against;
  const parts = ["frontier", bureau, ...(accounts ?? []), year === null ? "" : problem.years[year]];
  return [...parts, sense === "at_most" ? "most" : ""].filter((part) => part !== "").join("-");
}

function sentencesOf(
  { points, beyond, complete }: Frontier,
  words: AxisWords,
  problem: Problem,
  labels: Labels,
): string[] {
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined) return [];
  const present = `${words.present(first.level)} It is worth ${showPoints(first.value)} points.`;
  return [
    present,
    ...costSentences(points, words),
    endSentence(beyond, words),
    ...(points.length > 1 ? [payers(problem, labels, first.allocation, last, words)] : []),
    ...opennessSentences(points),
    ...(complete ? [] : ["Stopped before every level was solved; those shown hold."]),
  ];
}

/** How far the values may be from the best: one number, or two where a few points are much less sure. */
function opennessSentences(points: readonly FrontierPoint[]): string[] {
  const gaps = points.map(({ value, bound }) => bound - value).sort((a, b) => a - b);
  const most = gaps.at(-1) ?? 0;
  const half = gaps[Math.floor(gaps.length / 2)] ?? 0;
  if (most <= noDifference || points.length < 2) return [];
  const near = (points: number) => `within ${showPoints(points)} points of the best possible`;
  if (most <= 2 * half) return [`Each value is ${near(most)} at its level.`];
  const sure = half <= noDifference ? "exact" : `${near(half)} at their levels`;
  return [`Half of the values are ${sure}; the least sure is within ${showPoints(most)}.`];
}

/** Into how many stretches the curve is cut to say where it grows steep. */
const stretches = 3;

/** What the first stretch of the rule costs, what the next, and what the last. */
function costSentences(points: readonly FrontierPoint[], words: AxisWords): string[] {
  // The present plan may lie far from the loosest level that was asked for.
  const free = jumps(points) ? points.slice(0, 2) : [];
  const rest = points.slice(free.length === 0 ? 0 : 1);
  const sentences: string[] = [];
  const [before, after] = free;
  if (before !== undefined && after !== undefined) {
    sentences.push(`${words.holding(after.level)} costs ${costBetween(before, after)}.`);
  }
  const parts = stretchesOf(rest).flatMap((stretch, place) => {
    const [start] = stretch;
    const end = stretch.at(-1);
    if (start === undefined || end === undefined) return [];
    const cost = costBetween(start, end);
    const sure = cost !== "nothing" && !cost.startsWith("nothing ") && !cost.startsWith("at most");
    const how = sure ? ` (${slopeWords(stretch, start, end)})` : "";
    if (place === 0) {
      return [`From ${showPercent(start.level)} to ${showPercent(end.level)} costs ${cost}${how}`];
    }
    const more = sure ? `another ${cost}` : cost.replace(/^at most/, "at most another");
    return [`from there to ${showPercent(end.level)} ${more}${how}`];
  });
  if (parts.length > 0) sentences.push(`${parts.join("; ")}.`);
  return sentences;
}

/** The points of each stretch, the ends among them; neighbors that cost nothing are one. */
function stretchesOf(points: readonly FrontierPoint[]): readonly (readonly FrontierPoint[])[] {
  const steps = Math.min(stretches, points.length - 1);
  const ends = Array.from({ length: steps + 1 }, (_, step) =>
    Math.round(((points.length - 1) * step) / Math.max(1, steps)),
  );
  const found: (readonly FrontierPoint[])[] = [];
  ends.slice(1).forEach((end, place) => {
    const stretch = points.slice(ends[place], end + 1);
    const before = found.at(-1);
    if (before !== undefined && isFree(before) && isFree(stretch)) {
      found[found.length - 1] = [...before, ...stretch.slice(1)];
    } else found.push(stretch);
  });
  return found;
}

function isFree(stretch: readonly FrontierPoint[]): boolean {
  const [start] = stretch;
  const end = stretch.at(-1);
  return start !== undefined && end !== undefined && costBetween(start, end) === "nothing";
}

/** What each percentage point costs; or, where all is lost between two neighbors, which these are. */
function slopeWords(
  stretch: readonly FrontierPoint[],
  start: FrontierPoint,
  end: FrontierPoint,
): string {
  const falls = stretch.slice(1).flatMap((point, place) => {
    const before = stretch[place];
    if (before === undefined || before.value - point.value <= noDifference) return [];
    return [`${showPercent(before.level)} and ${showPercent(point.level)}`];
  });
  if (falls.length === 1 && stretch.length > 2) return `all of it between ${falls[0]}`;
  const width = Math.abs(end.level - start.level) * 100;
  const each = Math.max(0, start.value - end.value) / Math.max(width, 1e-9);
  return `${showPoints(each)} for each percentage point`;
}

/** Whether the first step is far longer than the next ones. */
function jumps([first, second, third]: readonly FrontierPoint[]): boolean {
  if (first === undefined || second === undefined) return false;
  const step = third === undefined ? 0 : Math.abs(third.level - second.level);
  return (
    Math.abs(first.level - second.level) > 2 * step + 0.01 &&
    (third !== undefined || first.level > 1)
  );
}

/** What is lost between two points, as far as their gaps let it be told. */
function costBetween(from: FrontierPoint, to: FrontierPoint): string {
  const lost = from.value - to.value;
  const most = from.bound - to.value;
  if (most <= noDifference) return "nothing";
  if (lost <= noDifference) return `nothing that the search can see, at most ${showPoints(most)}`;
  if (from.value <= to.bound) return `at most ${showPoints(most)} points of value`;
  return `${showPoints(lost)} points of value`;
}

/** The end is said to the hundredth of a percentage point, since the last plan may be that near. */
function endSentence(beyond: Frontier["beyond"], words: AxisWords): string {
  if (beyond === null) return words.whole;
  const level = showPercent(beyond.level, 2);
  const from = words.rises ? `From ${level} on` : `At ${level} and below`;
  return beyond.proven
    ? `${from} no lawful plan exists.`
    : `${from} no lawful plan was found; it is not proven that there is none.`;
}

/** How many who have less are named. */
const namedPayers = 3;

/** A move below this is chance.   Unit: US cents. */
const leastMove = 100_000_000;

/** A fall in all spending below this share is not said. */
const noticedSpending = 0.02;

/** Which regions, or partners, have more and less at the end of the curve. */
function payers(
  problem: Problem,
  labels: Labels,
  present: Allocation,
  last: FrontierPoint,
  { holding, of }: AxisWords,
): string {
  const { moves, amount } = shiftBetween(problem, present, last.allocation);
  const years = problem.years;
  const span = showYears(years[0] ?? (0 as never), years.at(-1) ?? (0 as never));
  const words = moves[of]
    .map(({ id, before, after }) => ({ id, change: after - before }))
    .filter(({ change }) => Math.abs(change) >= leastMove)
    .sort((a, b) => Math.abs(b.change) - Math.abs(a.change));
  const one = of === "bureau" ? "region" : "partner";
  const side = (more: boolean) =>
    words
      .filter(({ change }) => change > 0 === more)
      .slice(0, namedPayers)
      .map(
        ({ id, change }) =>
          `${of === "bureau" ? labels.region(id) : labels.partner(id)} (${amountOf(change)})`,
      );
  const gains = side(true);
  const losses = side(false);
  const start = `${holding(last.level)}, compared with the present plan over ${span}`;
  const parts = [
    ...(gains.length > 0 ? [`more goes to ${listWords(gains)}`] : []),
    ...(losses.length > 0
      ? [`${gains.length > 0 ? "less" : "less goes"} to ${listWords(losses)}`]
      : []),
  ];
  if (parts.length === 0) return `${start}, no ${one}'s money changes by a million dollars.`;
  const more = words.length - gains.length - losses.length;
  const others = more > 0 ? `; ${count(more, `more ${one} changes`, `more ${one}s change`)}` : "";
  const spent = present.payments.reduce((sum, payment) => sum + payment.amount, 0);
  const less =
    -amount > spent * noticedSpending ? ` In all ${amountOf(amount)} less is spent.` : "";
  return `${start}, ${parts.join(" and ")}${others}.${less}`;
}

function amountOf(change: number): string {
  return showDollars(cents(Math.abs(change)));
}
