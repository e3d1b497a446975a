import type { Transfer } from "../../plan/plan.ts";
import { findInForce } from "../in-force.ts";
import { sayWords } from "../words.ts";
import { sayKnown, standsWithin } from "./agreements.ts";
import { effectOf, judgmentOf, type TransferCheck } from "./legal-check.ts";

const name = "transfer_agreements";

/** The record of the law that says which agreements each channel asks for. */
const records: Partial<Record<Transfer["channel"], string>> = {
  ...{ FMS: "FMS", LEASE: "AECA-3", EDA: "EDA", DCS: "DCS" },
};

/**
 * Whether the eligibility or agreement that a sale, lease or grant of articles asks for is in force on its day.
 *
 * One that the plan records as not in force blocks where the rule is checked; silence of the register only warns.
 *
 * Source: 22 U.S.C. 2753(a) and 2314(a) (law/authorities/fms.yaml, eda.yaml; law/duties/aeca-3.yaml).
 */
export const transferAgreementsCheck: TransferCheck = {
  name,
  sentence: "The eligibility or agreement that the channel asks for is in force with the partner.",
  reads: [
    "transfers.channel",
    "transfers.partner",
    "agreements.kind",
    "agreements.status",
    "agreements.since",
    "agreements.until",
  ],
  law: ["agreements"],
  severity: "blocks",
  judge: ({ authorities }, { channel, on, agreements }) => {
    const record = authorities.get(records[channel] ?? "");
    const entry = findInForce(record?.parameters.agreements, on);
    if (record === undefined || entry === undefined) return [];
    return entry.value.map((kind) => {
      const known = agreements.filter((row) => row.kind === kind);
      const stands = known.some((row) => standsWithin(row, on, on));
      const missing = known.length === 0 ? "warns" : effectOf(entry);
      return judgmentOf(name, record, "agreements", entry, {
        found: `${sayWords([kind])}: ${sayKnown(known)}`,
        expected: `${sayWords([kind])}, in force`,
        effect: stands ? "allows" : missing,
      });
    });
  },
};
