import { cents, showDollars } from "../base/money.ts";
import type { ParameterName } from "./parameters.ts";

const phrases: Readonly<Record<string, string>> = {
  not_yet: "not yet law",
  in_force: "in force",
  ended: "ended",
  no_authority: "no authority",
  until_expended: "until expended",
  lead: "State leads",
  joint: "State and DoD plan together, and State concurs",
  concurrence: "State concurs",
  coordination: "State is consulted",
  none: "none",
  state_leahy: "Leahy law of State",
  dod_leahy: "Leahy law of DoD",
  own: "a clause of its own",
  sofa: "status of forces agreement",
  acsa: "acquisition and cross-servicing agreement",
  gsomia: "military information agreement",
  cis_moa: "secure communications agreement",
  end_use: "end-use agreement (FAA 505)",
  eligibility: "eligibility determination (AECA 3)",
  leahy_written: "written agreement on barred units",
};

/** Parameters whose values are whole sentences. */
const sentences: readonly ParameterName[] = ["notice_contents", "conditions", "excludes"];

/** The value of a parameter in words: `defense, organization`, `2 fiscal years`, `$100.0 million`. */
export function sayValue(name: ParameterName, value: unknown): string {
  if (value === null || value === undefined) return "no rule";
  if (Array.isArray(value)) {
    if (sentences.includes(name)) return value.join(" ");
    return sayWords(value.map(String));
  }
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number") return sayNumber(name, value);
  return sayWord(String(value));
}

function sayNumber(name: ParameterName, value: number): string {
  if (name === "cap_per_year") return showDollars(cents(value * 100));
  if (name === "availability") return value === 1 ? "1 fiscal year" : `${value} fiscal years`;
  return `${value} days`;
}

function sayWord(word: string): string {
  return phrases[word] ?? word.replaceAll("_", " ");
}

/** Words of the vocabulary as a person writes them: `civilian security, defense`. */
export function sayWords(words: readonly string[]): string {
  return words.map(sayWord).join(", ");
}
