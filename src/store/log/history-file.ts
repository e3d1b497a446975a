import { z } from "zod";
import { handlingSchema } from "../../api/value-schemas.ts";
import { checkTexts } from "../check-change.ts";
import { type Database, type Session, withProgramRights } from "../database.ts";
import { handlings } from "../levels.ts";
import type { Reply } from "../refusal.ts";
import { missingRight, type Refused, refused, refusedFor, replyOf } from "../refused.ts";
import { rightsIn } from "../rights/rights.ts";
import { firstHash } from "./chain.ts";
import { batchSize } from "./log.ts";
import { type LogRecord, readLog } from "./read-log.ts";
import { rebuildPlan } from "./rebuild.ts";
import { findBreak } from "./verify.ts";

/** The version of the form of a history; it rises when a line changes its meaning. */
export const historyFormat = "entente-history-1";

const cell = z.string().nullable();
const groupSchema = z.object({
  place: z.number().int(),
  branch: z.string(),
  table_name: z.string(),
  row_id: z.string(),
  fields: z.array(z.string()),
  befores: z.array(cell),
  afters: z.array(cell),
  level: z.number().int().min(0).max(2),
});
const headSchema = z.object({
  format: z.literal(historyFormat),
  plan: z.string(),
  withheld: z.boolean(),
});
const lineSchema = z.object({
  plan: z.string(),
  seq: z.number().int(),
  branch: z.string(),
  kind: z.enum(["import", "edit", "undo", "rebase", "merge", "branch", "head"]),
  author: z.string(),
  author_name: z.string(),
  at: z.string(),
  recorded_by: z.string(),
  reason: z.string(),
  undoes: z.number().int().nullable(),
  about: z.string().nullable(),
  edit_count: z.number().int(),
  previous_hash: z.string(),
  hash: z.string(),
  level: z.number().int().min(0).max(2),
  groups: z.array(groupSchema),
});

/**
 * The whole log of a plan as lines of JSON, with every hash, as the person of the transaction may see it.
 *
 * Where something is withheld from them, the first line says so, and the rest cannot be verified.
 */
export async function exportHistory(tx: Session, plan: string): Promise<readonly string[]> {
  const rights = await rightsIn(tx, plan);
  if (rights === null) return [];
  const see = handlings.indexOf(handlingSchema.parse(rights.see));
  return withProgramRights(tx, async () => {
    const lines: string[] = [];
    let withheld = false;
    for await (const record of readLog(tx, plan)) {
      const groups = record.groups.filter(({ level }) => level <= see);
      const whole = groups.length === record.groups.length;
      withheld ||= !whole;
      if (record.level > see) continue;
      // What a change says beside its edits can name rows, too.
      const about = whole ? record.about : null;
      lines.push(JSON.stringify({ ...record, about, groups }));
    }
    return [JSON.stringify({ format: historyFormat, plan, withheld }), ...lines];
  });
}

/** All lines of the log of a plan, with the rights of the program. */
export async function* writeHistory(db: Session, plan: string): AsyncGenerator<string> {
  yield JSON.stringify({ format: historyFormat, plan, withheld: false });
  for await (const record of readLog(db, plan)) yield JSON.stringify(record);
}

/** A history that was taken in: the name of its plan, and its last change. */
export interface ImportedHistory {
  readonly id: string;
  readonly seq: number;
}

/** Takes the history of a plan into the store, under the name that it had; who does it becomes the plan's administrator. */
export function importHistory(
  db: Database,
  person: string,
  lines: AsyncIterable<string> | Iterable<string>,
): Promise<Reply<ImportedHistory>> {
  return replyOf(async () => {
    const [who] = await db.query<{ may_create: boolean }>(
      "select may_create from entente.people where id = $1",
      [person],
    );
    if (who?.may_create !== true) {
      throw refused("forbidden", [
        missingRight("a new plan, of somebody who may not create plans"),
      ]);
    }
    return db.transaction(async (tx) => {
      const taken = await readHistory(tx, lines);
      await tx.query("insert into entente.grants (plan, person, role) values ($1, $2, $3)", [
        ...[taken.id, person, "administrator"],
      ]);
      await tx.query("insert into entente.sights (plan, person, see) values ($1, $2, 2)", [
        taken.id,
        person,
      ]);
      return taken;
    });
  });
}

