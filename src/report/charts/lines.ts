import { axisX, axisY, dot, line, rect, ruleX, ruleY, text } from "@observablehq/plot";
import { html } from "../markup.ts";
import type { PriceRow, PriceTable } from "../price-table.ts";
import { showLevel } from "../price-table.ts";
import type { ShareStatement } from "../shares.ts";
import { showPercent, showPoints, showYear } from "../words.ts";
import type { Figure } from "./figure.ts";
import { drawPlot } from "./plot.ts";

/** A watched share through the years, the record's last year first. */
export function drawShare(share: ShareStatement, index: number): Figure {
  const years = share.before ? [share.before, ...share.years] : share.years;
  const rows = years.map((row) => ({
    year: showYear(row.year),
    ratio: row.ratio,
    words: showPercent(row.ratio, 1),
    record: row === share.before,
  }));
  const most = Math.max(...rows.map((row) => row.ratio), 0.01);
  return {
    id: `share-${index + 1}`,
    title: share.label,
    caption: share.before
      ? `The open circle is the record of ${showYear(share.before.year)}; filled circles are the plan.`
      : "Share by fiscal year of the plan.",
    svg: drawPlot(
      `Line of the share by year. ${rows.map((row) => `${row.year}: ${row.words}`).join("; ")}.`,
      {
        width: 640,
        height: 240,
        marginLeft: 50,
        marginTop: 30,
        x: { type: "point", domain: rows.map((row) => row.year), label: null },
        y: { domain: [0, most * 1.2], label: null },
        marks: [
          axisY({ tickFormat: (ratio: number) => showPercent(ratio, 0), ticks: 5 }),
          axisX({ tickSize: 0 }),
          ruleY([0], { stroke: "currentColor" }),
          line(rows, { x: "year", y: "ratio", stroke: "var(--bar)", strokeWidth: 2 }),
          dot(rows, {
            x: "year",
            y: "ratio",
            r: 5,
            stroke: "var(--bar)",
            strokeWidth: 2,
            fill: (row: { record: boolean }) => (row.record ? "var(--page)" : "var(--bar)"),
          }),
          text(rows, { x: "year", y: "ratio", text: "words", dy: -14 }),
        ],
      },
    ),
    data: { columns: ["Year", "Share"], rows: rows.map((row) => [row.year, row.words]) },
  };
}

/** How many rules get a curve. */
const namedCurves = 6;
/** Fewer solved levels than this make no curve. */
const leastPoints = 3;

/** The plan's worth at other levels of the dearest rules: one small curve per rule. */
export function drawPriceCurves(prices: PriceTable): Figure | null {
  const rules = prices.costly
    .filter((row) => row.points.length >= leastPoints)
    .slice(0, namedCurves);
  if (rules.length === 0) return null;
  return {
    id: "curves",
    title: "What other levels of the dearest rules would do",
    caption:
      "Worth of the whole plan, in points, when the rule is set to another level. Every dot was solved again; the large dot is the level in force, the band is the range in which the price per unit holds.",
    svg: html`<div class="curves">${rules.map(
      (rule) => html`<div><p class="curve-name">${rule.label}</p>${drawCurve(rule)}</div>`,
    )}</div>`,
    data: {
      columns: ["Rule", "Level", "Worth of the plan, points", "Proven bound, points"],
      rows: rules.flatMap((rule) =>
        rule.points.map((point) => [
          rule.label,
          `${showLevel(point.level, rule.unit)}${point.level === rule.level ? " (in force)" : ""}`,
          showPoints(point.value),
          showPoints(point.bound),
        ]),
      ),
    },
  };
}

function drawCurve(rule: PriceRow) {
  const points = rule.points.filter((point) => Number.isFinite(point.level));
  const values = points.map((point) => point.value);
  const low = Math.min(...values);
  const high = Math.max(...values);
  const room = Math.max((high - low) * 0.15, 0.01);
  const domain = [low - room, high + room];
  const band = rule.holds
    ? [{ x1: rule.holds.from, x2: rule.holds.to, y1: low - room, y2: high + room }]
    : [];
  return drawPlot(
    `Curve of ${rule.label}. ${points.map((p) => `${showLevel(p.level, rule.unit)}: ${showPoints(p.value)} points`).join("; ")}.`,
    {
      width: 360,
      height: 190,
      marginLeft: 48,
      marginRight: 24,
      x: { label: null },
      y: { label: null, domain },
      r: { type: "identity" },
      marks: [
        rect(band, {
          x1: "x1",
          x2: "x2",
          y1: "y1",
          y2: "y2",
          fill: "var(--bar)",
          fillOpacity: 0.15,
        }),
        axisX({ ticks: 3, tickFormat: (level: number) => showShortLevel(level, rule.unit) }),
        axisY({ ticks: 4 }),
        ruleX([rule.level], { stroke: "currentColor", strokeDasharray: "2 3" }),
        line(points, { x: "level", y: "value", stroke: "var(--bar)", strokeWidth: 2 }),
        dot(points, {
          x: "level",
          y: "value",
          r: (point: { level: number }) => (point.level === rule.level ? 6 : 3.5),
          fill: "var(--bar)",
        }),
      ],
    },
  );
}

function showShortLevel(level: number, unit: PriceRow["unit"]): string {
  if (unit === "ratio") return showPercent(level, 0);
  return level >= 1e11 ? `$${(level / 1e11).toFixed(2)}bn` : `$${Math.round(level / 1e8)}m`;
}
