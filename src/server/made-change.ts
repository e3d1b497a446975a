import type { z } from "zod";
import type { madeChangeSchema } from "../api/change-schemas.ts";
import type { AppliedChange } from "../store/apply-change.ts";
import type { ServerContext } from "./context.ts";
import { findingsOfRows } from "./pages/row-findings.ts";
import type { SeenPlan } from "./seen-plans.ts";

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
  const seen =
    plans.moveBy(plan, applied) ?? (await findSoon(server, person, plan, made.change.branch));
  if (seen === undefined) return made;
  const findings = findingsOfRows(seen.plan, law.accountCodes, made.rows);
  return { ...made, findings: [...findings] };
}

/** How long an edit waits for a plan that is not in memory.   Unit: milliseconds. */
const longestWait = 500;

/**
 * The plan, where it is there soon: the edit is made, and its writer is not to wait until a large plan is read.
 *
 * What is found in the rows is then told with what is found in the whole plan.
 */
async function findSoon(
  { plans, onDefect }: ServerContext,
  person: string,
  plan: string,
  branch: string,
): Promise<SeenPlan | undefined> {
  const late = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => late.resolve(undefined), longestWait);
  const found = plans.find(person, plan, branch).catch((error: unknown) => {
    onDefect(error);
    return undefined;
  });
  try {
    return await Promise.race([found, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
