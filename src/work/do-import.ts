import type { Finding } from "../base/findings.ts";
import type { Plan } from "../plan/plan.ts";
import { writePlan } from "../plan/write.ts";
import type { Database } from "../store/database.ts";
import { exportPlan } from "../store/export-plan.ts";
import { importPlan } from "../store/import-plan.ts";
import type { JobToDo } from "../store/job-rows.ts";
import { importHistory } from "../store/log/history-file.ts";
import { reportWork } from "./finding-kinds.ts";
import type { ReadFolder } from "./questions.ts";
import { hooksOf, type Task, updateIn } from "./task.ts";
import { within } from "./within.ts";

/** Takes a zipped plan folder into the store as a new plan, with its history where it has one; the file is let go. */
export async function doImport(
  task: Task,
  job: JobToDo & { readonly asked: { readonly kind: "import" } },
): Promise<void> {
  const zip = Buffer.from(job.asked.zip, "base64");
  const read = await task.threads.ask("read", { zip }, hooksOf(task, job));
  await task.claim.finish(async (tx) => {
    await tx.query("update entente.jobs set asked = asked - 'zip' where id = $1", [job.id]);
    const { answer, findings } = read;
    if (answer === null) return updateIn(task, tx, { state: "failed", findings: [...findings] });
    const broken = await takeIn(within(task.db, tx), job.asked_by, job.asked.id, answer);
    if (broken.length > 0) {
      return updateIn(task, tx, { state: "failed", findings: [...broken] });
    }
    await updateIn(task, tx, {
      state: "done",
      result: { plan: job.asked.id },
      findings: [...findings],
    });
  });
}

/** Thrown to take back a history that was taken in already. */
class HistoryRefusedError extends Error {
  readonly finding: Finding;
  constructor(finding: Finding) {
    super(finding.found);
    this.finding = finding;
  }
}

/** Makes the plan; what is wrong where it was not made. */
async function takeIn(
  db: Database,
  person: string,
  id: string,
  { plan, history }: ReadFolder,
): Promise<readonly Finding[]> {
  if (history === null) return (await importPlan(db, person, plan, id)).refusal?.findings ?? [];
  try {
    return await db.transaction(async (tx) => {
      const inner = within(db, tx);
      const { value, refusal } = await importHistory(inner, person, history.split("\n"));
      if (value === null) return refusal.findings;
      if (value.id !== id) throw new HistoryRefusedError(describeElsewhere(value.id, id));
      await expectSame(inner, person, id, plan);
      return [];
    });
  } catch (error) {
    if (error instanceof HistoryRefusedError) return [error.finding];
    throw error;
  }
}

/** What somebody changed in the tables after the export would be lost, since the history alone makes the plan. */
async function expectSame(db: Database, person: string, id: string, plan: Plan): Promise<void> {
  const made = await db.asPerson(person, (tx) => exportPlan(tx, id));
  const given = { ...plan, head: { ...plan.head, id } };
  const same = made !== null && filesOf(made) === filesOf(given);
  if (!same) throw new HistoryRefusedError(describeDiffers());
}

/** A plan as the one text of its files. */
function filesOf(plan: Plan): string {
  return JSON.stringify([...writePlan(plan)]);
}

function describeElsewhere(found: string, id: string): Finding {
  return reportWork(
    "history_elsewhere",
    { file: "history.jsonl" },
    {
      found: `the history of \`${found}\`, to be taken in as \`${id}\``,
      expected: `the name \`${found}\`, which every change of a history holds`,
      help: `Import it as \`${found}\`, or take history.jsonl out of the zip to import the plan alone.`,
    },
  );
}

function describeDiffers(): Finding {
  return reportWork(
    "history_differs",
    { file: "history.jsonl" },
    {
      found: "tables that differ from what the history makes",
      expected: "the folder as it was exported",
      help: "Take history.jsonl out of the zip to import the tables as they are, without the history.",
    },
  );
}
