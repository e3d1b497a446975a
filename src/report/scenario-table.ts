import type { Allocation } from "../allocate/allocation.ts";
import { type Cents, showDollars, sumCents } from "../base/money.ts";
import { bureaus } from "../plan/field-spec.ts";
import type { BriefingInput } from "./briefing-input.ts";
import { type FundedRow, fundedRows, type Labels } from "./rows.ts";
import { redirectShare, shareOf, type WatchedShare } from "./shares.ts";
import { showPoints } from "./words.ts";

/** A scenario beside the others. */
export interface ScenarioRow {
  readonly id: string;
  readonly title: string;
  /** Whether it is the one that the briefing is about. */
  readonly current: boolean;
  /** `null` where no lawful allocation exists. */
  readonly result: ScenarioResult | null;
  /** One sentence: what it comes to, or why it cannot be. */
  readonly sentence: string;
}

/** What a scenario comes to. */
export interface ScenarioResult {
  /** Unit: value points. */
  readonly value: number;
  readonly bound: number;
  readonly amount: Cents;
  readonly funded: number;
  /** Share of all money by region, in the order of `ScenarioTable.regions`. */
  readonly shares: readonly number[];
  /** The watched share in the first and the last year; `null` where the account is not used. */
  readonly watched: { readonly first: number | null; readonly last: number | null };
}

/** Scenarios side by side. */
export interface ScenarioTable {
  readonly regions: readonly { readonly bureau: string; readonly name: string }[];
  readonly watched: string;
  readonly rows: readonly ScenarioRow[];
}

/** The briefing's scenario and the others side by side, or `null` where it stands alone. */
export function compareScenarios(
  input: BriefingInput,
  rows: readonly FundedRow[],
  labels: Labels,
): ScenarioTable | null {
  const others = input.others ?? [];
  if (others.length === 0) return null;
  const watched = input.watched?.[0] ?? redirectShare;
  const own: ScenarioRow = {
    id: input.scenario?.id ?? "",
    title: input.scenario?.title ?? "The plan as it stands",
    current: true,
    result: resultOf(input, rows, watched),
    sentence: "This briefing.",
  };
  const rest = others.map((other): ScenarioRow => {
    const { id, title, allocation } = other;
    if (!allocation) {
      const sentence = other.contradiction?.sentence ?? "No lawful allocation was found.";
      return { id, title, current: false, result: null, sentence };
    }
    const side = { ...other, allocation };
    const result = resultOf(side, fundedRows(other.plan, other.problem, allocation), watched);
    const open = openWords(allocation, input.stamp.gap_asked);
    const sentence = `${differenceWords(own.result, result)}${open}`;
    return { id, title, current: false, result, sentence };
  });
  return {
    regions: bureaus.map((bureau) => ({ bureau, name: labels.region(bureau) })),
    watched: `${watched.name}, share of ${watched.account}`,
    rows: [own, ...rest],
  };
}

function resultOf(
  side: Pick<BriefingInput, "problem" | "allocation">,
  rows: readonly FundedRow[],
  watched: WatchedShare,
): ScenarioResult {
  const amount = sumCents(rows.map((row) => row.amount));
  const years = side.problem.years;
  const inYear = (year: number | undefined) => rows.filter((row) => row.fiscal_year === year);
  return {
    value: side.allocation.value,
    bound: side.allocation.bound,
    amount,
    funded: side.allocation.choices.length,
    shares: bureaus.map((bureau) => {
      const own = sumCents(rows.filter((row) => row.bureau === bureau).map((row) => row.amount));
      return amount === 0 ? 0 : own / amount;
    }),
    watched: {
      first: shareOf(inYear(years[0]), watched),
      last: shareOf(inYear(years.at(-1)), watched),
    },
  };
}

/** A warning where the search ended early: then a lower value says little about the scenario. */
function openWords(allocation: Allocation, gapAsked: number): string {
  return allocation.gap_ratio <= gapAsked
    ? ""
    : ` Its search was not finished: it may be worth up to ${showPoints(allocation.bound)} points.`;
}

function differenceWords(own: ScenarioResult | null, other: ScenarioResult): string {
  const value = other.value - (own?.value ?? 0);
  const money = other.amount - (own?.amount ?? 0);
  const worth =
    Math.abs(value) < 0.0005
      ? "Worth the same"
      : `Worth ${showPoints(Math.abs(value))} points ${value > 0 ? "more" : "less"}`;
  const cost =
    money === 0
      ? "for the same money"
      : `for ${showDollars(Math.abs(money) as Cents)} ${money > 0 ? "more" : "less"}`;
  return `${worth}, ${cost}.`;
}
