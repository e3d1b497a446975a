import type { z } from "zod";
import type { cellEditSchema, changeSchema, madeChangeSchema } from "../api/change-schemas.ts";
import type { LoggedChange } from "./log/chain.ts";

/** One cell changed, as the API says it. */
export type CellEdit = z.output<typeof cellEditSchema>;
/** A change as it stands in the log, as the API says it. */
export type Change = z.output<typeof changeSchema>;
/** What came of a change, as the API says it. */
export type MadeChange = z.output<typeof madeChangeSchema>;

/** A change as the API shows it to who has just made it, or sees all of it. */
export function showChange(
  change: LoggedChange & { readonly hash: string },
  edits: readonly CellEdit[],
  editCount: number,
  undoneBy: number | null,
  withheld: boolean,
): Change {
  const { seq, branch, author, author_name, at, reason, kind, undoes, hash } = change;
  return {
    ...{ seq, branch, author, author_name, at, reason, kind, undoes, hash },
    undone_by: undoneBy,
    edits: [...edits],
    edit_count: editCount,
    withheld,
  };
}
