import { areaY, axisX, axisY, dot, line, ruleY } from "@observablehq/plot";
import { useCallback, useMemo } from "react";
import { showDollars } from "../../../base/money.ts";
import type { ReturnCurveReport, ReturnsReport } from "../../../report/explore/returns.ts";
import { showPercent, showPoints } from "../../../report/words.ts";
import { ChartFrame } from "../../charts/chart-frame.tsx";
import { PlotPicture, valuesClass } from "../../charts/plot-picture.tsx";

/** What the plan is worth by its money: a curve for each account, region or partner, or one for the whole budget. */
export function ReturnCurves({ report }: { readonly report: ReturnsReport }) {
  const curves = report.curves.filter(({ rows }) => rows.length > 1);
  return (
    <>
      {curves.map((curve) => (
        <ReturnCurve key={curve.id} title={report.title} curve={curve} />
      ))}
    </>
  );
}

function ReturnCurve(props: { readonly title: string; readonly curve: ReturnCurveReport }) {
  const { title, curve } = props;
  const { rows } = curve;
  const values = useMemo(
    () =>
      rows.map(
        (row) =>
          `${showPercent(row.factor, 0)} of the money, ${showDollars(row.amount)}: ${showPoints(row.value)} points` +
          (row.factor === 1 ? ", the present plan" : ""),
      ),
    [rows],
  );
  const options = useCallback((width: number) => draw(rows, width), [rows]);
  const name = `${title}: ${curve.label}`;
  const summary =
    curve.next === null
      ? "No larger budget was solved."
      : `${showDollars(curve.next.amount)} more is worth ${showPoints(curve.next.value)} points.`;
  return (
    <ChartFrame
      title={name}
      summary={summary}
      caption="The large dot is the present plan. The band reaches up to the proven bound: no lawful plan lies above it."
      table={{
        columns: ["Of the present money", "Money", "Value, points", "Proven bound, points"],
        rows: rows.map((row) => [
          `${showPercent(row.factor, 0)}${row.factor === 1 ? " (present plan)" : ""}`,
          showDollars(row.amount),
          showPoints(row.value),
          showPoints(row.bound),
        ]),
      }}
    >
      <PlotPicture label={`${name}. ${summary}`} options={options} values={values} />
    </ChartFrame>
  );
}

function draw(rows: ReturnCurveReport["rows"], width: number) {
  const worths = rows.flatMap(({ value, bound }) => [value, bound]);
  const room = Math.max((Math.max(...worths) - Math.min(...worths)) * 0.08, 0.01);
  const present = rows.find(({ factor }) => factor === 1)?.value ?? 0;
  return {
    width,
    height: 300,
    marginLeft: 52,
    marginRight: 24,
    marginBottom: 40,
    y: { domain: [Math.min(...worths) - room, Math.max(...worths) + room] },
    r: { type: "identity" as const },
    marks: [
      areaY(rows, {
        x: "factor",
        y1: "value",
        y2: "bound",
        fill: "var(--bar)",
        fillOpacity: 0.25,
      }),
      axisX({
        ticks: width < 480 ? 4 : 8,
        tickFormat: (factor: number) => showPercent(factor, 0),
        label: "of the present money",
        labelAnchor: "center" as const,
        labelArrow: "none" as const,
      }),
      axisY({ ticks: 6, label: "points", labelArrow: "none" as const }),
      ruleY([present], { stroke: "var(--line)" }),
      line(rows, { x: "factor", y: "value", stroke: "var(--bar)", strokeWidth: 2 }),
      dot(rows, {
        className: valuesClass,
        x: "factor",
        y: "value",
        r: ({ factor }: { readonly factor: number }) => (factor === 1 ? 8 : 5),
        fill: "var(--bar)",
        sort: null,
      }),
    ],
  };
}
