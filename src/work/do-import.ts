import { importPlan } from "../store/import-plan.ts";
import type { JobToDo } from "../store/job-rows.ts";
import { hooksOf, type Task, updateIn } from "./task.ts";
import { within } from "./within.ts";

/** Takes a zipped plan folder into the store as a new plan; the file itself is let go. */
export async function doImport(
  task: Task,
  job: JobToDo & { readonly asked: { readonly kind: "import" } },
): Promise<void> {
  const zip = Buffer.from(job.asked.zip, "base64");
  const read = await task.threads.ask("read", { zip }, hooksOf(task, job));
  await task.claim.finish(async (tx) => {
    await tx.query("update entente.jobs set asked = asked - 'zip' where id = $1", [job.id]);
    const { answer: plan, findings } = read;
    if (plan === null) return updateIn(task, tx, { state: "failed", findings: [...findings] });
    const { value, refusal } = await importPlan(
      within(task.db, tx),
      job.asked_by,
      plan,
      job.asked.id,
    );
    if (value === null) {
      return updateIn(task, tx, { state: "failed", findings: [...refusal.findings] });
    }
    await updateIn(task, tx, {
      state: "done",
      result: { plan: value.id },
      findings: [...findings],
    });
  });
}
