import { dutyCheck } from "./duty-check.ts";

/** Whether the Department of State leads, plans together with DoD, concurs or is consulted. */
export const stateRoleCheck = dutyCheck(
  "state_role",
  {
    sentence:
      "The Department of State does its part: it leads, plans together with DoD, concurs, or is consulted.",
    reads: ["initiatives.accounts", "cases.initiative", "cases.kind"],
    severity: "waits",
  },
  (entry) => entry.says,
  ({ line }, role) => {
    // Where State decides or is consulted, there is no case of concurrence to look for.
    if (role !== "joint" && role !== "concurrence") return "nothing yet";
    if (line === undefined) return "cases not asked about";
    return line.cases.includes("concurrence")
      ? "a case of concurrence"
      : "no case of concurrence yet";
  },
);
