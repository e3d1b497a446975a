import { limitCheck } from "./limit-check.ts";

/** Whether the authority may buy what the lines buy. An account pays for all lines of an initiative or for none. */
export const lineKindsCheck = limitCheck(
  "line_kinds",
  {
    sentence: "Everything that the lines buy is among what the authority may buy.",
    reads: ["lines.kind"],
  },
  ({ lineKinds }) => ({ words: lineKinds }),
);
