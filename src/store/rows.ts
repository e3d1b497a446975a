import type { z } from "zod";
import type { rowSchema, tablePageSchema } from "../api/plan-schemas.ts";
import { parseCell } from "../plan/cells.ts";
import type { FieldSpec } from "../plan/field-spec.ts";
import { fieldsOf, type TableName } from "../plan/fields.ts";
import { type BranchRow, seqOfBranch } from "./branches/branch-rows.ts";
import { mainBranch } from "./branches/branch-state.ts";
import type { Session } from "./database.ts";
import { columnType } from "./plan-columns.ts";
import { type CoreRow, cellsOfRecord, quotedColumns } from "./row-values.ts";

/** Some rows of a table, as the API says it. */
export type TablePage = z.output<typeof tablePageSchema>;
/** A row as cells, as the API says it; `withheld`: whether names of other rows are left out of it. */
export type SeenCells = z.output<typeof rowSchema> & { readonly withheld: boolean };

/** Which rows of a table. */
export interface RowsQuery {
  readonly plan: string;
  readonly branch: string;
  readonly table: TableName;
  /** What the page before gave as `next`. */
  readonly after?: string | undefined;
  readonly limit: number;
  /** Conditions such as `partner=UKR`, all of which hold; a list holds a value when it names it. */
  readonly where?: readonly string[] | undefined;
}

/** Thrown for a condition that names no field of the table, or no value of the field. */
export class ConditionError extends Error {
  readonly condition: string;
  constructor(condition: string) {
    super(`The condition ${condition} is none of this table.`);
    this.condition = condition;
  }
}

type Found = CoreRow & {
  readonly _version: number;
  readonly _position: number;
  readonly _withheld: boolean;
};

/** A page of rows as the person of the transaction may see them; nothing where there is no such plan or branch.   Errors: throws {@link ConditionError}. */
export async function readRows(tx: Session, query: RowsQuery): Promise<TablePage | null> {
  const { plan, branch, table, limit } = query;
  const [standing] = await tx.query<
    Pick<BranchRow, "id" | "base" | "last"> & { withheld: boolean }
  >(
    `select id, base, last, entente.withholds(plan, id, $3::text[]) as withheld
     from entente.branches where plan = $1 and id = $2`,
    [plan, branch, [table]],
  );
  if (standing === undefined) return null;
  const page = await findPage(tx, query);
  const found = await readPage(tx, query, page.slice(0, limit));
  const last = page.length > limit ? page[limit - 1] : undefined;
  return {
    table,
    branch,
    seq: seqOfBranch(standing),
    columns: Object.keys(fieldsOf(table)),
    rows: found.map((record) => ({
      id: String(record.id),
      version: record._version,
      cells: cellsOfRecord(table, record),
    })),
    next: last === undefined ? null : `${last._position}.${last.id}`,
    withheld: standing.withheld || found.some(({ _withheld }) => _withheld),
  };
}

type PageRow = { readonly id: string; readonly _position: number };

/** What a page shows of its rows; without conditions these are all rows from one place to another. */
function readPage(
  tx: Session,
  { plan, branch, table, where = [], after }: RowsQuery,
  page: readonly PageRow[],
): Promise<readonly Found[]> {
  const values: unknown[] = [plan, branch];
  const put = (value: unknown) => `$${values.push(value)}`;
  const place = (position: number, id: string) => `(${put(position)}::bigint, ${put(id)}::text)`;
  const from = parseAfter(after);
  const last = page.at(-1);
  const conditions =
    where.length > 0 || last === undefined
      ? [`id = any(${put(page.map(({ id }) => id))}::text[])`]
      : [
          `(_position, id) <= ${place(last._position, last.id)}`,
          ...(from === undefined ? [] : [`(_position, id) > ${place(from.position, from.id)}`]),
        ];
  return tx.query<Found>(
    `select _version, _position, _withheld, ${quotedColumns(table)} from seen.${table}
     where ${["_plan = $1", "_branch = $2", ...conditions].join(" and ")} order by _position, id`,
    values,
  );
}

