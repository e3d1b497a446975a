import type { z } from "zod";
import type { heldLineSchema } from "../../api/case-schemas.ts";
import type { CaseReading } from "../../casework/case-reading.ts";
import { initiativesOf } from "../../casework/plan-rows.ts";
import type { CaseView } from "../case-desk.ts";

type HeldLine = z.output<typeof heldLineSchema>;

/** The money that a case keeps from being spent, to the line. */
export function listHeld({ rows }: CaseView, reading: CaseReading): readonly HeldLine[] {
  const { money, state, process } = reading;
  if (money === "free") return [];
  return initiativesOf(rows, reading.case).flatMap((initiative) => {
    const accounts = initiative.accounts.filter(
      (account) => process.accounts.length === 0 || process.accounts.includes(account),
    );
    return (rows.packagesOf.get(initiative.id) ?? []).flatMap((one) =>
      (rows.linesOf.get(one.id) ?? []).map((line) => ({
        effect: money === "blocked" ? ("blocked" as const) : ("waiting" as const),
        initiative: { id: initiative.id, name: initiative.name },
        package: { id: one.id, name: one.name },
        ...{ line: line.id, kind: line.kind, amount: line.amount, accounts },
        fiscal_year: initiative.earliest_start + line.year_offset,
        because: state.meaning,
        citation: state.cite,
      })),
    );
  });
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
