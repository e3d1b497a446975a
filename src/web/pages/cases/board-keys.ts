import type { KeyboardEvent } from "react";

/** The links of cases in each column, in order. */
function linksOf(board: HTMLElement): HTMLElement[][] {
  const columns = [...board.querySelectorAll<HTMLElement>("[data-column]")];
  return columns.map((one) => [...one.querySelectorAll<HTMLElement>("[data-case]")]);
}

/** Arrow keys between cases and columns of a board; `m` on a case moves it. */
export function moveInBoard(event: KeyboardEvent<HTMLElement>): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const here = event.target instanceof Element ? event.target.closest("li") : null;
  const link = here?.querySelector<HTMLElement>("[data-case]");
  if (link === null || link === undefined) return;
  const columns = linksOf(event.currentTarget);
  const column = columns.findIndex((one) => one.includes(link));
  const place = columns[column]?.indexOf(link) ?? 0;
  const next = {
    ArrowDown: columns[column]?.[place + 1],
    ArrowUp: columns[column]?.[place - 1],
    ArrowRight: nearest(columns.slice(column + 1), place),
    ArrowLeft: nearest(columns.slice(0, column).reverse(), place),
  }[event.key];
  if (next !== undefined) {
    event.preventDefault();
    next.focus();
  } else if (event.key === "m" || event.key === "M") {
    event.preventDefault();
    here?.querySelector<HTMLElement>("button")?.click();
  }
}

/** In the first column that has a case, the one at the same height. */
function nearest(columns: readonly HTMLElement[][], place: number): HTMLElement | undefined {
  const column = columns.find((one) => one.length > 0);
  return column?.[Math.min(place, column.length - 1)];
}
