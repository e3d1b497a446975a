import { areaY, axisX, axisY, dot, line, ruleX, ruleY } from "@observablehq/plot";
import { showDollars } from "../../base/money.ts";
import type { ReturnCurveReport, ReturnRow, ReturnsReport } from "../explore/returns.ts";
import { html } from "../markup.ts";
import { showPercent, showPoints } from "../words.ts";
import type { Figure } from "./figure.ts";
import { drawPlot } from "./plot.ts";

/** Return curves as small multiples on one scale of value, the present plan marked in each. */
export function drawReturns(report: ReturnsReport): Figure | null {
  const curves = report.curves.filter(({ rows }) => rows.length > 1);
  if (curves.length === 0) return null;
  const changes = curves.flatMap(({ rows }) => rows.flatMap((row) => [row.change, topOf(row)]));
  const low = Math.min(0, ...changes);
  const high = Math.max(0, ...changes);
  const room = Math.max((high - low) * 0.08, 0.01);
  const domain: readonly [number, number] = [low - room, high + room];
  return {
    id: `returns-${report.by}`,
    title: report.title,
    caption:
      "Points of value more or less than the present plan (large dot), by money over all years. The band reaches up " +
      `to the proven bound.${curves.length > 1 ? " All curves have one scale of value; each has its own scale of money." : ""}`,
    svg: html`<div class="curves">${curves.map(
      (curve) =>
        html`<div><p class="curve-name">${curve.label}</p>${drawCurve(curve, domain)}</div>`,
    )}</div>`,
    data: {
      columns: ["Whose money", "Of the present", "Money", "Value, points", "Proven bound, points"],
      rows: curves.flatMap((curve) =>
        curve.rows.map((row) => [
          curve.label,
          `${showPercent(row.factor, 0)}${row.factor === 1 ? " (present plan)" : ""}`,
          showDollars(row.amount),
          showPoints(row.value),
          showPoints(row.bound),
        ]),
      ),
    },
  };
}

/** How far the bound of a row lies from the value of the present plan. */
function topOf({ change, value, bound }: ReturnRow): number {
  return change + bound - value;
}

function drawCurve(curve: ReturnCurveReport, domain: readonly [number, number]) {
  const rows = curve.rows.map((row) => ({ ...row, top: topOf(row) }));
  return drawPlot(
    `Curve of ${curve.label}. ${rows.map((row) => `${showDollars(row.amount)}: ${showPoints(row.value)} points`).join("; ")}.`,
    {
      width: 360,
      height: 200,
      marginLeft: 48,
      marginRight: 24,
      x: { label: null },
      y: { label: null, domain: [...domain] },
      r: { type: "identity" },
      marks: [
        areaY(rows, {
          x: "amount",
          y1: "change",
          y2: "top",
          fill: "var(--bar)",
          fillOpacity: 0.25,
        }),
        axisX({ ticks: 4, tickFormat: shortMoney }),
        axisY({ ticks: 5 }),
        ruleY([0], { stroke: "var(--line)" }),
        ruleX([curve.amount], { stroke: "currentColor", strokeDasharray: "2 3" }),
        line(rows, { x: "amount", y: "change", stroke: "var(--bar)", strokeWidth: 2 }),
        dot(rows, {
          x: "amount",
          y: "change",
          r: (row: ReturnRow) => (row.factor === 1 ? 6 : 3.5),
          fill: "var(--bar)",
        }),
      ],
    },
  );
}

function shortMoney(amount: number): string {
  if (amount >= 1e12) return `$${(amount / 1e11).toFixed(0)}bn`;
  return amount >= 1e11 ? `$${(amount / 1e11).toFixed(1)}bn` : `$${(amount / 1e8).toFixed(0)}m`;
}
