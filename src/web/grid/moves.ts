import {
  extendTo,
  mainRect,
  type Selection,
  type Size,
  type Spot,
  selectCell,
} from "./selection.ts";

/** Where a key moves to. */
export type Move =
  | "up"
  | "down"
  | "left"
  | "right"
  | "page_up"
  | "page_down"
  | "line_start"
  | "line_end"
  | "first"
  | "last";

/** What moving needs to know of the grid. */
export interface Ground extends Size {
  /** Lines on one screen. */
  readonly page: number;
  /** Whether a cell holds something: Ctrl with an arrow jumps from edge to edge of what is filled. */
  readonly isFilled: (spot: Spot) => boolean;
}

const steps: Readonly<Record<string, Spot>> = {
  up: { line: -1, column: 0 },
  down: { line: 1, column: 0 },
  left: { line: 0, column: -1 },
  right: { line: 0, column: 1 },
};

/** The cell that a move leads to. */
export function moveSpot(from: Spot, move: Move, jump: boolean, ground: Ground): Spot {
  const last = { line: ground.lines - 1, column: ground.columns - 1 };
  const step = steps[move];
  if (step !== undefined) {
    return jump ? jumpSpot(from, step, ground) : clamp(add(from, step), ground);
  }
  switch (move) {
    case "page_up":
      return clamp(add(from, { line: -ground.page, column: 0 }), ground);
    case "page_down":
      return clamp(add(from, { line: ground.page, column: 0 }), ground);
    case "line_start":
      return { line: from.line, column: 0 };
    case "line_end":
      return clamp({ line: from.line, column: last.column }, ground);
    case "last":
      return clamp(last, ground);
    default:
      return { line: 0, column: 0 };
  }
}

function add(a: Spot, b: Spot): Spot {
  return { line: a.line + b.line, column: a.column + b.column };
}

function clamp(spot: Spot, size: Size): Spot {
  return {
    line: Math.max(0, Math.min(spot.line, size.lines - 1)),
    column: Math.max(0, Math.min(spot.column, size.columns - 1)),
  };
}

function isInside(spot: Spot, size: Size): boolean {
  return spot.line >= 0 && spot.column >= 0 && spot.line < size.lines && spot.column < size.columns;
}

/** As a spreadsheet: within a filled run to its end, else over the gap to the next filled cell or the edge. */
function jumpSpot(from: Spot, step: Spot, ground: Ground): Spot {
  let spot = from;
  let next = add(spot, step);
  if (!isInside(next, ground)) return from;
  const inRun = ground.isFilled(spot) && ground.isFilled(next);
  while (isInside(next, ground)) {
    if (inRun && !ground.isFilled(next)) return spot;
    spot = next;
    if (!inRun && ground.isFilled(spot)) return spot;
    next = add(spot, step);
  }
  return spot;
}

/** The selection after a move; with `extend`, it reaches from where it began. */
export function moveSelection(
  selection: Selection,
  move: Move,
  keys: { readonly extend: boolean; readonly jump: boolean },
  ground: Ground,
): Selection {
  if (!keys.extend) return selectCell(moveSpot(selection.active, move, keys.jump, ground));
  return extendTo(selection, moveSpot(selection.far, move, keys.jump, ground));
}

/**
 * The selection after Tab or Enter: within a range, the next cell of it; else the cell beside.
 *
 * After Tab, Enter returns to the column where the typing began.
 */
export function stepSelection(
  selection: Selection,
  step: "next" | "previous" | "below" | "above",
  ground: Ground,
): Selection {
  const rect = mainRect(selection);
  const isRange = rect.top !== rect.bottom || rect.left !== rect.right;
  if (isRange) return { ...selection, active: stepWithin(selection.active, step, rect) };
  const moves = { next: "right", previous: "left", below: "down", above: "up" } as const;
  const spot = moveSpot(selection.active, moves[step], false, ground);
  return selectCell(spot);
}

function stepWithin(
  spot: Spot,
  step: "next" | "previous" | "below" | "above",
  rect: ReturnType<typeof mainRect>,
): Spot {
  const width = rect.right - rect.left + 1;
  const height = rect.bottom - rect.top + 1;
  const [line, column] = [spot.line - rect.top, spot.column - rect.left];
  const byLine = step === "next" || step === "previous";
  const order = byLine ? line * width + column : column * height + line;
  const back = step === "previous" || step === "above";
  const total = width * height;
  const at = (order + (back ? total - 1 : 1)) % total;
  return byLine
    ? { line: rect.top + Math.floor(at / width), column: rect.left + (at % width) }
    : { line: rect.top + (at % height), column: rect.left + Math.floor(at / height) };
}
