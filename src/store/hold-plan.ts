import type { BranchRow } from "./branches/branch-rows.ts";
import type { Session } from "./database.ts";
import type { LogEnd } from "./log/log.ts";
import { missingRight, planUnknown, refused } from "./refused.ts";
import { type Grant, type Rights, rightsOf } from "./rights/rights.ts";

/** What holds while a change is made: the plan is held, nobody else changes it. */
export interface Held {
  readonly end: LogEnd;
  readonly rights: Rights;
  readonly authorName: string;
  /** `main` first. */
  readonly branches: readonly Pick<BranchRow, "id" | "base" | "last" | "state">[];
  /** Whether rows of the plan differ, or ever differed, in who may see them. */
  readonly sensitive: boolean;
}

interface HeldRecord {
  readonly seq: number;
  readonly hash: string;
  readonly sensitive: boolean;
  readonly name: string | null;
  readonly see: number | null;
  readonly grants: readonly Grant[];
  readonly branches: Held["branches"];
}

/**
 * Holds a plan for a change by the person of the transaction: waits until nobody else changes it, until the end of the
 * transaction.
 *
 * Errors: throws the refusal where they may not edit.
 */
export async function holdPlan(tx: Session, person: string, plan: string): Promise<Held> {
  const [row] = await tx.query<{ held: HeldRecord | null }>(
    "select entente.hold_plan($1) as held",
    [plan],
  );
  const held = row?.held ?? null;
  const rights = held && rightsOf(held.grants, held.see);
  if (held === null || rights === null) throw planUnknown(plan);
  if (!rights.edit) throw refused("forbidden", [missingRight("a change by who may only look")]);
  return {
    end: { seq: held.seq, hash: held.hash },
    rights,
    authorName: held.name ?? person,
    branches: held.branches,
    sensitive: held.sensitive,
  };
}
