import { type Cents, cents, sumCents } from "../../base/money.ts";
import type { Allocation } from "../allocation.ts";
import type { Reason, RuleName } from "../answers.ts";
import type { Problem } from "../problem.ts";
import { findBlocking } from "./blocked.ts";
import { withExclusion, withPin, withRoomFor } from "./change.ts";
import type { Closeness } from "./closeness.ts";
import { findContradiction } from "./contradiction.ts";
import { allNeeded } from "./needed.ts";
import { outcomeOf, toOutcome } from "./outcome.ts";
import type { ReasonRow } from "./reason-row.ts";
import { explainRow } from "./reason-table.ts";
import { reasonSentence } from "./reason-words.ts";
import { type ExplainSession, isLarge, isSmall, mapSideBySide, solveAgain } from "./session.ts";
import { cheapestOf, wouldDropAt, wouldDropBy, wouldFundBy, wouldFundIf } from "./would-fund.ts";

/**
 * Why one initiative is funded or not, and what would change it. Every statement has been solved again.
 *
 * `item` is the index in the problem; `row` is its row of the table of all, which a large plan needs anyway.
 * Errors: none; a barred initiative is explained by its bar.
 */
export async function explainInitiative(
  session: ExplainSession,
  closeness: Closeness,
  item: number,
  row?: ReasonRow,
): Promise<Reason> {
  const { problem, allocation } = session;
  const { initiative, bar } = demandItem(session, item);
  const funded = allocation.choices.some((choice) => choice.initiative === initiative.id);
  if (bar !== undefined) {
    return finish(session, item, { funded, loss: 0, because: [], would_fund: [], displaced: [] });
  }
  if (isLarge(problem)) {
    return explainByRow(
      session,
      closeness,
      item,
      row ?? (await explainRow(session, closeness, item)),
    );
  }
  const changed = funded ? withExclusion(problem, item) : withRoomFor(problem, allocation, item);
  // With what is funded alone there is little to choose from: who makes room is solved in full.
  const answer = funded
    ? await outcomeOf(session, changed)
    : toOutcome(await solveAgain(session, changed));
  if (answer === "impossible") {
    const whole = funded ? changed : withPin(problem, item);
    if (funded || (await outcomeOf(session, whole)) === "impossible")
      return explainImpossible(session, item, funded, whole);
  }
  const because = nearestRules(closeness, item);
  const [loss = 0] = await lossesOf(session, closeness, [item], funded ? 0 : 1);
  if (funded) {
    const reason = { funded, loss, because, would_fund: [], displaced: [] };
    const would_drop = await wouldDropBy(session, closeness, item);
    return { ...finish(session, item, reason), ...(would_drop ? { would_drop } : {}) };
  }
  const displaced = typeof answer === "string" ? [] : displacedBy(session, answer.amounts);
  const would_fund = await wouldFundIf(session, closeness, item, loss);
  return finish(session, item, { funded, loss, because, would_fund, displaced });
}

/** An initiative of a large plan, from its row in the table: whoever asks waits, so that few searches are left. */
async function explainByRow(
  session: ExplainSession,
  closeness: Closeness,
  item: number,
  { funded, standing, loss: found, change }: ReasonRow,
): Promise<Reason> {
  const { problem, allocation } = session;
  const none = { funded, because: nearestRules(closeness, item), would_fund: [], displaced: [] };
  if (standing === "pinned") {
    const loss = Number.POSITIVE_INFINITY;
    return finish(session, item, { ...none, loss, because: [decisionOf(problem, item)] });
  }
  const blocking = standing === "cannot" ? findBlocking(problem, item) : null;
  if (blocking !== null) {
    const loss = Number.POSITIVE_INFINITY;
    return finish(session, item, { ...none, loss, because: blocking });
  }
  if (standing === "must" || standing === "cannot") {
    const whole = (funded ? withExclusion : withPin)(problem, item);
    return explainImpossible(session, item, funded, whole);
  }
  const loss = found.priced;
  if (funded) {
    const reason = finish(session, item, { ...none, loss });
    const factor = change?.found ?? null;
    return factor === null ? reason : { ...reason, would_drop: wouldDropAt(factor) };
  }
  const room = await outcomeOf(session, withRoomFor(problem, allocation, item));
  const displaced = typeof room === "string" ? [] : displacedBy(session, room.amounts);
  const would_fund = await wouldFundIf(session, closeness, item, loss, change?.found ?? null);
  return finish(session, item, { ...none, loss, displaced, would_fund });
}

/** An initiative without which, or with which, not all rules can hold: the rules are the reason. */
async function explainImpossible(
  session: ExplainSession,
  item: number,
  funded: boolean,
  impossible: Problem,
): Promise<Reason> {
  const { solver, options } = session;
  const id = session.problem.items[item]?.initiative.id;
  // What must be funded here stays so: the question is what else would have to give way.
  const firm = funded ? undefined : id;
  const found = await findContradiction(impossible, solver, options.node_budget, firm);
  const rules = (found?.relax ?? []).map(({ rule }) => rule).filter((rule) => rule.id !== id);
  // That a search found no way does not say that links stand in it.
  const isUnknown = found === undefined && allNeeded(impossible) === undefined;
  const pinned = funded && session.problem.items[item]?.initiative.pinned_package !== undefined;
  const because = pinned
    ? [decisionOf(session.problem, item)]
    : rules.length > 0
      ? rules
      : isUnknown
        ? []
        : linksOf(session.problem, item);
  const loss = Number.POSITIVE_INFINITY;
  return finish(session, item, { funded, loss, because, would_fund: [], displaced: [] });
}

