import type { WayOut } from "../../../allocate/explain/way-out.ts";
import { formatDollars } from "../../../base/money.ts";
import { decide } from "./decisions.ts";
import type { Move } from "./moves.ts";
import type { Cells, Rows } from "./table-rows.ts";

type Relaxed = WayOut["relax"][number];

/** What a way out asks for, as moves that can be tried, and what of it cannot be written as moves. */
export interface WayOutMoves {
  readonly moves: readonly Move[];
  /** Rules that are let go altogether, since dollars cannot be written as their ratio. */
  readonly dropped: readonly string[];
  /** Rules that no move of this page reaches. */
  readonly left: readonly string[];
}

/** The moves that make a way out of a contradiction. */
export function movesOfWayOut(relax: readonly Relaxed[], rows: Rows): WayOutMoves {
  const moves: Move[] = [];
  const dropped: string[] = [];
  const left: string[] = [];
  for (const one of relax) {
    const own = movesOf(one, rows);
    if (own.moves.length === 0) left.push(one.rule.name);
    if (own.dropped) dropped.push(one.rule.name);
    moves.push(...own.moves);
  }
  return { moves, dropped, left };
}

function movesOf(
  relaxed: Relaxed,
  rows: Rows,
): { readonly moves: Move[]; readonly dropped: boolean } {
  const { rule, to } = relaxed;
  const amount = formatDollars(to);
  const kept = (moves: Move[]) => ({ moves, dropped: false });
  if (rule.kind === "account") {
    const row = findResource(rows, rule.id, String(rule.fiscal_year ?? ""));
    if (row === undefined) return kept([]);
    // The level is that of all rows of the account and year; the first of them takes what is added.
    const before = row.others.reduce((sum, other) => sum + other, 0);
    const after = formatDollars((to - Math.round(before * 100)) as typeof to);
    return kept([{ table: "resources", row: row.id, field: "amount", after }]);
  }
  const ids = rule.id.split("+");
  if (rule.kind === "directive") {
    const own = ids.filter((id) => rows.directives.has(id));
    return kept(
      own.map((row): Move => ({ table: "directives", row, field: "amount", after: amount })),
    );
  }
  // The pin of an initiative is said as a limit that bears the initiative's name.
  if (rows.initiatives.has(rule.id)) return kept(decide(rule.id, { kind: "none" }));
  const limits = ids.filter((id) => rows.limits.has(id));
  const moves = limits.map((row) => relaxLimit(row, rows.limits.get(row) ?? {}, amount));
  return {
    moves: moves.flatMap(({ move }) => (move === null ? [] : [move])),
    dropped: moves.some((one) => one.dropped),
  };
}

/** A limit in dollars moves to the amount; one in a ratio is let go. */
function relaxLimit(
  row: string,
  cells: Cells,
  amount: string,
): { readonly move: Move | null; readonly dropped: boolean } {
  const set = (field: string, after: string): Move => ({ table: "limits", row, field, after });
  switch (cells.kind) {
    case "absorption":
      return { move: set("amount", amount), dropped: false };
    case "share_at_most":
    case "account_share_at_most":
      return { move: set("ratio", "1"), dropped: true };
    case "share_at_least":
    case "balance_at_least":
    case "account_share_at_least":
      return { move: set("ratio", "0"), dropped: true };
    case "yearly_change":
      // Money may grow tenfold or end.
      return { move: set("ratio", "10"), dropped: true };
    default:
      return { move: null, dropped: false };
  }
}

function findResource(rows: Rows, account: string, year: string) {
  const found = [...rows.resources].filter(
    ([, cells]) => cells.account === account && cells.fiscal_year === year,
  );
  const [first, ...others] = found;
  return first === undefined
    ? undefined
    : { id: first[0], others: others.map(([, cells]) => Number(cells.amount ?? 0)) };
}
