import { useEffect, useMemo, useReducer, useRef, useState } from "react";
import { useSearchParams } from "wouter";
import type { Column } from "../../grid/columns.ts";
import { indexFindings } from "../../grid/findings-index.ts";
import { Grid, type GridHandle } from "../../grid/grid.tsx";
import { reduceGrid } from "../../grid/grid-reducer.ts";
import { rowAt, startGrid } from "../../grid/grid-state.ts";
import type { Intent } from "../../grid/keys.ts";
import { lackOf } from "../../grid/new-rows.ts";
import type { Canvas } from "../../grid/paste.ts";
import { Notice } from "../../parts/notice.tsx";
import { ErrorState } from "../../parts/states.tsx";
import { usePlan } from "../../plan-context.tsx";
import { useApi } from "../../queries/api.ts";
import { CellBar } from "./cell-bar.tsx";
import type { TableShape } from "./collect-hanging.ts";
import { FindBar } from "./find-bar.tsx";
import { FindingsPanel } from "./findings-panel.tsx";
import { OpenedDialog } from "./opened-dialog.tsx";
import type { TablePlace } from "./read-table.ts";
import { StatusBar } from "./status-bar.tsx";
import { Toolbar } from "./toolbar.tsx";
import { type Commands, useCommands } from "./use-commands.ts";
import { useKnownRows } from "./use-known-rows.ts";
import { lockOfKey, useLocks } from "./use-locks.ts";
import { usePresent } from "./use-present.ts";
import { useReason } from "./use-reason.ts";
import { useRows } from "./use-rows.ts";
import { type Sending, useSender } from "./use-sender.ts";
import { readView, useView } from "./use-view.ts";
import { ViewBar } from "./view-bar.tsx";

/** What a table of the plan needs. */
export interface PlanTableProps {
  readonly table: string;
  readonly tables: readonly TableShape[];
  readonly columns: readonly Column[];
}

