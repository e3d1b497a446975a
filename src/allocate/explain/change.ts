import { type Cents, cents, sumCents } from "../../base/money.ts";
import type { Allocation } from "../allocation.ts";
import { matches } from "../choice.ts";
import type { Candidate, Item, Problem } from "../problem.ts";
import { withInitiative } from "../scaled-item.ts";

/** A problem in which one item must be funded, at any of its packages. */
export function withPin(problem: Problem, item: number): Problem {
  const pinned = problem.items[item]?.candidates[0]?.package;
  if (pinned === undefined) return problem;
  return mapItem(problem, item, (one) => {
    const { initiative } = one;
    const pinned_package = initiative.pinned_package ?? pinned;
    return withInitiative(one, { ...initiative, pinned_package });
  });
}

/**
 * A problem in which one item must be funded and nothing else is added: what is funded may stay, fall to a cheaper
 * package of the same start, or go. Its solution tells whose place the item would take.
 */
export function withRoomFor(problem: Problem, allocation: Allocation, item: number): Problem {
  const chosen = new Map(allocation.choices.map((choice) => [choice.initiative, choice]));
  const items = problem.items.map((one, position): Item => {
    if (position === item) return one;
    const choice = chosen.get(one.initiative.id);
    const present = choice && one.candidates.find((candidate) => matches(choice, candidate));
    if (present === undefined) return { ...one, candidates: [] };
    const most = sumCents(present.costs);
    const candidates = one.candidates.filter(
      (candidate) =>
        candidate === present ||
        (candidate.start === present.start && sumCents(candidate.costs) < most),
    );
    return { ...one, candidates };
  });
  return withPin({ ...problem, items }, item);
}

/** A problem in which one item cannot be funded. */
export function withExclusion(problem: Problem, item: number): Problem {
  return mapItem(problem, item, (one) => ({ ...one, candidates: [] }));
}

/** A problem in which one item costs `factor` times as much and does what it did. */
export function withCost(problem: Problem, item: number, factor: number): Problem {
  return mapCandidates(problem, item, (candidate) => ({
    ...candidate,
    costs: candidate.costs.map((cost) => cents(Math.round(cost * factor))),
  }));
}

/** A problem in which one item does `factor` times as much for what it cost. */
export function withEffect(problem: Problem, item: number, factor: number): Problem {
  return mapCandidates(problem, item, (candidate) => ({
    ...candidate,
    effects: new Map([...candidate.effects].map(([leaf, effect]) => [leaf, effect * factor])),
  }));
}

/** A problem in which an account has other money in some years.   `more`: US cents by year. */
export function withMoney(problem: Problem, account: string, more: readonly Cents[]): Problem {
  return {
    ...problem,
    purses: problem.purses.map((purse) =>
      purse.account === account
        ? {
            ...purse,
            budget: purse.budget.map((amount, year) =>
              cents(Math.max(0, amount + (more[year] ?? 0))),
            ),
          }
        : purse,
    ),
  };
}

function mapItem(problem: Problem, index: number, change: (item: Item) => Item): Problem {
  return {
    ...problem,
    items: problem.items.map((item, position) => (position === index ? change(item) : item)),
  };
}

function mapCandidates(
  problem: Problem,
  index: number,
  change: (candidate: Candidate) => Candidate,
): Problem {
  return mapItem(problem, index, (item) => ({ ...item, candidates: item.candidates.map(change) }));
}
