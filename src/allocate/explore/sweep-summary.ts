import { compareText } from "../../base/findings.ts";
import { goalShares } from "./sweep-goals.ts";
import { isPacked } from "./sweep-places.ts";
import type { FactorRange } from "./sweep-ranges.ts";
import { type Failure, findFailures } from "./sweep-rules.ts";
import type { SweepQuestion, SweepRow, SweepSession } from "./sweep-run.ts";

/** How figures of many worlds are spread; zeros where there is none. */
export interface Spread {
  readonly least: number;
  readonly tenth: number;
  readonly median: number;
  readonly ninetieth: number;
  readonly most: number;
}

/** How often a proposal is funded. */
export interface ProposalShare {
  readonly initiative: string;
  readonly name: string;
  readonly kind: "continuing" | "proposal";
  /** Whether the plan itself funds it. */
  readonly in_plan: boolean;
  /** Worlds whose best plan funds it. */
  readonly funded: number;
  /** That, as a share of the worlds that have a plan. */
  readonly share: number;
  /** Worlds in which the plan's choice of it can be kept; 0 where the plan does not fund it. */
  readonly kept: number;
}

/** How a goal fares when the plan's choices are kept. */
export interface GoalSpread {
  readonly id: string;
  readonly name: string;
  /** Share of its targets that the plan reaches as planned. */
  readonly planned: number;
  readonly kept: Spread;
  /** Planned anew in every world. */
  readonly best: Spread;
  /** Worlds in which it fails. */
  readonly fails: number;
}

/** Worlds between two values, planned anew and with the plan's choices kept. */
export interface ValueBin {
  readonly from: number;
  readonly to: number;
  readonly best: number;
  readonly kept: number;
}

/** What came of a sweep. The same rows make the same summary, in any order. */
export interface SweepSummary {
  readonly seed: number;
  readonly what_ifs: number;
  readonly fails_below: number;
  readonly ranges: readonly (FactorRange & { readonly words: string })[];
  /** Worlds that have a plan, those in which no allocation keeps every rule, and those in which none was found. */
  readonly worlds: WorldCount;
  /** Worlds in which the plan's own choices keep every rule, in which they cannot, and those without an answer. */
  readonly kept_worlds: {
    readonly lawful: number;
    readonly unlawful: number;
    readonly nothing_found: number;
  };
  readonly planned_value: number;
  readonly best_value: Spread;
  readonly kept_value: Spread;
  readonly bins: readonly ValueBin[];
  readonly gap: { readonly median: number; readonly most: number };
  /** What the choices cost that could not be kept.   Unit: US cents. */
  readonly short: Spread;
  /** Every initiative that can be funded, the most often funded first. */
  readonly proposals: readonly ProposalShare[];
  readonly goals: readonly GoalSpread[];
  readonly failures: readonly Failure[];
}

/** How many worlds have a plan, and why the others have none. */
export interface WorldCount {
  readonly planned: number;
  readonly infeasible: number;
  readonly nothing_found: number;
}

/** From this share of the worlds on, a proposal belongs to the core. */
export const coreShare = 0.9;

/** Whether a proposal stays funded in nine of ten worlds. */
export function isCore({ share }: ProposalShare): boolean {
  return share >= coreShare;
}

