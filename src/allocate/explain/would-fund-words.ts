import { type Cents, cents, group, showDollars } from "../../base/money.ts";
import type { WouldFund } from "../answers.ts";
import { levelWords } from "./price-words.ts";

/** A change that funds an initiative, in a sentence. */
export function wouldFundSentence(
  change: Omit<WouldFund, "sentence">,
  cost: Cents,
  ratio: boolean,
): string {
  const name = change.rule?.name ?? "";
  switch (change.what) {
    case "cost": {
      const less = `${((1 - change.to) * 100).toFixed(1)}%`;
      const [from, to] = showTwo(cost, cents(Math.round(cost * change.to)));
      return `It would be funded if it did the same for ${less} less: its smallest package for ${to} instead of ${from}.`;
    }
    case "effect":
      return `It would be funded if it did ${((change.to - 1) * 100).toFixed(1)}% more for the same cost.`;
    case "budget":
      return `It would be funded with ${showDollars(cents(change.to))} more in ${name.replace(/^money of /, "")}, in the years of its cost.`;
    default: {
      const unit = ratio ? "ratio" : "cents";
      if (change.to === 0 || change.to === Number.MAX_VALUE) {
        return `It would be funded without the rule "${name}".`;
      }
      const from = levelWords(change.from, unit);
      return `It would be funded if "${name}" moved from ${from} to ${levelWords(change.to, unit)}.`;
    }
  }
}

/** Two amounts in words that can be told apart: rounded, or to the dollar where rounding makes them one. */
function showTwo(a: Cents, b: Cents): [string, string] {
  const rounded: [string, string] = [showDollars(a), showDollars(b)];
  if (rounded[0] !== rounded[1]) return rounded;
  const exact = (amount: Cents) => `$${group((amount / 100).toFixed(0))}`;
  return [exact(a), exact(b)];
}
