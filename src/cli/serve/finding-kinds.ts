import { type FindingKinds, reporter } from "../../base/findings.ts";

/** Kinds of findings about starting the server. */
export const serveFindingKinds = {
  port_taken: { severity: "error", meaning: "Another program listens on the port." },
  host_unsafe: {
    severity: "error",
    meaning: "The server would be open to other machines, and nobody would have to sign in.",
  },
  sign_in_incomplete: {
    severity: "error",
    meaning: "Some of the settings of the sign-in are there, and others are missing or malformed.",
  },
  address_unusable: { severity: "error", meaning: "The machine cannot listen on that address." },
  store_in_use: {
    severity: "error",
    meaning: "The folder of the store is open in another program.",
  },
  store_unreachable: { severity: "error", meaning: "The database does not answer." },
} as const satisfies FindingKinds;

/** Makes a finding about starting the server. */
export const reportServe = reporter(serveFindingKinds);
