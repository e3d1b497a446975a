/** Names beside bars: how much room they take at a width, and the name of each key. */
export interface NameAxis {
  /** Unit: pixels. */
  readonly margin: number;
  /** Room of a line before it breaks.   Unit: letters' heights, as Plot counts. */
  readonly lineWidth: number;
  readonly format: (key: string) => string;
  /** Height of a row that has room for its name.   Unit: pixels. */
  readonly rowHeight: number;
  /** How many ticks the axis across has room for. */
  readonly ticks: number;
}

const letterWidth = 7;
const widestNames = 260;

/** An axis of names for rows with a key and a label, so that equal names stay apart. */
export function nameAxis(
  rows: readonly { readonly key: string; readonly label: string }[],
  width: number,
): NameAxis {
  const longest = Math.max(4, ...rows.map((row) => row.label.length)) * letterWidth + 14;
  const margin = Math.round(Math.min(longest, widestNames, width * 0.42));
  const labels = new Map(rows.map((row) => [row.key, row.label]));
  const line = (margin - 14) / letterWidth;
  const most = Math.max(8, Math.floor(line * 1.6));
  return {
    margin,
    lineWidth: margin / 13.5,
    format: (key) => shorten(labels.get(key) ?? key, most),
    rowHeight: rows.some((row) => row.label.length > line) ? 34 : 28,
    ticks: Math.min(6, Math.max(2, Math.floor((width - margin) / 90))),
  };
}

/** A name that fits in two lines; the whole stands in the table and with the value. */
function shorten(name: string, most: number): string {
  return name.length <= most ? name : `${name.slice(0, most - 1).trimEnd()}…`;
}
