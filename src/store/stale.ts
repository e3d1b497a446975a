import type { Finding } from "../base/findings.ts";
import { mainBranch } from "./branches/branch-state.ts";
import type { CellEdit } from "./change-form.ts";
import type { Session } from "./database.ts";
import type { Conflict } from "./refusal.ts";
import { type Refused, refused } from "./refused.ts";
import { cellOf, type SeenRows } from "./touched-rows.ts";

interface Told {
  readonly plan: string;
  readonly branch: string;
  readonly edits: readonly CellEdit[];
}

/** What the core finds where somebody else was quicker. */
const staleCodes: readonly string[] = ["edit_stale", "edit_row_unknown", "edit_row_exists"];

/** Cells for which it is told who wrote them; more would make the refusal slow. */
const mostTold = 100;

/** The refusal of edits that do not fit: both sides where somebody was quicker, else what is wrong. */
export async function refuseProblems(
  tx: Session,
  { plan, branch, edits }: Told,
  seen: SeenRows,
  problems: readonly { readonly index: number; readonly finding: Finding }[],
): Promise<Refused> {
  const findings = problems.map(({ finding }) => finding);
  if (!problems.every(({ finding }) => staleCodes.includes(finding.code))) {
    return refused("invalid", findings);
  }
  const conflicts: Conflict[] = [];
  for (const { index } of problems) {
    const edit = edits[index];
    if (edit === undefined) continue;
    const { table, row, field, before, after } = edit;
    const theirs = cellOf(table, seen.get(table)?.get(row)?.row, field);
    const by = conflicts.length < mostTold ? await whoWrote(tx, plan, branch, edit) : undefined;
    conflicts.push({ table, row, field, before, yours: after, theirs, ...(by && { by }) });
  }
  return refused("stale", findings, conflicts);
}

/** Who last wrote a cell of a branch, when and why; nothing where the person of the transaction may not know. */
export async function whoWrote(
  tx: Session,
  plan: string,
  branch: string,
  { table, row, field }: Pick<CellEdit, "table" | "row" | "field">,
): Promise<NonNullable<Conflict["by"]> | undefined> {
  const [found] = await tx.query<NonNullable<Conflict["by"]>>(
    `select c.seq, c.author_name as author, c.at, c.reason
     from entente.edits e join entente.changes c on c.plan = e.plan and c.seq = e.seq
     where e.plan = $1 and e.table_name = $3 and e.row_id = $4 and ($5 = any(e.fields) or 'id' = any(e.fields))
       and (e.branch = $2 or (e.branch = '${mainBranch}' and e.seq <= (
         select b.base from entente.branches b where b.plan = $1 and b.id = $2)))
     order by e.seq desc limit 1`,
    [plan, branch, table, row, field],
  );
  return found;
}
