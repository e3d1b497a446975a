import { findInForce } from "../in-force.ts";
import { effectOf, judgmentOf, type LegalCheck } from "./legal-check.ts";

const name = "sunset";

/** Whether the fiscal year begins before the law itself ends the authority. */
export const sunsetCheck: LegalCheck = {
  name,
  sentence: "The fiscal year begins on or before the last day that the law sets.",
  reads: ["initiatives.accounts", "lines.year_offset"],
  law: [name],
  severity: "blocks",
  judge: ({ authority, first }) => {
    const entry = findInForce(authority.parameters.sunset, first);
    if (entry === undefined) return [];
    const compared = { found: `a fiscal year from ${first}`, expected: `by ${entry.value}` };
    if (first <= entry.value) {
      return [judgmentOf(name, authority, name, entry, { ...compared, effect: "allows" })];
    }
    const more = `It ended on ${entry.value}, before ${first}.`;
    const effect = effectOf(entry);
    return [judgmentOf(name, authority, name, entry, { ...compared, effect, more })];
  },
};
