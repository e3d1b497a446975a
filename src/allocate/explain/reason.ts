import { cents, sumCents } from "../../base/money.ts";
import type { Allocation } from "../allocation.ts";
import type { Reason, RuleName, WouldFund } from "../answers.ts";
import { withExclusion, withPin } from "./change.ts";
import { findContradiction } from "./contradiction.ts";
import type { Closeness } from "./duals.ts";
import { reasonSentence } from "./reason-words.ts";
import { type ExplainSession, mapSideBySide, solveAgain } from "./session.ts";
import { cheapestOf, wouldFundBy, wouldFundIf } from "./would-fund.ts";

/**
 * Why one initiative is funded or not, and what would change it. Every statement has been solved again.
 *
 * `item` is the index in the problem.   Errors: none; a barred initiative is explained by its bar.
 */
export async function explainInitiative(
  session: ExplainSession,
  closeness: Closeness,
  item: number,
): Promise<Reason> {
  const { problem, allocation } = session;
  const { initiative, bar } = demandItem(session, item);
  const funded = allocation.choices.some((choice) => choice.initiative === initiative.id);
  if (bar !== undefined) {
    return finish(session, item, { funded, loss: 0, because: [], would_fund: [], displaced: [] });
  }
  const changed = funded ? withExclusion(problem, item) : withPin(problem, item);
  const answer = await solveAgain(session, changed);
  if (answer.kind !== "allocation") {
    const contradiction = await findContradiction(
      changed,
      session.solver,
      session.options.node_budget,
    );
    const because = (contradiction?.relax ?? [])
      .map(({ rule }) => rule)
      .filter((rule) => rule.id !== initiative.id);
    const loss = Number.POSITIVE_INFINITY;
    return finish(session, item, { funded, loss, because, would_fund: [], displaced: [] });
  }
  const loss = Math.max(0, allocation.value - answer.allocation.value);
  const because = nearestRules(closeness, item);
  const displaced = funded ? [] : displacedBy(session, answer.allocation);
  const would_fund = funded ? [] : await wouldFundIf(session, closeness, item);
  return finish(session, item, { funded, loss, because, would_fund, displaced });
}

/**
 * The initiatives that came closest to being funded, with what it would take, the closest first.
 *
 * Closest: the smallest rise in what it does that would pay for its place, by the relaxation; each stated change
 * of cost and of effect was then solved again.
 */
export async function closestMisses(
  session: ExplainSession,
  closeness: Closeness,
  count: number,
): Promise<Reason[]> {
  const { problem, allocation } = session;
  const funded = new Set(allocation.choices.map((choice) => choice.initiative));
  const open = problem.items.flatMap((item, index) => {
    const { adds, costs } = closeness.items[index] ?? { adds: 0, costs: 0 };
    if (item.candidates.length === 0 || funded.has(item.initiative.id) || adds <= 0) return [];
    return [{ index, distance: costs / adds }];
  });
  const closest = open.sort((a, b) => a.distance - b.distance || a.index - b.index).slice(0, count);
  return mapSideBySide(
    session,
    "Asking what the closest misses would take",
    closest,
    async ({ index }) => {
      const { adds, costs } = closeness.items[index] ?? { adds: 0, costs: 0 };
      const would_fund: WouldFund[] = [];
      for (const what of ["cost", "effect"] as const) {
        const found = await wouldFundBy(session, closeness, index, what, 2);
        if (found !== undefined) would_fund.push(found);
      }
      return finish(session, index, {
        funded: false,
        loss: Math.max(0, costs - adds),
        because: nearestRules(closeness, index),
        would_fund,
        displaced: [],
      });
    },
  );
}

function nearestRules(closeness: Closeness, item: number): RuleName[] {
  return (closeness.items[item]?.rules ?? []).slice(0, 5).map(({ rule }) => rule);
}

function finish(
  session: ExplainSession,
  index: number,
  found: Pick<Reason, "funded" | "loss" | "because" | "would_fund" | "displaced">,
): Reason {
  const item = demandItem(session, index);
  const reason = {
    initiative: item.initiative.id,
    provisions: item.bar?.provisions ?? [],
    ...found,
  };
  const cost = cheapestOf(session.problem, index);
  return { ...reason, sentence: reasonSentence(reason, item, cost, session.allocation) };
}

/** Initiatives that the present allocation funds and the other does not, or funds with less; largest first. */
function displacedBy(session: ExplainSession, other: Allocation): Reason["displaced"] {
  const before = fundedAmounts(session.allocation);
  const after = fundedAmounts(other);
  return [...before]
    .map(([initiative, amount]) => ({
      initiative,
      amount: cents(amount - (after.get(initiative) ?? 0)),
    }))
    .filter(({ amount }) => amount > 0)
    .sort((a, b) => b.amount - a.amount)
    .slice(0, 10);
}

function fundedAmounts(allocation: Allocation): Map<string, number> {
  const groups = Map.groupBy(allocation.payments, (payment) => payment.initiative);
  return new Map([...groups].map(([id, rows]) => [id, sumCents(rows.map((row) => row.amount))]));
}

function demandItem(session: ExplainSession, index: number) {
  const item = session.problem.items[index];
  if (item === undefined) throw new Error(`no item ${index}`);
  return item;
}
