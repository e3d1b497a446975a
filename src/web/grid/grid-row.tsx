import { memo } from "react";
import { Box } from "./box.tsx";
import { isNumeric } from "./columns.ts";
import type { PlacedFinding } from "./findings-index.ts";
import { gravest } from "./findings-index.ts";
import { HeldMark, type HeldRow } from "./held-row.tsx";
import { gutterWidth, lineHeight } from "./measures.ts";
import { SaidMark, type SaidRow } from "./said-row.tsx";
import { showCell } from "./show-cell.ts";
import type { GridRow } from "./table-rows.ts";
import type { ShownColumn } from "./view.ts";

/** Who else is in a cell. */
export interface PresentCell {
  readonly field: string;
  readonly name: string;
}

/** What one line of the grid shows; each part stays the same value while nothing of it changes. */
export interface GridRowProps {
  readonly line: number;
  readonly row: GridRow;
  readonly shown: readonly ShownColumn[];
  /** Places of the columns that are drawn. */
  readonly drawn: readonly number[];
  /** The active column, or -1. */
  readonly active: number;
  /** Selected columns: `2-4` or `0-0 2-4`. */
  readonly selected: string;
  /** The column that carries the handle to fill from, or -1. */
  readonly handle: number;
  readonly findings: ReadonlyMap<string, readonly PlacedFinding[]> | undefined;
  /** Names of people who just changed a cell, by field: `amount\tAna`, one a line. */
  readonly flashes: string;
  readonly present: readonly PresentCell[] | undefined;
  /** The case that keeps its money, if one does. */
  readonly held: HeldRow | undefined;
  /** What people say of it. */
  readonly said: SaidRow | undefined;
  /** Why the row may not be edited. */
  readonly lock: string | undefined;
  /** What an unsaved row still needs. */
  readonly lack: string | undefined;
}

/** A row of the grid. */
export const GridRowLine = memo(function GridRowLine(props: GridRowProps) {
  const { line, row, shown, drawn, held, said, lock, lack } = props;
  const spans = readSpans(props.selected);
  const flashes = new Map(
    props.flashes.split("\n").map((one) => one.split("\t", 2) as [string, string]),
  );
  const classes = [
    "grid-line",
    row.draft ? "grid-draft" : "",
    lock === undefined ? "" : "grid-locked",
  ];
  return (
    <Box
      role="row"
      aria-rowindex={line + 2}
      className={classes.filter(Boolean).join(" ")}
      style={{ transform: `translateY(${line * lineHeight}px)` }}
    >
      <Box role="rowheader" aria-colindex={1} className="grid-gutter" data-line={line}>
        {held !== undefined && <HeldMark held={held} />}
        {said !== undefined && <SaidMark said={said} />}
        {row.draft ? (
          <span title={lack === undefined ? undefined : `Not saved yet: needs ${lack}`}>new</span>
        ) : lock === undefined ? (
          line + 1
        ) : (
          <span title={lock}>
            <span aria-hidden="true">🔒</span>
            <span className="usa-sr-only">read only</span>
          </span>
        )}
      </Box>
      {drawn.map((place) => {
        const one = shown[place];
        return one === undefined ? null : (
          <Cell
            key={one.column.name}
            {...props}
            one={one}
            place={place}
            isSelected={spans.some(([from, to]) => place >= from && place <= to)}
            flash={flashes.get(one.column.name)}
          />
        );
      })}
    </Box>
  );
});

function readSpans(text: string): (readonly [number, number])[] {
  if (text === "") return [];
  return text.split(" ").map((span) => {
    const [from = -1, to = -1] = span.split("-").map(Number);
    return [from, to] as const;
  });
}

interface CellProps extends GridRowProps {
  readonly one: ShownColumn;
  readonly place: number;
  readonly isSelected: boolean;
  readonly flash: string | undefined;
}

function Cell(props: CellProps) {
  const { one, row, line, place, isSelected, flash, lock } = props;
  const { column } = one;
  const text = row.cells[one.place] ?? null;
  const findings = props.findings?.get(column.name);
  const severity = findings === undefined ? undefined : gravest(findings);
  const isActive = props.active === place;
  const others = props.present?.filter((cell) => cell.field === column.name) ?? [];
  const isLocked = lock !== undefined || (place === 0 && !row.draft);
  const classes = [
    "grid-cell",
    place === 0 ? "grid-pinned" : "",
    isNumeric(column) ? "grid-number" : "",
    isSelected ? "grid-selected" : "",
    isActive ? "grid-active" : "",
    severity === undefined ? "" : `grid-found-${severity}`,
    flash === undefined ? "" : "grid-flash",
    others.length === 0 ? "" : "grid-other",
  ];
  return (
    <Box
      role="gridcell"
      aria-colindex={place + 2}
      aria-selected={isSelected}
      aria-readonly={isLocked || undefined}
      aria-invalid={severity === "error" || undefined}
      tabIndex={isActive ? 0 : -1}
      className={classes.filter(Boolean).join(" ")}
      data-spot={`${line} ${place}`}
      style={{ left: gutterWidth + one.left, width: one.width }}
    >
      <span className="grid-text">{showCell(text, column)}</span>
      {flash !== undefined && <span className="grid-tag">{flash}</span>}
      {flash === undefined && others.length > 0 && (
        <span className="grid-tag grid-tag-here">{others.map(({ name }) => name).join(", ")}</span>
      )}
      {props.handle === place && <span className="grid-handle" aria-hidden="true" />}
    </Box>
  );
}
