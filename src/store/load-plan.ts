import { fiscalYear, isoDate } from "../base/fiscal.ts";
import { tableNames } from "../plan/fields.ts";
import type { Plan, PlanHead, PlanTables } from "../plan/plan.ts";
import { branchSeq } from "./branches/branch-rows.ts";
import type { Session } from "./database.ts";
import { isWithheld } from "./rights/withheld.ts";
import { type CoreRow, quotedColumns, rowOfRecord } from "./row-values.ts";

/** A plan as somebody may see it, the last change that it holds, and whether anything is withheld from them. */
export interface LoadedPlan {
  readonly plan: Plan;
  readonly seq: number;
  readonly withheld: boolean;
}

/** A branch of a plan as the person of the transaction may see it, as a plan without scenarios. */
export async function loadPlan(
  tx: Session,
  plan: string,
  branch: string,
): Promise<LoadedPlan | null> {
  const head = await readHead(tx, plan);
  const seq = await branchSeq(tx, plan, branch);
  if (head === null || seq === null) return null;
  const tables: Record<string, readonly CoreRow[]> = {};
  let withheld = false;
  for (const table of tableNames) {
    const records = await tx.query<CoreRow & { readonly _withheld: boolean }>(
      `select _withheld, ${quotedColumns(table)} from seen.${table}
       where _plan = $1 and _branch = $2 order by _position, id`,
      [plan, branch],
    );
    withheld ||= records.some(({ _withheld }) => _withheld);
    tables[table] = records.map((record) => rowOfRecord(table, record));
  }
  withheld ||= await isWithheld(tx, plan, branch);
  const seenHead = { ...head, recommended_scenario: null };
  return {
    plan: { head: seenHead, tables: tables as unknown as PlanTables, scenarios: [] },
    seq,
    withheld,
  };
}

/** The head of a plan. */
export async function readHead(tx: Session, plan: string): Promise<PlanHead | null> {
  const [row] = await tx.query<{
    title: string;
    description: string;
    as_of: string;
    first_fiscal_year: number;
    last_fiscal_year: number;
    recommended_scenario: string | null;
  }>(
    `select title, description, as_of, first_fiscal_year, last_fiscal_year, recommended_scenario
     from entente.plans where id = $1`,
    [plan],
  );
  if (row === undefined) return null;
  return {
    format: 1,
    id: plan,
    title: row.title,
    description: row.description,
    as_of: isoDate(row.as_of),
    first_fiscal_year: fiscalYear(row.first_fiscal_year),
    last_fiscal_year: fiscalYear(row.last_fiscal_year),
    recommended_scenario: row.recommended_scenario,
  };
}
