import { defaultGap, defaultNodeBudget } from "../allocate/allocate-options.ts";
import { sumCents } from "../base/money.ts";
import { insertAllocation, levelOfAsker, readAllocation } from "../store/allocations.ts";
import type { JobToDo } from "../store/job-rows.ts";
import { type LoadedAsked, loadAsked } from "./load-asked.ts";
import type { FoundAllocation } from "./questions.ts";
import { endJob, hooksOf, type Task, updateIn } from "./task.ts";
import { within } from "./within.ts";
import { keepInput } from "./work-tables.ts";

type AllocateJob = JobToDo & { readonly asked: { readonly kind: "allocate" } };

const noWaysOut = { contradiction: null, second: null };

/**
 * Allocates a branch as the asker of a job may see it. The allocation is there for all to read as soon as it is found;
 * its prices and reasons follow, unless it was to be quick.
 *
 * Its id follows from that of the job: whoever begins anew after a worker died finds what is there already.
 */
export async function doAllocate(task: Task, job: AllocateJob): Promise<void> {
  const id = allocationOf(job.id);
  const known = await readAllocation(task.db, job.plan, id);
  if (known === null && !(await findAllocation(task, job, id))) return;
  if (job.asked.quick || task.stop.aborted) return finish(task, id);
  const { answer } = await task.threads.ask("explain", { allocation: id }, hooksOf(task, job));
  if (answer === null) return finish(task, id);
  await task.claim.finish(async (tx) => {
    await tx.query("update entente.allocations set briefing = $2::jsonb where id = $1", [
      id,
      JSON.stringify(answer),
    ]);
    await updateIn(task, tx, { state: "done", allocation: id, result: noWaysOut });
  });
}

/** The id of the allocation that a job makes. */
export function allocationOf(job: string): string {
  return `a-${job.replace(/^j-/, "")}`;
}

function finish(task: Task, allocation: string): Promise<void> {
  const state = task.stop.aborted ? "cancelled" : "done";
  return endJob(task, { state, allocation, result: noWaysOut });
}

/** Finds the allocation and keeps it; or ends the job with why there is none. */
async function findAllocation(task: Task, job: AllocateJob, id: string): Promise<boolean> {
  const { asked } = job;
  const loaded = await loadAsked(task.db, job);
  if (!("input" in loaded)) {
    await endJob(task, { state: "failed", findings: [...loaded] });
    return false;
  }
  const options = {
    gap: asked.gap ?? defaultGap,
    steps: defaultNodeBudget,
    quick: asked.quick,
    ...(asked.seconds === undefined ? {} : { seconds: asked.seconds }),
  };
  const question = { id, input: loaded.input, options };
  const answer = await task.threads.ask("allocate", question, hooksOf(task, job));
  if (answer.kind === "found") {
    await keep(task, job, id, loaded, answer);
    return true;
  }
  if (answer.kind === "stopped") await endJob(task, { state: "cancelled" });
  else if (answer.kind === "refused") {
    await endJob(task, { state: "failed", findings: [...answer.findings] });
  } else {
    const { contradiction, second, findings } = answer;
    const result = { contradiction, second };
    await endJob(task, { state: "done", result, findings: [...findings] });
  }
  return false;
}

async function keep(
  task: Task,
  job: AllocateJob,
  id: string,
  { seq, withheld, level }: LoadedAsked,
  { allocation, briefing, findings, input }: FoundAllocation,
): Promise<void> {
  const { value, bound, gap_ratio, ended, payments, choices } = allocation;
  const { plan, asked, asked_by } = job;
  await task.claim.keep(async (tx) => {
    // What was seen at the start must be what its readers are judged by.
    if ((await levelOfAsker(tx, plan, asked_by)) !== level) {
      throw new Error("the rights of who asked have changed on the way");
    }
    await insertAllocation(within(task.db, tx), asked_by, {
      ...{ id, plan, branch: asked.branch, seq, withheld, edits: asked.edits },
      ...{ value, bound, gap_ratio, ended, allocation, briefing },
      amount: sumCents(payments.map(({ amount }) => amount)),
      funded: choices.length,
      findings: [...findings],
    });
    await keepInput(tx, plan, id, input);
    await updateIn(task, tx, { allocation: id });
  });
}
