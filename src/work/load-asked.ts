import { type Finding, hasErrors } from "../base/findings.ts";
import { applyEdits } from "../plan/edit.ts";
import type { Edit, Scenario } from "../plan/plan.ts";
import { levelOfAsker } from "../store/allocations.ts";
import { readBranches } from "../store/branches/branch-rows.ts";
import type { Database } from "../store/database.ts";
import type { JobToDo } from "../store/job-rows.ts";
import { loadPlan } from "../store/load-plan.ts";
import { reportWork } from "./finding-kinds.ts";
import type { SentPlan } from "./questions.ts";

/** What an allocation is worked out on: as much of a branch as its asker may see, with what they try on it. */
export interface LoadedAsked {
  readonly input: SentPlan;
  readonly seq: number;
  readonly withheld: boolean;
  /** How sensitive what they see is. */
  readonly level: number;
}

/** Loads a branch as the asker of a job may see it, with the edits that they try; or says why it cannot be. */
export async function loadAsked(
  db: Database,
  job: JobToDo & { readonly asked: { readonly kind: "allocate" } },
): Promise<LoadedAsked | readonly Finding[]> {
  const { asked, asked_by: person, asked_at: at } = job;
  const level = await levelOfAsker(db, job.plan, person);
  const { loaded, branches } = await db.asPerson(person, async (tx) => ({
    loaded: await loadPlan(tx, job.plan, asked.branch),
    branches: await readBranches(tx, job.plan),
  }));
  if (loaded === null) return [gone(asked.branch)];
  const edits = asked.edits.map((edit): Edit => ({ ...edit, author: person, at, reason: "Tried" }));
  const { result: plan, findings } = applyEdits(loaded.plan, edits);
  if (hasErrors(findings)) return findings;
  const own = branches.filter(({ id, place }) => id === asked.branch && place > 0);
  const scenarios = own.map(
    ({ id, title, description, tests }): Scenario => ({ id, title, description, tests, edits: [] }),
  );
  const scenario = scenarios[0]?.id ?? null;
  const { seq, withheld } = loaded;
  return { input: { plan, scenario, scenarios }, seq, withheld, level };
}

function gone(branch: string): Finding {
  return reportWork(
    "asked_unknown",
    { id: branch },
    {
      found: `the branch \`${branch}\``,
      expected: "a branch of the plan that its asker may still see",
      help: "Ask again, on a branch that is there.",
    },
  );
}
