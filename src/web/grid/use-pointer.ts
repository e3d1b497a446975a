import { type PointerEvent, type RefObject, useEffect, useRef, useState } from "react";
import { fillTarget } from "./fill.ts";
import { gutterWidth, headHeight, lineHeight, pinsColumn } from "./measures.ts";
import type { Rect, Spot } from "./selection.ts";
import type { ShownColumn } from "./view.ts";

/** What a pointer does with cells. */
export interface PointerDoings {
  readonly onCell: (spot: Spot, keys: { shift: boolean; ctrl: boolean }) => void;
  readonly onLine: (line: number, keys: { shift: boolean; ctrl: boolean }) => void;
  readonly onDrag: (spot: Spot) => void;
  readonly onFill: (from: Rect, to: Rect) => void;
}

type Drag = { readonly kind: "cells" } | { readonly kind: "fill"; readonly from: Rect };

/** Clicks, drags over cells and drags of the handle, which scroll at the edges. `target` is what a drag would fill. */
export function usePointer(
  scroller: RefObject<HTMLDivElement | null>,
  shown: readonly ShownColumn[],
  lines: number,
  main: Rect,
  doings: PointerDoings,
) {
  const drag = useRef<Drag | null>(null);
  const at = useRef({ x: 0, y: 0 });
  const timer = useRef<ReturnType<typeof setInterval>>(undefined);
  const [target, setTarget] = useState<Rect | null>(null);
  useEffect(() => () => clearInterval(timer.current), []);

  const follow = () => {
    if (scroller.current === null || drag.current === null || lines === 0) return;
    const spot = findSpot(scroller.current, at.current, shown, lines);
    if (drag.current.kind === "cells") doings.onDrag(spot);
    else setTarget(fillTarget(drag.current.from, spot.line, spot.column));
  };
  const scrollAtEdge = () => {
    const place = scroller.current;
    if (place === null || drag.current === null) return;
    const { x, y } = findPush(place, at.current);
    if (x === 0 && y === 0) return;
    place.scrollBy(x / 2, y / 2);
    follow();
  };
  const begin = (event: PointerEvent, next: Drag) => {
    drag.current = next;
    at.current = { x: event.clientX, y: event.clientY };
    clearInterval(timer.current);
    timer.current = setInterval(scrollAtEdge, 50);
  };
  const down = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0 || !(event.target instanceof Element)) return;
    if (event.target.closest(".grid-editor, button, a") !== null) return;
    const keys = { shift: event.shiftKey, ctrl: event.ctrlKey || event.metaKey };
    const line = event.target.closest<HTMLElement>("[data-line]")?.dataset.line;
    const cell = event.target.closest<HTMLElement>("[data-spot]")?.dataset.spot;
    if (line === undefined && cell === undefined) return;
    // The grid itself puts the focus on the active cell.
    event.preventDefault();
    if (event.target.closest(".grid-handle") !== null) {
      event.currentTarget.setPointerCapture(event.pointerId);
      begin(event, { kind: "fill", from: main });
    } else if (line !== undefined) doings.onLine(Number(line), keys);
    else {
      const [row = 0, column = 0] = (cell ?? "").split(" ").map(Number);
      doings.onCell({ line: row, column }, keys);
      begin(event, { kind: "cells" });
    }
  };
  const move = (event: PointerEvent) => {
    if (drag.current === null) return;
    at.current = { x: event.clientX, y: event.clientY };
    if (event.buttons === 0) stop();
    else follow();
  };
  const stop = () => {
    clearInterval(timer.current);
    if (drag.current?.kind === "fill" && target !== null) doings.onFill(drag.current.from, target);
    drag.current = null;
    setTarget(null);
  };
  return { target, handlers: { onPointerDown: down, onPointerMove: move, onPointerUp: stop } };
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** The cell under the pointer, or the nearest one. */
function findSpot(
  place: HTMLElement,
  at: Point,
  shown: readonly ShownColumn[],
  lines: number,
): Spot {
  const box = place.getBoundingClientRect();
  const y = at.y - box.top - headHeight + place.scrollTop;
  const x = at.x - box.left - gutterWidth;
  const pinned = pinsColumn(place.clientWidth) && x < (shown[0]?.width ?? 0);
  const across = pinned ? x : x + place.scrollLeft;
  const column = shown.findLastIndex((one) => one.left <= Math.max(0, across));
  const line = Math.max(0, Math.min(lines - 1, Math.floor(y / lineHeight)));
  return { line, column: Math.max(0, column) };
}

/** How far the pointer is outside the cells: negative before the near edge, positive beyond the far one. */
function findPush(place: HTMLElement, at: Point): Point {
  const box = place.getBoundingClientRect();
  const push = (near: number, far: number) => Math.min(near, 0) + Math.max(far, 0);
  return {
    x: push(at.x - box.left - gutterWidth, at.x - box.right),
    y: push(at.y - box.top - headHeight, at.y - box.bottom),
  };
}
