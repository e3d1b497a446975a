import type { AnswerOf } from "../../../api/client.ts";

/** One objective of the cascade with what bears on it. */
export type StrategyRow = AnswerOf<"readStrategy">["rows"][number];

/** An objective with its place in the tree. */
export interface TreeRow {
  readonly row: StrategyRow;
  /** 1 at the top. */
  readonly level: number;
  readonly hasChildren: boolean;
  /** Its place among those of one parent, from 1, and how many they are. */
  readonly place: number;
  readonly places: number;
}

/** The rows that show, in order: those below a closed row are left out. */
export function visibleRows(
  rows: readonly StrategyRow[],
  closed: ReadonlySet<string>,
): readonly TreeRow[] {
  const known = new Set(rows.map((row) => row.id));
  const children = Map.groupBy(rows, (row) => row.parent ?? "");
  const shown: TreeRow[] = [];
  const seen = new Set<string>();
  const visit = (list: readonly StrategyRow[], level: number, hidden: boolean) => {
    for (const [index, row] of list.entries()) {
      if (seen.has(row.id)) continue;
      seen.add(row.id);
      const below = children.get(row.id) ?? [];
      const hasChildren = below.length > 0;
      const one = { row, level, hasChildren, place: index + 1, places: list.length };
      if (!hidden) shown.push(one);
      visit(below, level + 1, hidden || closed.has(row.id));
    }
  };
  const isTop = (row: StrategyRow) => row.parent === null || !known.has(row.parent);
  visit(rows.filter(isTop), 1, false);
  // Objectives in a circle have no top; the first of them stands there.
  for (const row of rows) visit([row], 1, false);
  return shown;
}

/** The objectives below one that have none below them; itself where it has none. */
export function leavesOf(rows: readonly StrategyRow[], id: string): readonly string[] {
  const children = Map.groupBy(rows, (row) => row.parent ?? "");
  const leaves: string[] = [];
  const seen = new Set<string>();
  const visit = (one: string) => {
    if (seen.has(one)) return;
    seen.add(one);
    const below = children.get(one) ?? [];
    if (below.length === 0) leaves.push(one);
    for (const child of below) visit(child.id);
  };
  visit(id);
  return leaves;
}

/** What a key does in the tree: the row to go to, and the row to open or close. */
export interface TreeMove {
  readonly to?: string;
  readonly toggle?: string;
}

/** What a key does on a row, as in a file tree; nothing for other keys. */
export function treeMove(
  key: string,
  id: string,
  shown: readonly TreeRow[],
  closed: ReadonlySet<string>,
): TreeMove | undefined {
  const index = shown.findIndex((one) => one.row.id === id);
  const here = shown[index];
  if (here === undefined) return undefined;
  const at = (place: number): TreeMove => {
    const target = shown[Math.max(0, Math.min(shown.length - 1, place))];
    return target === undefined ? {} : { to: target.row.id };
  };
  const isOpen = here.hasChildren && !closed.has(id);
  switch (key) {
    case "ArrowDown":
      return at(index + 1);
    case "ArrowUp":
      return at(index - 1);
    case "Home":
      return at(0);
    case "End":
      return at(shown.length - 1);
    case "ArrowRight":
      if (!here.hasChildren) return {};
      return isOpen ? at(index + 1) : { toggle: id };
    case "ArrowLeft":
      if (isOpen) return { toggle: id };
      return here.row.parent === null ? {} : { to: here.row.parent };
    default:
      return undefined;
  }
}