/** Reads one history from lines, verifies it, and makes its plan; with the rights of the program. */
export async function readHistory(
  tx: Session,
  lines: AsyncIterable<string> | Iterable<string>,
): Promise<ImportedHistory> {
  let id: string | undefined;
  const end = { seq: 0, hash: firstHash };
  for await (const line of lines) {
    if (line.trim() === "") continue;
    if (id === undefined) {
      id = (await beginHistory(tx, line)).plan;
      continue;
    }
    const record = parseLine(line, lineSchema, end.seq + 1);
    const what = record.plan === id ? findBreak(end, record) : "it is of another plan";
    if (what !== undefined) throw brokenHistory(`change ${end.seq + 1}: ${what}`);
    await insertRecord(tx, record);
    end.seq = record.seq;
    end.hash = record.hash;
  }
  if (id === undefined || end.seq === 0) throw brokenHistory("no changes");
  await rebuildWithin(tx, id);
  return { id, seq: end.seq };
}

async function rebuildWithin(tx: Session, plan: string): Promise<void> {
  try {
    await rebuildPlan(tx, plan);
  } catch (error) {
    if (error instanceof Error && !("code" in error)) throw brokenHistory(error.message);
    throw error;
  }
}

async function beginHistory(tx: Session, line: string): Promise<{ readonly plan: string }> {
  const head = parseLine(line, headSchema, 0);
  checkTexts([head.plan]);
  if (head.withheld) throw brokenHistory("a history from which something is withheld");
  const made = await tx.query(
    `insert into entente.plans (id, title, description, as_of, first_fiscal_year, last_fiscal_year, last_hash)
     values ($1, '', '', '2000-01-01', 2000, 2000, $2) on conflict (id) do nothing returning id`,
    [head.plan, firstHash],
  );
  if (made.length > 0) return head;
  throw refusedFor(
    "invalid",
    "plan_taken",
    { id: head.plan },
    {
      found: `the name \`${head.plan}\``,
      expected: "a name that no plan has",
      help: "A history keeps the name of its plan; take it into a store without that plan.",
    },
  );
}

function parseLine<T>(line: string, schema: z.ZodType<T>, seq: number): T {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw brokenHistory(`line ${seq + 1}, which is no JSON`);
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const path = parsed.error.issues[0]?.path.join(".") ?? "";
  throw brokenHistory(`line ${seq + 1}, with something else in \`${path}\` than a history holds`);
}

function brokenHistory(found: string): Refused {
  return refusedFor(
    "invalid",
    "history_broken",
    {},
    {
      found,
      expected: "the lines that an export of a history wrote, all of them and unchanged",
      help: "Export the history again from the store that has it.",
    },
  );
}

async function insertRecord(tx: Session, record: LogRecord): Promise<void> {
  const { groups, ...change } = record;
  const names = Object.keys(lineSchema.shape).filter((name) => name !== "groups");
  await tx.query(
    `insert into entente.changes (${names.join(", ")})
     select ${names.map((name) => `n.${name}`).join(", ")}
     from jsonb_populate_record(null::entente.changes, $1::jsonb) n`,
    [JSON.stringify(change)],
  );
  for (let from = 0; from < groups.length; from += batchSize) {
    await tx.query(
      `insert into entente.edits (plan, seq, place, branch, table_name, row_id, fields, befores, afters, level)
       select $1, $2, n.place, n.branch, n.table_name, n.row_id, n.fields, n.befores, n.afters, n.level
       from jsonb_to_recordset($3::jsonb) as n(place integer, branch text, table_name text, row_id text,
         fields text[], befores text[], afters text[], level smallint)`,
      [record.plan, record.seq, JSON.stringify(groups.slice(from, from + batchSize))],
    );
  }
}
