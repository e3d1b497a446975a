import type { Finding } from "../base/findings.ts";
import type { Session } from "../store/database.ts";
import type { AskedWork, JobToDo } from "../store/job-rows.ts";
import { reportWork } from "./finding-kinds.ts";
import type { Answered } from "./questions.ts";
import { endJob, hooksOf, type Task } from "./task.ts";

/** What is asked about an allocation. */
export type AboutWork = Extract<AskedWork, { readonly allocation: string }>;

/** Answers a question about an allocation that its asker may see. */
export async function doAbout(task: Task, job: JobToDo, asked: AboutWork): Promise<void> {
  if (!(await maySee(task, job, asked))) {
    return endJob(task, { state: "failed", findings: [notSeen(asked.allocation)] });
  }
  const { answer, findings } = await answerOf(task, job, asked);
  if (answer === null && findings.length === 0) return endJob(task, { state: "cancelled" });
  if (answer === null) return endJob(task, { state: "failed", findings: [...findings] });
  const state = task.stop.aborted ? "cancelled" : "done";
  await endJob(task, { state, result: answer.result, findings: [...findings] });
}

/** Whether the asker of a job may see the allocation that it is about, at this moment. */
export async function maySee(
  { db }: Task,
  { plan, asked_by }: JobToDo,
  { allocation }: AboutWork,
): Promise<boolean> {
  const find = (tx: Session) =>
    tx.query("select from entente.allocations where plan = $1 and id = $2", [plan, allocation]);
  return (await db.asPerson(asked_by, find)).length > 0;
}

/** The finding that an allocation is not there, or not for who asks. */
export function notSeen(allocation: string): Finding {
  return reportWork(
    "allocation_gone",
    { id: allocation },
    {
      found: `the allocation \`${allocation}\` is not there, or not for who asked`,
      expected: "an allocation that the asker may see",
      help: "Allocate again, and ask about the new allocation.",
    },
  );
}

async function answerOf(
  task: Task,
  job: JobToDo,
  asked: AboutWork,
): Promise<Answered<{ readonly result: unknown }>> {
  const { ask } = task.threads;
  const hooks = hooksOf(task, job);
  const { allocation } = asked;
  switch (asked.kind) {
    case "why":
      return plain(await ask("why", { allocation, about: asked.about.id }, hooks));
    case "prices":
      return plain(await ask("prices", { allocation }, hooks));
    case "overrides":
      return plain(await ask("overrides", { allocation }, hooks));
    case "alternatives": {
      const { count, loss } = asked;
      return plain(await ask("alternatives", { allocation, count, loss }, hooks));
    }
    case "returns":
      return plain(await ask("returns", { allocation }, hooks));
    case "failure":
      return plain(await ask("failure", { allocation, assumption: asked.assumption }, hooks));
    case "frontier": {
      const { against, bureau, points } = asked;
      const whole = { allocation, against, points, ...(bureau === undefined ? {} : { bureau }) };
      const { answer, findings } = await ask("frontier", whole, hooks);
      return { answer: answer === null ? null : { result: answer.report }, findings };
    }
    case "sweep":
      throw new Error("a sweep is done in chunks");
  }
}

function plain<T>({ answer, findings }: Answered<T>): Answered<{ readonly result: unknown }> {
  return { answer: answer === null ? null : { result: answer }, findings };
}
