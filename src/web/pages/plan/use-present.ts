import { useEffect, useMemo, useRef } from "react";
import { useLocation } from "wouter";
import type { PresentCell } from "../../grid/grid-row.tsx";
import { useLive, useLiveEvents } from "../../live/live-context.tsx";
import { usePlan } from "../../plan-context.tsx";
import { client } from "../../queries/api.ts";

const quiet = 250;

/** Says in which cell this window is, and tells in which cells the others are. */
export function usePresent(
  table: string,
  row: string | undefined,
  field: string | undefined,
): ReadonlyMap<string, readonly PresentCell[]> {
  const { plan, branch, me } = usePlan();
  const { people, window, connection } = useLive();
  const [page] = useLocation();
  const tell = useRef(() => {});
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    tell.current = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        const cell = row === undefined || field === undefined ? null : { table, row, field };
        // Who is where is no work of anybody's: what cannot be told now is told with the next move.
        void client
          .call("putPresence", { params: { plan }, body: { window, page, branch, cell } })
          .catch(() => {});
      }, quiet);
    };
    if (connection === "live") tell.current();
    return () => clearTimeout(timer);
  }, [plan, branch, window, page, connection, table, row, field]);
  useLiveEvents((event) => {
    if (event.kind !== "presence" || row === undefined) return;
    // The frame renews that this window is here, without its cell.
    const mine = event.people.find((one) => one.window === window && one.person === me.id);
    if (mine !== undefined && mine.cell === null) tell.current();
  });
  return useMemo(() => {
    const cells = people.flatMap(({ cell, window: other, branch: where, name, person }) =>
      cell === null || other === window || where !== branch || cell.table !== table
        ? []
        : [{ row: cell.row, field: cell.field, name: person === me.id ? "You, elsewhere" : name }],
    );
    return Map.groupBy(cells, (cell) => cell.row);
  }, [people, window, branch, table, me.id]);
}