/** One table of the plan: the grid, and everything around it. */
export function PlanTable(props: PlanTableProps) {
  const { table, tables, columns } = props;
  const { plan, branch, head, me } = usePlan();
  const [state, dispatch] = useReducer(reduceGrid, null, () =>
    startGrid(table, columns, readView(table, columns)),
  );
  const place = useMemo<TablePlace>(() => ({ plan, branch, table }), [plan, branch, table]);
  const fields = useMemo(() => columns.map((column) => column.name), [columns]);
  const rows = useRows(place, fields, me.id, dispatch);
  const [reason, setReason] = useReason(plan);
  const sending = useSender(place, state, dispatch, reason, rows.again);
  const { known, need } = useKnownRows(plan, branch, columns, head.rows);
  const locks = useLocks(table, columns);
  const findings = useApi("readFindings", { params: { plan }, query: { branch } }, { keep: true });
  const grid = useRef<GridHandle>(null);
  const [panel, setPanel] = useState(false);
  const canvas = useMemo<Canvas>(
    () => ({
      columns: state.shown,
      lines: state.lines.length,
      rowAt: (line) => rowAt(state, line),
      lockOf: locks.lockOf,
      known,
    }),
    [state, locks, known],
  );
  const commands = useCommands(state, dispatch, canvas, grid);
  const { active } = state.selection;
  const row = rowAt(state, active.line);
  const column = state.shown[active.column]?.column;
  const present = usePresent(table, row?.draft ? undefined : row?.key, column?.name);
  useView(table, columns, state.view, dispatch);
  useAskedCell(state.complete, commands);
  useEffect(() => {
    if (findings.data === undefined) return;
    dispatch({
      kind: "findings_came",
      findings: indexFindings(findings.data.findings, table, fields),
    });
  }, [findings.data, table, fields]);
  const onIntent = (kind: Intent["kind"]) => runIntent(kind, commands);
  const found = findings.data?.findings.filter((one) => one.at.file === `${table}.csv`).length ?? 0;
  return (
    <>
      <Toolbar
        {...{ table, tables, found }}
        lock={locks.table}
        onAdd={commands.addRow}
        onDuplicate={commands.duplicate}
        onDelete={commands.endRows}
        onFind={() => commands.setQuery(commands.query ?? "")}
        onColumns={() => commands.open({ kind: "columns" })}
        onFindings={() => setPanel(!panel)}
        onExport={commands.exportCsv}
        onCopy={commands.copyWithHeaders}
        onKeys={() => commands.open({ kind: "keys" })}
      />
      <Notices lock={locks.table} problem={rows.problem} again={rows.again} sending={sending} />
      <ViewBar
        view={state.view}
        shown={state.lines.reduce(
          (sum, one) => sum + (one.kind === "group" ? (one.folded ? one.keys.length : 0) : 1),
          0,
        )}
        total={state.rows.list.length}
        onView={(view) => dispatch({ kind: "view_set", view })}
      />
      {commands.query !== null && (
        <FindBar
          query={commands.query}
          at={active}
          canvas={canvas}
          onQuery={commands.setQuery}
          onNext={commands.find}
          onClose={() => {
            commands.setQuery(null);
            grid.current?.goTo(active, true);
          }}
        />
      )}
      <CellBar
        state={state}
        names={column?.target ? known.get(column.target) : undefined}
        lock={row === undefined ? undefined : locks.lockOf(row)}
        lack={row?.draft ? lackOf(row, columns, state.rows) : undefined}
      />
      <div className="plan-main">
        <Grid
          ref={grid}
          {...{ state, dispatch, canvas, present, onIntent }}
          label={`Table ${table}`}
          lockOf={(key) => lockOfKey(locks, state.rows, key)}
          onGesture={commands.begin}
          onColumnUse={(at) => columns[at] && need(columns[at])}
          onMenu={(at) => commands.open({ kind: "column", place: at })}
        />
        {panel && (
          <FindingsPanel
            table={table}
            findings={findings.data?.findings}
            withheld={findings.data?.withheld === true}
            onGo={commands.goTo}
            onClose={() => setPanel(false)}
          />
        )}
      </div>
      <StatusBar
        state={state}
        waiting={sending.waiting}
        reason={reason}
        onReason={setReason}
        mayEdit={locks.table === undefined}
      />
      <OpenedDialog {...{ commands, state, dispatch, tables, place, known }} />
    </>
  );
}

function Notices(props: {
  readonly lock: string | undefined;
  readonly problem: Error | null;
  readonly again: () => void;
  readonly sending: Sending;
}) {
  const { lock, problem, again, sending } = props;
  return (
    <>
      {lock !== undefined && <Notice kind="info">Read only. {lock}</Notice>}
      {problem !== null && <ErrorState problem={problem} again={again} />}
      {sending.refused !== null && (
        <div className="plan-refused" role="alert">
          <ErrorState problem={sending.refused.problem} />
          <button
            type="button"
            className="usa-button usa-button--outline"
            onClick={sending.dismiss}
          >
            Dismiss
          </button>
        </div>
      )}
    </>
  );
}

/** Goes to the cell that the address names, once all rows are there. */
function useAskedCell(complete: boolean, commands: Commands): void {
  const [params] = useSearchParams();
  const row = params.get("row");
  const field = params.get("field") ?? "id";
  const { goTo } = commands;
  const gone = useRef("");
  useEffect(() => {
    const asked = `${row} ${field}`;
    if (!complete || row === null || gone.current === asked) return;
    gone.current = asked;
    goTo(row, field);
  }, [complete, row, field, goTo]);
}

function runIntent(kind: Intent["kind"], commands: Commands): void {
  if (kind === "find") commands.setQuery(commands.query ?? "");
  else if (kind === "find_next") commands.find(1);
  else if (kind === "find_previous") commands.find(-1);
  else if (kind === "add_row") commands.addRow();
  else if (kind === "delete_rows") commands.endRows();
}
