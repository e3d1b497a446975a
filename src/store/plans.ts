import type { z } from "zod";
import type { branchHeadSchema, planHeadSchema, planSummarySchema } from "../api/plan-schemas.ts";
import { tableNames } from "../plan/fields.ts";
import { type BranchRow, readBranches, seqOfBranch } from "./branches/branch-rows.ts";
import { mainBranch } from "./branches/branch-state.ts";
import type { Session } from "./database.ts";
import { readHead } from "./load-plan.ts";
import { type Role, rightsIn } from "./rights/rights.ts";
import { isWithheld } from "./rights/withheld.ts";

/** A plan in a list, as the API says it. */
export type PlanSummary = z.output<typeof planSummarySchema>;
/** A plan's head with its branches, as the API says it. */
export type PlanHeadAnswer = z.output<typeof planHeadSchema>;
/** A branch, as the API says it. */
export type BranchHead = z.output<typeof branchHeadSchema>;

/** The plans in which the person of the transaction has a role. */
export async function listPlans(tx: Session): Promise<PlanSummary[]> {
  const plans = await tx.query<Omit<PlanSummary, "roles" | "seq"> & { last_seq: number }>(
    `select id, title, description, first_fiscal_year, last_fiscal_year, last_seq, changed_at
     from entente.plans order by title, id`,
  );
  const grants = await tx.query<{ plan: string; role: Role }>(
    "select distinct plan, role from entente.grants where person = entente.me()",
  );
  return plans.map(({ last_seq, ...plan }) => ({
    ...plan,
    seq: last_seq,
    roles: grants.filter((grant) => grant.plan === plan.id).map(({ role }) => role),
  }));
}

/** The last change of a plan, over all its branches; nothing where there is no such plan to be seen. */
export async function readSeq(tx: Session, plan: string): Promise<number | null> {
  const [row] = await tx.query<{ last_seq: number }>(
    "select last_seq from entente.plans where id = $1",
    [plan],
  );
  return row?.last_seq ?? null;
}

/** The head of a plan, with its branches, its rows counted, and what the person of the transaction may do. */
export async function readPlanHead(tx: Session, plan: string): Promise<PlanHeadAnswer | null> {
  const head = await readHead(tx, plan);
  const rights = await rightsIn(tx, plan);
  if (head === null || rights === null) return null;
  const [end] = await tx.query<{ last_seq: number; changed_at: string | null }>(
    "select last_seq, changed_at from entente.plans where id = $1",
    [plan],
  );
  const { roles, decideOnMain: _, ...may } = rights;
  return {
    ...head,
    seq: end?.last_seq ?? 0,
    changed_at: end?.changed_at ?? null,
    roles,
    branches: await readBranchHeads(tx, plan),
    rows: await countRows(tx, plan),
    withheld: await isWithheld(tx, plan, mainBranch),
    may,
  };
}

async function countRows(tx: Session, plan: string): Promise<PlanHeadAnswer["rows"]> {
  const counts = tableNames.map(
    (table) =>
      `(select count(*) from seen.${table} where _plan = $1 and _branch = '${mainBranch}') as ${table}`,
  );
  const [row] = await tx.query<PlanHeadAnswer["rows"]>(`select ${counts.join(", ")}`, [plan]);
  return row ?? ({} as PlanHeadAnswer["rows"]);
}

/** The branches of a plan, `main` first. Edits are counted that the person of the transaction may see. */
export async function readBranchHeads(tx: Session, plan: string): Promise<BranchHead[]> {
  const branches = await readBranches(tx, plan);
  const counts = await tx.query<{ branch: string; edits: number }>(
    `select branch, sum(cardinality(fields))::bigint as edits from entente.edits
     where plan = $1 and branch <> '${mainBranch}' group by branch`,
    [plan],
  );
  const main = branches.find(({ id }) => id === mainBranch);
  const edits = new Map(counts.map((one) => [one.branch, Number(one.edits)]));
  return branches.map((branch) =>
    describeBranch(branch, main?.last ?? 0, edits.get(branch.id) ?? 0),
  );
}

function describeBranch(branch: BranchRow, mainLast: number, edits: number): BranchHead {
  const { id, title, description, tests, last, state } = branch;
  const isMain = id === mainBranch;
  return {
    ...{ id, title, description, last, edits, state },
    tests: tests.map((test) => ({ ...test })),
    base: isMain ? seqOfBranch(branch) : branch.base,
    behind: !isMain && mainLast > branch.base,
  };
}
