import { limitCheck } from "./limit-check.ts";

/** Whether the authority may finance in such a way. */
export const instrumentsCheck = limitCheck(
  "instruments",
  {
    sentence: "The financing (grant, loan, lease, pooled buy) is one that the authority allows.",
    reads: ["initiatives.instrument"],
  },
  ({ instrument }) => ({ words: [instrument] }),
);
