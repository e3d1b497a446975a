import type { Edit, Plan, Scenario } from "../plan/plan.ts";
import { readScenarioEdits, type ScenarioEdit } from "./branches/branch-edits.ts";
import { type BranchRow, readBranches } from "./branches/branch-rows.ts";
import { mainBranch } from "./branches/branch-state.ts";
import { allCells, readThreeWay } from "./branches/compare-branches.ts";
import { editsBetween } from "./branches/three-way.ts";
import { type Session, withProgramRights } from "./database.ts";
import { handlings, keyOfRow } from "./levels.ts";
import { loadPlan, readHead } from "./load-plan.ts";
import { rightsIn } from "./rights/rights.ts";

/**
 * A plan with its open scenarios, as the person of the transaction may see it. What was imported comes out the same.
 *
 * A folder knows no base: of a scenario that is behind, rows that the plan has changed since are stated anew, so that
 * they hold what the scenario shows.
 */
export async function exportPlan(tx: Session, plan: string): Promise<Plan | null> {
  const loaded = await loadPlan(tx, plan, mainBranch);
  const head = await readHead(tx, plan);
  const rights = await rightsIn(tx, plan);
  if (loaded === null || head === null || rights === null) return null;
  const branches = await readBranches(tx, plan);
  const see = handlings.indexOf(rights.see);
  const scenarios: Scenario[] = [];
  for (const branch of branches) {
    if (branch.id === mainBranch || branch.state !== "open") continue;
    const edits = await withProgramRights(tx, () => statedEdits(tx, plan, branch, branches));
    scenarios.push({
      ...{ id: branch.id, title: branch.title, description: branch.description },
      tests: branch.tests.map(({ question, asked_by, answer }) => ({ question, asked_by, answer })),
      edits: edits.filter(({ level }) => level <= see).map(plainEdit),
    });
  }
  const { recommended_scenario: chosen } = head;
  const recommended = branches.some(({ id, state }) => id === chosen && state !== "open")
    ? null
    : chosen;
  return {
    head: { ...head, recommended_scenario: recommended },
    tables: loaded.plan.tables,
    scenarios,
  };
}

function plainEdit({ author, at, reason, table, row, field, before, after }: ScenarioEdit): Edit {
  return { author, at, reason, table, row, field, before, after };
}

async function statedEdits(
  tx: Session,
  plan: string,
  branch: BranchRow,
  branches: readonly BranchRow[],
): Promise<readonly ScenarioEdit[]> {
  const edits = await readScenarioEdits(tx, plan, branch.id);
  const main = branches.find(({ id }) => id === mainBranch);
  if (main === undefined || main.last <= branch.base) return edits;
  const touched = await tx.query<{ key: string }>(
    `select distinct table_name || '/' || row_id as key from entente.edits
     where plan = $1 and branch = '${mainBranch}' and seq > $2`,
    [plan, branch.base],
  );
  const keys = new Set(touched.map(({ key }) => key));
  const anew = new Map<string, ScenarioEdit>();
  for (const edit of edits) {
    const key = keyOfRow(edit.table, edit.row);
    if (edit.applied && keys.has(key)) anew.set(key, edit);
  }
  const stated = edits.filter(({ table, row }) => !anew.has(keyOfRow(table, row)));
  for (const last of anew.values()) {
    const ids = new Map([[last.table, [last.row]]]);
    for (const row of await readThreeWay(tx, plan, branch, main, ids, allCells)) {
      for (const edit of editsBetween(row.table, row.id, row.right, row.left)) {
        stated.push({ ...last, ...edit });
      }
    }
  }
  return stated;
}
