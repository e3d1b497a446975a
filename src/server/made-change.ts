import type { z } from "zod";
import type { madeChangeSchema } from "../api/change-schemas.ts";
import type { AppliedChange } from "../store/apply-change.ts";
import type { ServerContext } from "./context.ts";
import { findingsOfRows } from "./pages/row-findings.ts";

type MadeChange = z.output<typeof madeChangeSchema>;

/** Rows for which it is said at once what is found in them; after larger changes the check of the whole plan says it. */
const mostRows = 500;

/** A change that was made, with what is now found in the rows that it touched. */
export async function withFindings(
  server: ServerContext,
  person: string,
  plan: string,
  applied: AppliedChange,
): Promise<MadeChange> {
  const { ground: _, ...made } = applied;
  if (made.rows.length > mostRows) return made;
  const { plans, law } = server;
  const seen = plans.moveBy(plan, applied) ?? (await plans.find(person, plan, made.change.branch));
  if (seen === undefined) return made;
  const findings = findingsOfRows(seen.plan, law.accountCodes, made.rows);
  return { ...made, findings: [...findings] };
}
