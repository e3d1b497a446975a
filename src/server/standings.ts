import type { Allocation } from "../allocate/allocation.ts";
import type { Briefing } from "../report/briefing.ts";
import { listAllocations, readAllocation, type StoredAllocation } from "../store/allocations.ts";
import type { Database } from "../store/database.ts";
import { makeLastUsed } from "../work/last-used.ts";
import type { Standing } from "./pages/standing.ts";

/** Allocations that are kept in memory. */
const mostKept = 12;

/** Allocations as pages show them. */
export interface Standings {
  /** The newest allocation of a branch that a person may see, of those that rest on no edits that were only tried. */
  readonly newest: (person: string, plan: string, branch: string) => Promise<Standing | null>;
}

/** Makes what finds the newest allocations; their contents are kept, and whether they are to be seen is asked each time. */
export function makeStandings(db: Database): Standings {
  const kept = makeLastUsed<StoredAllocation>(mostKept);
  return {
    newest: (person, plan, branch) =>
      db.asPerson(person, async (tx) => {
        const all = await listAllocations(tx, plan, branch);
        const summary = all.find((one) => one.tried === 0);
        if (summary === undefined) return null;
        const known = kept.find(summary.id);
        const whole = known ?? (await readAllocation(tx, plan, summary.id));
        if (whole === null) return null;
        // Prices and reasons follow a while after the allocation; only then does it change no more.
        if ((whole.briefing as Briefing | null)?.unasked === false) kept.keep(summary.id, whole);
        return {
          summary,
          allocation: whole.allocation as Allocation,
          briefing: whole.briefing as Briefing | null,
        };
      }),
  };
}
