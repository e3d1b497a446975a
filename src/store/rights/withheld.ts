import { type TableName, tableNames } from "../../plan/fields.ts";
import type { Session } from "../database.ts";

/** Whether rows of a branch, of one table or of any, are withheld from the person of the transaction, or names in them. */
export async function isWithheld(
  tx: Session,
  plan: string,
  branch: string,
  table?: TableName,
): Promise<boolean> {
  const names = table === undefined ? tableNames : [table];
  const [row] = await tx.query<{ withheld: boolean }>(
    "select entente.withholds($1, $2, $3::text[]) as withheld",
    [plan, branch, names],
  );
  return row?.withheld === true;
}
