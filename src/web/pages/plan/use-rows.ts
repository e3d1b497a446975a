import { type Dispatch, useCallback, useEffect, useRef, useState } from "react";
import type { AnswerOf } from "../../../api/client.ts";
import type { LiveEvent } from "../../../api/live-schemas.ts";
import type { GridAction } from "../../grid/grid-actions.ts";
import type { GridRow } from "../../grid/table-rows.ts";
import { useLiveEvents } from "../../live/live-context.tsx";
import { client } from "../../queries/api.ts";
import { gridRowsOf, readTablePages, type TablePlace } from "./read-table.ts";

type Change = Extract<LiveEvent, { kind: "change" }>["change"];
type ChangeCame = Extract<GridAction, { kind: "change_came" }>;

/** How the rows of the table come. */
export interface RowsComing {
  readonly problem: Error | null;
  readonly again: () => void;
}

const flashLasts = 4000;

/** Loads the rows of a table, and keeps them as others change them. */
export function useRows(
  place: TablePlace,
  fields: readonly string[],
  me: string,
  dispatch: Dispatch<GridAction>,
): RowsComing {
  const [problem, setProblem] = useState<Error | null>(null);
  const [round, setRound] = useState(0);
  const { plan, branch, table } = place;
  const came = useRef<ChangeCame[]>([]);
  const again = useCallback(() => setRound((count) => count + 1), []);
  useEffect(() => {
    const stop = new AbortController();
    setProblem(null);
    const all: GridRow[] = [];
    const take = (page: AnswerOf<"readTable">) => {
      const rows = gridRowsOf(page, fields);
      const { withheld } = page;
      const complete = page.next === null;
      if (round === 0) dispatch({ kind: "rows_came", rows, complete, withheld });
      else {
        // Read again, the table changes at once and not page by page.
        all.push(...rows);
        if (complete) dispatch({ kind: "table_read", rows: all, withheld });
      }
      // What came while the page was on its way may not be in it.
      for (const change of came.current) if (change.seq > page.seq) dispatch(change);
    };
    readTablePages({ plan, branch, table }, take, stop.signal).catch((failure: unknown) => {
      if (!stop.signal.aborted) setProblem(failure as Error);
    });
    return () => stop.abort();
  }, [plan, branch, table, fields, dispatch, round]);

  const receive = async (change: Change) => {
    const whole = change.edit_count > change.edits.length;
    const { edits } = whole
      ? await client.call("readChange", { params: { plan, seq: change.seq } })
      : change;
    const name = change.author === me ? null : change.author_name;
    const action: ChangeCame = { kind: "change_came", seq: change.seq, name, edits };
    came.current.push(action);
    dispatch(action);
    if (name === null) return;
    setTimeout(() => dispatch({ kind: "flash_ended", seq: change.seq }), flashLasts);
  };
  useLiveEvents((event) => {
    if (event.kind !== "change" || event.change.branch !== branch) return;
    const { change } = event;
    // These say more than cells: the rows are read again.
    if (["rebase", "merge", "import"].includes(change.kind)) again();
    else void receive(change).catch(again);
  });
  return { problem, again };
}
