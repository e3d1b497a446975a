import { findInForce } from "../in-force.ts";
import { sayWords } from "../words.ts";
import { judgmentOf, type TransferCheck } from "./legal-check.ts";

const name = "transfer_purposes";

/**
 * Whether a sale or lease serves a purpose that the act names. Of one whose purpose nobody stated it says nothing.
 *
 * Source: 22 U.S.C. 2754 (law/duties/aeca-4.yaml).
 */
export const transferPurposesCheck: TransferCheck = {
  name,
  sentence: "A sale or lease serves one of the purposes that the act names.",
  reads: ["transfers.channel", "transfers.purpose", "initiatives.purpose"],
  law: ["duties"],
  severity: "warns",
  judge: ({ authorities }, { channel, on, purpose }) => {
    const duty = authorities.get("AECA-4");
    const entry = findInForce(duty?.parameters.purposes, on);
    if (duty === undefined || entry === undefined || purpose === undefined) return [];
    // The act speaks of what the Government sells or leases.
    if (channel !== "FMS" && channel !== "LEASE") return [];
    const named: readonly string[] = entry.value;
    const compared = {
      found: sayWords([purpose]),
      expected: sayWords(named),
      effect: named.includes(purpose) ? ("allows" as const) : ("warns" as const),
    };
    return [judgmentOf(name, duty, "purposes", entry, compared)];
  },
};
