import { type Cents, formatDollars, showDollars } from "../../base/money.ts";
import { showExact, showPercent, showPoints } from "../../report/words.ts";

/** An amount as a person reads it, with the exact one on hover and for copying; `exact` shows every dollar. */
export function Money(props: {
  /** Unit: US cents. */
  readonly amount: number;
  readonly exact?: boolean;
  /** Shows a plus before gains. */
  readonly signed?: boolean;
}) {
  const amount = props.amount as Cents;
  const sign = props.signed && amount > 0 ? "+" : "";
  return (
    <data className="money" value={formatDollars(amount)} title={showExactly(amount)}>
      {sign}
      {props.exact ? showExactly(amount) : showDollars(amount)}
    </data>
  );
}

/** Cents as dollars to the cent: `$12,500,000`, `−$3.10`. */
export function showExactly(amount: number): string {
  const text = showExact(amount as Cents);
  return text.startsWith("−") ? `−$${text.slice(1)}` : `$${text}`;
}

/** A ratio as percent. */
export function Percent(props: { readonly ratio: number; readonly digits?: number }) {
  return <span className="figure-text">{showPercent(props.ratio, props.digits)}</span>;
}

/** How near a value is to the proven best: `proven best`, or `within 0.04% of the best`. */
export function showGap(ratio: number): string {
  if (ratio < 1e-6) return "proven best";
  return `within ${showPercent(ratio, ratio >= 0.01 ? 1 : ratio >= 0.0001 ? 2 : 4)} of the best`;
}

/** How near a value is to the proven best, in words. */
export function Gap(props: { readonly ratio: number }) {
  return <span className="figure-text">{showGap(props.ratio)}</span>;
}

/** Value points: `71.2`. */
export function Points(props: { readonly value: number }) {
  return <span className="figure-text">{showPoints(props.value)}</span>;
}
