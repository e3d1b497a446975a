import { type Cents, cents, showDollars, sumCents } from "../../base/money.ts";
import type { Contradiction } from "../answers.ts";
import type { SoftRow } from "./soft-model.ts";

/** A way out of a contradiction: which rules give way, by how much, and how sure it is that none is cheaper. */
export interface WayOut extends Contradiction {
  /** No way out costs less.   Unit: US cents. */
  readonly at_least: Cents;
  /** Whether it is proven that no way out is cheaper; of a second one, none that differs. */
  readonly cheapest: boolean;
}

/** The cheapest ways out of a contradiction: the second leaves a rule of the first alone, and names another. */
export interface WaysOut {
  readonly first: WayOut;
  readonly second: WayOut | null;
}

/** A rule that gives way.   `amount` in US cents. */
export interface Given {
  readonly row: SoftRow;
  readonly amount: Cents;
}

/** The way out in which some rules give way. `bound`: no way out costs less.   Unit: US cents. */
export function makeWayOut(given: readonly Given[], bound: number): WayOut {
  const relax = given.flatMap(({ row, amount }) => relaxRow(row, amount));
  const total = sumCents(relax.map(({ amount }) => amount));
  const at_least = cents(Math.max(0, Math.min(total, Math.round(bound))));
  const cheapest = isCheapest(total, at_least);
  const named = relax.map(({ rule, from, to, citation }) => ({ rule, from, to, citation }));
  const sentence = wayOutSentence(named, total, cheapest);
  return { relax: named, total, at_least, cheapest, sentence };
}

/** The same way out with another bound on what any costs.   Unit: US cents. */
export function withBound(way: WayOut, bound: number): WayOut {
  const at_least = cents(Math.max(0, Math.min(way.total, Math.round(bound))));
  const cheapest = isCheapest(way.total, at_least);
  return { ...way, at_least, cheapest, sentence: wayOutSentence(way.relax, way.total, cheapest) };
}

/** Whether the dollars are proven to be the fewest, to the dollar or to a hundred thousandth. */
function isCheapest(total: number, at_least: number): boolean {
  return total - at_least <= Math.max(100, total * 1e-5);
}

/** A row that gives way, with the looser rules of its scope that must then give way too; their dollars are the same. */
function relaxRow(row: SoftRow, amount: Cents) {
  const to = cents(row.asked - row.sign * amount);
  const own = { rule: row.rule, from: cents(row.asked), to, citation: row.citation, amount };
  const others = row.others
    .filter(({ level }) => row.sign * (level - to) > 0)
    .map(({ rule, level, citation }) => ({
      ...{ rule, from: cents(level), to, citation, amount: cents(0) },
    }));
  return [own, ...others];
}

function wayOutSentence(relax: Contradiction["relax"], total: number, cheapest: boolean): string {
  if (relax.length === 0) return "All rules can hold together.";
  const parts = relax.map(({ rule, from, to }) => {
    const year = rule.fiscal_year === null ? "" : ` in FY${rule.fiscal_year}`;
    if (rule.kind === "account") {
      return `${rule.name}${year} rises from ${showDollars(from)} to ${showDollars(to)}`;
    }
    if (from === 0) return `${rule.name}${year} gives way by ${showDollars(cents(Math.abs(to)))}`;
    if (to === 0) return `${rule.name}${year} is given up (${showDollars(from)})`;
    return `${rule.name}${year} moves from ${showDollars(from)} to ${showDollars(to)}`;
  });
  const lead = cheapest
    ? `The fewest dollars that make the plan possible are ${showDollars(cents(total))}`
    : `${showDollars(cents(total))} make the plan possible; fewer may do`;
  return `Not all rules can hold. ${lead}: ${parts.join("; ")}.`;
}
