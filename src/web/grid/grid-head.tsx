import { type Dispatch, type PointerEvent, useRef } from "react";
import { Box } from "./box.tsx";
import { columnWidths } from "./columns.ts";
import type { GridAction } from "./grid-actions.ts";
import { type GridState, sizeOf } from "./grid-state.ts";
import { gutterWidth, headHeight } from "./measures.ts";
import { clickColumn, selectAll } from "./selection.ts";
import type { ShownColumn } from "./view.ts";

/** What the heads of the columns need. */
export interface GridHeadProps {
  readonly state: GridState;
  readonly dispatch: Dispatch<GridAction>;
  /** Places of the columns that are drawn. */
  readonly drawn: readonly number[];
  /** Gives the focus to the grid. */
  readonly onTake: () => void;
  readonly onMenu: (place: number) => void;
}

/** The heads of the columns: a click selects, the small button opens what can be done with the column. */
export function GridHead(props: GridHeadProps) {
  const { state, dispatch } = props;
  const everything = () => {
    props.onTake();
    dispatch({ kind: "selected", selection: selectAll(state.selection, sizeOf(state)) });
  };
  return (
    <Box role="row" aria-rowindex={1} className="grid-head" style={{ height: headHeight }}>
      <Box role="columnheader" aria-colindex={1} className="grid-gutter grid-corner">
        <button type="button" tabIndex={-1} aria-label="Select everything" onClick={everything}>
          <span aria-hidden="true">◢</span>
        </button>
      </Box>
      {props.drawn.map((place) => {
        const one = state.shown[place];
        return one === undefined ? null : (
          <HeadCell key={one.column.name} {...props} one={one} place={place} />
        );
      })}
    </Box>
  );
}

function HeadCell(props: GridHeadProps & { readonly one: ShownColumn; readonly place: number }) {
  const { state, dispatch, one, place } = props;
  const { selection, view } = state;
  const { column } = one;
  const sort = view.sort.find((key) => key.field === column.name);
  const isFiltered = view.filters[column.name] !== undefined;
  return (
    <Box
      role="columnheader"
      aria-colindex={place + 2}
      aria-sort={sort === undefined ? "none" : sort.descending ? "descending" : "ascending"}
      className={place === 0 ? "grid-head-cell grid-pinned" : "grid-head-cell"}
      style={{ left: gutterWidth + one.left, width: one.width }}
      title={column.unit === null ? column.meaning : `${column.meaning} Unit: ${column.unit}.`}
    >
      <button
        type="button"
        tabIndex={-1}
        className="grid-head-name"
        onClick={({ shiftKey: shift, ctrlKey, metaKey }) => {
          props.onTake();
          const held = { shift, ctrl: ctrlKey || metaKey };
          const next = clickColumn(selection, place, sizeOf(state), held);
          dispatch({ kind: "selected", selection: next });
        }}
      >
        {column.name}
        {column.required && (
          <span className="grid-required" aria-hidden="true">
            {" *"}
          </span>
        )}
        {sort !== undefined && <span aria-hidden="true">{sort.descending ? " ↓" : " ↑"}</span>}
      </button>
      <button
        type="button"
        tabIndex={-1}
        className={isFiltered ? "grid-head-menu grid-head-filtered" : "grid-head-menu"}
        aria-label={`Sort, filter and more of ${column.name}${isFiltered ? ", filtered" : ""}`}
        aria-haspopup="dialog"
        onClick={() => props.onMenu(place)}
      >
        <span aria-hidden="true">▾</span>
      </button>
      <WidthHandle
        one={one}
        onWidth={(width) =>
          dispatch({ kind: "view_set", view: { widths: { ...view.widths, [column.name]: width } } })
        }
      />
    </Box>
  );
}

/** The edge of a column, to be dragged; by keyboard the width is set in the column's menu. */
function WidthHandle(props: {
  readonly one: ShownColumn;
  readonly onWidth: (width: number) => void;
}) {
  const { one, onWidth } = props;
  const start = useRef<{ readonly x: number; readonly width: number } | null>(null);
  const drag = (event: PointerEvent) => {
    if (start.current === null) return;
    const width = start.current.width + event.clientX - start.current.x;
    onWidth(Math.max(columnWidths.least, Math.min(columnWidths.most, width)));
  };
  return (
    <span
      className="grid-width"
      aria-hidden="true"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = { x: event.clientX, width: one.width };
      }}
      onPointerMove={drag}
      onPointerUp={() => {
        start.current = null;
      }}
    />
  );
}
