/** Height of a line.   Unit: CSS pixels. */
export const lineHeight = 32;
/** Height of the head of the columns.   Unit: CSS pixels. */
export const headHeight = 40;
/** Width of the numbers before the lines.   Unit: CSS pixels. */
export const gutterWidth = 56;
