/** A cell by its line and visible column, from 0. */
export interface Spot {
  readonly line: number;
  readonly column: number;
}

/** Cells from one line and column to another, both included. */
export interface Rect {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** What is selected: the last range runs from `anchor` to `far`; the active cell takes what is typed. */
export interface Selection {
  readonly active: Spot;
  readonly anchor: Spot;
  readonly far: Spot;
  /** Ranges selected before, with Ctrl. */
  readonly others: readonly Rect[];
}

/** How many lines and columns there are. */
export interface Size {
  readonly lines: number;
  readonly columns: number;
}

/** One cell selected. */
export function selectCell(spot: Spot): Selection {
  return { active: spot, anchor: spot, far: spot, others: [] };
}

/** The cell at the top left. */
export const firstCell: Selection = selectCell({ line: 0, column: 0 });

/** The range between two cells. */
export function rectOf(a: Spot, b: Spot): Rect {
  return {
    top: Math.min(a.line, b.line),
    left: Math.min(a.column, b.column),
    bottom: Math.max(a.line, b.line),
    right: Math.max(a.column, b.column),
  };
}

/** The range that was selected last. */
export function mainRect(selection: Selection): Rect {
  return rectOf(selection.anchor, selection.far);
}

/** All selected ranges. */
export function rectsOf(selection: Selection): readonly Rect[] {
  return [...selection.others, mainRect(selection)];
}

/** Whether a range holds a cell. */
export function holds(rect: Rect, spot: Spot): boolean {
  return (
    spot.line >= rect.top &&
    spot.line <= rect.bottom &&
    spot.column >= rect.left &&
    spot.column <= rect.right
  );
}

/** The selection reaching from its anchor to a cell. */
export function extendTo(selection: Selection, far: Spot): Selection {
  return { ...selection, active: selection.anchor, far };
}

/** A further range that begins at a cell, beside those selected. */
export function addCell(selection: Selection, spot: Spot): Selection {
  return { active: spot, anchor: spot, far: spot, others: rectsOf(selection) };
}

/** How a click selects: plain, to there with Shift, that too with Ctrl. */
export interface ClickKeys {
  readonly shift: boolean;
  readonly ctrl: boolean;
}

/** The selection after a click on a cell. */
export function clickCell(selection: Selection, spot: Spot, keys: ClickKeys): Selection {
  if (keys.shift) return extendTo(selection, spot);
  return keys.ctrl ? addCell(selection, spot) : selectCell(spot);
}

/** The selection after a click on the head of a line: whole lines. */
export function clickLine(
  selection: Selection,
  line: number,
  size: Size,
  keys: ClickKeys,
): Selection {
  const far = { line, column: Math.max(0, size.columns - 1) };
  if (keys.shift) {
    const anchor = { line: selection.anchor.line, column: 0 };
    return { ...selection, active: anchor, anchor, far };
  }
  const anchor = { line, column: 0 };
  return { active: anchor, anchor, far, others: keys.ctrl ? rectsOf(selection) : [] };
}

/** The selection after a click on the head of a column: whole columns. */
export function clickColumn(
  selection: Selection,
  column: number,
  size: Size,
  keys: ClickKeys,
): Selection {
  const far = { line: Math.max(0, size.lines - 1), column };
  if (keys.shift) {
    const anchor = { line: 0, column: selection.anchor.column };
    return { ...selection, active: anchor, anchor, far };
  }
  const anchor = { line: 0, column };
  return { active: anchor, anchor, far, others: keys.ctrl ? rectsOf(selection) : [] };
}

/** Everything selected; the active cell stays. */
export function selectAll(selection: Selection, size: Size): Selection {
  return {
    active: selection.active,
    anchor: { line: 0, column: 0 },
    far: { line: Math.max(0, size.lines - 1), column: Math.max(0, size.columns - 1) },
    others: [],
  };
}

/** The selection within the grid, after lines or columns went. */
export function clampSelection(selection: Selection, size: Size): Selection {
  const clamp = (spot: Spot): Spot => ({
    line: Math.max(0, Math.min(spot.line, size.lines - 1)),
    column: Math.max(0, Math.min(spot.column, size.columns - 1)),
  });
  const inside = selection.others.filter(
    (rect) => rect.bottom < size.lines && rect.right < size.columns,
  );
  return {
    active: clamp(selection.active),
    anchor: clamp(selection.anchor),
    far: clamp(selection.far),
    others: inside,
  };
}

/** How many cells are selected; cells in two ranges count twice. */
export function countCells(selection: Selection): number {
  return rectsOf(selection)
    .map((rect) => (rect.bottom - rect.top + 1) * (rect.right - rect.left + 1))
    .reduce((sum, cells) => sum + cells, 0);
}

/** Lines that the selection touches, each once, in order. */
export function selectedLines(selection: Selection): readonly number[] {
  const lines = new Set<number>();
  for (const { top, bottom } of rectsOf(selection)) {
    for (let line = top; line <= bottom; line++) lines.add(line);
  }
  return [...lines].sort((a, b) => a - b);
}
