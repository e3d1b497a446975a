import type { Allocation } from "../../allocate/allocation.ts";
import type { Alternatives, NearPlan } from "../../allocate/explore/alternatives.ts";
import { leastMoved } from "../../allocate/explore/alternatives-spread.ts";
import type { FundedAmount } from "../../allocate/explore/funded-amounts.ts";
import type { Problem } from "../../allocate/problem.ts";
import { compareText } from "../../base/findings.ts";
import { type Cents, cents, showDollars, sumCents } from "../../base/money.ts";
import type { Plan } from "../../plan/plan.ts";
import { fundedRows, type Labels } from "../rows.ts";
import { sumsOf } from "../sides.ts";
import { count, listWords, showPercent, showPoints } from "../words.ts";
import { type AlternativeRow, moneyByKey, type NamedAmount } from "./alternatives-rows.ts";
import { titlesOf, whatMoves } from "./alternatives-words.ts";

/** An initiative about which the plans differ, with its money in each, in the order of the plans. */
export interface ContestedRow {
  readonly initiative: string;
  readonly name: string;
  readonly illustrative: boolean;
  readonly amounts: readonly Cents[];
}

/** The part of a briefing on plans that are nearly as good. */
export interface AlternativePart {
  readonly intro: string;
  /** The recommended plan first, then the others. */
  readonly rows: readonly AlternativeRow[];
  /** What they all share, and what none funds. */
  readonly shared: string;
  /** The initiatives about which they differ most, by the money between the most and the least. */
  readonly contested: readonly ContestedRow[];
  /** How many initiatives there are about which they differ. */
  readonly contested_count: number;
}

/** How many contested initiatives are listed. */
const namedContested = 15;

/** Plans that are nearly as good as the recommended one, in words and figures. */
export function reportAlternatives(
  plan: Plan,
  problem: Problem,
  allocation: Allocation,
  alternatives: Alternatives,
  labels: Labels,
): AlternativePart {
  const initiatives = new Map(plan.tables.initiatives.map((row) => [row.id, row]));
  const nameAll = (amounts: readonly FundedAmount[]) =>
    amounts.map(({ initiative, amount }): NamedAmount => {
      const row = initiatives.get(initiative);
      const name = row?.name ?? initiative;
      return { initiative, name, illustrative: row?.illustrative ?? false, amount };
    });
  const first = fundedRows(plan, problem, allocation);
  const rowOf = (near: NearPlan | null): Omit<AlternativeRow, "title" | "sentence"> => {
    const own = near?.allocation ?? allocation;
    const rows = near === null ? first : fundedRows(plan, problem, near.allocation);
    return {
      letter: near?.letter ?? null,
      value: own.value,
      loss: near?.loss ?? 0,
      loss_ratio: near?.loss_ratio ?? 0,
      amount: sumCents(rows.map((row) => row.amount)),
      funded: own.choices.length,
      proposals: own.choices.filter(
        ({ initiative }) => initiatives.get(initiative)?.kind === "proposal",
      ).length,
      moved: near?.moved ?? nothingMoved,
      money: moneyByKey(first, rows, labels),
      only: nameAll(near?.only ?? alternatives.only_first),
    };
  };
  const recommended = { ...rowOf(null), title: "The recommended plan", sentence: "" };
  const others = alternatives.plans.map((near) => rowOf(near));
  const titles = titlesOf(others);
  const titled = others.map((row, place) => ({
    ...row,
    title: titles[place] ?? "",
    sentence: whatMoves(row, recommended),
  }));
  const contested = listContested(plan, [
    allocation,
    ...alternatives.plans.map((near) => near.allocation),
  ]);
  return {
    intro: introWords(allocation, alternatives),
    rows: [recommended, ...titled],
    shared: sharedWords(alternatives, recommended.amount, contested.length),
    contested: contested.slice(0, namedContested),
    contested_count: contested.length,
  };
}

const nothingMoved = { region: 0, partner: 0, account: 0, kind: 0 } as const;

/** Initiatives that some of the plans fund and some do not, or not alike; the largest range first. */
function listContested(plan: Plan, allocations: readonly Allocation[]): ContestedRow[] {
  const sums = allocations.map(({ payments }) => sumsOf(payments, (row) => row.initiative));
  const rows = plan.tables.initiatives.map(({ id, name, illustrative }) => {
    const amounts = sums.map((sum) => sum.get(id) ?? cents(0));
    const range = Math.max(...amounts) - Math.min(...amounts);
    return { initiative: id, name, illustrative, amounts, range };
  });
  return rows
    .filter(({ range }) => range > 0)
    .sort((a, b) => b.range - a.range || compareText(a.initiative, b.initiative))
    .map(({ range: _range, ...row }) => row);
}

function introWords(allocation: Allocation, alternatives: Alternatives): string {
  const { plans, found, loss_ratio, solves, stopped } = alternatives;
  const limit = `within ${showPercent(loss_ratio)} of the value of the recommended plan (${showPoints(allocation.value)} points)`;
  const searched = `${count(solves, "changed plan was", "changed plans were")} solved`;
  const short = stopped ? " The search was stopped before its end." : "";
  if (plans.length === 0) {
    return `No plan ${limit} was found that moves as much as ${showPercent(leastMoved)} of the money. Plans that only spend less are not looked for. ${searched}; that there is no other is not proven.${short}`;
  }
  const money =
    "in where the money goes: by region, partner, account, and new against continuing work";
  if (found === 1) {
    return `One other plan was found ${limit}. It keeps every rule. ${searched}; that there is no other is not proven.${short}`;
  }
  const lead =
    plans.length === 1
      ? `One other plan was chosen of ${found} that were found ${limit}, as far away as possible ${money}`
      : `${plans.length} other plans were found ${limit}, chosen from ${found} to lie as far apart as possible ${money}`;
  const each = plans.length === 1 ? "It keeps" : "Each keeps";
  return `${lead}. ${each} every rule. ${searched}; that no plans lie farther apart is not proven.${short}`;
}

function sharedWords(alternatives: Alternatives, amount: Cents, contested: number): string {
  const { plans, shared, shared_amount, never } = alternatives;
  if (plans.length === 0) return "";
  const all = plans.length === 1 ? "Both plans" : `All ${plans.length + 1} plans`;
  const part =
    amount === 0 ? "" : ` (${showPercent(shared_amount / amount)} of the recommended plan's money)`;
  const none = plans.length === 1 ? "neither of them funds" : "none of them funds";
  const left =
    never.length === 0
      ? "Everything that could be funded is funded in at least one of them."
      : `Of what could be funded, ${none} ${count(never.length, "initiative")}${listNever(never)}.`;
  return (
    `${all} fund the same ${count(shared.length, "initiative")}, with at least ${showDollars(shared_amount)}${part}. ` +
    `They differ about ${count(contested, "initiative")}. ${left}`
  );
}

/** Few enough to name. */
const namedNever = 3;

function listNever(never: readonly string[]): string {
  return never.length > namedNever ? "" : ` (${listWords(never)})`;
}
