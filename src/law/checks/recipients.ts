import { limitCheck } from "./limit-check.ts";

/** Whether the authority may give to such a recipient. */
export const recipientsCheck = limitCheck(
  "recipients",
  {
    sentence: "Whoever receives is among those whom the authority lets receive.",
    reads: ["initiatives.recipient"],
  },
  ({ recipient }) => ({ words: [recipient] }),
);
