import { type Dispatch, type RefObject, useEffect, useState } from "react";
import { formatHtmlTable } from "../../grid/clipboard-html.ts";
import { formatTsv } from "../../grid/clipboard-text.ts";
import { copyCells, formatCsv } from "../../grid/copy.ts";
import { findNext } from "../../grid/find.ts";
import { type Gesture, noGesture } from "../../grid/gesture.ts";
import type { GridHandle } from "../../grid/grid.tsx";
import type { GridAction } from "../../grid/grid-actions.ts";
import { type GridState, lineOf, rowAt } from "../../grid/grid-state.ts";
import { proposeId } from "../../grid/new-rows.ts";
import type { Canvas } from "../../grid/paste.ts";
import { selectedLines } from "../../grid/selection.ts";
import { findRow, type GridRow } from "../../grid/table-rows.ts";

/** One change holds at most so many edits. */
const mostEdits = 100_000;

/** What is open over or beside the grid. */
export type Opened =
  | { readonly kind: "none" | "columns" | "keys" }
  | { readonly kind: "column"; readonly place: number }
  | { readonly kind: "history" | "comments"; readonly row: string; readonly field: string }
  | { readonly kind: "gesture"; readonly gesture: Gesture }
  | { readonly kind: "end"; readonly rows: readonly GridRow[] };

/** What can be done with the grid from around it. */
export function useCommands(
  state: GridState,
  dispatch: Dispatch<GridAction>,
  canvas: Canvas,
  grid: RefObject<GridHandle | null>,
) {
  const [opened, open] = useState<Opened>({ kind: "none" });
  const wish = useWish(state, grid);
  const [query, setQuery] = useState<string | null>(null);
  const say = (words: string) => dispatch({ kind: "said", words });
  const openCell = cellOpener(state, say, open);
  const apply = (gesture: Gesture) => {
    open({ kind: "none" });
    const { label, changes, added } = gesture;
    if (changes.length > mostEdits) {
      say(`One change holds at most ${mostEdits} cells; this would be ${changes.length}.`);
      return;
    }
    dispatch({ kind: "cells_set", label, changes, added });
    say(sayGesture(gesture));
  };
  const begin = (gesture: Gesture) => {
    const { changes, added, refused } = gesture;
    const only = refused[0];
    const takesNone = changes.length + added.length === 0;
    if (takesNone && only && refused.every((one) => one.finding.code === "cell_read_only")) {
      say(`Read only. ${only.finding.help}`);
    } else if (refused.length === 1 && only !== undefined && takesNone) {
      say(`${only.finding.found}: ${only.finding.help}`);
    } else if (refused.length > 0 || added.length > 0) open({ kind: "gesture", gesture });
    else if (changes.length > 0) apply(gesture);
  };
  const addRows = (added: Gesture["added"], label: string) => {
    apply({ ...noGesture, label, added });
    wish({ row: null, field: state.columns[1]?.name ?? "id" });
  };
  const goTo = (row: string, field: string) => {
    if (findRow(state.rows, row) === undefined) return say(`“${row}” is not here.`);
    // A row that is filtered out is shown again.
    if (lineOf(state, row) < 0) {
      dispatch({ kind: "view_set", view: { filters: {}, found: false, folded: new Set() } });
    }
    wish({ row, field });
  };
  const find = (way: 1 | -1) => {
    if (query === null || query === "") return setQuery(query ?? "");
    const spot = findNext(query, state.selection.active, way, canvas);
    if (spot === undefined) say(`“${query}” is nowhere in what is shown.`);
    else grid.current?.goTo(spot, false);
  };
  return {
    ...{ opened, open, apply, begin, goTo, find, query, setQuery, say },
    addRow: () => addRows([new Map()], "Added a row"),
    duplicate: () => addRows(copiesOf(selectedRows(state), state), "Duplicated"),
    endRows: () => endRows(state, canvas, dispatch, open),
    whoChanged: () => openCell("history", "Nobody has changed it: the row is not saved yet."),
    comments: () => openCell("comments", "Nobody can speak of it: the row is not saved yet."),
    copyWithHeaders: () => say(copyWithHeaders(state, canvas)),
    exportCsv: () => {
      saveFile(`${state.table}${state.withheld ? "-partial" : ""}.csv`, formatCsv(canvas));
      if (state.withheld) say("Rows that are withheld from you are not in the file.");
    },
  };
}

