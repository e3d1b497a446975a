import type { z } from "zod";
import type { changeSchema } from "../api/change-schemas.ts";
import type { Plan } from "../plan/plan.ts";
import type { Session } from "../store/database.ts";
import { readChanges } from "../store/history.ts";

type Change = z.output<typeof changeSchema>;

/** Initiatives whose history stands on their partner's page, and changes that it shows. */
const mostInitiatives = 30;
const mostChanges = 30;

/** The newest changes of a partner's row and of its initiatives, each with the edits of these rows. */
export async function readPartnerHistory(
  tx: Session,
  plan: Plan,
  branch: string,
  partner: string,
): Promise<Change[]> {
  const of = (table: "partners" | "initiatives", row: string) =>
    readChanges(tx, { plan: plan.head.id, branch, table, row, limit: 10 });
  const initiatives = plan.tables.initiatives.filter((row) => row.partner === partner);
  const pages = [await of("partners", partner)];
  for (const { id } of initiatives.slice(0, mostInitiatives)) {
    pages.push(await of("initiatives", id));
  }
  const bySeq = new Map<number, Change>();
  for (const change of pages.flatMap((page) => page.changes)) {
    const known = bySeq.get(change.seq);
    const edits = [...(known?.edits ?? []), ...change.edits];
    bySeq.set(change.seq, { ...change, edits });
  }
  return [...bySeq.values()].sort((a, b) => b.seq - a.seq).slice(0, mostChanges);
}
