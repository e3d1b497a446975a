import { findInForce } from "../in-force.ts";
import { sayWords } from "../words.ts";
import { effectOf, judgmentOf, type LegalCheck } from "./legal-check.ts";

const name = "status";

/** Whether the authority exists on the first day of the fiscal year, and is no mere label. */
export const statusCheck: LegalCheck = {
  name,
  sentence: "The authority is in force on the first day of the fiscal year; a label pays nothing.",
  reads: ["initiatives.accounts", "lines.year_offset"],
  law: [name],
  severity: "blocks",
  judge: ({ authority, first }) => {
    const entry = findInForce(authority.parameters.status, first);
    if (entry === undefined) return [];
    const expected = "in force";
    const found = sayWords([entry.value]);
    if (entry.value === "in_force") {
      return [judgmentOf(name, authority, name, entry, { found, expected, effect: "allows" })];
    }
    const more = `On ${first} it is ${found}.`;
    const effect = effectOf(entry);
    return [judgmentOf(name, authority, name, entry, { found, expected, effect, more })];
  },
};
