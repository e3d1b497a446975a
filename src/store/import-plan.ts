import { formatCell } from "../plan/cells.ts";
import { fieldsOf, type TableName, tableNames } from "../plan/fields.ts";
import type { Edit, Plan, Scenario } from "../plan/plan.ts";
import { absentValue } from "../plan/rows.ts";
import { writeFolded } from "./apply-change.ts";
import { mainBranch } from "./branches/branch-state.ts";
import type { CellEdit } from "./change-form.ts";
import { checkTexts } from "./check-change.ts";
import { type Database, type Session, withProgramRights } from "./database.ts";
import { levelOfGroup } from "./edit-levels.ts";
import { computeLevels, handlings, keyOfRow, levelNodeOf, type RowLevels } from "./levels.ts";
import { firstHash, type LoggedChange, type LoggedEdit } from "./log/chain.ts";
import { appendChange, instantNow, type LogEnd } from "./log/log.ts";
import type { Reply } from "./refusal.ts";
import { missingRight, refused, refusedFor, replyOf } from "./refused.ts";
import type { CoreRow } from "./row-values.ts";
import { type FoldedRows, foldTouched, readTouched } from "./touched-rows.ts";
import { insertRows, setVersions } from "./write-rows.ts";

/** A plan that was imported: its name, and its last change. */
export interface ImportedPlan {
  readonly id: string;
  readonly seq: number;
}

/** So many rows, and the database is told at once what tables hold, before it guesses how to read them. */
const manyRows = 2000;
const analyzeSql = `analyze ${tableNames.map((table) => `plan.${table}`).join(", ")}`;

/** Who imports, and how it is called in the log. */
interface Importer {
  readonly id: string;
  readonly name: string;
  readonly at: string;
}

/**
 * Takes a plan into the store as a new one, under its own name or another; who imports it becomes its administrator.
 *
 * Nothing is lost: the order of rows, and scenarios with their edits, authors and instants, are given back by
 * `exportPlan`. The plan is one change; each run of a scenario's edits by one author at one instant is another.
 */
export function importPlan(
  db: Database,
  person: string,
  plan: Plan,
  id: string = plan.head.id,
): Promise<Reply<ImportedPlan>> {
  return replyOf(() =>
    db.asPerson(person, async (tx) => {
      const importer = await withProgramRights(tx, () => begin(tx, person, plan, id));
      let end = await withProgramRights(tx, () => importTables(tx, importer, plan, id));
      for (const [at, scenario] of plan.scenarios.entries()) {
        end = await importScenario(tx, importer, id, end, scenario, at + 1);
      }
      const rows = tableNames.reduce((sum, table) => sum + plan.tables[table].length, 0);
      if (rows >= manyRows) await withProgramRights(tx, () => tx.script(analyzeSql));
      return { id, seq: end.seq };
    }),
  );
}

async function begin(tx: Session, person: string, plan: Plan, id: string): Promise<Importer> {
  const [who] = await tx.query<{ name: string; may_create: boolean }>(
    "select name, may_create from entente.people where id = $1",
    [person],
  );
  if (who?.may_create !== true) {
    throw refused("forbidden", [missingRight("a new plan, of somebody who may not create plans")]);
  }
  const { head } = plan;
  if (plan.scenarios.some((scenario) => scenario.id === mainBranch)) {
    throw refusedFor(
      "invalid",
      "branch_taken",
      { file: "plan.yaml", field: "scenarios" },
      {
        found: `a scenario \`${mainBranch}\``,
        expected: "another name, since the plan itself is called so here",
        help: "Rename the scenario, and its file of edits.",
      },
    );
  }
  checkTexts([id, head.title, head.description, ...plan.scenarios.map(({ title }) => title)]);
  const made = await tx.query(
    `insert into entente.plans (id, title, description, as_of, first_fiscal_year, last_fiscal_year,
       recommended_scenario, last_hash)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (id) do nothing returning id`,
    [
      ...[id, head.title, head.description, head.as_of, head.first_fiscal_year],
      ...[head.last_fiscal_year, head.recommended_scenario, firstHash],
    ],
  );
  if (made.length === 0) {
    throw refusedFor(
      "invalid",
      "plan_taken",
      { id },
      {
        found: `the name \`${id}\``,
        expected: "a name that no plan has",
        help: "Give the new plan another name.",
      },
    );
  }
  await tx.query(
    `insert into entente.branches (plan, id, place, title, description, base)
     values ($1, $2, 0, $3, '', 0)`,
    [id, mainBranch, head.title],
  );
  await tx.query(
    "insert into entente.grants (plan, person, role) values ($1, $2, 'administrator')",
    [id, person],
  );
  await tx.query("insert into entente.sights (plan, person, see) values ($1, $2, 2)", [id, person]);
  return { id: person, name: who.name, at: instantNow() };
}

