import type { Markup } from "../markup.ts";

/** A picture with what it takes to do without it. */
export interface Figure {
  /** Unique in the page. */
  readonly id: string;
  readonly title: string;
  /** What to see in it, for everybody. */
  readonly caption: string;
  readonly svg: Markup;
  /** The figures of the picture as a table. */
  readonly data: FigureData;
}

/** A small table behind a picture: a heading per column, the first column names the row. */
export interface FigureData {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Colors of the regions: names of variables that the page sets for light, dark and print. */
export function regionColor(bureau: string): string {
  return `var(--region-${bureau.toLowerCase()})`;
}
