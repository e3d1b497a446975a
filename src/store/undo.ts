import { type AppliedChange, applyChange } from "./apply-change.ts";
import type { CellEdit } from "./change-form.ts";
import { checkTexts } from "./check-change.ts";
import type { Database } from "./database.ts";
import { holdPlan } from "./hold-plan.ts";
import { readChange } from "./log/history.ts";
import type { Reply } from "./refusal.ts";
import { type Refused, refusedFor, replyOf } from "./refused.ts";

/** Kinds of changes that are undone by their inverse; what begins or joins branches is not. */
const undone: readonly string[] = ["edit", "undo", "merge"];

/**
 * Undoes a change by its inverse, which is a new change; to undo that one is to do the first again.
 *
 * Refused as stale where somebody has changed one of its cells since. What was said in it, such as in a scenario that
 * was merged, stays.
 */
export function undoChange(
  db: Database,
  person: string,
  { plan, seq, reason }: { readonly plan: string; readonly seq: number; readonly reason: string },
): Promise<Reply<AppliedChange>> {
  return replyOf(() =>
    db.asPerson(person, async (tx) => {
      checkTexts([reason]);
      await holdPlan(tx, person, plan);
      const change = await readChange(tx, plan, seq);
      if (change === null) throw unknownChange(seq);
      if (!undone.includes(change.kind)) throw refuseUndo(seq, `a change of kind ${change.kind}`);
      if (change.undone_by !== null) {
        throw refuseUndo(seq, `change ${seq}, which change ${change.undone_by} undid`);
      }
      if (change.withheld) throw refuseUndo(seq, `change ${seq}, of which something is withheld`);
      const edits = inverseOf(change.edits);
      const { branch } = change;
      return applyChange(tx, person, { plan, branch, reason, edits, kind: "undo", undoes: seq });
    }),
  );
}

/** The edits that take back what was done. What people said stays, unless nothing else was done: that is refused. */
function inverseOf(edits: readonly CellEdit[]): CellEdit[] {
  const others = edits.filter(({ table }) => table !== "comments");
  return (others.length > 0 ? others : edits)
    .map((edit) => ({ ...edit, before: edit.after, after: edit.before }))
    .reverse();
}

function unknownChange(seq: number): Refused {
  return refusedFor(
    "not_found",
    "change_unknown",
    { id: String(seq) },
    {
      found: `change ${seq}`,
      expected: "a change of the plan that the person may see",
      help: "Check the number.",
    },
  );
}

function refuseUndo(seq: number, found: string): Refused {
  return refusedFor(
    "invalid",
    "undo_refused",
    { id: String(seq) },
    {
      found,
      expected: "an edit, an undo or a merge that stands",
      help: "Change the cells themselves.",
    },
  );
}
