import { type FindingKinds, reporter } from "../base/findings.ts";

/** Kinds of findings about looking after a store. */
export const storeCommandFindingKinds = {
  store_plan_unknown: { severity: "error", meaning: "The store has no plan of that name." },
  log_broken: {
    severity: "error",
    meaning: "A change of a plan's log is not as it was written.",
  },
  file_there: { severity: "error", meaning: "A file is there already, and is not written over." },
} as const satisfies FindingKinds;

/** Makes a finding about looking after a store. */
export const reportStoreCommand = reporter(storeCommandFindingKinds);
