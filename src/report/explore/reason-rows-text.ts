import { wrap } from "../text-layout.ts";
import { count } from "../words.ts";
import type { ReasonReport } from "./reason-rows.ts";

/** The table of all initiatives in short, for a terminal of so many columns. */
export function reasonsText(report: ReasonReport, width: number): string {
  const widest = Math.max(...report.counts.map((one) => String(one.count).length), 1);
  const calls = report.close.flatMap((row) => [
    ...wrap(`${row.name} (${row.initiative}). ${row.sentence}`, width - 4, "  ").map(
      (line, index) => (index === 0 ? `  ${line}` : `  ${line}`),
    ),
  ]);
  return `${[
    `EVERY INITIATIVE, of ${count(report.rows.length, "initiative")}`,
    ...report.counts.map((one) => `  ${String(one.count).padStart(widest)} ${one.words}`),
    ...wrap(report.note, width),
    ...(calls.length === 0 ? [] : ["", "THE CLOSEST CALLS that were solved again", ...calls]),
  ].join("\n")}\n`;
}
