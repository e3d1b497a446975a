import {
  type Dispatch,
  type FocusEvent,
  type Ref,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
} from "react";
import { Box } from "./box.tsx";
import "./grid.css";
import type { EditorStep, OpenEditor } from "./cell-editor.tsx";
import { EditorPlace } from "./editor-place.tsx";
import { planFillTo } from "./fill.ts";
import type { Gesture } from "./gesture.ts";
import type { GridAction } from "./grid-actions.ts";
import { GridHead } from "./grid-head.tsx";
import { GridLines } from "./grid-lines.tsx";
import type { PresentCell } from "./grid-row.tsx";
import { type GridState, rowAt, sizeOf } from "./grid-state.ts";
import type { HeldRow } from "./held-row.tsx";
import { HistoryMark } from "./history-mark.tsx";
import type { Intent } from "./keys.ts";
import { gutterWidth, headHeight, lineHeight } from "./measures.ts";
import { moveSelection, stepSelection } from "./moves.ts";
import { beginText } from "./option-list.ts";
import type { Canvas } from "./paste.ts";
import type { SaidRow } from "./said-row.tsx";
import {
  clickCell,
  clickLine,
  extendTo,
  mainRect,
  type Selection,
  type Spot,
} from "./selection.ts";
import { groundOf, type KeyDoings, useKeys } from "./use-keys.ts";
import { type PointerDoings, usePointer } from "./use-pointer.ts";
import { useScroll } from "./use-scroll.ts";
import { useVisible } from "./use-visible.ts";

/** The grid, for the parts around it. */
export interface GridHandle {
  /** Selects a cell, shows it and puts the focus on it. */
  readonly goTo: (spot: Spot, focus: boolean) => void;
}

/** What the grid needs from its page. */
export interface GridProps {
  readonly ref: Ref<GridHandle>;
  readonly state: GridState;
  readonly dispatch: Dispatch<GridAction>;
  readonly label: string;
  readonly canvas: Canvas;
  /** Why a row may not be edited, by its key. */
  readonly lockOf: (key: string) => string | undefined;
  /** Cells in which others are, by row. */
  readonly present: ReadonlyMap<string, readonly PresentCell[]>;
  /** Rows about which a case waits, by their keys. */
  readonly held: ReadonlyMap<string, HeldRow>;
  /** Rows of which people say something, by their keys. */
  readonly said: ReadonlyMap<string, SaidRow>;
  /** Tells who changed a cell, when and why. */
  readonly onHistory: (row: string, field: string) => void;
  /** A paste, fill or clearing, to be done or asked about. */
  readonly onGesture: (gesture: Gesture) => void;
  /** Told before a column is edited, so that the names that it takes are known. */
  readonly onColumnUse: (place: number) => void;
  readonly onIntent: (intent: Intent["kind"]) => void;
  /** Opens what can be done with a column, by its place on the screen. */
  readonly onMenu: (place: number) => void;
}

/** A grid of cells that feels like a spreadsheet: one tab stop, keys, ranges, clipboard, and an editor in the cell. */
export function Grid(props: GridProps) {
  const { state, dispatch } = props;
  const { shown } = state;
  const here = useGrid(props);
  const { visible, scroll, focus, keys, handlers, pointer, editor, leave } = here;
  const width = gutterWidth + (shown.at(-1)?.left ?? 0) + (shown.at(-1)?.width ?? 0);
  const height = headHeight + state.lines.length * lineHeight;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the cells inside take focus and keys.
    <div
      className="grid"
      onDoubleClick={(event) => {
        const onCell = event.target instanceof Element && event.target.closest("[data-spot]");
        if (onCell && state.editing === null) keys.edit(null);
      }}
      {...focus.handlers}
      {...handlers}
    >
      <div
        ref={scroll.scroller}
        className="grid-scroller"
        onScroll={scroll.follow}
        {...pointer.handlers}
      >
        <div className="grid-space" style={{ width, height }}>
          <div ref={scroll.layer} className="grid-layer">
            <Box
              role="grid"
              aria-label={props.label}
              aria-rowcount={state.complete ? state.lines.length + 1 : -1}
              aria-colcount={shown.length + 1}
              aria-multiselectable
              className="grid-roles"
            >
              <GridHead
                {...{ state, dispatch }}
                drawn={visible.columns}
                onTake={focus.take}
                onMenu={props.onMenu}
              />
              <GridLines {...props} visible={visible} target={pointer.target} />
            </Box>
            <HistoryMark state={state} scroller={scroll.scroller} onOpen={here.tell} />
            <EditorPlace
              state={state}
              known={props.canvas.known}
              editor={editor}
              onCommit={leave}
              onCancel={() => {
                focus.take();
                dispatch({ kind: "edit_left" });
              }}
              onSay={(words) => dispatch({ kind: "said", words })}
            />
          </div>
        </div>
      </div>
    </div>
  );
}