/** The rows of a page, and one more where there are more, in the order of the table. */
function findPage(
  tx: Session,
  { plan, branch, table, ...query }: RowsQuery,
): Promise<readonly PageRow[]> {
  const values: unknown[] = [plan, branch, query.limit + 1];
  const conditions = (query.where ?? []).map((one) => conditionSql(table, one, values));
  const after = parseAfter(query.after);
  const later: string[] = [];
  if (after !== undefined) {
    values.push(after.position, after.id);
    later.push(`(_position, id) > ($${values.length - 1}::bigint, $${values.length}::text)`);
  }
  if (conditions.length === 0) return tx.query(pageSql(table, branch, later), values);
  return tx.query(
    `select id, _position from seen.${table}
     where ${["_plan = $1", "_branch = $2", ...conditions, ...later].join(" and ")}
     order by _position, id limit $3`,
    values,
  );
}

/**
 * The rows of a page without conditions, by the order of the table alone.
 *
 * Asked of the tables themselves, since the views, which hide what a row withholds, cannot be read in an order. Of a
 * scenario it may name rows of `main` in whose place the scenario has one that is withheld: the view leaves them out.
 */
function pageSql(table: TableName, branch: string, later: readonly string[]): string {
  const rows = (...where: string[]) =>
    `select r.id, r._position from plan.${table} r
     where ${["r._plan = $1", "not r._gone", ...where, ...later].join(" and ")}
     order by r._position, r.id limit $3`;
  if (branch === mainBranch) return rows("r._branch = $2");
  const instead = `not exists (
    select from plan.${table} o where o._plan = $1 and o._branch = $2 and o.id = r.id)`;
  return `select id, _position from (
      (${rows("r._branch = $2")}) union all (${rows(`r._branch = '${mainBranch}'`, instead)})) page
    order by _position, id limit $3`;
}

function parseAfter(after: string | undefined): { position: number; id: string } | undefined {
  const match = /^(\d{1,15})\.(.+)$/s.exec(after ?? "");
  return match === null ? undefined : { position: Number(match[1]), id: match[2] ?? "" };
}

function conditionSql(table: TableName, condition: string, values: unknown[]): string {
  const match = /^(\w+)=(.*)$/s.exec(condition);
  const specs = fieldsOf(table);
  const field = match?.[1] ?? "";
  const spec = Object.hasOwn(specs, field) ? specs[field] : undefined;
  if (spec === undefined) throw new ConditionError(condition);
  const text = match?.[2] ?? "";
  const isList = columnType(spec) === "text[]";
  if (text === "") return isList ? `"${field}" = '{}'` : `"${field}" is null`;
  const value = parseWanted(text, spec);
  if (value === undefined) throw new ConditionError(condition);
  if (isList) {
    values.push([text]);
    return `"${field}" @> $${values.length}::text[]`;
  }
  values.push(value);
  return `"${field}" = $${values.length}::${columnType(spec)}`;
}

function parseWanted(text: string, spec: FieldSpec): unknown {
  let broken = false;
  const value = parseCell(text, spec, () => {
    broken = true;
  });
  return broken ? undefined : value;
}

/** One row as the person of the transaction may see it; nothing where it is not there, or not to be seen. */
export async function readRow(
  tx: Session,
  { plan, branch, table, row }: Pick<RowsQuery, "plan" | "branch" | "table"> & { row: string },
): Promise<SeenCells | null> {
  const [record] = await tx.query<Found>(
    `select _version, _withheld, ${quotedColumns(table)} from seen.${table}
     where _plan = $1 and _branch = $2 and id = $3`,
    [plan, branch, row],
  );
  if (record === undefined) return null;
  return {
    id: row,
    version: record._version,
    cells: cellsOfRecord(table, record),
    withheld: record._withheld,
  };
}
