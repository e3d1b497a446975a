import { memo } from "react";
import { group } from "../../base/money.ts";
import { Box } from "./box.tsx";
import { isNumeric } from "./columns.ts";
import { gutterWidth, lineHeight } from "./measures.ts";
import type { ShownColumn } from "./view.ts";

/** The head of a group, with the sums of its money columns. */
export const GridGroupLine = memo(function GridGroupLine(props: {
  readonly line: number;
  readonly value: string;
  readonly rows: number;
  readonly folded: boolean;
  readonly active: number;
  readonly shown: readonly ShownColumn[];
  readonly drawn: readonly number[];
  /** Sums by place on the screen, as files write amounts: `4=1250000;6=0`. */
  readonly sums: string;
}) {
  const { line, folded, rows, value, active } = props;
  const sums = new Map(
    props.sums === ""
      ? []
      : props.sums.split(";").map((one) => one.split("=", 2) as [string, string]),
  );
  return (
    <Box
      role="row"
      aria-rowindex={line + 2}
      className="grid-line grid-group"
      style={{ transform: `translateY(${line * lineHeight}px)` }}
    >
      <Box role="rowheader" aria-colindex={1} className="grid-gutter" data-line={line}>
        <span aria-hidden="true">{folded ? "▸" : "▾"}</span>
        <span className="usa-sr-only">group</span>
      </Box>
      {props.drawn.map((place) => {
        const one = props.shown[place];
        if (one === undefined) return null;
        const sum = sums.get(String(place));
        const classes = [
          "grid-cell",
          place === 0 ? "grid-pinned" : "",
          isNumeric(one.column) ? "grid-number" : "",
          active === place ? "grid-active" : "",
        ];
        return (
          <Box
            role="gridcell"
            key={one.column.name}
            aria-colindex={place + 2}
            aria-selected={active === place}
            aria-readonly
            {...(place === 0 ? { "aria-expanded": !folded } : {})}
            tabIndex={active === place ? 0 : -1}
            className={classes.filter(Boolean).join(" ")}
            data-spot={`${line} ${place}`}
            style={{ left: gutterWidth + one.left, width: one.width }}
          >
            <span className="grid-text">
              {place === 0
                ? `${value === "" ? "blank" : value} (${group(String(rows))} ${rows === 1 ? "row" : "rows"})`
                : sum === undefined
                  ? ""
                  : group(sum)}
            </span>
          </Box>
        );
      })}
    </Box>
  );
});
