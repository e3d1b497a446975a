import { dutyCheck } from "./duty-check.ts";

/** Whether the units that receive are vetted under the laws that bind the money. */
export const vettingCheck = dutyCheck(
  "vetting",
  {
    sentence: "Units that receive are vetted under the human rights law that binds the money.",
    reads: ["initiatives.units"],
    severity: "waits",
  },
  (entry) => `Human rights vetting: ${entry.says}`,
  ({ line }) => {
    if (line === undefined) return "units not asked about";
    return line.units === 0 ? "no unit named yet" : `${line.units} units`;
  },
);
