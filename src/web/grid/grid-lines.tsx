import { sumColumn } from "./arrange.ts";
import { Box } from "./box.tsx";
import { GridGroupLine } from "./grid-group.tsx";
import { GridRowLine, type PresentCell } from "./grid-row.tsx";
import { flashKey, type GridState } from "./grid-state.ts";
import type { HeldRow } from "./held-row.tsx";
import { gutterWidth, headHeight, lineHeight } from "./measures.ts";
import { lackOf } from "./new-rows.ts";
import type { SaidRow } from "./said-row.tsx";
import { mainRect, type Rect, rectsOf } from "./selection.ts";
import { findRow } from "./table-rows.ts";
import type { Visible } from "./use-visible.ts";

/** What the lines of the grid need. */
export interface GridLinesProps {
  readonly state: GridState;
  readonly visible: Visible;
  readonly lockOf: (key: string) => string | undefined;
  readonly present: ReadonlyMap<string, readonly PresentCell[]>;
  readonly held: ReadonlyMap<string, HeldRow>;
  readonly said: ReadonlyMap<string, SaidRow>;
  /** What a drag of the handle would fill. */
  readonly target: Rect | null;
}

/** The lines in sight. */
export function GridLines(props: GridLinesProps) {
  const { state, visible, target } = props;
  return (
    <Box role="rowgroup" className="grid-window" style={{ top: headHeight }}>
      <Box role="presentation" className="grid-body">
        {visible.lines.map((line) => (
          <OneLine key={keyOf(state, line)} line={line} {...props} />
        ))}
        {target !== null && <FillTarget state={state} target={target} />}
      </Box>
    </Box>
  );
}

function keyOf(state: GridState, line: number): string {
  const one = state.lines[line];
  if (one === undefined) return `none ${line}`;
  return one.kind === "row" ? `row ${one.key}` : `group ${one.value}`;
}

function OneLine(props: GridLinesProps & { readonly line: number }) {
  const { state, line, visible } = props;
  const { shown, rows, selection } = state;
  const one = state.lines[line];
  const active = selection.active.line === line ? selection.active.column : -1;
  if (one === undefined) return null;
  if (one.kind === "group") {
    const sums = shown.flatMap(({ place, column }, at) => {
      const sum = sumColumn(rows, one.keys, place, column);
      return sum === undefined ? [] : [`${at}=${sum}`];
    });
    const { value, folded } = one;
    return (
      <GridGroupLine
        {...{ line, value, folded, active, shown }}
        rows={one.keys.length}
        drawn={visible.columns}
        sums={sums.join(";")}
      />
    );
  }
  const row = findRow(rows, one.key);
  if (row === undefined) return null;
  const main = mainRect(selection);
  const spans = rectsOf(selection)
    .filter((rect) => line >= rect.top && line <= rect.bottom)
    .map((rect) => `${rect.left}-${rect.right}`);
  return (
    <GridRowLine
      {...{ line, row, shown, active }}
      drawn={visible.columns}
      selected={spans.join(" ")}
      handle={line === main.bottom ? main.right : -1}
      findings={state.findings.get(row.key)}
      flashes={flashesOf(state, row.key)}
      present={props.present.get(row.key)}
      held={props.held.get(row.key)}
      said={props.said.get(row.key)}
      lock={props.lockOf(row.key)}
      lack={row.draft ? lackOf(row, state.columns, rows) : undefined}
    />
  );
}

function flashesOf(state: GridState, key: string): string {
  if (state.flashes.size === 0) return "";
  return state.columns
    .flatMap(({ name }) => {
      const flash = state.flashes.get(flashKey(key, name));
      return flash === undefined ? [] : [`${name}\t${flash.name}`];
    })
    .join("\n");
}

function FillTarget(props: { readonly state: GridState; readonly target: Rect }) {
  const { state, target } = props;
  const from = state.shown[target.left];
  const to = state.shown[target.right];
  if (from === undefined || to === undefined) return null;
  return (
    <div
      className="grid-fill-target"
      style={{
        top: target.top * lineHeight,
        height: (target.bottom - target.top + 1) * lineHeight,
        left: gutterWidth + from.left,
        width: to.left + to.width - from.left,
      }}
    />
  );
}
