import { compareText } from "../../base/findings.ts";
import type { FactorRange } from "./sweep-ranges.ts";
import type { WhatIf } from "./what-if.ts";
import type { Factor } from "./what-if-factors.ts";

/** Between which factors something lies; `null` where it has no end. */
export interface FactorEnds {
  readonly from: number | null;
  readonly to: number | null;
}

/** A condition on a factor, for the inside of a sentence: `money of FMF is at least 12% below plan`. */
export function conditionWords(factor: Factor, range: FactorRange, ends: FactorEnds): string {
  const { words, kind } = factor;
  if (kind === "assumption") return `${words} ${ends.to !== null ? "fails" : "holds"}`;
  if (kind === "directive") return `${words} is ${directiveWords(range, ends)}`;
  const verb = kind === "cost" || kind === "effect" ? "are" : "is";
  return `${words} ${verb} ${boundWords(ends, "plan")}`;
}

/** A directive is dropped (0), or stands between the ends of its range. */
function directiveWords(range: FactorRange, { from, to }: FactorEnds): string {
  if (to !== null && to < range.from) return "dropped";
  const low = from !== null && from > range.from ? from : null;
  const high = to !== null && to < range.to ? to : null;
  if (low === null && high === null) return from === null ? "as it may be" : "not dropped";
  const bound = boundWords({ from: low, to: high }, "its level");
  if (range.none === 0) return bound;
  return from === null ? `dropped or ${bound}` : `kept ${bound}`;
}

function boundWords({ from, to }: FactorEnds, plan: string): string {
  if (from !== null && to !== null) {
    const sameSide = (from < 1 && to < 1) || (from > 1 && to > 1);
    if (sameSide) return `between ${off(from)} and ${levelWords(to, plan)}`;
    const first = to === 1 || from === 1 ? levelWords(from, plan) : `${off(from)} below`;
    return `between ${first} and ${levelWords(to, plan)}`;
  }
  if (to !== null) {
    if (to === 1) return `not above ${plan}`;
    return to < 1 ? `at least ${off(to)} below ${plan}` : `at most ${off(to)} above ${plan}`;
  }
  if (from === null || from === 1) return `not below ${plan}`;
  return from > 1 ? `at least ${off(from)} above ${plan}` : `at most ${off(from)} below ${plan}`;
}

function levelWords(factor: number, plan: string): string {
  if (factor === 1) return plan;
  return `${off(factor)} ${factor < 1 ? "below" : "above"} ${plan}`;
}

/** How far a factor is from 1: `12%`. */
function off(factor: number): string {
  return `${Math.round(Math.abs(factor - 1) * 100)}%`;
}

/** How many changes of a world are named. */
const named = 6;

/** A world in words: what fails and what is dropped, then what moves most. */
export function describeWhatIf(factors: readonly Factor[], whatIf: WhatIf): string {
  const moved = factors.flatMap((factor) => {
    const value = whatIf.factors[factor.name] ?? 1;
    return value === 1 ? [] : [{ factor, value, size: Math.abs(Math.log(Math.max(value, 0.01))) }];
  });
  if (moved.length === 0) return "Everything is as planned.";
  const sorted = moved.sort((a, b) => b.size - a.size || compareText(a.factor.name, b.factor.name));
  const shown = sorted.slice(0, named).map(({ factor: { words, kind }, value }) => {
    if (value > 0) return `${words}: ${levelWords(value, "plan")}`;
    if (kind === "assumption") return `${words} fails`;
    return kind === "directive" ? `${words} is dropped` : `${words}: nothing`;
  });
  const rest = sorted.length - shown.length;
  const text = [...shown, ...(rest > 0 ? [`and ${rest} smaller changes`] : [])].join("; ");
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}
