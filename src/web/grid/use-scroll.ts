import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from "react";
import { gutterWidth, headHeight, lineHeight, pinsColumn } from "./measures.ts";
import type { Spot } from "./selection.ts";
import type { Visible } from "./use-visible.ts";
import type { ShownColumn } from "./view.ts";

/** How the grid scrolls. */
export interface Scroll {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly layer: RefObject<HTMLDivElement | null>;
  /** To be told of every scroll. */
  readonly follow: () => void;
  /** Scrolls as little as shows a cell whole. */
  readonly show: (spot: Spot) => void;
}

/** The layer is shifted after this in any case, such as when nothing is to be drawn.   Unit: milliseconds. */
const longestWait = 500;

/**
 * Scrolls the grid without blank frames: the layer with the lines sticks to the window while the browser scrolls, and
 * is shifted only when the lines that come into sight are drawn. So a fast scroll shows lines a moment late, never none.
 */
export function useScroll(
  shown: readonly ShownColumn[],
  count: number,
  parts: Pick<Scroll, "scroller" | "layer">,
  visible: Visible,
): Scroll {
  const { scroller, layer } = parts;
  const drawn = useRef(visible);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const shift = useCallback(() => {
    clearTimeout(timer.current);
    const [from, to] = [scroller.current, layer.current];
    to?.style.setProperty("--scroll-x", `${from?.scrollLeft ?? 0}px`);
    to?.style.setProperty("--scroll-y", `${from?.scrollTop ?? 0}px`);
  }, [scroller, layer]);
  const follow = useCallback(() => {
    const from = scroller.current;
    if (from === null) return;
    const { lines } = drawn.current;
    if (coversLines(lines, from, count) && coversColumns(drawn.current, from, shown)) shift();
    else {
      clearTimeout(timer.current);
      timer.current = setTimeout(shift, longestWait);
    }
  }, [scroller, count, shown, shift]);
  useEffect(() => () => clearTimeout(timer.current), []);
  useLayoutEffect(() => {
    drawn.current = visible;
    follow();
  });
  const show = useCallback(
    ({ line, column }: Spot) => {
      const place = scroller.current;
      if (place === null) return;
      const top = line * lineHeight;
      const bottom = top + lineHeight + headHeight;
      if (top < place.scrollTop) place.scrollTop = top;
      else if (bottom > place.scrollTop + place.clientHeight) {
        place.scrollTop = bottom - place.clientHeight;
      }
      const one = shown[column];
      const pins = pinsColumn(place.clientWidth);
      if (one === undefined || (pins && column === 0)) return;
      const left = one.left - (pins ? (shown[0]?.width ?? 0) : 0);
      const right = gutterWidth + one.left + one.width;
      if (left < place.scrollLeft) place.scrollLeft = left;
      else if (right > place.scrollLeft + place.clientWidth) {
        place.scrollLeft = Math.min(left, right - place.clientWidth);
      }
    },
    [shown, scroller],
  );
  return { scroller, layer, follow, show };
}

/** Whether every line in sight is drawn. */
function coversLines(lines: readonly number[], place: HTMLElement, count: number): boolean {
  const first = Math.floor(place.scrollTop / lineHeight);
  const height = place.clientHeight - headHeight;
  const last = Math.min(count, Math.ceil((place.scrollTop + height) / lineHeight)) - 1;
  return lines.filter((line) => line >= first && line <= last).length >= last - first + 1;
}

/** Whether every column in sight is drawn. */
function coversColumns(
  { columns }: Visible,
  place: HTMLElement,
  shown: readonly ShownColumn[],
): boolean {
  const drawn = new Set(columns);
  const left = place.scrollLeft;
  const right = left + place.clientWidth - gutterWidth;
  return shown.every(
    (one, at) => drawn.has(at) || one.left + one.width <= left || one.left >= right,
  );
}
