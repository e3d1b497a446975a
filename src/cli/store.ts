import type { Command } from "commander";
import type { Finding } from "../base/findings.ts";
import { writePlan } from "../plan/write.ts";
import type { Database } from "../store/database.ts";
import { exportPlan } from "../store/export-plan.ts";
import { writeHistory } from "../store/log/history-file.ts";
import { type FoldDifference, rebuildPlan } from "../store/log/rebuild.ts";
import { listAllPlans, type Verified, verifyPlan } from "../store/log/verify.ts";
import { asOperator } from "../store/operator.ts";
import { addCommand, type CommandContext, helpAfter } from "./command-context.ts";
import { writeFolder } from "./output-folder.ts";
import { printReply, type Reply, type ReplyOptions, refuse } from "./reply.ts";
import { openStore } from "./serve/open-store.ts";
import { backupStore, restoreStore, type StoreReply, takeIn } from "./store-files.ts";
import { reportStoreCommand } from "./store-finding-kinds.ts";
import type { Surroundings } from "./surroundings.ts";

interface StoreOptions extends ReplyOptions {
  readonly data?: string;
}

interface ExportOptions extends StoreOptions {
  readonly out: string;
  readonly history?: boolean;
}

const examples = [
  "entente store list",
  "entente store verify fy2021",
  "entente store rebuild fy2021",
  "entente store import examples/two-partners",
  "entente store export fy2021 --out out/fy2021-plan --history",
  "entente store backup out/backup.jsonl",
  "entente store restore out/backup.jsonl --data out/restored",
];

/** Adds `entente store`: what keeps a store safe and moves plans in and out of it. */
export function addStore(program: Command, context: CommandContext): void {
  const parent = program
    .command("store")
    .description("Look after the store: list, verify, rebuild, import, export, back up, restore.")
    .addHelpText("after", helpAfter(examples));
  const add = (name: string, about: string) =>
    addCommand(parent, name, about)
      .option(
        "--data <dir>",
        "folder of the store (default: out/data); DATABASE_URL names a server instead",
      )
      .addHelpText(
        "after",
        helpAfter(examples.filter((one) => one.startsWith(`entente store ${name}`))),
      );
  const run = (command: string, options: StoreOptions, work: Work) =>
    runOn(command, options, context, work);
  add("list", "List the plans of the store.").action((options: StoreOptions) =>
    run("store list", options, listPlans),
  );
  add("verify", "Check that no change of the log was altered since it was written.")
    .argument("[plan]", "the plan; all when nobody says")
    .action((plan: string | undefined, options: StoreOptions) =>
      run("store verify", options, (db) => verify(db, plan)),
    );
  add("rebuild", "Work out the tables from the log anew, and say what differed.")
    .argument("[plan]", "the plan; all when nobody says")
    .action((plan: string | undefined, options: StoreOptions) =>
      run("store rebuild", options, (db) => rebuild(db, plan)),
    );
  add("import", "Take a plan folder, or a history (.jsonl), into the store.")
    .argument("<path>", "the folder of the plan, or the file of its history")
    .action((path: string, options: StoreOptions) =>
      run("store import", options, (db) => takeIn(db, path)),
    );
  add("export", "Write a plan as a folder, with its history on request.")
    .argument("<plan>", "the plan")
    .requiredOption("--out <dir>", "folder to write into")
    .option("--history", "write history.jsonl too: every change, with its hash")
    .action((plan: string, options: ExportOptions) =>
      run("store export", options, (db) => exportTo(db, plan, options)),
    );
  add("backup", "Write all plans with their history, and all people, into one file.")
    .argument("<file>", "the file to write")
    .action((file: string, options: StoreOptions) =>
      run("store backup", options, (db) => backupStore(db, file)),
    );
  add("restore", "Take a backup into an empty store.")
    .argument("<file>", "the file that a backup wrote")
    .action((file: string, options: StoreOptions) =>
      run("store restore", options, (db) => restoreStore(db, file)),
    );
}

type Work = (db: Database) => Promise<StoreReply>;

async function runOn(
  command: string,
  options: StoreOptions,
  { around, end }: CommandContext,
  work: Work,
): Promise<void> {
  end(printReply(await replyTo(command, options, around, work), options, around));
}

async function replyTo(
  command: string,
  options: StoreOptions,
  around: Surroundings,
  work: Work,
): Promise<Reply> {
  const opened = await openStore(around.variables?.DATABASE_URL, options.data);
  if (opened.result === null) return refuse(command, opened.findings);
  try {
    const reply = await work(opened.result);
    const failed = reply.findings.some(({ severity }) => severity === "error");
    return { ...reply, command, ending: failed ? "findings" : "fine" };
  } finally {
    await opened.result.close();
  }
}

