import type { Compact } from "../engine/compact/compact.ts";
import type { SoftForm } from "./soft-form.ts";

/** The same form with other money.   `budget` in US cents.   Shape: account x years. */
export function withBudget(soft: SoftForm, budget: Float64Array): SoftForm {
  return { ...soft, form: { ...soft.form, budget } };
}

/**
 * The least money that must be added for what is spent, each cent in the last year in which it still helps.
 *
 * Every interval of years asks for so much in the vintages that may pay in it. Walking through intervals by their last
 * year and adding what lacks to that year's money is least: it helps all later intervals that any earlier year would.
 * Unit: US cents.   Shape: account x years.
 */
export function lackingMoney(c: Compact, budget: Float64Array, flow: Float64Array): Float64Array {
  const T = c.years;
  const spent = new Float64Array(budget.length);
  for (let lane = 0; lane < flow.length; lane++) {
    const t = c.classYear[c.laneClass[lane] as number] as number;
    (spent[(c.laneAccount[lane] as number) * T + t] as number) += flow[lane] as number;
  }
  const more = new Float64Array(budget.length);
  for (let a = 0; a < c.accounts.length; a++) {
    for (let to = 0; to < T; to++) {
      for (let from = to; from >= 0; from--) {
        let lack = 0;
        for (let t = from; t <= to; t++) lack += spent[a * T + t] as number;
        for (let v = Math.max(0, from - (c.lasts[a] as number) + 1); v <= to; v++)
          lack -= (budget[a * T + v] as number) + (more[a * T + v] as number);
        if (lack > 0) (more[a * T + to] as number) += lack;
      }
    }
  }
  return more;
}
