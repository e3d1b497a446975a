import { type PointerEvent, useRef } from "react";
import { Box } from "./box.tsx";
import { columnWidths } from "./columns.ts";
import { gutterWidth, headHeight } from "./measures.ts";
import type { ShownColumn, View } from "./view.ts";

/** The heads of the columns: a click selects, the small button opens what can be done with the column. */
export function GridHead(props: {
  readonly shown: readonly ShownColumn[];
  readonly drawn: readonly number[];
  readonly view: View;
  readonly onSelect: (place: number, keys: { shift: boolean; ctrl: boolean }) => void;
  readonly onSelectAll: () => void;
  readonly onMenu: (place: number) => void;
  readonly onWidth: (field: string, width: number) => void;
}) {
  const { shown, view } = props;
  return (
    <Box role="row" aria-rowindex={1} className="grid-head" style={{ height: headHeight }}>
      <Box role="columnheader" aria-colindex={1} className="grid-gutter grid-corner">
        <button
          type="button"
          tabIndex={-1}
          aria-label="Select everything"
          onClick={props.onSelectAll}
        >
          <span aria-hidden="true">◢</span>
        </button>
      </Box>
      {props.drawn.map((place) => {
        const one = shown[place];
        if (one === undefined) return null;
        const { column } = one;
        const sort = view.sort.find((key) => key.field === column.name);
        const isFiltered = view.filters[column.name] !== undefined;
        return (
          <Box
            role="columnheader"
            key={column.name}
            aria-colindex={place + 2}
            aria-sort={sort === undefined ? "none" : sort.descending ? "descending" : "ascending"}
            className={place === 0 ? "grid-head-cell grid-pinned" : "grid-head-cell"}
            style={{ left: gutterWidth + one.left, width: one.width }}
            title={
              column.unit === null ? column.meaning : `${column.meaning} Unit: ${column.unit}.`
            }
          >
            <button
              type="button"
              tabIndex={-1}
              className="grid-head-name"
              onClick={(event) =>
                props.onSelect(place, {
                  shift: event.shiftKey,
                  ctrl: event.ctrlKey || event.metaKey,
                })
              }
            >
              {column.name}
              {column.required && (
                <span className="grid-required" aria-hidden="true">
                  {" "}
                  *
                </span>
              )}
              {sort !== undefined && (
                <span aria-hidden="true">{sort.descending ? " ↓" : " ↑"}</span>
              )}
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
            <WidthHandle one={one} onWidth={props.onWidth} />
          </Box>
        );
      })}
    </Box>
  );
}

/** The edge of a column, to be dragged; by keyboard the width is set in the column's menu. */
function WidthHandle(props: {
  readonly one: ShownColumn;
  readonly onWidth: (field: string, width: number) => void;
}) {
  const { one, onWidth } = props;
  const start = useRef<{ readonly x: number; readonly width: number } | null>(null);
  const drag = (event: PointerEvent) => {
    if (start.current === null) return;
    const width = start.current.width + event.clientX - start.current.x;
    onWidth(one.column.name, Math.max(columnWidths.least, Math.min(columnWidths.most, width)));
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
