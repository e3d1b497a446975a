import type { z } from "zod";
import type { heldLineSchema } from "../../api/case-schemas.ts";
import type { CaseReading } from "../../casework/case-reading.ts";
import { readTrancheMoney } from "../../casework/tranche-money.ts";
import type { Hold } from "../../law/hold.ts";
import type { CaseView } from "../case-desk.ts";

type HeldLine = z.output<typeof heldLineSchema>;

/** The money that a case keeps from being spent, to the line. */
export function listHeld(view: CaseView, { case: row }: CaseReading): readonly HeldLine[] {
  return (view.holds.get(`cases/${row.id}`) ?? []).flatMap((hold) => linesOf(view, hold));
}

function linesOf({ rows }: CaseView, hold: Hold): HeldLine[] {
  const initiative = rows.find("initiatives", hold.initiative);
  if (initiative === undefined) return [];
  const named = (list: readonly string[], id: string) => list.length === 0 || list.includes(id);
  return (rows.packagesOf.get(initiative.id) ?? [])
    .filter(({ id }) => named(hold.packages, id))
    .flatMap((one) =>
      (rows.linesOf.get(one.id) ?? [])
        .filter(({ id }) => named(hold.lines, id))
        .map((line) => ({
          effect: hold.effect,
          initiative: { id: initiative.id, name: initiative.name },
          package: { id: one.id, name: one.name },
          ...{ line: line.id, kind: line.kind, amount: line.amount },
          accounts: [...(hold.accounts.length === 0 ? initiative.accounts : hold.accounts)],
          fiscal_year: initiative.earliest_start + line.year_offset,
          ...{ because: hold.because, citation: hold.citation },
        })),
    );
}

/**
 * What held lines come to: of each initiative its largest package, since only one of them is ever bought.
 *
 * Unit: US cents.
 */
export function amountOf(held: readonly HeldLine[]): number {
  let sum = 0;
  for (const lines of Map.groupBy(held, (one) => one.initiative.id).values()) {
    const packages = Map.groupBy(lines, (one) => one.package.id).values();
    sum += Math.max(
      0,
      ...[...packages].map((list) => list.reduce((total, { amount }) => total + amount, 0)),
    );
  }
  return sum;
}

/**
 * What a case keeps of the tranche that it decides: what waits, and what was withheld.
 *
 * Unit: US cents.
 */
export function trancheAmount({ rows }: CaseView, reading: CaseReading): number {
  const tranche = readTrancheMoney(rows, reading);
  return tranche === null ? 0 : tranche.waits + tranche.blocked;
}
