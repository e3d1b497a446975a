/**
 * A program that tests kill: it checks that nothing which an earlier run acknowledged is lost, and then writes with
 * eight writers at once until it is killed.   Arguments: where the store is, the plan, a file of what was acknowledged.
 */
import { readFile } from "node:fs/promises";
import { fieldsOf } from "../plan/fields.ts";
import { makeChange } from "./changes.ts";
import type { Database } from "./database.ts";
import { openEmbedded } from "./embedded.ts";
import { checkFold } from "./log/rebuild.ts";
import { verifyPlan } from "./log/verify.ts";
import { migrate } from "./migrate.ts";
import { openPostgres } from "./postgres.ts";
import { readRow } from "./rows.ts";

const [place = "", plan = "", acknowledged = "", only = ""] = process.argv.slice(2);
const tell = (line: string) => process.stdout.write(`${line}\n`);

/** The cells of the sample plan in which the writers write, one each. */
const cells = [
  ...["UKR", "PHL"].flatMap((row) => [
    { table: "partners" as const, row, field: "tier_reason" },
    { table: "partners" as const, row, field: "source" },
  ]),
  ...["PHL-radar", "UKR-boats"].flatMap((row) => [
    { table: "initiatives" as const, row, field: "name" },
    { table: "initiatives" as const, row, field: "override_reason" },
  ]),
];

async function check(db: Database): Promise<void> {
  const { broken } = await verifyPlan(db, plan);
  if (broken !== null) throw new Error(`change ${broken.seq}: ${broken.what}`);
  const differences = await db.transaction((tx) => checkFold(tx, plan));
  if (differences.length > 0) throw new Error(JSON.stringify(differences));
  const rows = await db.query<{ seq: number; text: string }>(
    "select seq, afters[1] as text from entente.edits where plan = $1",
    [plan],
  );
  const there = new Set(rows.map(({ seq, text }) => `${seq} ${text}`));
  const lines = (await readFile(acknowledged, "utf8")).split("\n").filter((line) => line !== "");
  const lost = lines.filter((line) => !there.has(line));
  if (lost.length > 0) throw new Error(`lost: ${lost.join(", ")}`);
  tell(`sound ${lines.length}`);
}

async function write(db: Database, { table, row, field }: (typeof cells)[number]) {
  const at = Object.keys(fieldsOf(table)).indexOf(field);
  const read = await db.asPerson("local", (tx) =>
    readRow(tx, { plan, branch: "main", table, row }),
  );
  let before = read?.cells[at] ?? null;
  for (let count = 0; ; count++) {
    const after = `${process.pid} ${count}`;
    const edits = [{ table, row, field, before, after }];
    const made = await makeChange(db, "local", { plan, branch: "main", reason: "Load", edits });
    if (made.refusal !== null) throw new Error(JSON.stringify(made.refusal));
    tell(`ack ${made.value.change.seq} ${after}`);
    before = after;
  }
}

const db = place.startsWith("postgresql:") ? openPostgres(place) : await openEmbedded(place);
await migrate(db);
await check(db);
if (only === "check") await db.close();
else await Promise.all(cells.map((cell) => write(db, cell)));
