import type { Reason } from "../allocate/answers.ts";
import { type Cents, cents, sumCents } from "../base/money.ts";
import type { Provision } from "../law/law.ts";
import type { BriefingInput } from "./briefing-input.ts";
import type { Labels } from "./rows.ts";

/** An initiative that is not funded, and what it would take. */
export interface Miss {
  readonly initiative: string;
  readonly name: string;
  readonly partner: string;
  readonly region: string;
  readonly illustrative: boolean;
  /** Cost of its cheapest package over all years.   Unit: US cents; `null` where it has no package. */
  readonly cost: Cents | null;
  /** Value points that the plan would lose by funding it. */
  readonly loss: number;
  readonly sentence: string;
  /** Each change that would fund it, and whether that was solved again. */
  readonly takes: readonly { readonly sentence: string; readonly solved: boolean }[];
}

/** An initiative that the law, or somebody, rules out. */
export interface Barred {
  readonly initiative: string;
  readonly name: string;
  readonly illustrative: boolean;
  readonly reason: string;
  readonly words: string;
  readonly provisions: readonly Provision[];
}

/** What is not funded: the closest misses, and what could not be funded at all. */
export interface Misses {
  readonly closest: readonly Miss[];
  readonly barred: readonly Barred[];
  /** All initiatives that are not funded, the barred ones included. */
  readonly unfunded: number;
}

/** How many misses a briefing names. */
const namedMisses = 10;

/** The closest misses, in the order given, and everything that is barred. */
export function makeMisses(input: BriefingInput, labels: Labels): Misses {
  const items = new Map(input.problem.items.map((item) => [item.initiative.id, item]));
  const open = input.misses.filter(
    (reason) => !reason.funded && items.get(reason.initiative)?.bar === undefined,
  );
  const closest = open.slice(0, namedMisses).flatMap((reason): Miss[] => {
    const item = items.get(reason.initiative);
    if (!item) return [];
    const costs = item.candidates.map((candidate) => sumCents(candidate.costs));
    return [
      {
        initiative: item.initiative.id,
        name: item.initiative.name,
        partner: labels.partner(item.initiative.partner),
        region: labels.region(item.bureau),
        illustrative: item.initiative.illustrative,
        cost: costs.length === 0 ? null : cents(Math.min(...costs)),
        loss: reason.loss,
        sentence: reason.sentence,
        takes: takesOf(reason),
      },
    ];
  });
  const barred = input.problem.items.flatMap((item): Barred[] =>
    item.bar === undefined
      ? []
      : [
          {
            initiative: item.initiative.id,
            name: item.initiative.name,
            illustrative: item.initiative.illustrative,
            reason: item.bar.reason,
            words: item.bar.words,
            provisions: item.bar.provisions,
          },
        ],
  );
  return {
    closest,
    barred,
    unfunded: input.problem.items.length - input.allocation.choices.length,
  };
}

function takesOf(reason: Reason): Miss["takes"] {
  return reason.would_fund.map((change) => ({ sentence: change.sentence, solved: change.solved }));
}
