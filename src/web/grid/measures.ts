/** Height of a line.   Unit: CSS pixels. */
export const lineHeight = 32;
/** Height of the head of the columns.   Unit: CSS pixels. */
export const headHeight = 40;
/** Whether the first column stays in sight; in a narrow window it would leave no room for the others. */
export function pinsColumn(width: number): boolean {
  return width >= 480;
}
/** Width of the numbers before the lines.   Unit: CSS pixels. */
export const gutterWidth = 56;
