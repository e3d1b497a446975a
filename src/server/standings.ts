import type { Allocation } from "../allocate/allocation.ts";
import type { Briefing } from "../report/briefing.ts";
import { listAllocations, readAllocation, type StoredAllocation } from "../store/allocations.ts";
import type { Database, Session } from "../store/database.ts";
import { makeLastUsed } from "../work/last-used.ts";
import type { Standing } from "./pages/standing.ts";

/** Allocations that are kept in memory. */
const mostKept = 12;

/** Allocations as pages show them. */
export interface Standings {
  /** The newest allocation of a branch that a person may see, of those that rest on no edits that were only tried. */
  readonly newest: (person: string, plan: string, branch: string) => Promise<Standing | null>;
}

/** How long an allocation is kept whose prices and reasons may still follow.   Unit: milliseconds. */
const unsettledLasts = 5000;

interface Kept {
  readonly whole: StoredAllocation;
  /** Until when it is kept: for ever once it changes no more. */
  readonly until: number;
}

/** Makes what finds the newest allocations; their contents are kept, and whether they are to be seen is asked each time. */
export function makeStandings(db: Database): Standings {
  const kept = makeLastUsed<Kept>(mostKept);
  const readWhole = async (tx: Session, plan: string, id: string) => {
    const known = kept.find(id);
    if (known !== undefined && known.until > Date.now()) return known.whole;
    const whole = await readAllocation(tx, plan, id);
    if (whole === null) return null;
    const settled = (whole.briefing as Briefing | null)?.unasked === false;
    kept.keep(id, { whole, until: settled ? Infinity : Date.now() + unsettledLasts });
    return whole;
  };
  return {
    newest: (person, plan, branch) =>
      db.asPerson(person, async (tx) => {
        const all = await listAllocations(tx, plan, branch);
        const summary = all.find((one) => one.tried === 0);
        const whole = summary && (await readWhole(tx, plan, summary.id));
        if (summary === undefined || whole === null || whole === undefined) return null;
        const briefing = whole.briefing as Briefing | null;
        return { summary, allocation: whole.allocation as Allocation, briefing };
      }),
  };
}
