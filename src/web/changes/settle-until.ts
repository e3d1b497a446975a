import { RefusedError } from "../../api/client.ts";
import { askAnew, client } from "../queries/api.ts";
import type { ApiConflict, CellEdit, MadeChange } from "./change-values.ts";
import { patchTables } from "./patch-tables.ts";
import { invertEdits } from "./settle-edits.ts";

/** What is to be changed. */
export interface ChangeAsked {
  readonly reason: string;
  readonly edits: readonly CellEdit[];
  /** The branch in the address when absent. */
  readonly branch?: string;
}

/** Asks the person what cells are to hold that others have changed meanwhile; `null` where the change is given up. */
export type AskPerson = (
  asked: ChangeAsked,
  conflicts: readonly ApiConflict[],
) => Promise<readonly CellEdit[] | null>;

/** Sends a change; where it is stale, asks the person what holds and sends that, as often as it takes. */
export async function makeUntilSettled(
  plan: string,
  branch: string,
  first: ChangeAsked,
  askPerson: AskPerson,
): Promise<MadeChange | undefined> {
  let asked = first;
  for (;;) {
    const unpatch = patchTables(plan, branch, asked.edits);
    try {
      return await client.call("makeChange", {
        params: { plan },
        body: { branch, reason: asked.reason, edits: [...asked.edits] },
      });
    } catch (problem) {
      unpatch();
      const conflicts = conflictsOf(problem);
      if (conflicts === undefined) throw problem;
      const open = conflicts.filter(({ yours, theirs }) => yours !== theirs);
      if (open.length === 0) {
        // The cells hold it already, such as where the answer to the first sending was lost.
        const done = new Set(conflicts.map(nameCell));
        const edits = asked.edits.filter((edit) => !done.has(nameCell(edit)));
        if (edits.length === 0) return undefined;
        asked = { ...asked, edits };
        continue;
      }
      const settled = await askPerson(asked, conflicts);
      void askAnew(plan, ["readTable", "readRow"]);
      if (settled === null || settled.length === 0) return undefined;
      asked = { ...asked, edits: settled };
    }
  }
}

/** Undoes a change; where others have changed its cells since, asks the person what these are to hold. */
export async function undoUntilSettled(
  plan: string,
  seq: number,
  reason: string,
  askPerson: AskPerson,
): Promise<MadeChange | undefined> {
  try {
    return await client.call("undoChange", { params: { plan, seq }, body: { reason } });
  } catch (problem) {
    const conflicts = conflictsOf(problem);
    if (conflicts === undefined) throw problem;
    const undone = await client.call("readChange", { params: { plan, seq } });
    const asked = { reason: `${reason}: ${undone.reason}`, edits: invertEdits(undone.edits) };
    const settled = await askPerson(asked, conflicts);
    if (settled === null || settled.length === 0) return undefined;
    return makeUntilSettled(plan, undone.branch, { ...asked, edits: settled }, askPerson);
  }
}

function nameCell({ table, row, field }: Pick<CellEdit, "table" | "row" | "field">): string {
  return `${table} ${row} ${field}`;
}

function conflictsOf(problem: unknown): readonly ApiConflict[] | undefined {
  const conflicts = problem instanceof RefusedError ? problem.problem.conflicts : undefined;
  return conflicts?.length === 0 ? undefined : conflicts;
}
