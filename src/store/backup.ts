import { z } from "zod";
import type { Database, Session } from "./database.ts";
import { readHistory, writeHistory } from "./log/history-file.ts";
import { listAllPlans } from "./log/verify.ts";
import type { Reply } from "./refusal.ts";
import { type Refused, refusedFor, replyOf } from "./refused.ts";

/** The version of the form of a backup; it rises when a line changes its meaning. */
export const backupFormat = "entente-backup-1";

/** Tables that are kept beside the logs, in the order in which they are written back. Sessions are secrets, and are not. */
const keptTables = ["people", "identities", "grants", "sights", "allocations"] as const;

/** A store as lines of JSON: people and their rights, allocations, and every plan's log. */
export async function* writeBackup(db: Session, at: string): AsyncGenerator<string> {
  const plans = await listAllPlans(db);
  yield JSON.stringify({ format: backupFormat, at, plans });
  for (const plan of plans) {
    yield* writeHistory(db, plan);
    yield JSON.stringify({ end: plan });
  }
  for (const table of keptTables) {
    const rows = await db.query<{ row: unknown }>(
      `select to_jsonb(t) as row from entente.${table} t order by to_jsonb(t)::text`,
    );
    for (const { row } of rows) yield JSON.stringify({ table, row });
  }
  yield JSON.stringify({ end: backupFormat });
}

/** What was restored. */
export interface Restored {
  readonly plans: readonly { readonly id: string; readonly seq: number }[];
  readonly people: number;
}

const headSchema = z.object({ format: z.literal(backupFormat), at: z.string() });
const rowSchema = z.object({
  table: z.enum(keptTables),
  row: z.record(z.string(), z.unknown()),
});

/** Takes a backup into an empty store: all of it, or nothing. Every log is verified. */
export function restoreBackup(
  db: Database,
  lines: AsyncIterable<string>,
): Promise<Reply<Restored>> {
  return replyOf(() =>
    db.transaction(async (tx) => {
      await refuseFull(tx);
      const reader = lines[Symbol.asyncIterator]();
      const first = await reader.next();
      parse(first.done === true ? "" : first.value, headSchema);
      const plans: { id: string; seq: number }[] = [];
      let people = 0;
      for (;;) {
        const next = await reader.next();
        if (next.done === true) throw broken("a file that ends before its last line");
        const line = next.value;
        if (line === JSON.stringify({ end: backupFormat })) return { plans, people };
        if (line.startsWith('{"format":')) {
          plans.push(await readHistory(tx, untilEnd(line, reader)));
          continue;
        }
        const { table, row } = parse(line, rowSchema);
        if (table === "people") people += 1;
        await tx.query(
          `insert into entente.${table} select * from jsonb_populate_record(null::entente.${table}, $1::jsonb)
           on conflict do nothing`,
          [JSON.stringify(row)],
        );
      }
    }),
  );
}

async function* untilEnd(first: string, rest: AsyncIterator<string>): AsyncGenerator<string> {
  yield first;
  for (;;) {
    const next = await rest.next();
    if (next.done === true) throw broken("a file that ends within a plan");
    if (next.value.startsWith('{"end":')) return;
    yield next.value;
  }
}

async function refuseFull(tx: Session): Promise<void> {
  const [row] = await tx.query<{ plans: number }>(
    "select count(*)::bigint as plans from entente.plans",
  );
  if (row?.plans === 0) return;
  throw refusedFor(
    "invalid",
    "store_not_empty",
    {},
    {
      found: `a store with ${row?.plans} plans`,
      expected: "an empty store",
      help: "Name a folder or a database that is new.",
    },
  );
}

function parse<T>(line: string, schema: z.ZodType<T>): T {
  try {
    return schema.parse(JSON.parse(line));
  } catch {
    throw broken("a line that no backup has");
  }
}

function broken(found: string): Refused {
  return refusedFor(
    "invalid",
    "history_broken",
    {},
    {
      found,
      expected: "a backup, as `entente store backup` wrote it",
      help: "Take another backup; this file is damaged, or is none.",
    },
  );
}
