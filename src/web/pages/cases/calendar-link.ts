import { usePlan } from "../../plan-context.tsx";
import { useDay } from "./case-frame.tsx";
import type { CalendarEntry } from "./case-values.ts";

/** Where the row of an entry is seen. */
export function useEntryLink(): (entry: CalendarEntry) => string {
  const { to } = usePlan();
  const day = useDay();
  return ({ row }) => {
    const [table = "", id = ""] = row.split("/");
    return table === "cases"
      ? to("cases", [id], day)
      : to("plan", [], { table, "f.id": `in:${id}` });
  };
}
