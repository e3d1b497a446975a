import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Database, personRole, type Session } from "./database.ts";
import { planTablesSql } from "./plan-tables.ts";

/** Thrown where a migration that a database has is not the one that this program has. */
export class MigrationChangedError extends Error {}

const folder = join(import.meta.dirname, "migrations");
/** The plan's tables are made from the table of fields; this stands for them among the migrations. */
const planTables = "plan-tables";

/**
 * Brings a database to the form that this program needs; one that has it is left as it is.
 *
 * Several programs may do it at once: one does, the others wait.   Errors: throws {@link MigrationChangedError}.
 */
export async function migrate(db: Database): Promise<void> {
  await makeRole(db);
  await db.transaction(async (tx) => {
    await tx.query("select pg_advisory_xact_lock(hashtextextended('entente migrations', 0))");
    await tx.script(`create schema if not exists entente;
      create table if not exists entente.migrations (
        name text primary key, checksum text not null, applied_at timestamptz not null default now());
      select set_config('check_function_bodies', 'off', true);`);
    const applied = await readApplied(tx);
    for (const name of (await readdir(folder)).sort()) {
      if (!name.endsWith(".sql")) continue;
      const sql = await readFile(join(folder, name), "utf8");
      const had = applied.get(name);
      if (had === undefined) await apply(tx, name, sql);
      else if (had !== checksumOf(sql)) {
        throw new MigrationChangedError(`${name} is not the migration that was applied.`);
      }
    }
    const tables = planTablesSql();
    if (applied.get(planTables) !== checksumOf(tables)) await apply(tx, planTables, tables);
  });
}

async function apply(tx: Session, name: string, sql: string): Promise<void> {
  await tx.script(sql);
  await tx.query(
    `insert into entente.migrations (name, checksum) values ($1, $2)
     on conflict (name) do update set checksum = excluded.checksum, applied_at = now()`,
    [name, checksumOf(sql)],
  );
}

async function readApplied(tx: Session): Promise<Map<string, string>> {
  const rows = await tx.query<{ name: string; checksum: string }>(
    "select name, checksum from entente.migrations",
  );
  return new Map(rows.map(({ name, checksum }) => [name, checksum]));
}

function checksumOf(sql: string): string {
  return createHash("sha256").update(sql).digest("hex");
}

/** Roles belong to the whole server, so that another database of ours may have made it, even at this moment. */
async function makeRole(db: Database): Promise<void> {
  await db.script(`do $$ begin
    if not exists (select from pg_roles where rolname = '${personRole}') then
      create role ${personRole} nologin;
    end if;
  exception when duplicate_object or unique_violation then null;
  end $$;
  do $$ begin
    execute format('grant ${personRole} to %I', current_user);
  exception when others then
    -- Somebody else gave it to us already, or does so now; if nobody did, the first request says so.
    null;
  end $$;`);
}
