import { findInForce } from "../in-force.ts";
import type { Judgment, RecordedAgreement } from "../law.ts";
import { sayWords } from "../words.ts";
import { type CheckQuestion, effectOf, judgmentOf, type LegalCheck } from "./legal-check.ts";

const name = "agreements";

/**
 * Whether the agreements and determinations that the law asks for are in force with the partner.
 *
 * One that the plan records as not in force in the year stops the money. Of one of which the plan records nothing a
 * line is only warned, since silence of the register says nothing of the world, and of an initiative nothing is said.
 */
export const agreementsCheck: LegalCheck = {
  name,
  sentence:
    "The agreements and determinations that the law asks for are in force with the partner.",
  reads: ["agreements.kind", "agreements.status", "agreements.since", "agreements.until"],
  law: [name],
  severity: "blocks",
  judge: ({ authority, subject, first, last, line }: CheckQuestion): readonly Judgment[] => {
    const entry = findInForce(authority.parameters.agreements, first);
    const rows = line?.agreements ?? subject.agreements ?? [];
    if (entry === undefined) return [];
    const asked = entry.value.filter(
      (kind) => line !== undefined || rows.some((row) => row.kind === kind),
    );
    return asked.map((kind) => {
      const known = rows.filter((row) => row.kind === kind);
      const expected = `${sayWords([kind])}, in force`;
      const wanted = { found: sayKnown(known), expected };
      if (known.some((row) => standsWithin(row, first, last))) {
        return judgmentOf(name, authority, name, entry, { ...wanted, effect: "allows" });
      }
      const effect = known.length === 0 ? "warns" : effectOf(entry);
      const more =
        known.length === 0
          ? `The plan records no ${sayWords([kind])}.`
          : `The plan records it as ${wanted.found}.`;
      return judgmentOf(name, authority, name, entry, { ...wanted, effect, more });
    });
  },
};

/** Whether an agreement stands on any day from a first to a last one. */
export function standsWithin(row: RecordedAgreement, first: string, last: string): boolean {
  const begun = row.since === undefined || row.since <= last;
  const lasting = row.until === undefined || row.until >= first;
  if (row.status === "in_force") return begun && lasting;
  return row.status === "expired" && begun && row.until !== undefined && row.until >= first;
}

/** How the agreements of one kind stand, in words. */
export function sayKnown(rows: readonly RecordedAgreement[]): string {
  if (rows.length === 0) return "nothing recorded";
  return rows
    .map((row) => {
      const since = row.since === undefined ? "" : ` since ${row.since}`;
      const until = row.until === undefined ? "" : ` until ${row.until}`;
      return `${sayWords([row.status])}${since}${until}`;
    })
    .join("; ");
}
