import { limitCheck } from "./limit-check.ts";

/** Whether the authority, where it names regions, names that of the partner. */
export const bureausCheck = limitCheck(
  "bureaus",
  {
    sentence: "Where the authority names regions, the partner lies in one of them.",
    reads: ["partners.bureau"],
  },
  ({ partner }) => ({ words: [partner.bureau], doubtful: partner.bureau === "GLOBAL" }),
);
