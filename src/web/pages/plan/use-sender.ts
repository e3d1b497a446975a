import { type Dispatch, useEffect, useMemo, useRef, useState } from "react";
import { RefusedError } from "../../../api/client.ts";
import { type Changes, useChange } from "../../changes/change-context.tsx";
import { dropFirst, keepWaiting, leaveKey, ownKey } from "../../changes/waiting-changes.ts";
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

/** How long after a failure the server is tried again, so that what was missed has come.   Unit: milliseconds. */
const pause = 1000;

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
  const onItsWay = useRef(Promise.resolve(true));
  const { columns, pending } = state;
  useKeptChanges(place, pending, reason, () => (busy.current ? onItsWay.current : null));
  const first = state.pending[0];
  useEffect(() => {
    if (!waiting || connection !== "live") return;
    const timer = setTimeout(() => setWaiting(false), pause);
    return () => clearTimeout(timer);
  }, [waiting, connection]);
  useEffect(() => {
    if (first === undefined || busy.current || waiting) return;
    busy.current = true;
    onItsWay.current = sendOne(changes, first, { place, columns, reason })
      .then(async (sent) => {
        // What cannot reach the server stays, and is sent when it can.
        if (sent === "unreached") {
          setWaiting(true);
          return false;
        }
        dispatch(sent.action);
        if (sent.action.kind === "change_saved") return true;
        if (sent.problem !== null) setRefused({ label: first.label, problem: sent.problem });
        await readBack(place, first, columns, dispatch, reload);
        return true;
      })
      .finally(() => {
        busy.current = false;
        // The next is taken up when the state has changed; where it has not, it waits for the server.
        dispatch({ kind: "sender_free" });
      });
  }, [first, waiting, changes, place, columns, reason, dispatch, reload]);
  return { refused, dismiss: () => setRefused(null), waiting };
}

/**
 * Keeps what is pending in the browser's tab until the server has it, also when the table is left or loaded anew, and
 * warns before the window is closed over it.
 */
function useKeptChanges(
  { plan, branch }: TablePlace,
  pending: readonly Pending[],
  reason: string,
  onItsWay: () => Promise<boolean> | null,
): void {
  const newest = useRef({ pending, onItsWay });
  const key = useRef("");
  const list = useMemo(
    () =>
      pending.map(({ label, edits }) => ({
        branch,
        reason: wordsOf(label, reason),
        edits: edits.map((edit) => ({ ...edit, table: edit.table as TableName })),
      })),
    [pending, branch, reason],
  );
  useEffect(() => {
    newest.current = { pending, onItsWay };
    if (key.current !== "") keepWaiting(key.current, list);
  });
  useEffect(() => {
    const own = ownKey(plan);
    key.current = own;
    return () => {
      key.current = "";
      const asked = newest.current.onItsWay();
      const leave = (reached: boolean) => {
        if (reached) dropFirst(own);
        leaveKey(own);
      };
      if (asked === null) leave(false);
      else void asked.then(leave, () => leave(false));
    };
  }, [plan]);
  const isLeft = pending.length > 0;
  useEffect(() => {
    if (!isLeft) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", warn);
    return () => removeEventListener("beforeunload", warn);
  }, [isLeft]);
}

/** What a change of the grid is said to be for. */
function wordsOf(label: string, reason: string): string {
  return reason === "" ? `${label} in the grid` : reason;
}

interface Sent {
  readonly action: Extract<GridAction, { kind: "change_saved" | "change_dropped" }>;
  readonly problem: Error | null;
}

/** Sends a change, and says what the grid is told of it. */
async function sendOne(
  changes: Changes,
  { ticket, label, edits }: Pending,
  from: {
    readonly place: TablePlace;
    readonly columns: readonly Column[];
    readonly reason: string;
  },
): Promise<Sent | "unreached"> {
  const { table } = from.place;
  try {
    const made = await changes.make({
      reason: wordsOf(label, from.reason),
      edits: edits.map((edit) => ({ ...edit, table: edit.table as TableName })),
    });
    if (made === undefined) {
      const said = "Your change was given up.";
      return { action: { kind: "change_dropped", ticket, said }, problem: null };
    }
    const fields = from.columns.map((column) => column.name);
    const action = {
      kind: "change_saved",
      ticket,
      edits: made.change.edits,
      seq: made.change.seq,
      rows: made.rows.filter((row) => row.table === table).map((row) => row.id),
      findings: indexFindings(made.findings, table, fields),
    } as const;
    return { action, problem: null };
  } catch (problem) {
    if (!(problem instanceof RefusedError)) return "unreached";
    const said = `Refused: ${problem.message}`;
    return { action: { kind: "change_dropped", ticket, said }, problem };
  }
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
