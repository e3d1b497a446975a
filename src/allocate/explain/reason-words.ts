import { type Cents, showDollars, sumCents } from "../../base/money.ts";
import type { Allocation } from "../allocation.ts";
import type { Reason, RuleName } from "../answers.ts";
import type { Item } from "../problem.ts";
import { points } from "./price-words.ts";

/** A loss below this is a tie.   Unit: value points. */
const noLoss = 1e-5;

/** Why an initiative is funded or not, in a few sentences. `whole`: its loss was solved in whole packages. */
export function reasonSentence(
  reason: Omit<Reason, "sentence">,
  item: Item,
  cheapest: Cents,
  allocation: Allocation,
  nameOf: (initiative: string) => string,
  whole: boolean,
): string {
  // Where only the relaxation was asked, the figure says so.
  const divisible = whole ? "" : ", were packages divisible";
  if (item.bar !== undefined) {
    const law = reason.provisions.map((one) => `${one.says} (${one.citation})`).join(" ");
    return `Not funded. ${item.bar.words}${law === "" ? "" : ` ${law}`}`;
  }
  const nearest = reason.because.slice(0, 3);
  const rules = [...new Set(nearest.map((rule) => rule.name))];
  if (reason.funded) return fundedSentence(reason, allocation, rules, divisible);
  if (!Number.isFinite(reason.loss)) {
    const because = rules.length === 0 ? "" : ` It conflicts with: ${rules.join("; ")}.`;
    return `Not funded, and it cannot be: no allocation that funds it keeps every rule.${because}`;
  }
  const because = inTheWay(nearest);
  const room = showRoom(reason, nameOf);
  if (reason.loss < noLoss) {
    return (
      `Not funded: it ties with programs worth as much for each dollar, and they took the money. ` +
      `Its cheapest package is ${showDollars(cheapest)}.${because}${room}`
    );
  }
  return (
    `Not funded: its cheapest package (${showDollars(cheapest)}) would take more from others than it adds. ` +
    `Funding it all the same would cost the plan ${points(reason.loss)}${divisible}.${because}${room}`
  );
}

/** Money is competed for; other rules hold back. */
function inTheWay(rules: readonly RuleName[]): string {
  const named = (kept: readonly RuleName[]) => [...new Set(kept.map((rule) => rule.name))];
  const money = named(rules.filter((rule) => rule.kind === "account"));
  const others = named(rules.filter((rule) => rule.kind !== "account")).map((name) => `“${name}”`);
  const competes = money.length === 0 ? "" : ` It competes for ${money.join(" and ")}.`;
  return others.length === 0 ? competes : `${competes} It is held back by ${others.join(", ")}.`;
}

function fundedSentence(
  reason: Omit<Reason, "sentence">,
  allocation: Allocation,
  rules: readonly string[],
  divisible: string,
): string {
  const paid = allocation.payments.filter((payment) => payment.initiative === reason.initiative);
  const amount = showDollars(sumCents(paid.map((payment) => payment.amount)));
  const choice = allocation.choices.find((one) => one.initiative === reason.initiative);
  const part =
    choice?.share === undefined ? "" : `, ${Math.round(choice.share * 100)}% of its package`;
  const funded = `Funded from FY${choice?.start} with ${amount}${part}`;
  if (!Number.isFinite(reason.loss)) {
    const because = rules.length === 0 ? "a rule" : rules.map((name) => `“${name}”`).join(", ");
    return `${funded}, and it must be: ${because} cannot be kept without it.`;
  }
  if (reason.loss === 0) {
    return `${funded}. Leaving it out would cost the plan nothing that the proven gap can tell${divisible}.`;
  }
  return `${funded}. Leaving it out would cost the plan ${points(reason.loss)}${divisible}.`;
}

function showRoom(
  reason: Omit<Reason, "sentence">,
  nameOf: (initiative: string) => string,
): string {
  const first = reason.displaced.slice(0, 3);
  if (first.length === 0) return "";
  const names = first.map(
    ({ initiative, amount }) => `${nameOf(initiative)} (${showDollars(amount)})`,
  );
  return ` To make room, these would lose: ${names.join("; ")}.`;
}