/** Opens what is told of the active cell; of a row that is not saved yet it says why nothing is. */
function cellOpener(
  state: GridState,
  say: (words: string) => void,
  open: (opened: Opened) => void,
): (kind: "history" | "comments", ofDraft: string) => void {
  return (kind, ofDraft) => {
    const { line, column } = state.selection.active;
    const row = rowAt(state, line);
    const field = state.shown[column]?.column.name;
    if (row === undefined || field === undefined) return;
    if (row.draft) say(ofDraft);
    else open({ kind, row: row.key, field });
  };
}

/** A cell to go to as soon as its row is shown; without a row, in the row that was added last. */
interface Wish {
  readonly row: string | null;
  readonly field: string;
}

function useWish(state: GridState, grid: RefObject<GridHandle | null>): (wish: Wish) => void {
  const [wish, setWish] = useState<Wish | null>(null);
  useEffect(() => {
    if (wish === null) return;
    const line = lineOf(state, wish.row ?? state.rows.list.at(-1)?.key ?? "");
    const column = state.shown.findIndex((one) => one.column.name === wish.field);
    if (line < 0) return;
    setWish(null);
    grid.current?.goTo({ line, column: Math.max(0, column) }, true);
  }, [wish, state, grid]);
  return setWish;
}

function selectedRows(state: GridState): readonly GridRow[] {
  return selectedLines(state.selection).flatMap((line) => rowAt(state, line) ?? []);
}

/** Ends the selected rows: unsaved ones at once, others when a person has seen what goes with them. */
function endRows(
  state: GridState,
  canvas: Canvas,
  dispatch: Dispatch<GridAction>,
  open: (opened: Opened) => void,
): void {
  const rows = selectedRows(state);
  const locked = rows.find((row) => lockOfRow(canvas, row) !== undefined);
  const say = (words: string) => dispatch({ kind: "said", words });
  if (rows.length === 0) say("No row is selected.");
  else if (locked !== undefined) say(`${locked.key}: ${lockOfRow(canvas, locked)}`);
  else if (rows.every((row) => row.draft)) {
    const keys = rows.map((row) => row.key);
    dispatch({ kind: "rows_ended", label: "Deleted", keys, edits: [] });
  } else open({ kind: "end", rows: rows.filter((row) => !row.draft) });
}

/** Everything that can be done with the grid from around it. */
export type Commands = ReturnType<typeof useCommands>;

function lockOfRow(canvas: Canvas, row: GridRow): string | undefined {
  const column = canvas.columns[0]?.column;
  return column === undefined ? undefined : canvas.lockOf(row, column);
}

function sayGesture({ label, changes, added, notes }: Gesture): string {
  const cells = changes.length;
  const parts = [
    cells > 0 ? `${label} ${cells} ${cells === 1 ? "cell" : "cells"}.` : "",
    added.length > 0 ? `Added ${added.length} ${added.length === 1 ? "row" : "rows"}.` : "",
    notes[0] === undefined
      ? ""
      : `${notes.length} read with a note, such as ${notes[0].finding.found}: ${notes[0].finding.help}`,
  ];
  return parts.filter(Boolean).join(" ");
}

function copiesOf(
  rows: readonly GridRow[],
  state: GridState,
): ReadonlyMap<number, string | null>[] {
  const taken = new Set<string>();
  return rows.map((row) => {
    const id = proposeId(row.cells[0] ?? row.key, state.rows, taken);
    taken.add(id);
    return new Map(row.cells.map((text, place) => [place, place === 0 ? id : text]));
  });
}

/**
 * Copies by the browser's own command: written as an item of the clipboard, a table would lose the marks that keep
 * spreadsheets from changing its values.
 */
function copyWithHeaders(state: GridState, canvas: Canvas): string {
  const copied = copyCells(state.selection, canvas, true);
  if ("refused" in copied) return copied.refused;
  const { texts } = copied;
  const copy = (event: ClipboardEvent) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    event.clipboardData?.setData("text/plain", formatTsv(texts));
    event.clipboardData?.setData("text/html", formatHtmlTable(texts));
  };
  document.addEventListener("copy", copy, { capture: true });
  const done = document.execCommand("copy");
  document.removeEventListener("copy", copy, { capture: true });
  if (!done) return "The browser did not allow it. Press Ctrl+C instead.";
  const lines = texts.length - 1;
  return `Copied ${lines} ${lines === 1 ? "line" : "lines"} with the names of the columns.`;
}

function saveFile(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
