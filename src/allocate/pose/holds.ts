import { compareText } from "../../base/findings.ts";
import { fiscalYearOf } from "../../base/fiscal.ts";
import type { Hold } from "../../law/hold.ts";
import type { Provision } from "../../law/law.ts";
import type { Candidate } from "../problem.ts";

/** Ways to fund an initiative and who may pay, with what is held taken out. */
export interface Unheld {
  readonly candidates: readonly Candidate[];
  readonly accounts: readonly (readonly string[])[];
}

/**
 * Takes out of an initiative's ways and accounts what its holds block.
 *
 * A hold on some accounts takes them from the whole initiative where every package is held, and where other packages
 * are free takes the held packages out instead: who pays is not chosen package by package. So it may block more than
 * it must, and never less.
 */
export function withoutHeld(
  candidates: readonly Candidate[],
  accounts: readonly (readonly string[])[],
  holds: readonly Hold[],
): Unheld {
  const asked = new Set(accounts.flat());
  const acting = holds.filter(
    (hold) => hold.accounts.length === 0 || hold.accounts.some((account) => asked.has(account)),
  );
  let left: { candidates: readonly Candidate[]; accounts: readonly (readonly string[])[] } = {
    candidates,
    accounts,
  };
  for (const hold of acting) left = withoutOne(left, hold);
  const { accounts: payers } = left;
  return {
    accounts: payers,
    candidates: left.candidates.filter((way) =>
      way.costs.every((cost, year) => cost === 0 || (payers[year] ?? []).length > 0),
    ),
  };
}

function withoutOne({ candidates, accounts }: Unheld, hold: Hold): Unheld {
  const isHeld = (way: Candidate) =>
    isEarly(way, hold) && (hold.packages.length === 0 || hold.packages.includes(way.package));
  const free = candidates.filter((way) => !isHeld(way));
  const isWhole = hold.effect === "waiting" || hold.accounts.length === 0;
  // A day from which the way is free is a matter of the start, not of the account.
  if (isWhole || hold.not_before !== null || free.length > 0) return { candidates: free, accounts };
  const paying = accounts.map((year) => year.filter((account) => !hold.accounts.includes(account)));
  return { candidates, accounts: paying };
}

/** Money that waits is counted on, from the day on where one is assumed; money that is blocked is not. */
function isEarly(way: Candidate, hold: Hold): boolean {
  if (hold.not_before !== null) return way.start < fiscalYearOf(hold.not_before);
  return hold.effect === "blocked";
}

/** What a hold says, in the form of a provision, for the reasons that name one. */
export function provisionOfHold(hold: Hold): Provision {
  const { row, citation, mark, because, effect } = hold;
  const file = `${row.split("/")[0]}.csv`;
  return {
    rule: row,
    file,
    citation,
    mark,
    says: because,
    effect: effect === "blocked" ? "blocks" : "warns",
  };
}

/** The holds of a plan by initiative, in a fixed order. */
export function holdsByInitiative(holds: readonly Hold[]): ReadonlyMap<string, readonly Hold[]> {
  const sorted = [...holds].sort(
    (a, b) => compareText(a.initiative, b.initiative) || compareText(a.row, b.row),
  );
  return Map.groupBy(sorted, (hold) => hold.initiative);
}

/** The holds that touch a way to fund an initiative, whether they block it or let it wait. */
export function holdsOn(
  holds: readonly Hold[],
  way: { readonly package: string },
): readonly Hold[] {
  return holds.filter((hold) => hold.packages.length === 0 || hold.packages.includes(way.package));
}
