import { findInForce } from "../in-force.ts";
import { judgmentOf, type TransferCheck } from "./legal-check.ts";

const name = "transfer_offsets";

/**
 * Whether a transfer that is certified to Congress says if an offset agreement is proposed.
 *
 * Source: 22 U.S.C. 2776(b)(1), (c)(1) (law/duties/aeca-36g.yaml).
 */
export const transferOffsetsCheck: TransferCheck = {
  name,
  sentence: "A certification to Congress says whether an offset agreement is proposed.",
  reads: ["transfers.channel", "transfers.offset_ratio"],
  law: ["duties"],
  severity: "warns",
  judge: ({ authorities }, { channel, on, offset_ratio: ratio, told }) => {
    const duty = authorities.get("AECA-36G");
    const entry = findInForce(duty?.parameters.conditions, on);
    if (duty === undefined || entry === undefined) return [];
    if (!told || (channel !== "FMS" && channel !== "DCS")) return [];
    const percent = Math.round((ratio ?? 0) * 1000) / 10;
    const stated = ratio === 0 ? "none proposed" : `offsets of ${percent} percent of the value`;
    const compared = {
      found: ratio === undefined ? "nothing said of offsets" : stated,
      expected: "whether an offset agreement is proposed: 0 where there is none",
      effect: ratio === undefined ? ("warns" as const) : ("allows" as const),
    };
    return [judgmentOf(name, duty, "conditions", entry, compared)];
  },
};
