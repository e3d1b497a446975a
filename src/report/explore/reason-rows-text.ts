import { wrap } from "../text-layout.ts";
import { count } from "../words.ts";
import type { ReasonReport } from "./reason-rows.ts";

/** A table of at most so many rows is listed whole. */
const shortTable = 12;

/** The table of all initiatives in short, for a terminal of so many columns. */
export function reasonsText(report: ReasonReport, width: number): string {
  const widest = Math.max(...report.counts.map((one) => String(one.count).length), 1);
  const isShort = report.rows.length <= shortTable;
  const title = isShort
    ? "EACH, AND WHAT WOULD CHANGE IT"
    : "THE CLOSEST CALLS that were solved again";
  const calls = (isShort ? report.rows : report.close).flatMap((row) =>
    wrap(`${row.name} (${row.initiative}). ${row.sentence}`, width - 4, "  ").map(
      (line) => `  ${line}`,
    ),
  );
  return `${[
    `EVERY INITIATIVE, of ${count(report.rows.length, "initiative")}`,
    ...report.counts.map((one) => `  ${String(one.count).padStart(widest)} ${one.words}`),
    ...wrap(report.note, width),
    ...(calls.length === 0 ? [] : ["", title, ...calls]),
  ].join("\n")}\n`;
}
