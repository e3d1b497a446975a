import { randomBytes } from "node:crypto";
import type { z } from "zod";
import type { allocationSchema, allocationSummarySchema } from "../api/job-schemas.ts";
import type { CellEdit } from "./change-form.ts";
import { type Database, type Session, storeChannel } from "./database.ts";
import { instantNow } from "./log/log.ts";

/** An allocation in a list, as the API says it. */
export type AllocationSummary = z.output<typeof allocationSummarySchema>;
/** An allocation with everything that was worked out, as the API says it. */
export type StoredAllocation = z.output<typeof allocationSchema>;

/** An allocation to keep. */
export type NewAllocation = Omit<
  StoredAllocation,
  "id" | "at" | "by" | "stale" | "tried" | "edits"
> & {
  readonly id?: string;
  readonly plan: string;
  readonly edits: readonly CellEdit[];
};

/** A fresh id for an allocation or a job. */
export function newId(kind: "a" | "j"): string {
  return `${kind}-${randomBytes(9).toString("hex")}`;
}

/**
 * Keeps an allocation that was worked out from what a person may see; its id.
 *
 * It is for those who may see as much: at least the most sensitive row that the person sees in the branch. One that is
 * kept twice under one id, as after a worker was killed, is kept once.
 */
export async function insertAllocation(
  db: Database,
  person: string,
  allocation: NewAllocation,
): Promise<string> {
  const id = allocation.id ?? newId("a");
  const { plan, branch, seq, value, bound, gap_ratio, ended, amount, funded, withheld } =
    allocation;
  const { edits, findings } = allocation;
  await db.transaction(async (tx) => {
    const level = await levelOfAsker(tx, plan, person);
    const text = (one: unknown) => JSON.stringify(one ?? null);
    await tx.query(
      `insert into entente.allocations (id, plan, branch, seq, level, by, at, value, bound, gap_ratio, ended, amount,
         funded, withheld, tried, edits, allocation, briefing, findings)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16::jsonb, $17::jsonb, $18::jsonb,
         $19::jsonb) on conflict (id) do nothing`,
      [
        ...[id, plan, branch, seq, level, person, instantNow(), value, bound, gap_ratio, ended],
        ...[amount, funded, withheld, edits.length, text(edits), text(allocation.allocation)],
        ...[text(allocation.briefing), text(findings)],
      ],
    );
    const told = JSON.stringify({ kind: "allocation", plan, allocation: id });
    await tx.query("select pg_notify($1, $2)", [storeChannel, told]);
  });
  return id;
}

/** The level of what somebody learns who works on all that a person may see of a plan. */
export async function levelOfAsker(tx: Session, plan: string, person: string): Promise<number> {
  const [row] = await tx.query<{ level: number }>(
    `select case when p.sensitive then coalesce(s.see, 0) else 0 end as level
     from entente.plans p left join entente.sights s on s.plan = p.id and s.person = $2
     where p.id = $1`,
    [plan, person],
  );
  return row?.level ?? 0;
}

const summaryColumns = `a.id, a.branch, a.seq, a.tried, a.at, a.by, a.value, a.bound, a.gap_ratio, a.ended, a.amount,
  a.funded, a.withheld, entente.changed_since(a.plan, a.branch, a.seq) as stale`;

/** The allocations of a plan that the person of the transaction may see, the newest first. */
export async function listAllocations(
  tx: Session,
  plan: string,
  branch?: string,
): Promise<AllocationSummary[]> {
  const rows = await tx.query<AllocationSummary>(
    `select ${summaryColumns} from entente.allocations a
     where a.plan = $1 and ($2::text is null or a.branch = $2) order by a.at desc, a.id desc`,
    [plan, branch ?? null],
  );
  return [...rows];
}

/** One allocation, where the person of the transaction may see it. */
export async function readAllocation(
  tx: Session,
  plan: string,
  id: string,
): Promise<StoredAllocation | null> {
  const [row] = await tx.query<StoredAllocation>(
    `select ${summaryColumns}, a.edits, a.allocation, a.briefing, a.findings from entente.allocations a
     where a.plan = $1 and a.id = $2`,
    [plan, id],
  );
  return row ?? null;
}
