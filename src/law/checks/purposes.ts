import { limitCheck } from "./limit-check.ts";

/** Whether the authority may serve such a purpose. */
export const purposesCheck = limitCheck(
  "purposes",
  {
    sentence: "The purpose is among those for which the authority exists.",
    reads: ["initiatives.purpose"],
  },
  ({ purpose }) => ({ words: [purpose] }),
);
