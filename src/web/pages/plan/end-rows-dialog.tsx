import { Button } from "@trussworks/react-uswds";
import { useEffect, useState } from "react";
import type { GridRow } from "../../grid/table-rows.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { ErrorState, Loading } from "../../parts/states.tsx";
import { collectEnding, type Ending, type HangingRow, type TableShape } from "./collect-hanging.ts";
import { gridRowsOf, readTablePages, type TablePlace } from "./read-table.ts";

/** Asks before rows are deleted, and lists what hangs on them and goes with them. */
export function EndRowsDialog(props: {
  readonly place: TablePlace;
  readonly tables: readonly TableShape[];
  readonly rows: readonly GridRow[];
  readonly onEnd: (ending: Ending) => void;
  readonly onClose: () => void;
}) {
  const { place, tables, rows, onClose } = props;
  const [ending, setEnding] = useState<Ending | null>(null);
  const [problem, setProblem] = useState<Error | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    const saved = rows.map(({ key, cells }) => ({ id: key, cells }));
    collectEnding(tables, place.table, saved, makeReader(place, tables, stop.signal))
      .then((found) => !stop.signal.aborted && setEnding(found))
      .catch((failure: unknown) => !stop.signal.aborted && setProblem(failure as Error));
    return () => stop.abort();
  }, [place, tables, rows]);
  const what = rows.length === 1 ? `“${rows[0]?.key}”` : `${rows.length} rows`;
  return (
    <Dialog
      title={`Delete ${what}?`}
      onClose={onClose}
      actions={
        <>
          <Button
            type="button"
            secondary
            disabled={ending === null}
            onClick={() => ending && props.onEnd(ending)}
          >
            Delete
          </Button>
          <Button type="button" outline onClick={onClose}>
            Cancel
          </Button>
        </>
      }
    >
      {problem !== null && <ErrorState problem={problem} />}
      {problem === null && ending === null && <Loading words="Looking for what hangs on it" />}
      {ending !== null && <EndingList ending={ending} />}
    </Dialog>
  );
}

function EndingList({ ending }: { readonly ending: Ending }) {
  const { ended, cleared } = ending;
  if (ended.size === 0 && cleared.length === 0)
    return <p>Nothing else names it. Undo brings it back.</p>;
  return (
    <>
      {ended.size > 0 && (
        <>
          <p>These rows hang on it, and go with it:</p>
          <ul>
            {[...ended].map(([table, ids]) => (
              <li key={table}>
                {ids.length} of {table}: {ids.slice(0, 8).join(", ")}
                {ids.length > 8 && ` and ${ids.length - 8} more`}
              </li>
            ))}
          </ul>
        </>
      )}
      {cleared.length > 0 && (
        <>
          <p>These cells no longer name it:</p>
          <ul>
            {cleared.slice(0, 20).map(({ table, row, field }) => (
              <li key={`${table} ${row} ${field}`}>
                {table} › {row} › {field}
              </li>
            ))}
            {cleared.length > 20 && <li>{cleared.length - 20} more</li>}
          </ul>
        </>
      )}
      <p>All of it is one change. Undo brings it back.</p>
    </>
  );
}

/** Up to so many ids are asked for one by one; for more, the table is read once. */
const askedOneByOne = 8;

function makeReader(place: TablePlace, tables: readonly TableShape[], signal: AbortSignal) {
  const whole = new Map<string, Promise<readonly HangingRow[]>>();
  const fieldsOf = (table: string) =>
    (tables.find((one) => one.table === table)?.fields ?? []).map((field) => field.name);
  const readRows = async (table: string, where: readonly string[]) => {
    const rows: HangingRow[] = [];
    await readTablePages(
      { ...place, table },
      (page) =>
        rows.push(
          ...gridRowsOf(page, fieldsOf(table)).map(({ key, cells }) => ({ id: key, cells })),
        ),
      signal,
      where,
    );
    return rows;
  };
  return async (table: string, field: string, ids: readonly string[]) => {
    if (ids.length <= askedOneByOne) {
      const found = await Promise.all(ids.map((id) => readRows(table, [`${field}=${id}`])));
      return [...new Map(found.flat().map((row) => [row.id, row])).values()];
    }
    const all = whole.get(table) ?? readRows(table, []);
    whole.set(table, all);
    const at = fieldsOf(table).indexOf(field);
    const wanted = new Set(ids);
    return (await all).filter((row) =>
      (row.cells[at] ?? "").split(";").some((id) => wanted.has(id)),
    );
  };
}