async function listPlans(db: Database): Promise<StoreReply> {
  const plans = await db.query<{ id: string; title: string; changes: number; people: number }>(
    `select id, title, last_seq as changes,
       (select count(distinct person) from entente.grants g where g.plan = p.id) as people
     from entente.plans p order by id`,
  );
  const lines = plans.map(
    ({ id, title, changes, people }) =>
      `${id}: ${title} (${changes} changes, ${people} ${people === 1 ? "person" : "people"})\n`,
  );
  const text = lines.length === 0 ? "The store holds no plan.\n" : lines.join("");
  return { findings: [], result: { plans }, text };
}

async function choosePlans(db: Database, plan: string | undefined): Promise<readonly string[]> {
  const plans = await listAllPlans(db);
  return plan === undefined ? plans : plans.filter((id) => id === plan);
}

/** The refusal where the store has no plan of that name. */
function unknownPlan(plan: string): StoreReply {
  const finding = reportStoreCommand(
    "store_plan_unknown",
    { id: plan },
    {
      found: `the plan \`${plan}\``,
      expected: "a plan of the store",
      help: "`entente store list` lists them.",
    },
  );
  return { findings: [finding], result: null, text: "" };
}

async function verify(db: Database, plan: string | undefined): Promise<StoreReply> {
  const plans = await choosePlans(db, plan);
  if (plan !== undefined && plans.length === 0) return unknownPlan(plan);
  const results: Verified[] = [];
  for (const id of plans) results.push(await verifyPlan(db, id));
  const findings = results.flatMap(describeBroken);
  const sound = results.filter(({ broken }) => broken === null);
  const text = sound
    .map(({ plan: id, changes }) => `${id}: all ${changes} changes are as they were written.\n`)
    .join("");
  return { findings, result: { plans: results }, text };
}

function describeBroken({ plan, broken }: Verified): Finding[] {
  if (broken === null) return [];
  return [
    reportStoreCommand(
      "log_broken",
      { id: plan },
      {
        found: `change ${broken.seq} of \`${plan}\`: ${broken.what}`,
        expected: "the change as it was written",
        help: "Somebody or something changed the database past the program. Restore a backup from before that.",
      },
    ),
  ];
}

async function rebuild(db: Database, plan: string | undefined): Promise<StoreReply> {
  const plans = await choosePlans(db, plan);
  if (plan !== undefined && plans.length === 0) return unknownPlan(plan);
  const results: { plan: string; differences: readonly FoldDifference[] }[] = [];
  for (const id of plans) {
    const { broken, ...rest } = await verifyPlan(db, id);
    if (broken !== null) {
      return { findings: describeBroken({ ...rest, broken }), result: null, text: "" };
    }
    results.push({ plan: id, differences: await db.transaction((tx) => rebuildPlan(tx, id)) });
  }
  const text = results.map(describeRebuilt).join("");
  return { findings: [], result: { plans: results }, text };
}

/** Differences that are shown one by one. */
const mostShown = 20;

function describeRebuilt({
  plan,
  differences,
}: {
  readonly plan: string;
  readonly differences: readonly FoldDifference[];
}): string {
  if (differences.length === 0) return `${plan}: the tables are what the log makes.\n`;
  const lines = differences
    .slice(0, mostShown)
    .map(({ branch, table, row, what }) => `  ${branch} ${table} ${row}: ${what}\n`);
  const more = differences.length - lines.length;
  const rest = more > 0 ? `  and ${more} more\n` : "";
  return `${plan}: ${differences.length} rows differed, and were put right:\n${lines.join("")}${rest}`;
}

async function exportTo(db: Database, plan: string, options: ExportOptions): Promise<StoreReply> {
  const exported = await asOperator(db, plan, (tx) => exportPlan(tx, plan));
  if (exported === null) return unknownPlan(plan);
  const files = new Map<string, string>(writePlan(exported));
  if (options.history === true) {
    const lines: string[] = [];
    for await (const line of writeHistory(db, plan)) lines.push(`${line}\n`);
    files.set("history.jsonl", lines.join(""));
  }
  const findings = await writeFolder(options.out, files);
  const text = findings.length > 0 ? "" : `${plan}: ${files.size} files in ${options.out}\n`;
  return { findings, result: { plan, files: [...files.keys()] }, text };
}
