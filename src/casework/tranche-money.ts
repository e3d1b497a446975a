import { type Cents, cents } from "../base/money.ts";
import type { Directive } from "../plan/plan.ts";
import type { CaseReading } from "./case-reading.ts";
import { type PlanRows, trancheOf } from "./plan-rows.ts";
import { settleTranche } from "./settle-tranche.ts";

/** Money of a tranche that hangs on the case that decides it. */
export interface TrancheMoney {
  readonly directive: Directive;
  /** What nobody decided yet. */
  readonly waits: Cents;
  /** What was withheld. */
  readonly blocked: Cents;
}

/** What a case keeps of the tranche that it decides; nothing where it decides none, or keeps nothing. */
export function readTrancheMoney(
  rows: PlanRows,
  { case: row, process, decisions }: Pick<CaseReading, "case" | "process" | "decisions">,
): TrancheMoney | null {
  const directive = trancheOf(rows, row);
  if (directive?.kind !== "withhold") return null;
  if (!process.events.some((act) => act.settles !== null)) return null;
  const settled = settleTranche(directive, decisions);
  const waits = settled?.pending ?? directive.amount;
  const blocked = settled?.withheld ?? cents(0);
  return waits + blocked === 0 ? null : { directive, waits, blocked };
}

/** In one sentence, what of the tranche is waiting and what is withheld. */
export function sayTrancheMoney({ directive, waits, blocked }: TrancheMoney): string {
  const parts = [
    ...(waits > 0 ? ["what is not decided is counted on and waits"] : []),
    ...(blocked > 0 ? ["what is withheld is spent on nothing"] : []),
  ];
  return `Of \`${directive.id}\` (${directive.name}): ${parts.join("; ")}.`;
}
