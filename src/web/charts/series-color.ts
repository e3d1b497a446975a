/** How many parts have a color of their own. */
export const seriesColors = 8;

/** The color of a part by its place among the parts; further parts begin anew. */
export function seriesColor(place: number): string {
  return `var(--chart-series-${(place % seriesColors) + 1})`;
}
