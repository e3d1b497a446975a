import type { Dispatch } from "react";
import { CommentsDialog } from "../../comments/threads.tsx";
import type { KnownRows } from "../../grid/check-cell.ts";
import type { GridAction } from "../../grid/grid-actions.ts";
import type { GridState } from "../../grid/grid-state.ts";
import type { View } from "../../grid/view.ts";
import { CellHistory } from "../../parts/history-button.tsx";
import type { TableShape } from "./collect-hanging.ts";
import { ColumnChooser } from "./column-chooser.tsx";
import { ColumnMenu } from "./column-menu.tsx";
import { EndRowsDialog } from "./end-rows-dialog.tsx";
import { GestureDialog } from "./gesture-dialog.tsx";
import { KeysDialog } from "./keys-dialog.tsx";
import type { TablePlace } from "./read-table.ts";
import type { Commands } from "./use-commands.ts";

/** The window that is open over the grid, if one is. */
export function OpenedDialog(props: {
  readonly commands: Commands;
  readonly state: GridState;
  readonly dispatch: Dispatch<GridAction>;
  readonly tables: readonly TableShape[];
  readonly place: TablePlace;
  readonly known: KnownRows;
}) {
  const { commands, state, dispatch, known } = props;
  const { opened } = commands;
  const close = () => commands.open({ kind: "none" });
  const setView = (view: Partial<View>) => dispatch({ kind: "view_set", view });
  if (opened.kind === "columns") {
    return (
      <ColumnChooser columns={state.columns} view={state.view} onView={setView} onClose={close} />
    );
  }
  if (opened.kind === "keys") return <KeysDialog onClose={close} />;
  if (opened.kind === "history") {
    const { row, field } = opened;
    return <CellHistory place={{ table: state.table, row, field }} onClose={close} />;
  }
  if (opened.kind === "comments") {
    // Of the id, the row as a whole is spoken.
    const field = opened.field === "id" ? undefined : opened.field;
    return (
      <CommentsDialog place={{ table: state.table, row: opened.row, field }} onClose={close} />
    );
  }
  if (opened.kind === "column") {
    const one = state.shown[opened.place];
    if (one === undefined) return null;
    const names = one.column.target === null ? undefined : known.get(one.column.target);
    return (
      <ColumnMenu
        {...{ one, names }}
        view={state.view}
        rows={state.rows}
        onView={setView}
        onClose={close}
      />
    );
  }
  if (opened.kind === "gesture") {
    const { gesture } = opened;
    return <GestureDialog gesture={gesture} onDo={() => commands.apply(gesture)} onClose={close} />;
  }
  if (opened.kind === "end") {
    return (
      <EndRowsDialog
        place={props.place}
        tables={props.tables}
        rows={opened.rows}
        onClose={close}
        onEnd={({ ended, edits }) => {
          const keys = [...opened.rows.map((row) => row.key), ...(ended.get(state.table) ?? [])];
          dispatch({ kind: "rows_ended", label: "Deleted rows", keys, edits });
          close();
        }}
      />
    );
  }
  return null;
}
