import { type Cents, showDollars, sumCents } from "../base/money.ts";
import type { Plan } from "../plan/plan.ts";
import type { BriefingInput } from "./briefing-input.ts";
import type { FromTo } from "./from-to.ts";
import type { PriceTable } from "./price-table.ts";
import type { FundedRow } from "./rows.ts";
import type { ShareStatement } from "./shares.ts";
import { perYear } from "./sides.ts";
import type { Trust } from "./trust.ts";
import { count, showDifference, showPercent, showPoints } from "./words.ts";

/** A figure that a reader should see first. */
export interface KeyNumber {
  readonly label: string;
  readonly figure: string;
  readonly note: string;
}

/** Parts of the briefing from which its head is made. */
export interface HeadParts {
  readonly fromTo: FromTo | null;
  readonly shares: readonly ShareStatement[];
  readonly prices: PriceTable;
  readonly trust: Trust;
  readonly amount: Cents;
  readonly span: string;
}

/** Money for proposals that nobody has made. */
export interface Illustrative {
  /** Funded initiatives that are made up to show the system. */
  readonly count: number;
  readonly amount: Cents;
  /** The warning to show with every figure; empty when nothing is illustrative. */
  readonly note: string;
}

/** The money of illustrative proposals, and the warning that goes with it. */
export function illustrativeOf(plan: Plan, rows: readonly FundedRow[]): Illustrative {
  const made = rows.filter((row) => row.illustrative);
  const amount = sumCents(made.map((row) => row.amount));
  const number = new Set(made.map((row) => row.initiative)).size;
  const all = plan.tables.initiatives.filter((row) => row.illustrative).length;
  const note =
    all === 0
      ? ""
      : `${count(all, "proposal")} in this plan ${all === 1 ? "is" : "are"} illustrative: made up to show the ` +
        `system, proposed by no agency. ${count(number, "of them is funded", "of them are funded")}, with ` +
        `${showDollars(amount)}. They are marked “illustrative” wherever they are named.`;
  return { count: number, amount, note };
}

/** How many initiatives are funded, of how many, and how many of them in part. */
export function fundedCount(input: Pick<BriefingInput, "plan" | "allocation">) {
  const kinds = new Map(input.plan.tables.initiatives.map((row) => [row.id, row.kind]));
  const funded = input.allocation.choices.map((choice) => kinds.get(choice.initiative));
  return {
    funded: funded.length,
    all: kinds.size,
    proposals: funded.filter((kind) => kind === "proposal").length,
    in_part: input.allocation.choices.filter((choice) => choice.share !== undefined).length,
    all_proposals: [...kinds.values()].filter((kind) => kind === "proposal").length,
  };
}

/** All new money of the plan's accounts within its years. */
export function budgetOf(input: Pick<BriefingInput, "problem">): Cents {
  return sumCents(input.problem.purses.flatMap((purse) => purse.budget));
}

/** The figures at the head of the briefing. */
export function makeKeyNumbers(
  input: Pick<BriefingInput, "plan" | "problem" | "allocation">,
  parts: HeadParts,
): readonly KeyNumber[] {
  const counted = fundedCount(input);
  const years = input.problem.years.length;
  const numbers: KeyNumber[] = [
    {
      label: `Allocated, ${parts.span}`,
      figure: showDollars(parts.amount),
      note: `${showDollars(perYear(parts.amount, years))} in the average year`,
    },
    {
      label: "Initiatives funded",
      figure: `${counted.funded} of ${counted.all}`,
      note: `${counted.proposals} of ${count(counted.all_proposals, "new proposal")}`,
    },
    {
      label: "Value",
      figure: `${showPoints(input.allocation.value)} points`,
      note: "100 = every objective meets its target",
    },
    {
      label: "Below the best possible",
      figure: `at most ${showPercent(input.allocation.gap_ratio, 2)}`,
      note: `${parts.trust.proven ? "proven" : "not as close as asked"}; ${trustWords[parts.trust.state]}`,
    },
  ];
  return [...numbers, ...comparedNumbers(parts, years)];
}

const trustWords: Readonly<Record<Trust["state"], string>> = {
  verified: "rechecked by separate code",
  unverified: "not rechecked",
  refused: "the recheck found errors",
};

function comparedNumbers(parts: HeadParts, years: number): KeyNumber[] {
  const { fromTo } = parts;
  const numbers: KeyNumber[] = [];
  if (fromTo) {
    const difference = (perYear(parts.amount, years) - fromTo.region_totals.before) as Cents;
    numbers.push({
      label: `Average year against ${fromTo.before}`,
      figure: showDifference(difference),
      note: `${fromTo.before} in the same accounts: ${showDollars(fromTo.region_totals.before)}`,
    });
  }
  for (const share of parts.shares) {
    numbers.push({
      label: share.label,
      figure: showPercent(share.ratio),
      note: share.before
        ? `from ${showPercent(share.before.ratio, 2)} in FY${share.before.year}`
        : `all of ${parts.span}`,
    });
  }
  return numbers;
}