/** What many what-ifs together say, of the session that ran them. */
export function summarizeSweep(
  session: SweepSession,
  question: SweepQuestion,
  rows: readonly SweepRow[],
): SweepSummary {
  const sorted = [...rows].sort((a, b) => a.index - b.index);
  const best = sorted.flatMap((row) => (typeof row.best === "string" ? [] : [row.best]));
  const kept = sorted.flatMap((row) => (typeof row.kept === "string" ? [] : [row.kept]));
  const gaps = spreadOf(best.map((plan) => plan.gap_ratio));
  const words = new Map(session.ground.factors.map((factor) => [factor.name, factor.words]));
  const planned = goalShares(session.goals, session.problem, session.allocation.attainments);
  const failures = findFailures(session, question, sorted, planned);
  return {
    seed: question.seed,
    what_ifs: sorted.length,
    fails_below: question.fails_below,
    ranges: question.ranges.map((range) => ({ ...range, words: words.get(range.name) ?? "" })),
    worlds: countWorlds(sorted.map((row) => row.best)),
    kept_worlds: {
      lawful: kept.filter(({ keeps_rules }) => keeps_rules).length,
      unlawful: kept.filter(({ keeps_rules }) => !keeps_rules).length,
      nothing_found: sorted.length - kept.length,
    },
    planned_value: session.allocation.value,
    best_value: spreadOf(best.map(({ value }) => value)),
    kept_value: spreadOf(kept.map(({ value }) => value)),
    bins: binValues(
      best.map(({ value }) => value),
      kept.map(({ value }) => value),
    ),
    gap: { median: gaps.median, most: gaps.most },
    short: spreadOf(kept.map(({ short }) => short)),
    proposals: countProposals(session, best, kept),
    goals: session.goals.map(({ id, name }, place) => ({
      id,
      name,
      planned: planned[place] ?? 0,
      kept: spreadOf(kept.map(({ goals }) => goals[place] ?? 0)),
      best: spreadOf(best.map(({ goals }) => goals[place] ?? 0)),
      fails: failures.goals[place] ?? 0,
    })),
    failures: failures.found,
  };
}

function countWorlds(plans: readonly (object | string)[]): WorldCount {
  const number = (kind: string) => plans.filter((plan) => plan === kind).length;
  const [infeasible, nothing_found] = [number("infeasible"), number("nothing_found")];
  return { planned: plans.length - infeasible - nothing_found, infeasible, nothing_found };
}

/** Spread of some numbers: the value below which a share of them lies is one of the numbers themselves. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? 0;
  return { least: at(0), tenth: at(0.1), median: at(0.5), ninetieth: at(0.9), most: at(1) };
}

/** How many bars the values make. */
const bars = 24;

function binValues(best: readonly number[], kept: readonly number[]): ValueBin[] {
  const all = [...best, ...kept];
  if (all.length === 0) return [];
  const [least, most] = all.reduce(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );
  const width = roundUp((most - least) / bars);
  const first = Math.floor(least / width);
  const last = Math.max(first, Math.ceil(most / width) - 1);
  const placeOf = (value: number) => Math.min(last, Math.floor(value / width)) - first;
  const bins = Array.from({ length: last - first + 1 }, () => ({ best: 0, kept: 0 }));
  const add = (value: number, which: "best" | "kept") => {
    const bin = bins[placeOf(value)];
    if (bin !== undefined) bin[which]++;
  };
  for (const value of best) add(value, "best");
  for (const value of kept) add(value, "kept");
  return bins.map((bin, place) => ({
    from: tidy((first + place) * width),
    to: tidy((first + place + 1) * width),
    ...bin,
  }));
}

/** The next of 1, 2, 5, 10, 20 … thousandths and so on. */
function roundUp(width: number): number {
  if (!(width > 1e-3)) return 1e-3;
  const power = 10 ** Math.floor(Math.log10(width));
  const step = [1, 2, 5, 10].find((one) => one * power >= width * (1 - 1e-9)) ?? 10;
  return tidy(step * power);
}

function tidy(value: number): number {
  return Number(value.toPrecision(12));
}

function countProposals(
  { problem, chosen }: SweepSession,
  best: readonly { readonly funded: string }[],
  kept: readonly { readonly funded: string }[],
): ProposalShare[] {
  const countOf = (plans: readonly { readonly funded: string }[], item: number) =>
    plans.reduce((sum, { funded }) => sum + (isPacked(funded, item) ? 1 : 0), 0);
  return problem.items
    .flatMap(({ initiative, candidates }, item): ProposalShare[] => {
      if (candidates.length === 0) return [];
      const funded = countOf(best, item);
      const { id, name, kind } = initiative;
      const in_plan = (chosen[item] ?? -1) >= 0;
      const share = best.length === 0 ? 0 : funded / best.length;
      const stays = in_plan ? countOf(kept, item) : 0;
      return [{ initiative: id, name, kind, in_plan, funded, share, kept: stays }];
    })
    .sort((a, b) => b.funded - a.funded || compareText(a.initiative, b.initiative));
}
