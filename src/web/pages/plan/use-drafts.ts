import { type Dispatch, useEffect, useRef } from "react";
import type { GridAction } from "../../grid/grid-actions.ts";
import type { GridState } from "../../grid/grid-state.ts";
import { keepWriting, ownWriting } from "../../own-writing.ts";
import type { TablePlace } from "./read-table.ts";

/** Keeps rows that are not saved yet while the browser's tab is open, so that nobody loses one by looking elsewhere. */
export function useDrafts(
  place: TablePlace,
  state: GridState,
  dispatch: Dispatch<GridAction>,
): void {
  const key = `${ownWriting}new-rows/${place.plan} ${place.branch} ${place.table}`;
  const restored = useRef(false);
  const { complete, columns, rows } = state;
  useEffect(() => {
    if (!complete) return;
    if (restored.current) {
      const drafts = rows.list.filter((row) => row.draft).map((row) => row.cells);
      if (drafts.length === 0) sessionStorage.removeItem(key);
      else keepWriting(sessionStorage, key, JSON.stringify(drafts));
      return;
    }
    restored.current = true;
    const added = readDrafts(sessionStorage.getItem(key), columns.length);
    if (added.length > 0) dispatch({ kind: "cells_set", label: "Added", changes: [], added });
  }, [key, complete, columns, rows, dispatch]);
}

function readDrafts(text: string | null, width: number): ReadonlyMap<number, string | null>[] {
  const kept: unknown = JSON.parse(text ?? "[]");
  if (!Array.isArray(kept)) return [];
  return kept
    .filter((cells): cells is (string | null)[] => Array.isArray(cells) && cells.length === width)
    .map((cells) => new Map(cells.entries()));
}
