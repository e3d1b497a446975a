import { type RefObject, useCallback, useLayoutEffect, useRef } from "react";
import { gutterWidth, headHeight, lineHeight } from "./measures.ts";
import type { Spot } from "./selection.ts";
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

/**
 * Scrolls the grid without blank frames: the layer with the lines sticks to the window while the browser scrolls, and
 * is shifted in the same step in which the lines are drawn. So a fast scroll shows lines a moment late, never none.
 */
export function useScroll(shown: readonly ShownColumn[]): Scroll {
  const scroller = useRef<HTMLDivElement>(null);
  const layer = useRef<HTMLDivElement>(null);
  const follow = useCallback(() => {
    const [from, to] = [scroller.current, layer.current];
    if (from === null || to === null) return;
    to.style.setProperty("--scroll-x", `${from.scrollLeft}px`);
    to.style.setProperty("--scroll-y", `${from.scrollTop}px`);
  }, []);
  useLayoutEffect(follow);
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
      // The first column is always in sight.
      if (one === undefined || column === 0) return;
      const left = one.left - (shown[0]?.width ?? 0);
      const right = gutterWidth + one.left + one.width;
      if (left < place.scrollLeft) place.scrollLeft = left;
      else if (right > place.scrollLeft + place.clientWidth) {
        place.scrollLeft = Math.min(left, right - place.clientWidth);
      }
    },
    [shown],
  );
  return { scroller, layer, follow, show };
}
