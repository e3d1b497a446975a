import { findInForce } from "../in-force.ts";
import { judgmentOf, type TransferCheck } from "./legal-check.ts";

const name = "missile_technology";

/**
 * Whether a transfer holds a system of category I of the regime, which is looked at by itself and presumed denied.
 *
 * Source: Missile Technology Control Regime (law/duties/mtcr.yaml).
 */
export const missileTechnologyCheck: TransferCheck = {
  name,
  sentence: "A transfer of missile technology of category I is looked at by itself.",
  reads: ["transfers.technology"],
  law: ["duties"],
  severity: "warns",
  judge: ({ authorities }, { on, technology }) => {
    const duty = authorities.get("MTCR");
    const entry = findInForce(duty?.parameters.conditions, on);
    if (duty === undefined || entry === undefined) return [];
    if (technology !== "mtcr_category_1" && technology !== "mtcr_category_2") return [];
    const first = technology === "mtcr_category_1";
    const compared = {
      found: first ? "category I" : "category II",
      expected: "no system of category I, or a case that was looked at by itself",
      effect: first ? ("warns" as const) : ("allows" as const),
    };
    return [judgmentOf(name, duty, "conditions", entry, compared)];
  },
};
