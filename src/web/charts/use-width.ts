import { useEffect, useLayoutEffect, useState } from "react";

/** Before the place is measured. */
const firstWidth = 720;
/** Pictures do not become narrower than this. */
const leastWidth = 260;

/** The width of an element, followed as it changes.   Unit: pixels. */
export function useWidth(place: { readonly current: HTMLElement | null }): number {
  const [width, setWidth] = useState(firstWidth);
  useLayoutEffect(() => {
    const wide = place.current?.clientWidth;
    if (wide) setWidth(Math.max(leastWidth, wide));
  }, [place]);
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const observer = new ResizeObserver(([entry]) => {
      const wide = Math.round(entry?.contentRect.width ?? 0);
      if (wide > 0) setWidth(Math.max(leastWidth, wide));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [place]);
  return width;
}
