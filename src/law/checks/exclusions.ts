import { sayValue } from "../words.ts";
import { dutyCheck } from "./duty-check.ts";

/** Whether the money stays away from what the authority may not be used for. */
export const exclusionsCheck = dutyCheck(
  "excludes",
  {
    sentence: "The money is not used for what the law excludes.",
    reads: ["initiatives.accounts"],
    severity: "warns",
  },
  (entry) => sayValue("excludes", entry.value),
);
