import type { z } from "zod";
import type { cellEditSchema } from "../../api/change-schemas.ts";
import type { proposalSchema } from "../../api/page-schemas.ts";
import { formatCell } from "../../plan/cells.ts";
import { fieldsOf, type TableName } from "../../plan/fields.ts";
import type { Plan } from "../../plan/plan.ts";
import { absentValue } from "../../plan/rows.ts";

/** A proposal as the form sends it. */
export type Proposal = z.output<typeof proposalSchema>;

/** One changed cell. */
export type CellEdit = z.output<typeof cellEditSchema>;

/** Cells by field name. */
export type Cells = Readonly<Record<string, string | null>>;

/** A row of a proposal: where it belongs, and what it is to hold. */
export interface ProposedRow {
  readonly table: "initiatives" | "packages" | "lines" | "effects";
  readonly id: string;
  readonly cells: Cells;
}

/**
 * The rows that a proposal asks for. Ids that the form left out are made: of the initiative from its partner and name,
 * of the others from the initiative's and their number.
 */
export function proposedRows(proposal: Proposal, plan: Plan): readonly ProposedRow[] {
  const given = textOf(proposal.initiative, "id");
  const id = given === "" ? freeId(plan, proposal.initiative) : given;
  const rows: ProposedRow[] = [{ table: "initiatives", id, cells: { ...proposal.initiative, id } }];
  proposal.packages.forEach((one, index) => {
    const packageId = textOf(one.cells, "id") || `${id}.level-${index + 1}`;
    const cells = { ...one.cells, id: packageId, initiative: id };
    rows.push({ table: "packages", id: packageId, cells });
    one.lines.forEach((line, at) => {
      const lineId = textOf(line, "id") || `${packageId}.line-${at + 1}`;
      rows.push({ table: "lines", id: lineId, cells: { ...line, id: lineId, package: packageId } });
    });
    one.effects.forEach((effect, at) => {
      const effectId = textOf(effect, "id") || `${packageId}.effect-${at + 1}`;
      const own = Object.hasOwn(effect, "package") ? {} : { package: packageId };
      const cells = { ...effect, ...own, id: effectId, initiative: id };
      rows.push({ table: "effects", id: effectId, cells });
    });
  });
  return withoutRepeats(rows);
}

/** An effect of all packages may come with each of them; it is one row all the same. */
function withoutRepeats(rows: readonly ProposedRow[]): readonly ProposedRow[] {
  const byName = new Map<string, ProposedRow>();
  for (const row of rows) {
    const name = `${row.table}\n${row.id}\n${JSON.stringify(row.cells)}`;
    if (!byName.has(name)) byName.set(name, row);
  }
  return [...byName.values()];
}

function textOf(cells: Cells, field: string): string {
  return (cells[field] ?? "").trim();
}

function freeId(plan: Plan, cells: Cells): string {
  const words = textOf(cells, "name")
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 40)
    .replace(/-+$/, "");
  const partner = textOf(cells, "partner").replace(/[^A-Za-z0-9]+/g, "");
  const base = [partner, words].filter((part) => part !== "").join("-") || "proposal";
  const taken = new Set(plan.tables.initiatives.map((row) => row.id));
  let id = base;
  for (let number = 2; taken.has(id); number += 1) id = `${base}-${number}`;
  return id;
}

/** The edits that turn the plan's rows of an initiative into the proposed ones, and end those that are left out. */
export function editsOf(plan: Plan, rows: readonly ProposedRow[]): readonly CellEdit[] {
  const wanted = new Map(rows.map((row) => [`${row.table}\n${row.id}`, row]));
  const initiative = rows[0]?.id ?? "";
  const ended = rowsOf(plan, initiative).filter(({ table, id }) => !wanted.has(`${table}\n${id}`));
  return [
    ...rows.flatMap((row) => editsOfRow(plan, row)),
    // Children first, so that no row stands without the one it belongs to.
    ...ended.reverse().flatMap(({ table, id }) => endOfRow(plan, table, id)),
  ];
}

interface OwnedRow {
  readonly table: TableName;
  readonly id: string;
}

/** Rows of the plan that belong to an initiative: its packages, their lines, its effects. */
function rowsOf(plan: Plan, initiative: string): OwnedRow[] {
  const { packages, lines, effects } = plan.tables;
  const own = packages.filter((row) => row.initiative === initiative);
  const ids = new Set(own.map((row) => row.id));
  return [
    ...own.map(({ id }) => ({ table: "packages" as const, id })),
    ...lines
      .filter((row) => ids.has(row.package))
      .map(({ id }) => ({ table: "lines" as const, id })),
    ...effects
      .filter((row) => row.initiative === initiative)
      .map(({ id }) => ({ table: "effects" as const, id })),
  ];
}

function editsOfRow(plan: Plan, { table, id, cells }: ProposedRow): CellEdit[] {
  const current = findRow(plan, table, id);
  const edits: CellEdit[] = [];
  if (current === undefined) edits.push({ table, row: id, field: "id", before: null, after: id });
  for (const [field, raw] of Object.entries(cells)) {
    if (field === "id") continue;
    const spec = fieldsOf(table)[field];
    const after = raw === null || raw.trim() === "" ? null : raw.trim();
    const absent = spec === undefined ? null : formatCell(absentValue(spec), spec);
    const before =
      spec === undefined || current === undefined ? null : formatCell(current[field], spec);
    if (after === before || (after === null && before === absent)) continue;
    if (current === undefined && after === absent) continue;
    edits.push({ table, row: id, field, before, after });
  }
  return edits;
}

function endOfRow(plan: Plan, table: TableName, id: string): CellEdit[] {
  const row = findRow(plan, table, id);
  if (row === undefined) return [];
  const edits: CellEdit[] = [];
  for (const [field, spec] of Object.entries(fieldsOf(table))) {
    if (field === "id") continue;
    const before = formatCell(row[field], spec);
    if (before === formatCell(absentValue(spec), spec)) continue;
    edits.push({ table, row: id, field, before, after: null });
  }
  return [...edits, { table, row: id, field: "id", before: id, after: null }];
}

function findRow(
  plan: Plan,
  table: TableName,
  id: string,
): Readonly<Record<string, unknown>> | undefined {
  const rows = plan.tables[table] as readonly (Readonly<Record<string, unknown>> & {
    id: string;
  })[];
  return rows.find((row) => row.id === id);
}
