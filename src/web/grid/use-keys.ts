import { type ClipboardEvent, type Dispatch, type KeyboardEvent, useCallback, useRef } from "react";
import { formatHtmlTable, readClipboard } from "./clipboard-html.ts";
import { formatTsv } from "./clipboard-text.ts";
import { copyCells } from "./copy.ts";
import { planClear, planFillDown, planFillRight } from "./fill.ts";
import type { Gesture } from "./gesture.ts";
import type { GridAction } from "./grid-actions.ts";
import { type GridState, rowAt, sizeOf } from "./grid-state.ts";
import { type Intent, readKey } from "./keys.ts";
import { type Ground, moveSelection, stepSelection } from "./moves.ts";
import { type Canvas, planPaste } from "./paste.ts";
import { clickColumn, clickLine, type Selection, selectAll } from "./selection.ts";

/** What keys and the clipboard do in the grid. */
export interface KeyDoings {
  readonly canvas: Canvas;
  readonly onGesture: (gesture: Gesture) => void;
  readonly onIntent: (intent: Intent["kind"]) => void;
  readonly onMenu: (place: number) => void;
  /** Selects, and brings the far end of the selection into sight. */
  readonly select: (selection: Selection) => void;
  /** Opens the editor of the active cell. */
  readonly edit: (typed: string | null) => void;
  /** Folds or unfolds the group on a line. */
  readonly fold: (line: number) => void;
}

/** The ground on which keys move, from the grid as it is. */
export function groundOf(state: GridState, page: number): Ground {
  return {
    ...sizeOf(state),
    page,
    isFilled: ({ line, column }) => {
      const place = state.shown[column]?.place;
      const text = place === undefined ? null : (rowAt(state, line)?.cells[place] ?? null);
      return text !== null && text !== "";
    },
  };
}

/** Handlers of keys and of the clipboard, while no cell is edited. */
export function useKeys(
  state: GridState,
  dispatch: Dispatch<GridAction>,
  ground: () => Ground,
  doings: KeyDoings,
) {
  // Tab moves within the grid; after Escape it leaves it, so that nobody is caught.
  const leaves = useRef(false);
  const onKeyDown = (event: KeyboardEvent) => {
    if (state.editing !== null || event.nativeEvent.isComposing) return;
    const intent = readKey(event);
    if (intent === undefined) return;
    if (intent.kind === "leave") {
      leaves.current = true;
      dispatch({ kind: "said", words: "Tab leaves the grid." });
      return;
    }
    if (event.key === "Tab" && leaves.current) return;
    leaves.current = false;
    event.preventDefault();
    act(intent, state, ground(), doings);
  };
  const onCopy = (event: ClipboardEvent) => copyTo(event, state, doings.canvas, dispatch);
  const onCut = (event: ClipboardEvent) => {
    if (copyTo(event, state, doings.canvas, dispatch)) {
      doings.onGesture(planClear(state.selection, doings.canvas));
    }
  };
  const onPaste = useCallback(
    (event: ClipboardEvent) => {
      if (state.editing !== null) return;
      event.preventDefault();
      const { clipboardData: data } = event;
      const texts = readClipboard(data.getData("text/plain"), data.getData("text/html"));
      doings.onGesture(planPaste(texts, state.selection, doings.canvas));
    },
    [state, doings],
  );
  return { onKeyDown, onCopy, onCut, onPaste };
}

function copyTo(
  event: ClipboardEvent,
  state: GridState,
  canvas: Canvas,
  dispatch: Dispatch<GridAction>,
): boolean {
  if (state.editing !== null) return false;
  event.preventDefault();
  const copied = copyCells(state.selection, canvas, false);
  if ("refused" in copied) {
    dispatch({ kind: "said", words: copied.refused });
    return false;
  }
  event.clipboardData.setData("text/plain", formatTsv(copied.texts));
  event.clipboardData.setData("text/html", formatHtmlTable(copied.texts));
  const cells = copied.texts.reduce((sum, line) => sum + line.length, 0);
  dispatch({ kind: "said", words: `Copied ${cells} ${cells === 1 ? "cell" : "cells"}.` });
  return true;
}

function act(intent: Intent, state: GridState, ground: Ground, doings: KeyDoings): void {
  const { selection } = state;
  const { line, column } = selection.active;
  const isGroup = state.lines[line]?.kind === "group";
  const plain = { shift: false, ctrl: false };
  switch (intent.kind) {
    case "move":
      doings.select(moveSelection(selection, intent.move, intent, ground));
      return;
    case "step":
      if (isGroup && intent.step === "below") doings.fold(line);
      else doings.select(stepSelection(selection, intent.step, ground));
      return;
    case "edit":
      if (isGroup) doings.fold(line);
      else doings.edit(intent.typed);
      return;
    case "clear":
      doings.onGesture(planClear(selection, doings.canvas));
      return;
    case "fill_down":
      doings.onGesture(planFillDown(selection, doings.canvas));
      return;
    case "fill_right":
      doings.onGesture(planFillRight(selection, doings.canvas));
      return;
    case "select_all":
      doings.select(selectAll(selection, ground));
      return;
    case "select_line":
      doings.select(clickLine(selection, line, ground, plain));
      return;
    case "select_column":
      doings.select(clickColumn(selection, column, ground, plain));
      return;
    case "menu":
      doings.onMenu(column);
      return;
    default:
      doings.onIntent(intent.kind);
  }
}