/** The pin of an item, as the rule that it is. */
function decisionOf({ items }: Problem, item: number): RuleName {
  const { id = "", name = "" } = items[item]?.initiative ?? {};
  return { kind: "limit", id, name: `The decision to fund ${name}`, fiscal_year: null };
}

/** The links of an item, which stand in its way where no rule that could give way does. */
function linksOf({ items, links }: Problem, item: number): RuleName[] {
  const nameOf = (index: number) => items[index]?.initiative.name ?? "";
  return links
    .filter((link) => link.item === item || link.other === item)
    .map((link) => ({
      kind: "link" as const,
      id: link.id,
      name: `${nameOf(link.item)} ${link.kind} ${nameOf(link.other)}`,
      fiscal_year: null,
    }));
}

/** How many misses are named that compete for the same rule's money. */
const missesPerRule = 3;

/** How many initiatives the relaxation is asked about, for each closest miss that is named. */
const askedPerMiss = 12;

/** A miss is close when a cut in its cost by this share, or less, would pay for its place. */
const closeCut = 1 / 3;

/**
 * The initiatives that came close to being funded, with what it would take, those that would add the most first.
 *
 * Close: funding it whole, by the relaxation, loses less than a cut of its cost by a third would save. The cut that
 * is stated for each was then solved again. At most three are named that compete for the same money.
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
    if (item.candidates.length === 0 || funded.has(item.initiative.id)) return [];
    // What adds nothing, because its objectives are full, did not miss; it is not wanted.
    if (adds <= 0 || costs <= 0) return [];
    return [{ index, adds, cut: Math.max(0, 1 - adds / costs) }];
  });
  const asked = open
    .filter(({ cut }) => cut <= closeCut)
    .sort((a, b) => b.adds - a.adds || a.index - b.index)
    .slice(0, count * askedPerMiss);
  const items = asked.map(({ index }) => index);
  const losses = await lossesOf(session, closeness, items, 1);
  const closest = asked
    .map(({ index, adds }, position) => {
      const loss = losses[position] ?? Number.POSITIVE_INFINITY;
      return { index, loss, cut: loss / (adds + loss) };
    })
    .filter(({ cut }) => cut <= closeCut)
    .filter(atMostPerRule(closeness))
    .slice(0, count);
  return mapSideBySide(
    session,
    "Asking what the closest misses would take",
    closest,
    async ({ index, loss }) => {
      const found = await wouldFundBy(session, closeness, index, "cost", loss, 0);
      return finish(session, index, {
        funded: false,
        loss,
        because: nearestRules(closeness, index),
        would_fund: found === undefined ? [] : [found],
        displaced: [],
      });
    },
  );
}

/** Keeps the first few that compete for the same rule's money, so that one account's ties do not fill the list. */
function atMostPerRule(closeness: Closeness): (entry: { readonly index: number }) => boolean {
  const seen = new Map<string, number>();
  return ({ index }) => {
    const rule = nearestRules(closeness, index)[0];
    const key = rule === undefined ? "" : `${rule.kind} ${rule.id}`;
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return count <= missesPerRule;
  };
}

/**
 * What is lost when each of some items must be funded whole (1) or not at all (0): by full solves in a small plan, by
 * the relaxation in a large one, where the gap of a solve would drown it.
 *
 * Unit: value points; Infinity where no allocation can do it.
 */
async function lossesOf(
  session: ExplainSession,
  closeness: Closeness,
  items: readonly number[],
  funded: 0 | 1,
): Promise<number[]> {
  if (!isSmall(session.problem)) return closeness.loseEach(items, funded);
  const change = funded === 1 ? withPin : withExclusion;
  const answers = await Promise.all(
    items.map((item) => solveAgain(session, change(session.problem, item))),
  );
  // Of what was only not found, the relaxation still tells.
  const isOpen = answers.some(({ kind }) => kind === "nothing_found");
  const priced = isOpen ? await closeness.loseEach(items, funded) : [];
  return answers.map((answer, at) => {
    if (answer.kind === "nothing_found") return priced[at] ?? 0;
    if (answer.kind === "infeasible") return Number.POSITIVE_INFINITY;
    return Math.max(0, session.allocation.value - answer.allocation.value);
  });
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
  const { problem, allocation } = session;
  const names = new Map(problem.items.map(({ initiative }) => [initiative.id, initiative.name]));
  const nameOf = (initiative: string) => names.get(initiative) ?? initiative;
  return {
    ...reason,
    sentence: reasonSentence(reason, item, cost, allocation, nameOf, isSmall(problem)),
  };
}

/** Initiatives that the present allocation funds and the other does not, or funds with less; largest first. */
function displacedBy(
  session: ExplainSession,
  after: ReadonlyMap<string, Cents>,
): Reason["displaced"] {
  const before = fundedAmounts(session.allocation);
  return [...before]
    .map(([initiative, amount]) => ({
      initiative,
      amount: cents(amount - (after.get(initiative) ?? 0)),
    }))
    .filter(({ amount }) => amount > 0)
    .sort((a, b) => b.amount - a.amount)
    .slice(0, 10);
}

function fundedAmounts(allocation: Allocation): ReadonlyMap<string, Cents> {
  const groups = Map.groupBy(allocation.payments, (payment) => payment.initiative);
  return new Map([...groups].map(([id, rows]) => [id, sumCents(rows.map((row) => row.amount))]));
}

function demandItem(session: ExplainSession, index: number) {
  const item = session.problem.items[index];
  if (item === undefined) throw new Error(`no item ${index}`);
  return item;
}
