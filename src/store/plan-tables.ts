import { fieldsOf, type TableName, tableNames } from "../plan/fields.ts";
import { absentValue } from "../plan/rows.ts";
import { mainBranch } from "./branches/branch-state.ts";
import { personRole } from "./database.ts";
import {
  columnType,
  contributedTables,
  decisionFields,
  looseFieldsOf,
  referenceFields,
} from "./plan-columns.ts";

/**
 * The SQL that makes the plan's tables, their rights and the views that people read, from the table of fields.
 *
 * It may run again at any time: a field that is new becomes a column, and rights and views are made anew.
 * `plan.T` holds a row of the branch `main`, or where a scenario differs from `main`, of the scenario; `gone` says that
 * the scenario does not have the row. `seen.T` is what a person may see of each branch.
 */
export function planTablesSql(): string {
  return tableNames.map(tableSql).join("\n");
}

function tableSql(table: TableName): string {
  return [columnsSql(table), indexesSql(table), rightsSql(table), viewSql(table)].join("\n");
}

function columnsSql(table: TableName): string {
  const name = `plan.${table}`;
  const fields = Object.entries(fieldsOf(table)).filter(([field]) => field !== "id");
  const columns = fields.map(
    ([field, spec]) =>
      `alter table ${name} add column if not exists "${field}" ${columnType(spec)};`,
  );
  const required = fields.filter(
    ([, spec]) => spec.required === true || absentValue(spec) !== undefined,
  );
  const choices = fields.flatMap(([field, spec]) => {
    if (spec.type !== "choice" && spec.type !== "choices") return [];
    const values = spec.values.map((value) => `'${value}'`).join(",");
    return [
      spec.type === "choice"
        ? `("${field}" is null or "${field}" in (${values}))`
        : `("${field}" is null or "${field}" <@ array[${values}]::text[])`,
    ];
  });
  // Rows that were there before a field got its default hold it from then on.
  const filled = required.flatMap(([field, spec]) => {
    const value = literalOf(absentValue(spec));
    return value === undefined
      ? []
      : [`update ${name} set "${field}" = ${value} where "${field}" is null and not _gone;`];
  });
  const whole = required.map(([field]) => `"${field}" is not null`).join(" and ");
  return `
create table if not exists ${name} (
  _plan text not null references entente.plans (id) on delete cascade,
  _branch text not null,
  id text collate "C" not null,
  _gone boolean not null default false,
  _position bigint not null default 0,
  _version bigint not null,
  _level smallint not null default 2,
  _list_level smallint not null default 2,
  primary key (_plan, _branch, id)
);
${columns.join("\n")}
alter table ${name} drop constraint if exists whole;
alter table ${name} drop constraint if exists words;
${filled.join("\n")}
alter table ${name} add constraint whole check (_gone or (${whole})) not valid;
${choices.length === 0 ? "" : `alter table ${name} add constraint words check (${choices.join(" and ")});`}`;
}

/** A default as SQL writes it; nothing where there is none. */
function literalOf(value: unknown): string | undefined {
  if (Array.isArray(value)) return "'{}'";
  if (typeof value === "boolean") return String(value);
  return typeof value === "string" ? `'${value}'` : undefined;
}

function indexesSql(table: TableName): string {
  const order = `create index if not exists ${table}_order on plan.${table} (_plan, _branch, _position, id);`;
  const levels = `create index if not exists ${table}_levels on plan.${table} (_plan, _branch) where _level > 0 or _list_level > 0;`;
  const references = referenceFields
    .filter((one) => one.table === table)
    .map(({ field }) => {
      const list = fieldsOf(table)[field]?.type === "references";
      return list
        ? `create index if not exists ${table}_${field} on plan.${table} using gin ("${field}");`
        : `create index if not exists ${table}_${field} on plan.${table} (_plan, _branch, "${field}");`;
    });
  const anchor =
    table === "comments"
      ? [
          `create index if not exists comments_on on plan.comments (_plan, _branch, on_table, on_row);`,
        ]
      : [];
  return [order, levels, ...references, ...anchor].join("\n");
}

/** Whom the row belongs to, for contributors, as a condition on its columns. */
function contributorSql(table: TableName): string {
  switch (contributedTables[table]) {
    case undefined:
      return "";
    case "id":
      return " or entente.is_mine(_plan, agency, partner)";
    case "package":
      return ` or entente.may_write_package(_plan, _branch, "package")`;
    default:
      return " or entente.may_write_initiative(_plan, _branch, initiative)";
  }
}

/** Who may make, change and end a row, as conditions on its columns. */
interface Conditions {
  readonly make: string;
  readonly change: string;
  readonly finish: string;
}

