import { areaY, axisX, axisY, dot, line, ruleX } from "@observablehq/plot";
import type { FrontierReport, FrontierRow } from "../explore/frontier.ts";
import { showPercent, showPoints } from "../words.ts";
import type { Figure } from "./figure.ts";
import { drawPlot } from "./plot.ts";

/** A frontier: the value of the best plan at each level, under the band up to the proven bound. */
export function drawFrontier(report: FrontierReport): Figure | null {
  const rows = report.rows.filter(({ level }) => Number.isFinite(level));
  if (rows.length < 2) return null;
  const values = rows.flatMap(({ value, bound }) => [value, bound]);
  const room = Math.max((Math.max(...values) - Math.min(...values)) * 0.08, 0.01);
  const end = report.beyond === null ? [] : [report.beyond.level];
  const levels = [...rows.map(({ level }) => level), ...end];
  return {
    id: report.id,
    title: report.title,
    caption: captionOf(report),
    svg: drawPlot(
      `${report.title}. ${rows.map((row) => `${row.level_words}: ${showPoints(row.value)} points`).join("; ")}.`,
      {
        width: 760,
        height: 340,
        marginLeft: 56,
        marginRight: 24,
        marginBottom: 44,
        x: {
          domain: [Math.min(...levels), Math.max(...levels)],
          reverse: !report.rises,
        },
        y: {
          domain: [Math.min(...values) - room, Math.max(...values) + room],
        },
        r: { type: "identity" },
        marks: [
          areaY(rows, {
            x: "level",
            y1: "value",
            y2: "bound",
            fill: "var(--bar)",
            fillOpacity: 0.25,
          }),
          axisX({
            tickFormat: (level: number) => showPercent(level, 0),
            label: report.axis,
            labelAnchor: "center",
            labelArrow: "none",
          }),
          axisY({ ticks: 6, label: "points", labelArrow: "none" }),
          ruleX(end, { stroke: "currentColor", strokeDasharray: "3 3" }),
          line(rows, { x: "level", y: "value", stroke: "var(--bar)", strokeWidth: 2 }),
          dot(rows, {
            x: "level",
            y: "value",
            r: (row: FrontierRow) => (row.present ? 7 : 3.5),
            fill: "var(--bar)",
          }),
        ],
      },
    ),
    data: {
      columns: ["Level", "Value, points", "Proven bound, points", "Costs, points"],
      rows: report.rows.map((row) => [
        `${row.level_words}${row.present ? " (present plan)" : ""}`,
        showPoints(row.value),
        showPoints(row.bound),
        showPoints(row.cost),
      ]),
    },
  };
}

function captionOf({ beyond }: FrontierReport): string {
  const end = beyond?.proven
    ? " Beyond the dashed line no lawful plan exists."
    : " Beyond the dashed line no plan was found.";
  return (
    "Value of the best plan found at each level of the rule, in points; the rule grows stricter to the right. " +
    "The large dot is the present plan. The band reaches up to the proven bound: no lawful plan lies above it." +
    (beyond === null ? "" : end)
  );
}
