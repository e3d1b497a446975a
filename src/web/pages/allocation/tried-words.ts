import { showDollars } from "../../../base/money.ts";
import { showPercent } from "../../../report/words.ts";
import { centsOf } from "./amounts.ts";
import { decisionOf, decisionWords } from "./decisions.ts";
import { cellKey, editsOf, type Move } from "./moves.ts";
import type { Cells, Rows } from "./table-rows.ts";

/** Something that is tried, in words: one cell, or all that is decided about an initiative. */
export interface Tried {
  readonly key: string;
  readonly label: string;
  readonly before: string;
  readonly after: string;
  /** The moves that make it. */
  readonly moves: readonly Move[];
}

/** What moves try, in words; a move that changes nothing is left out. */
export function listTried(moves: readonly Move[], rows: Rows): Tried[] {
  const kept = new Set(editsOf(moves, rows).map((edit) => cellKey(edit as Move)));
  const real = moves.filter((move) => kept.has(cellKey(move)));
  const decided = Map.groupBy(
    real.filter(({ table }) => table === "initiatives"),
    ({ row }) => row,
  );
  const cells = real
    .filter(({ table }) => table !== "initiatives")
    .map((move) => triedCell(move, rows));
  return [...cells, ...[...decided].map(([id, own]) => triedDecision(id, own, rows))];
}

function triedCell(move: Move, rows: Rows): Tried {
  const cells = rows[move.table].get(move.row) ?? {};
  return {
    key: cellKey(move),
    label: labelOf(move, cells),
    before: showCell(move.field, cells[move.field] ?? null),
    after: showCell(move.field, move.after),
    moves: [move],
  };
}

function labelOf({ table, row, field }: Move, cells: Cells): string {
  const year = cells.fiscal_year ? `, FY${cells.fiscal_year}` : "";
  if (table === "resources") return `Money of ${cells.account ?? row}${year}`;
  const name = cells.name ?? row;
  if (table === "objectives") return `Weight of ${name}`;
  const named = year !== "" && !name.includes(year.slice(2)) ? `${name}${year}` : name;
  return field === "amount" || field === "ratio" ? named : `${named}: ${field}`;
}

function showCell(field: string, cell: string | null): string {
  if (cell === null || cell === "") return "nothing";
  if (field === "amount") {
    const amount = centsOf(cell);
    return amount === undefined ? cell : showDollars(amount);
  }
  return field === "ratio" ? showPercent(Number(cell)) : cell;
}

function triedDecision(id: string, moves: readonly Move[], rows: Rows): Tried {
  const cells = rows.initiatives.get(id) ?? {};
  const after = { ...cells, ...Object.fromEntries(moves.map((one) => [one.field, one.after])) };
  const words = (of: Cells) => {
    const decision = decisionOf(of);
    return decision.kind === "none" ? "no decision" : decisionWords(decision);
  };
  const reason = after.override_reason ? ` (${after.override_reason})` : "";
  return {
    key: `initiatives/${id}`,
    label: `Decision on ${cells.name ?? id}`,
    before: words(cells),
    after: `${words(after)}${reason}`,
    moves,
  };
}
