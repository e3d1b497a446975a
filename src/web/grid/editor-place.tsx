import type { Ref } from "react";
import { CellEditor, type EditorStep, type OpenEditor } from "./cell-editor.tsx";
import type { KnownRows } from "./check-cell.ts";
import { type GridState, lineOf } from "./grid-state.ts";
import { gutterWidth, headHeight, lineHeight } from "./measures.ts";
import { findRow } from "./table-rows.ts";

/** The editor over its cell, while one is open. It lies beside the grid's cells, among which only cells may be. */
export function EditorPlace(props: {
  readonly state: GridState;
  readonly known: KnownRows;
  readonly editor: Ref<OpenEditor>;
  readonly onCommit: (value: string | null, step: EditorStep) => void;
  readonly onCancel: () => void;
  readonly onSay: (words: string) => void;
}) {
  const { state } = props;
  const { editing } = state;
  const line = editing === null ? -1 : lineOf(state, editing.key);
  const place = state.shown.findIndex((one) => one.place === editing?.place);
  const one = state.shown[place];
  const row = editing === null ? undefined : findRow(state.rows, editing.key);
  if (editing === null || line < 0 || one === undefined || row === undefined) return null;
  return (
    <div className="grid-window grid-over" style={{ top: headHeight }}>
      <div className="grid-body">
        <div
          className={place === 0 ? "grid-editor-place grid-pinned" : "grid-editor-place"}
          style={{ top: line * lineHeight, left: gutterWidth + one.left, width: one.width }}
        >
          <CellEditor
            key={`${editing.key} ${editing.place}`}
            ref={props.editor}
            column={one.column}
            rowName={row.cells[0] ?? "the new row"}
            start={editing.text}
            quick={editing.quick}
            known={props.known}
            mayBeBlank={row.draft}
            onCommit={props.onCommit}
            onCancel={props.onCancel}
            onSay={props.onSay}
          />
        </div>
      </div>
    </div>
  );
}
