import type { AnswerOf } from "../../../api/client.ts";
import { client } from "../../queries/api.ts";
import { type AmountCell, type Draft, emptyCells, firstYears, type KindRow } from "./draft.ts";
import { type LoadedRows, rowKey } from "./own-edits.ts";

/** A row as cells by field name. */
export type RowCells = Readonly<Record<string, string | null>>;

/** A proposal as it stands in the plan. */
export interface ProposalRows {
  readonly initiative: RowCells;
  readonly packages: readonly RowCells[];
  readonly lines: readonly RowCells[];
  readonly effects: readonly RowCells[];
  /** Whether rows of these tables are withheld from the caller. */
  readonly withheld: boolean;
}

type TableName = "initiatives" | "packages" | "lines" | "effects";

/** Reads a proposal with all that belongs to it; nothing where there is none, or none for the caller. */
export async function readProposal(
  plan: string,
  branch: string,
  id: string,
  signal: AbortSignal,
): Promise<ProposalRows | null> {
  let withheld = false;
  const read = async (table: TableName, where: string) => {
    const page = await client.call("readTable", {
      params: { plan, table },
      query: { branch, where, limit: 5000 },
      signal,
    });
    withheld ||= page.withheld;
    return cellsOf(page);
  };
  const [initiatives, packages, effects] = await Promise.all([
    read("initiatives", `id=${id}`),
    read("packages", `initiative=${id}`),
    read("effects", `initiative=${id}`),
  ]);
  const [initiative] = initiatives;
  if (initiative === undefined) return null;
  const lines = await Promise.all(packages.map((row) => read("lines", `package=${row.id ?? ""}`)));
  return { initiative, packages, lines: lines.flat(), effects, withheld };
}

function cellsOf(page: AnswerOf<"readTable">): RowCells[] {
  return page.rows.map((row) => ({
    ...Object.fromEntries(page.columns.map((column, place) => [column, row.cells[place] ?? null])),
    id: row.id,
  }));
}

/** The rows as they were loaded, by table and id. */
export function loadedRows(rows: ProposalRows): LoadedRows {
  const entries = (table: TableName, list: readonly RowCells[]) =>
    list.map((row) => [rowKey(table, row.id ?? ""), row] as const);
  return new Map([
    ...entries("initiatives", [rows.initiative]),
    ...entries("packages", rows.packages),
    ...entries("lines", rows.lines),
    ...entries("effects", rows.effects),
  ]);
}

/** A proposal that stands in the plan as a draft to change. */
export function draftOf(rows: ProposalRows): Draft {
  const offsets = rows.lines.map((line) => Number(line.year_offset ?? "0"));
  const years = Math.max(firstYears, ...offsets.map((offset) => offset + 1));
  let next = 1;
  const levels = rows.packages.map((row) => {
    const { id = null, initiative: _, ...cells } = row;
    const key = next;
    next += 1;
    const own = rows.lines.filter((line) => line.package === id);
    const kinds = layLines(own, years).map((kind): KindRow => {
      next += 1;
      return { ...kind, key: next - 1 };
    });
    return { key, id, cells: textOf(cells), rows: kinds };
  });
  const effects = rows.effects.map((row) => {
    const { id = null, initiative: _, package: level, ...cells } = row;
    next += 1;
    const own = levels.find((one) => one.id === level);
    return { key: next - 1, id, level: own?.key ?? null, cells: textOf(cells) };
  });
  const { id: _, ...initiative } = rows.initiative;
  return { initiative: textOf(initiative), levels, effects, years, next };
}

/** Lines as rows of a grid, one per kind; two lines of one kind and year stand in rows of their own. */
function layLines(lines: readonly RowCells[], years: number): Omit<KindRow, "key">[] {
  const rows: { kind: string; cells: AmountCell[] }[] = [];
  for (const line of lines) {
    const kind = line.kind ?? "";
    const offset = Number(line.year_offset ?? "0");
    const free = rows.find((row) => row.kind === kind && row.cells[offset]?.amount === "");
    const row = free ?? { kind, cells: [...emptyCells(years)] };
    if (free === undefined) rows.push(row);
    row.cells[offset] = { id: line.id ?? null, amount: line.amount ?? "" };
  }
  return rows;
}

function textOf(cells: RowCells): Record<string, string> {
  return Object.fromEntries(Object.entries(cells).map(([field, cell]) => [field, cell ?? ""]));
}
