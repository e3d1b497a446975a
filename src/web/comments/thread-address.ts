import { usePlan } from "../plan-context.tsx";
import type { Thread } from "./comment-values.ts";

/** Where a thread is read and answered: on the page of its row, else in the grid. */
export function useThreadAddress(): (thread: Pick<Thread, "table" | "row" | "field">) => string {
  const { to } = usePlan();
  return ({ table, row, field }) => {
    if (table === "cases") return `${to("cases", [row])}#comments`;
    if (table === "initiatives") return `${to("proposals", [row])}#comments`;
    if (table === "partners") return `${to("partners", [row])}#comments`;
    return to("plan", [], { table, row, field, comments: true });
  };
}
