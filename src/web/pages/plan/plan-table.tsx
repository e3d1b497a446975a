import { type RefObject, useEffect, useMemo, useReducer, useRef, useState } from "react";
import { useSearchParams } from "wouter";
import type { KnownRows } from "../../grid/check-cell.ts";
import type { Column } from "../../grid/columns.ts";
import { indexFindings } from "../../grid/findings-index.ts";
import { Grid, type GridHandle } from "../../grid/grid.tsx";
import { reduceGrid } from "../../grid/grid-reducer.ts";
import { type GridState, rowAt, startGrid } from "../../grid/grid-state.ts";
import type { HeldRow } from "../../grid/held-row.tsx";
import type { Intent } from "../../grid/keys.ts";
import { lackOf } from "../../grid/new-rows.ts";
import type { Canvas } from "../../grid/paste.ts";
import type { SaidRow } from "../../grid/said-row.tsx";
import { Notice } from "../../parts/notice.tsx";
import { ErrorState } from "../../parts/states.tsx";
import { usePlan } from "../../plan-context.tsx";
import { useApi } from "../../queries/api.ts";
import { CellBar } from "./cell-bar.tsx";
import type { TableShape } from "./collect-hanging.ts";
import { FindBar } from "./find-bar.tsx";
import { FindingsPanel } from "./findings-panel.tsx";
import { OpenedDialog } from "./opened-dialog.tsx";
import { PrintTable } from "./print-table.tsx";
import type { TablePlace } from "./read-table.ts";
import { StatusBar } from "./status-bar.tsx";
import { Toolbar } from "./toolbar.tsx";
import { type Commands, useCommands } from "./use-commands.ts";
import { useDrafts } from "./use-drafts.ts";
import { useHeldRows } from "./use-held-rows.ts";
import { useKnownRows } from "./use-known-rows.ts";
import { type Locks, lockOfKey, useLocks } from "./use-locks.ts";
import { usePresent } from "./use-present.ts";
import { useReason } from "./use-reason.ts";
import { useRows } from "./use-rows.ts";
import { useSaidRows } from "./use-said-rows.ts";
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
  const here = usePlanTable(props);
  const { state, dispatch, place, canvas, known, locks, commands, sending, rows, findings } = here;
  const { table, tables } = props;
  const [panel, setPanel] = useState(false);
  const found = findings.data?.findings.filter((one) => one.at.file === `${table}.csv`);
  return (
    <>
      <Toolbar
        {...{ table, tables, commands }}
        lock={locks.table}
        found={found?.length ?? 0}
        onFindings={() => setPanel(!panel)}
      />
      <Notices lock={locks.table} problem={rows.problem} again={rows.again} sending={sending} />
      <ViewBar state={state} onView={(view) => dispatch({ kind: "view_set", view })} />
      <Finding {...{ state, commands, canvas, grid: here.grid }} />
      <Cell
        {...{ state, known, locks }}
        held={here.held}
        said={here.said}
        onComments={commands.comments}
      />
      <div className="plan-main">
        <Grid
          ref={here.grid}
          {...{ state, dispatch, canvas, present: here.present }}
          label={`Table ${table}`}
          lockOf={(key) => lockOfKey(locks, state.rows, key)}
          onGesture={commands.begin}
          onColumnUse={here.need}
          held={here.held}
          said={here.said}
          onHistory={(row, field) => commands.open({ kind: "history", row, field })}
          onIntent={(kind) => runIntent(kind, commands)}
          onMenu={(at) => commands.open({ kind: "column", place: at })}
        />
        {panel && (
          <FindingsPanel
            table={table}
            findings={findings.data?.findings}
            withheld={findings.data?.withheld === true}
            only={state.view.found !== false}
            onOnly={() =>
              dispatch({ kind: "view_set", view: { found: state.view.found === false } })
            }
            onGo={commands.goTo}
            onClose={() => setPanel(false)}
          />
        )}
      </div>
      <StatusBar
        state={state}
        waiting={sending.waiting}
        reason={here.reason}
        onReason={here.setReason}
        mayEdit={locks.table === undefined}
      />
      <PrintTable table={table} canvas={canvas} />
      <OpenedDialog {...{ commands, state, dispatch, tables, place, known }} />
    </>
  );
}

/** The state of the table, and what keeps it in step with server, address and others. */
function usePlanTable({ table, columns }: PlanTableProps) {
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
  const held = useHeldRows(table);
  const said = useSaidRows(table);
  const findings = useApi("readFindings", { params: { plan }, query: { branch } }, { keep: true });
  const grid = useRef<GridHandle>(null);
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
  const field = state.shown[active.column]?.column.name;
  const present = usePresent(table, row?.draft ? undefined : row?.key, field);
  useView(table, columns, state.view, dispatch);
  useAskedCell(state.complete, commands);
  useDrafts(place, state, dispatch);
  useEffect(() => {
    if (findings.data === undefined) return;
    const index = indexFindings(findings.data.findings, table, fields);
    dispatch({ kind: "findings_came", findings: index });
  }, [findings.data, table, fields]);
  return {
    ...{ state, dispatch, place, rows, reason, setReason, sending, known, locks, findings },
    ...{ grid, canvas, commands, present, held, said },
    need: (at: number) => columns[at] && need(columns[at]),
  };
}

/** The bar to find, while it is open. */
function Finding(props: {
  readonly state: GridState;
  readonly commands: Commands;
  readonly canvas: Canvas;
  readonly grid: RefObject<GridHandle | null>;
}) {
  const { state, commands, canvas, grid } = props;
  const { active } = state.selection;
  if (commands.query === null) return null;
  return (
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
  );
}

/** The bar of the active cell. */
function Cell(props: {
  readonly state: GridState;
  readonly known: KnownRows;
  readonly locks: Locks;
  readonly held: ReadonlyMap<string, HeldRow>;
  readonly said: ReadonlyMap<string, SaidRow>;
  readonly onComments: () => void;
}) {
  const { state, known, locks } = props;
  const { active } = state.selection;
  const row = rowAt(state, active.line);
  const target = state.shown[active.column]?.column.target ?? null;
  return (
    <CellBar
      state={state}
      held={row === undefined ? undefined : props.held.get(row.key)}
      said={row === undefined ? undefined : props.said.get(row.key)}
      onComments={props.onComments}
      names={target === null ? undefined : known.get(target)}
      lock={row === undefined ? undefined : locks.lockOf(row)}
      lack={row?.draft ? lackOf(row, state.columns, state.rows) : undefined}
    />
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
  const asksComments = params.get("comments") === "true";
  const { goTo, open } = commands;
  const gone = useRef("");
  useEffect(() => {
    const asked = `${row} ${field}`;
    if (!complete || row === null || gone.current === asked) return;
    gone.current = asked;
    goTo(row, field);
    if (asksComments) open({ kind: "comments", row, field });
  }, [complete, row, field, asksComments, goTo, open]);
}

function runIntent(kind: Intent["kind"], commands: Commands): void {
  if (kind === "find") commands.setQuery(commands.query ?? "");
  else if (kind === "find_next") commands.find(1);
  else if (kind === "find_previous") commands.find(-1);
  else if (kind === "who_changed") commands.whoChanged();
  else if (kind === "comments") commands.comments();
  else if (kind === "add_row") commands.addRow();
  else if (kind === "delete_rows") commands.endRows();
}
