import type { Move } from "./moves.ts";

/** A key that was pressed, as the browser tells it. */
export interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** What a key means while cells are selected. */
export type Intent =
  | { readonly kind: "move"; readonly move: Move; readonly extend: boolean; readonly jump: boolean }
  | { readonly kind: "step"; readonly step: "next" | "previous" | "below" | "above" }
  /** Begin to edit: with the cell's own text, or with what was typed. */
  | { readonly kind: "edit"; readonly typed: string | null }
  | {
      readonly kind:
        | "clear"
        | "select_all"
        | "select_line"
        | "select_column"
        | "fill_down"
        | "fill_right"
        | "find"
        | "find_next"
        | "find_previous"
        | "leave"
        | "menu"
        | "who_changed"
        | "comments"
        | "add_row"
        | "delete_rows";
    };

const moves: Readonly<Record<string, Move>> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
  PageUp: "page_up",
  PageDown: "page_down",
};

/** What a key means in the grid while no cell is edited; nothing where the browser should have it. */
export function readKey(pressed: Pressed): Intent | undefined {
  const ctrl = pressed.ctrlKey || pressed.metaKey;
  const { key, shiftKey: shift } = pressed;
  if (pressed.altKey) return key === "ArrowDown" ? { kind: "edit", typed: null } : undefined;
  const move = moves[key];
  if (move !== undefined) {
    const isPage = key.startsWith("Page");
    // Ctrl with Page keys changes the browser's tab.
    return isPage && ctrl ? undefined : { kind: "move", move, extend: shift, jump: ctrl };
  }
  if (key === "Home" || key === "End") {
    const edge = key === "Home" ? "line_start" : "line_end";
    const corner = key === "Home" ? "first" : "last";
    return { kind: "move", move: ctrl ? corner : edge, extend: shift, jump: false };
  }
  return ctrl ? readCtrlKey(key, shift) : readPlainKey(key, shift);
}

function readCtrlKey(key: string, shift: boolean): Intent | undefined {
  switch (key.toLowerCase()) {
    case "a":
      return { kind: "select_all" };
    case "d":
      return { kind: "fill_down" };
    case "r":
      return { kind: "fill_right" };
    case "f":
      return { kind: "find" };
    case "m":
      return { kind: "comments" };
    case "g":
      return { kind: shift ? "find_previous" : "find_next" };
    case " ":
      return { kind: "select_column" };
    case "+":
    case "=":
      // Without Shift it is the browser's zoom.
      return shift ? { kind: "add_row" } : undefined;
    case "delete":
      return { kind: "delete_rows" };
    default:
      return undefined;
  }
}

function readPlainKey(key: string, shift: boolean): Intent | undefined {
  switch (key) {
    case "Tab":
      return { kind: "step", step: shift ? "previous" : "next" };
    case "Enter":
      return { kind: "step", step: shift ? "above" : "below" };
    case "F2":
      return shift ? { kind: "who_changed" } : { kind: "edit", typed: null };
    case "F3":
      return { kind: shift ? "find_previous" : "find_next" };
    case "F10":
      return shift ? { kind: "menu" } : undefined;
    case "ContextMenu":
      return { kind: "menu" };
    case "Escape":
      return { kind: "leave" };
    case "Delete":
      return { kind: "clear" };
    case "Backspace":
      return { kind: "edit", typed: "" };
    case " ":
      return shift ? { kind: "select_line" } : { kind: "edit", typed: " " };
    default:
      return [...key].length === 1 ? { kind: "edit", typed: key } : undefined;
  }
}
