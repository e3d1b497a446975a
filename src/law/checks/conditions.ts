import { sayValue } from "../words.ts";
import { dutyCheck } from "./duty-check.ts";

/** Whether what else the law asks for is met: certifications, elements of a program, shares. */
export const conditionsCheck = dutyCheck(
  "conditions",
  {
    sentence: "What else the law asks for is met.",
    reads: ["initiatives.accounts"],
    severity: "warns",
  },
  (entry) => sayValue("conditions", entry.value),
);
