import { toChoice } from "../src/allocate/choice.ts";
import type { Search } from "../src/allocate/engine/search.ts";
import { compareText } from "../src/base/findings.ts";
import type { StatedPlan } from "./check-plan.ts";

/** The best plan of a search as it would be stated; nothing before there is one. */
export function statedPlan(search: Pick<Search, "plan" | "state">): StatedPlan | undefined {
  const plan = search.plan();
  const { value, bound } = search.state;
  if (plan === null || value === null) return undefined;
  const choices = [...plan.funded.values()].map(toChoice);
  choices.sort((a, b) => compareText(a.initiative, b.initiative));
  return { choices, payments: plan.payments, value, bound };
}
