import type { z } from "zod";
import type { changeSchema } from "../api/change-schemas.ts";
import type { TableName } from "../plan/fields.ts";
import type { Plan } from "../plan/plan.ts";
import { compareBranches } from "../store/branches/compare-branches.ts";
import type { Session } from "../store/database.ts";
import { type EditGroup, ungroupEdits } from "../store/log/chain.ts";
import { type BranchHead, type PlanHeadAnswer, readPlanHead, readSeq } from "../store/plans.ts";
import { makeLastUsed } from "../work/last-used.ts";
import type { Sight } from "./seen-plans.ts";

type Change = z.output<typeof changeSchema>;

/** Changes that a partner's page shows. */
const mostChanges = 30;

const changeColumns = `c.seq, c.branch, c.author, c.author_name, c.at, c.reason, c.kind, c.undoes, c.hash,
  (select max(u.seq) from entente.changes u where u.plan = c.plan and u.undoes = c.seq) as undone_by`;

/** The newest changes of a partner's row and of its initiatives, each with the edits of these rows alone. */
export async function readPartnerHistory(
  tx: Session,
  plan: Plan,
  branch: string,
  partner: string,
): Promise<Change[]> {
  const id = plan.head.id;
  const initiatives = plan.tables.initiatives
    .filter((row) => row.partner === partner)
    .map((row) => row.id);
  const groups = await tx.query<EditGroup & { readonly seq: number }>(
    `with own as (
       select seq, place, table_name, row_id, fields, befores, afters from entente.edits
       where plan = $1 and branch in ($2, 'main') and (
         (table_name = 'partners' and row_id = $3)
         or (table_name = 'initiatives' and row_id = any($4::text[]))))
     select * from own where seq in (select distinct seq from own order by seq desc limit $5)
     order by seq desc, place`,
    [id, branch, partner, initiatives, mostChanges],
  );
  const changes = await tx.query<Omit<Change, "edits" | "edit_count" | "withheld">>(
    `select ${changeColumns} from entente.changes c
     where c.plan = $1 and c.seq = any($2::bigint[]) order by c.seq desc`,
    [id, [...new Set(groups.map(({ seq }) => seq))]],
  );
  return changes.map((change) => {
    const own = groups.filter(({ seq }) => seq === change.seq);
    const edits = ungroupEdits<TableName>(own) as Change["edits"];
    return { ...change, edits, edit_count: edits.length, withheld: false };
  });
}

/** What is known of plans apart from their rows, kept until a change makes it old. */
export class PlanFacts {
  readonly #heads = makeLastUsed<PlanHeadAnswer>(50);
  readonly #conflicts = makeLastUsed<number>(200);

  /** The head of a plan as a person may see it; nothing where it is not there, or not for them. */
  async readHead(
    tx: Session,
    plan: string,
    sight: Sight | undefined,
  ): Promise<PlanHeadAnswer | null> {
    if (sight === undefined) return null;
    const key = JSON.stringify([plan, await readSeq(tx, plan), sight.rights]);
    const known = this.#heads.find(key);
    if (known !== undefined) return known;
    const head = await readPlanHead(tx, plan);
    if (head !== null) this.#heads.keep(key, head);
    return head;
  }

  /** How many cells an open scenario and the plan have both changed, for each scenario that is behind. */
  async countConflicts(
    tx: Session,
    plan: string,
    see: number,
    branches: readonly BranchHead[],
  ): Promise<ReadonlyMap<string, number>> {
    const main = branches.find(({ id }) => id === "main")?.last ?? 0;
    const counts = new Map<string, number>();
    for (const { id, behind, state, last } of branches) {
      if (!behind || state !== "open") continue;
      const key = JSON.stringify([plan, see, main, id, last]);
      const known = this.#conflicts.find(key) ?? (await countIn(tx, plan, id));
      this.#conflicts.keep(key, known);
      counts.set(id, known);
    }
    return counts;
  }
}

async function countIn(tx: Session, plan: string, branch: string): Promise<number> {
  const { value } = await compareBranches(tx, { plan, left: branch, right: "main" });
  return value?.differences.filter((one) => one.conflict).length ?? 0;
}
