import { textBar, textTable, textWidth, wrap } from "../text-layout.ts";
import { showPercent, showPoints } from "../words.ts";
import type { FrontierReport, FrontierRow } from "./frontier.ts";

/** How wide the bars of the costs are. */
const barWidth = 24;

/** A frontier in a briefing: its title and what is said of it. */
export function frontierLines(
  { title, sentences }: FrontierReport,
  width: number,
): readonly string[] {
  return [
    title.toUpperCase(),
    ...sentences.flatMap((words) => wrap(`- ${words}`, width - 2, "  ").map((line) => `  ${line}`)),
  ];
}

/** Whether a row differs from one of its neighbors: of a flat stretch the ends say all. */
function isTurn(row: FrontierRow, place: number, rows: readonly FrontierRow[]): boolean {
  const before = rows[place - 1];
  const after = rows[place + 1];
  const differs = (other: FrontierRow | undefined) =>
    other === undefined || other.value !== row.value || other.bound !== row.bound;
  return differs(before) || differs(after);
}

/** A frontier for a terminal: what each stretch costs, then every level. */
export function frontierText(report: FrontierReport, columns: number = textWidth): string {
  const width = Math.min(textWidth, columns);
  const most = Math.max(...report.rows.map(({ cost }) => cost), 1e-9);
  const rows = report.rows
    .filter(isTurn)
    .map((row) => [
      row.level_words,
      showPoints(row.value),
      showPoints(row.bound),
      row.cost < 0.0005 ? "0" : showPoints(row.cost),
      row.present ? "the present plan" : textBar(row.cost / most, barWidth),
    ]);
  const { beyond } = report;
  const end =
    beyond === null
      ? []
      : [`  ${showPercent(beyond.level, 2)}: ${beyond.proven ? "no lawful plan" : "none found"}`];
  const title = wrap(report.title, width);
  const lines = [
    ...title,
    "=".repeat(Math.max(...title.map((line) => line.length))),
    ...report.sentences.flatMap((sentence) => wrap(`- ${sentence}`, width, "  ")),
    "",
    ...wrap(`${report.axis}; value and proven bound in points`, width),
    ...textTable(
      [
        { name: report.rises ? "at least" : "at most", side: "right" },
        { name: "value", side: "right" },
        { name: "bound", side: "right" },
        { name: "costs", side: "right" },
        { name: "", side: "left" },
      ],
      rows,
    ),
    ...end,
  ];
  return `${lines.join("\n")}\n`;
}