/** What happened in a case stays on `main` for everybody; only what a scenario assumes is taken back. */
function conditionsOf(table: TableName): Conditions {
  if (table === "events") {
    const scenario = `(_branch <> '${mainBranch}' and assumed and _plan in (select entente.my_written_plans()))`;
    const make = `(entente.may_add_event(_plan, _branch, "case", office, event, author, assumed))`;
    return { make, change: scenario, finish: scenario };
  }
  if (table === "evidence") {
    const make = `(entente.may_join(_plan, _branch, "case"))`;
    const scenario = `(_branch <> '${mainBranch}' and _plan in (select entente.my_whole_plans()))`;
    return { make, change: scenario, finish: scenario };
  }
  if (table === "comments") {
    const cells = Object.keys(fieldsOf(table)).map((field) => `'${field}', "${field}"`);
    const make = `(entente.may_comment(_plan, _branch, jsonb_build_object(${cells.join(", ")})))`;
    // A plan that is taken in may hold scenarios that were edited by hand.
    const taken = `(_branch <> '${mainBranch}' and _plan in (select entente.my_administered_plans()))`;
    return { make, change: taken, finish: taken };
  }
  if (table === "notices") {
    const may = `(entente.may_join(_plan, _branch, "case"))`;
    return { make: may, change: may, finish: may };
  }
  if (table === "cases") {
    const make = `(entente.may_open(_plan, process, owner, partner))`;
    return { make, change: make, finish: make };
  }
  const may = `(_plan in (select entente.my_whole_plans())${contributorSql(table)})`;
  return { make: may, change: may, finish: may };
}

function rightsSql(table: TableName): string {
  const name = `plan.${table}`;
  const may = conditionsOf(table);
  const hidden = looseFieldsOf(table).map(({ field }) => field);
  const fields = Object.keys(fieldsOf(table));
  const quoted = (names: readonly string[]) => names.map((one) => `"${one}"`).join(", ");
  const open = ["_plan", "_branch", "_gone", "_position", "_version", "_level", "_list_level"];
  const readable = [...open, ...fields.filter((field) => !hidden.includes(field))];
  const written = ["_plan", "_branch", "_position", "_version", ...fields];
  const see = "(_plan, _level) in (select plan, level from entente.my_levels())";
  return `
alter table ${name} enable row level security;
drop policy if exists see on ${name};
create policy see on ${name} for select to ${personRole} using (${see});
drop policy if exists make on ${name};
create policy make on ${name} for insert to ${personRole} with check ${may.make};
drop policy if exists change on ${name};
create policy change on ${name} for update to ${personRole} using ${may.change} with check ${may.change};
drop policy if exists finish on ${name};
create policy finish on ${name} for delete to ${personRole} using ${may.finish};
revoke all on ${name} from ${personRole};
grant select (${quoted(readable)}), insert (${quoted(written)}) on ${name} to ${personRole};
grant update (${quoted(["_version", "_position", ...fields.filter((field) => field !== "id")])}) on ${name} to ${personRole};
grant delete on ${name} to ${personRole};
${table === "initiatives" ? decisionsSql() : ""}${table === "cases" ? casesSql : ""}`;
}

const casesSql = `
drop trigger if exists guard_case on plan.cases;
create trigger guard_case before update or delete on plan.cases
  for each row execute function entente.guard_case();`;

/** Decisions of people on initiatives are for those who may decide, whoever may write the rest of the row. */
function decisionsSql(): string {
  const specs = fieldsOf("initiatives");
  const differ = (one: string, other: (field: string) => string) =>
    decisionFields
      .map((field) => `${one}."${field}" is distinct from ${other(field)}`)
      .join(" or ");
  const absent = (field: string) => {
    const spec = specs[field];
    return spec !== undefined && absentValue(spec) === false ? "false" : "null";
  };
  return `
create or replace function entente.guard_decisions() returns trigger language plpgsql as $$
begin
  if current_user <> '${personRole}' then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  if tg_op = 'UPDATE' and not (${differ("new", (field) => `old."${field}"`)}) then
    return new;
  elsif tg_op = 'INSERT' and not (${differ("new", absent)}) then
    return new;
  elsif tg_op = 'DELETE' and not (${differ("old", absent)}) then
    return old;
  end if;
  if tg_op = 'DELETE' then
    if entente.may_decide(old._plan, old._branch) then return old; end if;
  elsif entente.may_decide(new._plan, new._branch) then
    return new;
  end if;
  raise exception 'decisions are for decision makers' using errcode = '42501';
end $$;
drop trigger if exists guard_decisions on plan.initiatives;
create trigger guard_decisions before insert or update or delete on plan.initiatives
  for each row execute function entente.guard_decisions();`;
}

function viewSql(table: TableName): string {
  const loose = new Map(looseFieldsOf(table).map((one) => [one.field, one]));
  const column = (field: string) => {
    const one = loose.get(field);
    if (one === undefined) return `r."${field}"`;
    const list = fieldsOf(table)[field]?.type === "references";
    const shown = list
      ? `entente.seen_list(r._plan, b.id, '${one.to}', r."${field}")`
      : `entente.seen_name(r._plan, b.id, '${one.to}', r."${field}")`;
    return `case when r._list_level <= s.see then r."${field}" else ${shown} end as "${field}"`;
  };
  const columns = Object.keys(fieldsOf(table)).map(column).join(", ");
  const head = `select r._plan, b.id as _branch, r._position, r._version, r._level, r._list_level > s.see as _withheld, ${columns}
  from entente.branches b join entente.my_sights() s on s.plan = b.plan`;
  return `
drop view if exists seen.${table};
create view seen.${table} with (security_barrier) as
  ${head}
  join plan.${table} r on r._plan = b.plan and r._branch = b.id
  where not r._gone and r._level <= s.see
  union all
  ${head}
  join plan.${table} r on r._plan = b.plan and r._branch = 'main'
  where b.id <> 'main' and not r._gone and r._level <= s.see
    and not exists (select 1 from plan.${table} o where o._plan = r._plan and o._branch = b.id and o.id = r.id);
revoke all on seen.${table} from ${personRole};
grant select on seen.${table} to ${personRole};`;
}
