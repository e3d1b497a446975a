import type { Allocation } from "../../allocate/allocation.ts";
import { matches } from "../../allocate/choice.ts";
import type { Problem } from "../../allocate/problem.ts";
import { attainmentsOf, totalValue } from "../../allocate/value.ts";
import { type Fall, isBare } from "../../assess/assumption-fall.ts";
import { sayFall } from "../../assess/assumption-register.ts";
import { compareText } from "../../base/findings.ts";
import { type Cents, cents, showDollars, sumCents, zeroCents } from "../../base/money.ts";
import type { Assumption, Plan } from "../../plan/plan.ts";
import { type ChangeTable, changesBy } from "../compare.ts";
import type { NamedAmount } from "../explore/alternatives-rows.ts";
import type { Labels } from "../rows.ts";
import { count, showPoints } from "../words.ts";

/** A solved world: its problem, and the best allocation found. */
export interface SolvedWorld {
  readonly problem: Problem;
  readonly allocation: Allocation;
}

/** What comes of an assumption that fails, found by solving again without what rests on it. */
export interface AssumptionFailure {
  readonly assumption: Assumption;
  readonly fall: Fall;
  readonly sentences: readonly string[];
  /** Worth of the plan while it holds.   Unit: value points. */
  readonly value: number;
  /** What the plan's own choices are worth once it fails; `null` where its money goes too. */
  readonly value_kept: number | null;
  /** Worth of the best plan found once it fails; `null` where none keeps every rule. */
  readonly value_without: number | null;
  /** What is lost after planning anew, and the ends between which that is proven to lie; `null` as above. */
  readonly lost: { readonly found: number; readonly least: number; readonly most: number } | null;
  /** Paid to what falls: while it holds; freed for others when it fails; still paid, since a floor asks for it. */
  readonly paid: Cents;
  readonly freed: Cents;
  readonly still_paid: Cents;
  /** Others that get less, and more, when all is planned anew; largest first. */
  readonly loses: readonly NamedAmount[];
  readonly gains: readonly NamedAmount[];
  /** The same by partner, all together; `null` where there is no plan without it. */
  readonly partners: ChangeTable | null;
}

/** Why there is no plan without it, in a sentence. */
export interface WhyNoPlan {
  readonly none: string;
}

/** What a failed assumption changes: the plan while it holds beside the best plan without it or why there is none. */
export function makeFailure(
  plan: Plan,
  assumption: Assumption,
  fall: Fall,
  [before, found]: readonly [SolvedWorld, SolvedWorld | WhyNoPlan],
  posed: Problem,
  labels: Labels,
): AssumptionFailure {
  const after = "none" in found ? null : found;
  const fallen = new Set(fall.initiatives.map(({ id }) => id));
  const [was, is] = [sumsBy(before, (id) => id), sumsBy(after, (id) => id)];
  const ofFallen = (sums: ReadonlyMap<string, Cents>) =>
    sumCents([...fallen].map((id) => sums.get(id) ?? zeroCents));
  const [paid, stillPaid] = [ofFallen(was), ofFallen(is)];
  const { value, bound } = before.allocation;
  const without = after?.allocation ?? null;
  const lost = without && {
    found: value - without.value,
    least: value - without.bound,
    most: bound - without.value,
  };
  const others = after === null ? [] : changesOf(plan, was, is, fallen);
  const partners = partnerOf(plan);
  const failure = {
    ...{ assumption, fall, value, lost },
    value_kept: fall.resources.length > 0 ? null : worthOfKept(before.allocation, posed),
    value_without: without?.value ?? null,
    paid,
    freed: cents(Math.max(0, paid - stillPaid)),
    still_paid: stillPaid,
    loses: others.filter((one) => one.amount < 0),
    gains: others.filter((one) => one.amount > 0).reverse(),
    partners:
      after === null
        ? null
        : changesBy("partner", sumsBy(before, partners), sumsBy(after, partners), labels),
  };
  return { ...failure, sentences: sentencesOf(failure, "none" in found ? found.none : "") };
}

