import { type ReactNode, useState } from "react";
import { type Sorting, type SortValue, sortRows } from "./sort-rows.ts";

/** A column of a table. */
export interface Column<R> {
  readonly key: string;
  readonly title: string;
  /** Figures stand to the right, and sort from the largest first. */
  readonly number?: boolean;
  /** What the column is sorted by, and what it shows without `cell`. A column without it cannot be sorted. */
  readonly value?: (row: R) => SortValue;
  readonly cell?: (row: R) => ReactNode;
}

/** What a table shows. */
export interface DataTableProps<R> {
  /** What the table holds; `quiet` keeps it for screen readers where a heading says it already. */
  readonly caption: string;
  readonly quiet?: boolean;
  readonly columns: readonly Column<R>[];
  readonly rows: readonly R[];
  readonly keyOf: (row: R) => string;
  /** The order at first. */
  readonly first?: Sorting;
  /** The order, where the page keeps it, such as in its address. */
  readonly sorting?: Sorting | undefined;
  readonly onSort?: (sorting: Sorting) => void;
  /** A last row of sums, in the order of the columns. */
  readonly totals?: readonly ReactNode[];
  /** Shown where there is no row. */
  readonly empty?: string;
  readonly rowClass?: (row: R) => string | undefined;
}

/** A table that sorts by its headings; its first column names the row. Scrolls by itself where it is too wide. */
export function DataTable<R>(props: DataTableProps<R>) {
  const { caption, columns, rows, keyOf, totals } = props;
  const [own, setOwn] = useState(props.first);
  const sorting = props.sorting ?? own;
  const sort = props.onSort ?? setOwn;
  const column = columns.find((one) => one.key === sorting?.key);
  const sorted =
    column?.value === undefined ? rows : sortRows(rows, column.value, sorting?.descending ?? false);
  const [named, ...others] = columns;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reached by keyboard
    <section className="scroll" tabIndex={0} aria-label={caption}>
      <table className="table">
        <caption className={props.quiet ? "usa-sr-only" : undefined}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((one) => (
              <Heading key={one.key} column={one} sorting={sorting} onSort={sort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted.map((row) => (
            <tr key={keyOf(row)} className={props.rowClass?.(row)}>
              {named && <th scope="row">{shownCell(named, row)}</th>}
              {others.map((one) => (
                <td key={one.key} className={one.number ? "n" : undefined}>
                  {shownCell(one, row)}
                </td>
              ))}
            </tr>
          ))}
          {rows.length === 0 && (
            <tr>
              <td colSpan={columns.length}>{props.empty ?? "Nothing here."}</td>
            </tr>
          )}
        </tbody>
        {totals && (
          <tfoot>
            <tr>
              {columns.map((one, place) =>
                place === 0 ? (
                  <th scope="row" key={one.key}>
                    {totals[place]}
                  </th>
                ) : (
                  <td key={one.key} className={one.number ? "n" : undefined}>
                    {totals[place]}
                  </td>
                ),
              )}
            </tr>
          </tfoot>
        )}
      </table>
    </section>
  );
}

function shownCell<R>(column: Column<R>, row: R): ReactNode {
  return column.cell ? column.cell(row) : String(column.value?.(row) ?? "");
}

function Heading<R>(props: {
  readonly column: Column<R>;
  readonly sorting: Sorting | undefined;
  readonly onSort: (sorting: Sorting) => void;
}) {
  const { column, sorting, onSort } = props;
  const here = sorting?.key === column.key;
  const order = here ? (sorting.descending ? "descending" : "ascending") : undefined;
  const next = here ? !sorting.descending : column.number === true;
  return (
    <th scope="col" className={column.number ? "n" : undefined} aria-sort={order}>
      {column.value === undefined ? (
        column.title
      ) : (
        <button
          type="button"
          className="sort-button"
          onClick={() => onSort({ key: column.key, descending: next })}
        >
          {column.title}
          <span aria-hidden="true" className="sort-mark">
            {here ? (sorting.descending ? "▼" : "▲") : "↕"}
          </span>
        </button>
      )}
    </th>
  );
}
