import { defaultRangeExtractor, type Range, useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useCallback, useEffect, useMemo } from "react";
import { lineHeight } from "./measures.ts";
import type { ShownColumn } from "./view.ts";

/** Lines and columns that are drawn. */
export interface Visible {
  readonly lines: readonly number[];
  /** Shown columns, by their place on the screen. */
  readonly columns: readonly number[];
}

/** Which lines and columns to draw: those in sight, some around, and always the active cell, which holds the focus. */
export function useVisible(
  scroller: RefObject<HTMLDivElement | null>,
  count: number,
  shown: readonly ShownColumn[],
  active: { readonly line: number; readonly column: number },
): Visible {
  const withLine = useCallback((range: Range) => include(range, [active.line]), [active.line]);
  const withColumn = useCallback(
    (range: Range) => include(range, [0, active.column]),
    [active.column],
  );
  const lines = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeight,
    overscan: 10,
    rangeExtractor: withLine,
  });
  const columns = useVirtualizer({
    horizontal: true,
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => shown[index]?.width ?? 0,
    overscan: 2,
    rangeExtractor: withColumn,
  });
  const { measure } = columns;
  // biome-ignore lint/correctness/useExhaustiveDependencies: sizes are kept until they are measured anew.
  useEffect(() => measure(), [shown, measure]);
  const drawn = columns.getVirtualItems().map((item) => item.index);
  const key = drawn.join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: one list as long as the same columns are drawn.
  const drawnColumns = useMemo(() => drawn, [key]);
  return { lines: lines.getVirtualItems().map((item) => item.index), columns: drawnColumns };
}

function include(range: Range, always: readonly number[]): number[] {
  const places = new Set(defaultRangeExtractor(range));
  for (const place of always) if (place >= 0 && place < range.count) places.add(place);
  return [...places].sort((a, b) => a - b);
}
