import { type Dispatch, useCallback, useEffect, useRef, useState } from "react";
import { RefusedError } from "../../../api/client.ts";
import { useChange } from "../../changes/change-context.tsx";
import type { Column } from "../../grid/columns.ts";
import { indexFindings } from "../../grid/findings-index.ts";
import type { GridAction } from "../../grid/grid-actions.ts";
import type { GridState, Pending } from "../../grid/grid-state.ts";
import type { GridRow } from "../../grid/table-rows.ts";
import { useLive } from "../../live/live-context.tsx";
import { client } from "../../queries/api.ts";
import { gridRowsOf, type TableName, type TablePlace } from "./read-table.ts";

/** A change that the server refused, for the person to read. */
export interface RefusedChange {
  readonly label: string;
  readonly problem: Error;
}

/** How changes are sent. */
export interface Sending {
  readonly refused: RefusedChange | null;
  readonly dismiss: () => void;
  /** Changes wait until the server can be reached. */
  readonly waiting: boolean;
}

/** Sends what is pending, one change after the other; what cannot reach the server waits until it can. */
export function useSender(
  place: TablePlace,
  state: GridState,
  dispatch: Dispatch<GridAction>,
  reason: string,
  reload: () => void,
): Sending {
  const changes = useChange();
  const { connection } = useLive();
  const [refused, setRefused] = useState<RefusedChange | null>(null);
  const [waiting, setWaiting] = useState(false);
  const busy = useRef(false);
  const { columns, table } = state;
  const first = state.pending[0];

  const send = useCallback(
    async (pending: Pending) => {
      const words = reason === "" ? `${pending.label} in the grid` : reason;
      const edits = pending.edits.map((edit) => ({ ...edit, table: edit.table as TableName }));
      try {
        const made = await changes.make({ reason: words, edits });
        if (made === undefined) {
          dispatch({
            kind: "change_dropped",
            ticket: pending.ticket,
            said: "Your change was given up.",
          });
          await readBack(place, pending, columns, dispatch, reload);
          return;
        }
        dispatch({
          kind: "change_saved",
          ticket: pending.ticket,
          edits: made.change.edits,
          seq: made.change.seq,
          rows: made.rows.filter((row) => row.table === table).map((row) => row.id),
          findings: indexFindings(
            made.findings,
            table,
            columns.map((column) => column.name),
          ),
        });
      } catch (problem) {
        if (!(problem instanceof RefusedError)) {
          // The server cannot be reached: the change stays, and is sent when it can.
          setWaiting(true);
          return;
        }
        dispatch({
          kind: "change_dropped",
          ticket: pending.ticket,
          said: `Refused: ${problem.message}`,
        });
        setRefused({ label: pending.label, problem });
        await readBack(place, pending, columns, dispatch, reload);
      }
    },
    [place, columns, table, reason, changes, dispatch, reload],
  );

  useEffect(() => {
    if (waiting && connection === "live") setWaiting(false);
  }, [waiting, connection]);
  useEffect(() => {
    if (first === undefined || busy.current || waiting) return;
    busy.current = true;
    void send(first).finally(() => {
      busy.current = false;
      // The next is taken up when the state has changed; where it has not, it waits for the server.
      dispatch({ kind: "sender_free" });
    });
  }, [first, waiting, send, dispatch]);
  return { refused, dismiss: () => setRefused(null), waiting };
}

/** Rows read one by one after a change was dropped; where there are more, the table is read again. */
const rowsReadOneByOne = 30;

async function readBack(
  place: TablePlace,
  pending: Pending,
  columns: readonly Column[],
  dispatch: Dispatch<GridAction>,
  reload: () => void,
): Promise<void> {
  const ids = [
    ...new Set(pending.edits.filter((edit) => edit.table === place.table).map((edit) => edit.row)),
  ];
  const fields = columns.map((column) => column.name);
  if (ids.length > rowsReadOneByOne) {
    reload();
    return;
  }
  const rows: GridRow[] = [];
  const gone: string[] = [];
  await Promise.all(
    ids.map(async (row) => {
      const { plan, branch } = place;
      const table = place.table as TableName;
      try {
        const read = await client.call("readRow", {
          params: { plan, table, row },
          query: { branch },
        });
        const page = {
          table,
          branch,
          seq: 0,
          columns: fields,
          rows: [read],
          next: null,
          withheld: false,
        };
        rows.push(...gridRowsOf(page, fields));
      } catch (problem) {
        if (problem instanceof RefusedError && problem.problem.status === 404) gone.push(row);
        else throw problem;
      }
    }),
  ).catch(reload);
  dispatch({ kind: "rows_read", rows, gone });
}
