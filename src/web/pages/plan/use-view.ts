import { type Dispatch, useEffect, useRef } from "react";
import { useSearchParams } from "wouter";
import type { Column } from "../../grid/columns.ts";
import type { GridAction } from "../../grid/grid-actions.ts";
import {
  formatKept,
  formatView,
  parseKept,
  parseView,
  plainView,
  type View,
} from "../../grid/view.ts";

/** Names of an address that a view owns. */
function isOfView(name: string): boolean {
  return name.startsWith("f.") || ["sort", "group", "found", "finding"].includes(name);
}

function keptKey(table: string): string {
  return `entente-grid-${table}`;
}

/** The view that the address and this browser ask for. */
export function readView(table: string, columns: readonly Column[]): View {
  return {
    ...plainView,
    ...parseKept(localStorage.getItem(keptKey(table))),
    ...parseView(new URLSearchParams(location.search), columns),
  };
}

/** Keeps a view in the address and in this browser, and follows the address when somebody goes back. */
export function useView(
  table: string,
  columns: readonly Column[],
  view: View,
  dispatch: Dispatch<GridAction>,
): void {
  const [params, setParams] = useSearchParams();
  const written = useRef(JSON.stringify(formatView(view)));
  useEffect(() => localStorage.setItem(keptKey(table), formatKept(view)), [table, view]);
  useEffect(() => {
    const parts = formatView(view);
    const text = JSON.stringify(parts);
    if (text === written.current) return;
    written.current = text;
    setParams(
      (old) => {
        const kept = [...old].filter(([name]) => !isOfView(name));
        return new URLSearchParams([...kept, ...Object.entries(parts)]);
      },
      { replace: true },
    );
  }, [view, setParams]);
  useEffect(() => {
    const asked = parseView(params, columns);
    const text = JSON.stringify(formatView({ ...plainView, ...asked }));
    if (text === written.current) return;
    written.current = text;
    dispatch({ kind: "view_set", view: asked });
  }, [params, columns, dispatch]);
}