async function importTables(
  tx: Session,
  importer: Importer,
  plan: Plan,
  id: string,
): Promise<LogEnd> {
  const target = { plan: id, branch: mainBranch, seq: 1 };
  const { levels, sensitive } = levelsOfPlan(plan);
  const levelOf = (table: TableName) => (row: string) =>
    levels.get(keyOfRow(table, row)) ?? { level: 0, listLevel: 0 };
  const edits: LoggedEdit[] = [];
  for (const table of tableNames) {
    const rows = plan.tables[table] as unknown as readonly CoreRow[];
    const sorted = isSorted(rows);
    const placed = rows.map((row, at) => ({ row, position: sorted ? 0 : at + 1 }));
    await insertRows(tx, target, table, placed, levelOf(table));
    for (const row of rows) addEdits(edits, table, row);
  }
  const change: LoggedChange = {
    ...target,
    kind: "import",
    author: importer.id,
    author_name: importer.name,
    at: importer.at,
    recorded_by: importer.id,
    reason: `Import of ${plan.head.title}`,
    undoes: null,
    about: JSON.stringify({ head: plan.head }),
  };
  await tx.query("update entente.plans set sensitive = $2 where id = $1", [id, sensitive]);
  const begin = { seq: 0, hash: firstHash };
  const hash = await appendChange(tx, begin, change, edits, (group) =>
    sensitive ? levelOfGroup(group, (key) => levels.get(key)?.level ?? 0) : 0,
  );
  return { seq: 1, hash };
}

/** The levels of all rows of a plan as it stands; none where all its rows are public. */
export function levelsOfPlan(plan: Plan): {
  readonly levels: ReadonlyMap<string, RowLevels>;
  readonly sensitive: boolean;
} {
  const rowsOf = (table: TableName) => plan.tables[table] as unknown as readonly CoreRow[];
  const sensitive = tableNames.some((table) =>
    rowsOf(table).some(({ handling }) => handling !== undefined && handling !== handlings[0]),
  );
  if (!sensitive) return { levels: new Map(), sensitive };
  const nodes = new Map(
    tableNames.flatMap((table) =>
      rowsOf(table).map((row) => [keyOfRow(table, String(row.id)), levelNodeOf(table, row)]),
    ),
  );
  return { levels: computeLevels(nodes, () => 0), sensitive };
}

function isSorted(rows: readonly CoreRow[]): boolean {
  return rows.every((row, at) => at === 0 || String(rows[at - 1]?.id) < String(row.id));
}

function addEdits(edits: LoggedEdit[], table: TableName, row: CoreRow): void {
  const id = String(row.id);
  edits.push({ table, row: id, field: "id", before: null, after: id });
  for (const [field, spec] of Object.entries(fieldsOf(table))) {
    if (field === "id") continue;
    const after = formatCell(row[field], spec);
    if (after === null || after === formatCell(absentValue(spec), spec)) continue;
    edits.push({ table, row: id, field, before: null, after });
  }
}

