import { limitCheck } from "./limit-check.ts";

/** Whether the authority, where it names countries, names this one. */
export const partnersCheck = limitCheck(
  "partners",
  {
    sentence: "Where the authority names countries, the partner is one of them.",
    reads: ["partners.iso3", "partners.kind"],
  },
  ({ partner }, allowed) => {
    if (partner.iso3 !== undefined) return { words: [partner.iso3] };
    const instead = `It names ${allowed.join(", ")}; this partner is no single country.`;
    return { words: [], doubtful: partner.kind !== "country", instead };
  },
);
