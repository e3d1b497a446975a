import type { Allocation } from "../allocate/allocation.ts";
import type { Scenario } from "../plan/plan.ts";
import type { Comparison } from "../report/compare.ts";
import { readAllocation, type StoredAllocation } from "../store/allocations.ts";
import type { Database, Session } from "../store/database.ts";
import { readChanges } from "../store/log/history.ts";
import { makeLastUsed } from "../work/last-used.ts";
import type { ComparedSide } from "../work/questions.ts";
import { readInput } from "../work/work-tables.ts";

/** The side that stands for what was done, and not for an allocation. */
export const recordSide = "record";

/** What came of a comparison: it, or which side is not there any more, or not for who asks. */
export type Compared =
  | { readonly kind: "compared"; readonly comparison: Comparison; readonly withheld: boolean }
  | { readonly kind: "absent" | "gone" | "no_record"; readonly id: string };

/** Compares allocations, each on the very plan on which it was worked out. */
export interface Comparisons {
  readonly compare: (
    person: string,
    plan: string,
    left: string,
    right: string,
  ) => Promise<Compared>;
}

/** Works out a comparison; of large plans that takes a while, which the thread of the server cannot spare. */
export type Compare = (sides: readonly ComparedSide[]) => Promise<Comparison | null>;

/** Makes what compares; the newest comparisons are kept, since neither side ever changes. */
export function makeComparisons(db: Database, work: Compare): Comparisons {
  const kept = makeLastUsed<Comparison>(20);
  const compare: Comparisons["compare"] = async (person, plan, left, right) => {
    const found: StoredAllocation[] = [];
    const edits: Scenario["edits"][] = [];
    for (const id of left === recordSide ? [right] : [left, right]) {
      const one = await db.asPerson(person, async (tx) => {
        const known = await readAllocation(tx, plan, id);
        if (known !== null) edits.push(await editsBehind(tx, plan, known));
        return known;
      });
      if (one === null) return { kind: "absent", id };
      found.push(one);
    }
    const withheld = found.some((one) => one.withheld);
    const key = JSON.stringify([plan, left, right]);
    const known = kept.find(key);
    if (known !== undefined) return { kind: "compared", comparison: known, withheld };
    const sides: ComparedSide[] = [];
    for (const [at, one] of found.entries()) {
      const input = await readInput(db, one.id);
      if (input === null) return { kind: "gone", id: one.id };
      const allocation = one.allocation as Allocation;
      sides.push({ input, allocation, edits: edits[at] ?? [], tried: one.tried });
    }
    const comparison = await work(sides);
    if (comparison === null) return { kind: "no_record", id: right };
    kept.keep(key, comparison);
    return { kind: "compared", comparison, withheld };
  };
  return { compare };
}

/** Changes of a scenario that are looked at for what it edits. */
const mostChanges = 200;

/** The edits by which an allocation's ground differs from the plan: those of its scenario, and those only tried. */
async function editsBehind(
  tx: Session,
  plan: string,
  { branch, seq, edits, by, at }: StoredAllocation,
): Promise<Scenario["edits"]> {
  const tried = edits.map((edit) => ({ ...edit, author: by, at, reason: "Tried" }));
  if (branch === "main") return tried;
  const { changes } = await readChanges(tx, { plan, branch, limit: mostChanges });
  const own = changes
    .filter((change) => change.seq <= seq && change.kind !== "rebase")
    .reverse()
    .flatMap((change) => {
      const { author, reason } = change;
      return change.edits.map((edit) => ({ ...edit, author, at: change.at, reason }));
    });
  return [...own, ...tried];
}
