import type { ApiFinding } from "../../parts/finding-list.tsx";
import { usePlan } from "../../plan-context.tsx";

/** Where the row of a finding can be seen and mended: a proposal in its form, any other row in the grid. */
export function useFindingLink(): (finding: ApiFinding) => string | undefined {
  const { to } = usePlan();
  return ({ at }) => {
    const table = /^(\w+)\.csv$/.exec(at.file ?? "")?.[1];
    if (table === undefined || at.id === undefined) return undefined;
    if (table === "initiatives") return to("proposals", [at.id]);
    return to("plan", [], { table, "f.id": `has:${at.id}` });
  };
}
