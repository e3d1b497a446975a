/** Row numbers in short: 3, 4, 5, 9 → `3-5 9`. Sorted; a number given twice counts once. */
export function formatRowRanges(rows: readonly number[]): string {
  const sorted = [...new Set(rows)].sort((a, b) => a - b);
  const ranges: { first: number; last: number }[] = [];
  for (const row of sorted) {
    const open = ranges.at(-1);
    if (open !== undefined && open.last === row - 1) open.last = row;
    else ranges.push({ first: row, last: row });
  }
  return ranges
    .map(({ first, last }) => (first === last ? `${first}` : `${first}-${last}`))
    .join(" ");
}
