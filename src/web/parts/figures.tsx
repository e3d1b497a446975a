import { type Cents, formatDollars, group, showDollars } from "../../base/money.ts";

/** An amount as a person reads it, with the exact one on hover and for copying; `exact` shows every dollar. */
export function Money(props: {
  /** Unit: US cents. */
  readonly amount: number;
  readonly exact?: boolean;
  /** Shows a plus before gains. */
  readonly signed?: boolean;
}) {
  const amount = props.amount as Cents;
  const whole = showExactly(amount);
  const sign = props.signed && amount > 0 ? "+" : "";
  return (
    <data className="money" value={formatDollars(amount)} title={whole}>
      {sign}
      {props.exact ? whole : showDollars(amount)}
    </data>
  );
}

/** Cents as dollars to the cent: `$12,500,000`, `-$3.10`. */
export function showExactly(amount: number): string {
  const text = formatDollars(amount as Cents);
  return text.startsWith("-") ? `-$${group(text.slice(1))}` : `$${group(text)}`;
}

/** A ratio as percent: `0.123` → `12.3 %`. */
export function showPercent(ratio: number, digits = 1): string {
  return `${group((ratio * 100).toFixed(digits))}\u00a0%`;
}

/** A ratio as percent. */
export function Percent(props: { readonly ratio: number; readonly digits?: number }) {
  return <span className="figure-text">{showPercent(props.ratio, props.digits)}</span>;
}

/** How near a value is to the proven best: `proven best`, or `within 0.04 % of the best`. */
export function showGap(ratio: number): string {
  if (ratio <= 1e-9) return "proven best";
  const percent = ratio * 100;
  const digits = percent >= 1 ? 1 : percent >= 0.01 ? 2 : 4;
  return `within ${percent.toFixed(digits)}\u00a0% of the best`;
}

/** How near a value is to the proven best, in words. */
export function Gap(props: { readonly ratio: number }) {
  return <span className="figure-text">{showGap(props.ratio)}</span>;
}

/** Value points: `71.24`. */
export function Points(props: { readonly value: number }) {
  return <span className="figure-text">{props.value.toFixed(2)}</span>;
}