function partnerOf(plan: Plan): (initiative: string) => string {
  const partners = new Map(plan.tables.initiatives.map((row) => [row.id, row.partner]));
  return (id) => partners.get(id) ?? id;
}

function sumsBy(world: SolvedWorld | null, keyOf: (initiative: string) => string) {
  const sums = new Map<string, Cents>();
  for (const { initiative, amount } of world?.allocation.payments ?? []) {
    const key = keyOf(initiative);
    sums.set(key, cents((sums.get(key) ?? 0) + amount));
  }
  return sums;
}

/** What initiatives other than those that fall get more or less; the largest loss first. */
function changesOf(
  plan: Plan,
  was: ReadonlyMap<string, Cents>,
  is: ReadonlyMap<string, Cents>,
  fallen: ReadonlySet<string>,
): NamedAmount[] {
  return plan.tables.initiatives
    .filter((row) => !fallen.has(row.id))
    .map((row) => ({
      initiative: row.id,
      name: row.name,
      illustrative: row.illustrative,
      amount: cents((is.get(row.id) ?? 0) - (was.get(row.id) ?? 0)),
    }))
    .filter((one) => one.amount !== 0)
    .sort((a, b) => a.amount - b.amount || compareText(a.initiative, b.initiative));
}

/** What choices are worth in another world, where each stays as it is. */
function worthOfKept({ choices }: Allocation, world: Problem): number {
  const items = new Map(world.items.map((item) => [item.initiative.id, item]));
  const kept = choices.flatMap(
    (choice) => items.get(choice.initiative)?.candidates.find((one) => matches(choice, one)) ?? [],
  );
  return totalValue(attainmentsOf(world, kept));
}

function sentencesOf(failure: Omit<AssumptionFailure, "sentences">, none: string): string[] {
  const { assumption, fall, value, value_without: without, value_kept: kept, lost } = failure;
  const sentences = [`If it fails: “${assumption.statement}”`];
  if (isBare(fall)) return [...sentences, "Nothing in the plan rests on it."];
  sentences.push(`${sayFall(fall)} would fall.`.replace(/^./, (letter) => letter.toUpperCase()));
  const links = fall.initiatives.filter((one) => one.how === "requires").length;
  if (links > 0) {
    sentences.push(
      `${count(links, "initiative")} of them would fall only since what ${links === 1 ? "it requires" : "they require"} falls.`,
    );
  }
  if (without === null || lost === null) {
    return [...sentences, none];
  }
  const loss = lost.found <= 0 ? "nothing" : `${showPoints(lost.found)} value points`;
  sentences.push(
    `The plan is worth ${showPoints(value)} value points while it holds, and the best plan found without it ${showPoints(without)}: ${loss} would be lost (proven to lie between ${showPoints(Math.max(0, lost.least))} and ${showPoints(lost.most)}).`,
  );
  if (kept !== null && without - kept > 0.005) {
    sentences.push(
      `Nobody acting, the plan as it is would be worth ${showPoints(kept)}: planning anew saves ${showPoints(without - kept)} points.`,
    );
  }
  sentences.push(sayMoney(failure));
  if (fall.scales.length > 0) {
    sentences.push(
      `${count(fall.scales.length, "grade")} of scales rest on it too. They are judgments: the new plan still uses them.`,
    );
  }
  return sentences;
}

function sayMoney({ paid, freed, still_paid: still, fall }: Omit<AssumptionFailure, "sentences">) {
  const parts = [
    ...(paid > 0
      ? [
          `${showDollars(freed)} of ${showDollars(paid)} that goes to what falls is freed for others`,
        ]
      : []),
    ...(still > 0
      ? [`${showDollars(still)} is still paid to it, since rules or decisions ask for it`]
      : []),
    ...(fall.money > 0 ? [`${showDollars(fall.money)} of new money is gone`] : []),
  ];
  return parts.length === 0 ? "No money goes to what falls." : `${parts.join("; ")}.`;
}