/** What the parts of the grid share. */
function useGrid(props: GridProps) {
  const { state, dispatch } = props;
  const { shown, selection } = state;
  const parts = { scroller: useRef<HTMLDivElement>(null), layer: useRef<HTMLDivElement>(null) };
  const visible = useVisible(parts.scroller, state.lines.length, shown, selection.active);
  const scroll = useScroll(shown, state.lines.length, parts, visible);
  const editor = useRef<OpenEditor>(null);
  const focus = useGridFocus(state, scroll.layer);
  const ground = () => groundOf(state, linesOnScreen(scroll.scroller.current));
  const select = (next: Selection) => {
    dispatch({ kind: "selected", selection: next });
    scroll.show(next.far);
  };
  const keys = { ...useDoings(props, select), select };
  const handlers = useKeys(state, dispatch, ground, keys);
  const take = () => {
    const ready = state.editing === null || editor.current?.commit() !== false;
    if (ready) focus.take();
    return ready;
  };
  const doings = pointerDoings(props, take, keys.fold);
  const main = mainRect(selection);
  const pointer = usePointer(scroll.scroller, shown, state.lines.length, main, doings);
  useImperativeHandle(props.ref, () => ({
    goTo: (spot, takeFocus) => {
      select({ active: spot, anchor: spot, far: spot, others: [] });
      if (takeFocus) focus.take();
    },
  }));
  const leave = (value: string | null, step: EditorStep) => {
    const { editing } = state;
    if (editing === null) return;
    dispatch({ kind: "edit_left" });
    const changes = [{ key: editing.key, column: editing.place, after: value }];
    dispatch({ kind: "cells_set", label: "Edited", changes, added: [] });
    if (step === "leave") return;
    focus.take();
    select(afterEdit(selection, step, ground()));
  };
  const tell = (spot: Spot, row: string, field: string) => {
    // The cell has the focus when the window over the page is closed again.
    if (!take()) return;
    select({ active: spot, anchor: spot, far: spot, others: [] });
    props.onHistory(row, field);
  };
  return { visible, scroll, focus, keys, handlers, pointer, editor, leave, tell };
}

function linesOnScreen(place: HTMLElement | null): number {
  return Math.max(1, Math.floor(((place?.clientHeight ?? 400) - headHeight) / lineHeight) - 1);
}

/** What a pointer does; `take` says no where an open editor must be closed first. */
function pointerDoings(
  props: GridProps,
  take: () => boolean,
  fold: (line: number) => void,
): PointerDoings {
  const { state, dispatch } = props;
  const { selection } = state;
  const select = (next: Selection) => dispatch({ kind: "selected", selection: next });
  return {
    onCell: (spot, held) => {
      if (!take()) return;
      select(clickCell(selection, spot, held));
      if (state.lines[spot.line]?.kind === "group" && spot.column === 0) fold(spot.line);
    },
    onLine: (line, held) => {
      if (take()) select(clickLine(selection, line, sizeOf(state), held));
    },
    onDrag: (spot) => select(extendTo(selection, spot)),
    onFill: (from, to) => {
      const anchor = { line: to.top, column: to.left };
      select({ active: anchor, anchor, far: { line: to.bottom, column: to.right }, others: [] });
      props.onGesture(planFillTo(from, to, props.canvas));
    },
  };
}

function afterEdit(selection: Selection, step: EditorStep, ground: ReturnType<typeof groundOf>) {
  if (step === "stay" || step === "leave") return selection;
  if (step === "left" || step === "right") {
    return moveSelection(selection, step, { extend: false, jump: false }, ground);
  }
  return stepSelection(selection, step, ground);
}

/** What keys do beyond moving. */
function useDoings(
  props: GridProps,
  select: (selection: Selection) => void,
): Omit<KeyDoings, "select"> {
  const { state, dispatch, canvas } = props;
  return {
    canvas,
    onGesture: props.onGesture,
    onIntent: props.onIntent,
    onMenu: props.onMenu,
    fold: (line) => {
      const one = state.lines[line];
      if (one?.kind !== "group") return;
      const folded = new Set(state.view.folded);
      if (!folded.delete(one.value)) folded.add(one.value);
      dispatch({ kind: "view_set", view: { folded } });
    },
    edit: (typed) => {
      const { active } = state.selection;
      const row = rowAt(state, active.line);
      const one = state.shown[active.column];
      if (row === undefined || one === undefined) return;
      const isId = one.place === 0 && !row.draft;
      const lock = isId
        ? "An id stays. Duplicate the row to have it under another."
        : canvas.lockOf(row, one.column);
      if (lock !== undefined) {
        dispatch({ kind: "said", words: `Read only. ${lock}` });
        return;
      }
      props.onColumnUse(one.place);
      select(state.selection);
      const text = beginText(row.cells[one.place] ?? "", one.column);
      const editing = {
        key: row.key,
        place: one.place,
        text: typed ?? text,
        quick: typed !== null,
      };
      dispatch({ kind: "edit_began", editing });
    },
  };
}

/** Keeps the focus on the active cell while the grid has it. */
function useGridFocus(state: GridState, layer: { readonly current: HTMLElement | null }) {
  const has = useRef(false);
  const { line, column } = state.selection.active;
  const isEditing = state.editing !== null;
  useLayoutEffect(() => {
    if (!has.current || isEditing) return;
    const cell = layer.current?.querySelector<HTMLElement>(`[data-spot="${line} ${column}"]`);
    if (cell !== document.activeElement) cell?.focus({ preventScroll: true });
  });
  useEffect(() => {
    // Another window keeps the focus to itself while it is open.
    const close = () => {
      has.current = false;
    };
    addEventListener("blur", close);
    return () => removeEventListener("blur", close);
  }, []);
  return {
    take: () => {
      has.current = true;
    },
    handlers: {
      onFocus: () => {
        has.current = true;
      },
      onBlur: (event: FocusEvent<HTMLDivElement>) => {
        const next = event.relatedTarget;
        if (next instanceof Node && event.currentTarget.contains(next)) return;
        has.current = false;
      },
    },
  };
}