async function importScenario(
  tx: Session,
  importer: Importer,
  plan: string,
  previous: LogEnd,
  scenario: Scenario,
  place: number,
): Promise<LogEnd> {
  const { id: branch, title, description, tests, edits } = scenario;
  const about = JSON.stringify({ branch: { id: branch, title, description, tests, base: 1 } });
  const begun = await withProgramRights(tx, async () => {
    await tx.query(
      `insert into entente.branches (plan, id, place, title, description, tests, base)
       values ($1, $2, $3, $4, $5, $6::jsonb, 1)`,
      [plan, branch, place, title, description, JSON.stringify(tests)],
    );
    const change = changeOf(importer, plan, previous.seq + 1, branch, { kind: "branch", about });
    const hash = await appendChange(tx, previous, change, [], () => 0);
    return { seq: change.seq, hash };
  });
  if (edits.length === 0) return begun;
  const runs = runsOf(edits);
  const cells: CellEdit[] = edits.map(({ table, row, field, before, after }) => ({
    ...{ table, row, field, before, after },
  }));
  const seen = await readTouched(tx, plan, branch, cells);
  const fits = foldTouched(seen, cells);
  const unapplied = listUnapplied(cells, fits);
  const folded = onlyApplied(cells, fits, new Set(unapplied));
  const target = { plan, branch, seq: begun.seq + runs.length, firstSeq: begun.seq + 1 };
  const versions: { table: TableName; row: string; version: number }[] = [];
  const end = await writeFolded(tx, target, folded, () =>
    withProgramRights(tx, async () => {
      let last: LogEnd = begun;
      let first = 0;
      for (const run of runs) {
        const left = unapplied
          .map((index) => index - first)
          .filter((index) => index >= 0 && index < run.length);
        first += run.length;
        const about = left.length === 0 ? null : JSON.stringify({ unapplied: left });
        const { author, at, reason } = run[0] ?? { author: "", at: importer.at, reason: "" };
        const said = { kind: "import", author, at, reason, about } as const;
        const change = changeOf(importer, plan, last.seq + 1, branch, said);
        last = { seq: change.seq, hash: await appendChange(tx, last, change, run) };
        run.forEach(({ table, row }, at) => {
          if (!left.includes(at)) versions.push({ table, row, version: change.seq });
        });
      }
      return last;
    }),
  );
  await withProgramRights(tx, () => setVersions(tx, plan, branch, versions));
  return end;
}

/** The edits of a scenario that do not fit the plan: they are kept, and change nothing. */
function listUnapplied(edits: readonly CellEdit[], { problems }: FoldedRows): readonly number[] {
  const left = new Set(problems.map(({ index }) => index));
  for (const { index, finding } of problems) {
    if (finding.code !== "edit_row_incomplete") continue;
    const row = edits[index];
    edits.forEach((edit, at) => {
      if (edit.table === row?.table && edit.row === row.row) left.add(at);
    });
  }
  return [...left].sort((a, b) => a - b);
}

/** What edits make of the rows that one of them at least fits. */
function onlyApplied(
  edits: readonly CellEdit[],
  folded: FoldedRows,
  unapplied: ReadonlySet<number>,
): FoldedRows {
  const keys = new Set(
    edits.flatMap(({ table, row }, at) => (unapplied.has(at) ? [] : [keyOfRow(table, row)])),
  );
  const changes = [...folded.changes].map(
    ([table, rows]) => [table, rows.filter(({ id }) => keys.has(keyOfRow(table, id)))] as const,
  );
  return { ...folded, changes: new Map(changes) };
}

function changeOf(
  importer: Importer,
  plan: string,
  seq: number,
  branch: string,
  said: Partial<LoggedChange> & Pick<LoggedChange, "kind">,
): LoggedChange {
  return {
    ...{ plan, seq, branch, undoes: null, about: null, recorded_by: importer.id },
    ...{ author: importer.id, at: importer.at, reason: `Import of the scenario ${branch}` },
    ...said,
    author_name: said.author ?? importer.name,
  };
}

/** Edits that follow each other by one author, at one instant, for one reason. */
function runsOf(edits: readonly Edit[]): Edit[][] {
  const runs: Edit[][] = [];
  for (const edit of edits) {
    const last = runs.at(-1)?.[0];
    const same = last?.author === edit.author && last.at === edit.at && last.reason === edit.reason;
    if (same) runs.at(-1)?.push(edit);
    else runs.push([edit]);
  }
  return runs;
}
