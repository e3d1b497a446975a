import type { Finding, Outcome } from "../../base/findings.ts";
import { hasErrors } from "../../base/findings.ts";
import type { Plan } from "../../plan/plan.ts";
import { readPlan } from "../../plan/read.ts";
import type { Database } from "../../store/database.ts";
import { FolderInUseError, openEmbedded } from "../../store/embedded.ts";
import { importPlan } from "../../store/import-plan.ts";
import { migrate } from "../../store/migrate.ts";
import { openPostgres } from "../../store/postgres.ts";
import { readFolder } from "../folder.ts";
import { planLimits } from "../plan-input.ts";
import { reportServe } from "./finding-kinds.ts";

/** Where the store is kept when nothing is configured. */
export const usualData = "out/data";

/**
 * Opens the store and brings it to the form that this program needs.
 *
 * Errors: findings; `result` is null when the store cannot be opened.
 */
export async function openStore(
  url: string | undefined,
  data: string | undefined,
): Promise<Outcome<Database | null>> {
  try {
    const folder = data === "memory" ? null : (data ?? usualData);
    const db = url === undefined ? await openEmbedded(folder) : openPostgres(url);
    await migrate(db);
    return { result: db, findings: [] };
  } catch (error) {
    if (error instanceof FolderInUseError)
      return { result: null, findings: [describeInUse(error)] };
    if (url === undefined || !isUnreachable(error)) throw error;
    return { result: null, findings: [describeUnreachable(error)] };
  }
}

function describeInUse(error: FolderInUseError): Finding {
  return reportServe(
    "store_in_use",
    { field: "--data" },
    {
      found: `\`${error.folder}\`, which process ${error.process} has open`,
      expected: "a folder that no other program has open",
      help: "End the other program, or name another folder with --data.",
    },
  );
}

/** What systems and PostgreSQL say where nobody answers, or not to us. */
const unreachableCodes =
  /^(ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|28P01|28000|3D000|57P03)$/;

function isUnreachable(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && "code" in error && unreachableCodes.test(String(error.code));
}

function describeUnreachable({ code }: { readonly code: string }): Finding {
  // The address may hold a password, so that it is not shown.
  return reportServe(
    "store_unreachable",
    { field: "DATABASE_URL" },
    {
      found: `the answer \`${code}\` in place of a connection`,
      expected: "a PostgreSQL server that lets this program in",
      help: "Check that the server runs, and the name, password and database in DATABASE_URL.",
    },
  );
}

/** Takes plan folders into the store whose plans are not there yet; returns those that are new. */
export async function importFolders(
  db: Database,
  person: string,
  folders: readonly string[],
): Promise<{ readonly result: readonly Plan[]; readonly findings: Finding[] }> {
  const findings: Finding[] = [];
  const added: Plan[] = [];
  for (const path of folders) {
    const folder = await readFolder(path, planLimits);
    const read = folder.result === null ? null : readPlan(folder.result);
    const all = [...folder.findings, ...(read?.findings ?? [])];
    if (read === null || read.plan === null || hasErrors(all)) {
      findings.push(...all);
      continue;
    }
    const [there] = await db.query("select id from entente.plans where id = $1", [
      read.plan.head.id,
    ]);
    if (there !== undefined) continue;
    const reply = await importPlan(db, person, read.plan);
    if (reply.refusal === null) added.push(read.plan);
    else findings.push(...reply.refusal.findings);
  }
  return { result: added, findings };
}
