import type { CallOf } from "../../../api/client.ts";
import type { MoveTable, Rows } from "./table-rows.ts";

/** One cell set to something else, tried and not kept. */
export interface Move {
  readonly table: MoveTable;
  readonly row: string;
  readonly field: string;
  /** As the files write it; `null` for nothing. */
  readonly after: string | null;
}

/** An edit as the API takes it. */
export type CellEdit = NonNullable<CallOf<"makeChange">["body"]["edits"]>[number];

const moveTables: readonly string[] = [
  "objectives",
  "resources",
  "directives",
  "limits",
  "initiatives",
];

/** The name under which moves stand in the address, once for each. */
export const movesParameter = "try";

/** The moves of an address, such as `try=resources/FMF-2021/amount/90000000`; what is no move is left out. */
export function readMoves(search: URLSearchParams): Move[] {
  return search.getAll(movesParameter).flatMap((text): Move[] => {
    const [table = "", row = "", field = "", ...after] = text.split("/");
    if (!moveTables.includes(table) || row === "" || field === "") return [];
    const value = after.length === 0 ? null : after.join("/");
    return [{ table: table as MoveTable, row, field, after: value }];
  });
}

/** A move as it stands in the address. */
export function writeMove({ table, row, field, after }: Move): string {
  return [table, row, field, ...(after === null ? [] : [after])].join("/");
}

/** The address with these moves in place of those that it had. */
export function withMoves(search: URLSearchParams, moves: readonly Move[]): URLSearchParams {
  const next = new URLSearchParams(search);
  next.delete(movesParameter);
  for (const move of moves) next.append(movesParameter, writeMove(move));
  return next;
}

/** The moves with others made after them: the last of a cell counts. */
export function addMoves(moves: readonly Move[], more: readonly Move[]): Move[] {
  const last = new Map<string, Move>();
  for (const move of [...moves, ...more]) last.set(cellKey(move), move);
  return [...last.values()];
}

/** What a cell is told apart by. */
export function cellKey({ table, row, field }: Omit<Move, "after">): string {
  return `${table}/${row}/${field}`;
}

/** What a cell holds with the moves made; nothing where it is empty or its row is not there. */
export function movedCell(
  moves: readonly Move[],
  rows: Rows,
  cell: Omit<Move, "after">,
): string | null {
  const key = cellKey(cell);
  const move = moves.findLast((one) => cellKey(one) === key);
  return move === undefined ? (rows[cell.table].get(cell.row)?.[cell.field] ?? null) : move.after;
}

/**
 * The edits that moves make on the rows of a branch, in an order that does not depend on that of the moves.
 *
 * A move that changes nothing, or whose row is not there, makes none.
 */
export function editsOf(moves: readonly Move[], rows: Rows): CellEdit[] {
  return moves
    .flatMap((move): CellEdit[] => {
      const row = rows[move.table].get(move.row);
      const before = row?.[move.field] ?? null;
      return row === undefined || before === move.after ? [] : [{ ...move, before }];
    })
    .sort((a, b) => (cellKey(a as Move) < cellKey(b as Move) ? -1 : 1));
}
