import { cents, showDollars } from "../../../base/money.ts";
import { showPercent, showPoints, showSigned } from "../../../report/words.ts";
import { Withheld } from "../../parts/states.tsx";
import { endWords, type WholeAllocation } from "./allocation-values.ts";

/** A figure, with the same figure of the allocation that it is held against. */
interface Fact {
  readonly label: string;
  readonly figure: string;
  readonly change?: string | undefined;
}

/** A difference of value points, always signed; nothing where there is none. */
export function pointsChange(now: number, before: number): string {
  const difference = now - before;
  if (Math.abs(difference) < 0.0005) return "as before";
  return `${difference > 0 ? "+" : "−"}${showPoints(Math.abs(difference))}`;
}

/** Value points to a hundredth, so that small moves show. */
export function hundredths(points: number): string {
  return points.toFixed(2);
}

function factsOf(now: WholeAllocation, kept: WholeAllocation | undefined): Fact[] {
  const against = kept !== undefined && kept.id !== now.id ? kept : undefined;
  const end = endWords[now.ended] ?? now.ended;
  const gap =
    now.gap_ratio < 1e-6 ? "none: proven best" : `${showPercent(now.gap_ratio, 3)} (${end})`;
  return [
    {
      label: "Value",
      figure: `${hundredths(now.value)} of 100 points`,
      change: against && pointsChange(now.value, against.value),
    },
    { label: "No plan is worth more than", figure: `${hundredths(now.bound)} points` },
    { label: "Gap", figure: gap },
    {
      label: "Money",
      figure: showDollars(cents(now.amount)),
      change: against && showSigned(cents(now.amount - against.amount)),
    },
    {
      label: "Funded",
      figure: `${now.funded}`,
      change: against && signedCount(now.funded - against.funded),
    },
  ];
}

function signedCount(difference: number): string {
  return difference === 0 ? "as before" : `${difference > 0 ? "+" : "−"}${Math.abs(difference)}`;
}

/** What an allocation comes to, beside the one that the branch keeps. */
export function ResultFigures(props: {
  readonly now: WholeAllocation;
  readonly kept: WholeAllocation | undefined;
  /** Whether a newer answer is being worked out. */
  readonly replaced: boolean;
}) {
  const { now, kept, replaced } = props;
  return (
    <div className="result" data-replaced={replaced || undefined} aria-busy={replaced}>
      <dl className="result-figures">
        {factsOf(now, kept).map(({ label, figure, change }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              {figure}
              {change !== undefined && <span className="result-change"> {change}</span>}
            </dd>
          </div>
        ))}
      </dl>
      {replaced && <p className="result-old">These figures are being replaced.</p>}
      {now.briefing.trust.state === "refused" && (
        <p className="result-old">{now.briefing.trust.sentence}</p>
      )}
      {now.withheld && (
        <Withheld words="Rows that were withheld from whoever asked for this allocation are not in it." />
      )}
    </div>
  );
}
