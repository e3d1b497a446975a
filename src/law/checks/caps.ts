import { cents, showDollars } from "../../base/money.ts";
import { findInForce } from "../in-force.ts";
import { effectOf, judgmentOf, type LegalCheck } from "./legal-check.ts";

const name = "cap_per_year";

/** Whether the cost of one fiscal year stays within the most that the law allows in a fiscal year. */
export const capsCheck: LegalCheck = {
  name,
  sentence: "The cost of a fiscal year is not above the most that the law allows in one.",
  reads: ["lines.amount", "lines.year_offset"],
  law: [name],
  severity: "blocks",
  judge: ({ authority, first, line }) => {
    const entry = findInForce(authority.parameters.cap_per_year, first);
    if (entry === undefined || line === undefined) return [];
    const cap = cents(entry.value * 100);
    const found = showDollars(line.amount);
    const expected = `at most ${showDollars(cap)}`;
    if (line.amount <= cap) {
      return [judgmentOf(name, authority, name, entry, { found, expected, effect: "allows" })];
    }
    const more = `The year allows ${showDollars(cap)}; this alone costs ${found}.`;
    const effect = effectOf(entry);
    return [judgmentOf(name, authority, name, entry, { found, expected, effect, more })];
  },
};
