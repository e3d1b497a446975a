import { areaY, axisX, axisY, dot, line, ruleX } from "@observablehq/plot";
import { useCallback, useMemo } from "react";
import type { FrontierReport, FrontierRow } from "../../report/explore/frontier.ts";
import { showPercent, showPoints } from "../../report/words.ts";
import { ChartFrame } from "./chart-frame.tsx";
import { PlotPicture, valuesClass } from "./plot-picture.tsx";

/** The value of the best plan at each level of a rule, under the band up to the proven bound. */
export function FrontierChart({ report }: { readonly report: FrontierReport }) {
  // A level without end has become nothing on its way here.
  const rows = useMemo(
    () => report.rows.filter(({ level }) => Number.isFinite(level)),
    [report.rows],
  );
  const values = useMemo(
    () =>
      rows.map(
        (row) =>
          `${report.axis} ${row.level_words}: ${showPoints(row.value)} points${row.present ? ", the present plan" : ""}`,
      ),
    [rows, report.axis],
  );
  const options = useCallback((width: number) => draw(report, rows, width), [report, rows]);
  const summary = report.sentences.slice(0, 2).join(" ");
  return (
    <ChartFrame
      title={report.title}
      summary={summary}
      caption={captionOf(report)}
      table={{
        columns: [report.axis, "Value, points", "Proven bound, points", "Costs, points"],
        rows: report.rows.map((row) => [
          `${row.level_words}${row.present ? " (present plan)" : ""}`,
          showPoints(row.value),
          showPoints(row.bound),
          showPoints(row.cost),
        ]),
      }}
    >
      {rows.length > 1 && (
        <PlotPicture label={`${report.title}. ${summary}`} options={options} values={values} />
      )}
    </ChartFrame>
  );
}

function draw(report: FrontierReport, rows: readonly FrontierRow[], width: number) {
  const worths = rows.flatMap(({ value, bound }) => [value, bound]);
  const least = Math.min(...worths);
  const most = Math.max(...worths);
  const room = Math.max((most - least) * 0.08, 0.01);
  const end = report.beyond === null ? [] : [report.beyond.level];
  const levels = [...rows.map(({ level }) => level), ...end];
  return {
    width,
    height: 320,
    marginLeft: 52,
    marginRight: 20,
    marginBottom: 44,
    x: { domain: [Math.min(...levels), Math.max(...levels)], reverse: !report.rises },
    y: { domain: [least - room, most + room] },
    r: { type: "identity" as const },
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
        ticks: width < 480 ? 4 : 8,
        label: report.axis,
        labelAnchor: "center",
        labelArrow: "none",
      }),
      axisY({ ticks: 6, label: "points", labelArrow: "none" }),
      ruleX(end, { stroke: "currentColor", strokeDasharray: "3 3" }),
      line(rows, { x: "level", y: "value", stroke: "var(--bar)", strokeWidth: 2 }),
      dot(rows, {
        className: valuesClass,
        x: "level",
        y: "value",
        r: (row: FrontierRow) => (row.present ? 8 : 5),
        fill: "var(--bar)",
        sort: null,
      }),
    ],
  };
}

function captionOf({ beyond }: FrontierReport): string {
  const end = beyond?.proven
    ? " Beyond the dashed line no lawful plan exists."
    : " Beyond the dashed line no plan was found.";
  return `The rule grows stricter to the right. The large dot is the present plan. The band reaches up to the proven bound: no lawful plan lies above it.${beyond === null ? "" : end}`;
}
