import { axisX, axisY, barX, ruleX, text } from "@observablehq/plot";
import type { Attainment } from "../attainments.ts";
import type { Change } from "../compare.ts";
import type { FromTo } from "../from-to.ts";
import type { PriceTable } from "../price-table.ts";
import { showMillionsChange, showPercent, showPoints } from "../words.ts";
import type { Figure } from "./figure.ts";
import { drawPlot } from "./plot.ts";

const width = 820;
const rowHeight = 30;

/** How far each objective gets: its effect as a share of its target. */
export function drawAttainments(attainments: readonly Attainment[]): Figure {
  const rows = attainments.map((row) => ({
    ...row,
    shown: Math.min(row.ratio, 1.25),
    words: `${showPercent(row.ratio, 0)}, ${showPoints(row.value)} points (${showPoints(row.points)} at target)`,
  }));
  return {
    id: "attainments",
    title: "How far each objective gets",
    caption:
      "Effect as a share of the objective's target; the line marks the target. Beside it the value that it earns, and what it earns at its target. The weightiest objective stands first. Bars end at 125%.",
    svg: drawPlot(
      `Bars of effect against target. ${rows.map((row) => `${row.name}: ${row.words}`).join("; ")}.`,
      {
        width,
        height: rows.length * rowHeight + 50,
        marginLeft: 280,
        marginRight: 240,
        x: { domain: [0, 1.25], label: null },
        y: { domain: rows.map((row) => row.objective), label: null },
        marks: [
          axisX({ tickFormat: (ratio: number) => `${Math.round(ratio * 100)}%`, ticks: 5 }),
          axisY({ tickFormat: namesBy(rows, "objective", "name"), tickSize: 0, lineWidth: 17 }),
          barX(rows, {
            x: "shown",
            y: "objective",
            fill: "var(--bar)",
            insetTop: 5,
            insetBottom: 5,
          }),
          ruleX([0], { stroke: "currentColor" }),
          ruleX([1], { stroke: "currentColor", strokeDasharray: "3 3" }),
          text(rows, {
            x: () => 1.25,
            y: "objective",
            text: "words",
            textAnchor: "start",
            dx: 8,
          }),
        ],
      },
    ),
    data: {
      columns: ["Objective", "Goal", "Effect of target", "Points", "Points possible"],
      rows: rows.map((row) => [
        row.name,
        row.goal,
        showPercent(row.ratio, 0),
        showPoints(row.value),
        showPoints(row.points),
      ]),
    },
  };
}

/** The largest gains and losses by partner, from the record to the plan's average year. */
export function drawGainsAndLosses(fromTo: FromTo): Figure | null {
  const changes: readonly Change[] = [...fromTo.gains, ...[...fromTo.losses].reverse()];
  if (changes.length === 0) return null;
  const rows = changes.map((row) => ({
    ...row,
    millions: row.difference / 1e8,
    words: showMillionsChange(row.difference),
  }));
  const most = Math.max(...rows.map((row) => Math.abs(row.millions)));
  return {
    id: "partners",
    title: "Partners that gain and lose most",
    caption: `Millions of dollars: ${fromTo.after}, less ${fromTo.before}.`,
    svg: drawPlot(
      `Bars of gains and losses by partner. ${rows.map((row) => `${row.label} ${row.words} million`).join("; ")}.`,
      {
        width,
        height: rows.length * rowHeight + 50,
        marginLeft: 230,
        marginRight: 30,
        x: { domain: [-most * 1.25, most * 1.25], label: null },
        y: { domain: rows.map((row) => row.key), label: null },
        marks: [
          axisX({ ticks: 6 }),
          axisY({ tickFormat: namesBy(rows, "key", "label"), tickSize: 0, lineWidth: 14 }),
          barX(rows, {
            x: "millions",
            y: "key",
            fill: (row: { millions: number }) => (row.millions > 0 ? "var(--gain)" : "var(--loss)"),
            insetTop: 6,
            insetBottom: 6,
          }),
          ruleX([0], { stroke: "currentColor" }),
          ...[1, -1].map((sign) =>
            text(
              rows.filter((row) => Math.sign(row.millions) === sign),
              {
                x: "millions",
                y: "key",
                text: "words",
                textAnchor: sign > 0 ? "start" : "end",
                dx: sign * 5,
              },
            ),
          ),
        ],
      },
    ),
    data: {
      columns: ["Partner, $ million", fromTo.before, fromTo.after, "Difference"],
      rows: rows.map((row) => [
        row.label,
        (row.before / 1e8).toFixed(1),
        (row.after / 1e8).toFixed(1),
        row.words,
      ]),
    },
  };
}

/** How many rules the price chart shows. */
const namedPrices = 12;

/** What the dearest directives and limits cost. */
export function drawPrices(prices: PriceTable): Figure | null {
  const rows = prices.costly
    .filter((row) => Number.isFinite(row.total))
    .slice(0, namedPrices)
    .map((row) => ({ ...row, words: showPoints(row.total), key: `${row.kind} ${row.id}` }));
  const [dearest] = rows;
  if (!dearest) return null;
  return {
    id: "prices",
    title: "What the dearest directives and limits cost",
    caption:
      "Value points that the plan would gain without the rule, each worked out by solving again. Prices do not add up: dropping two rules can gain more or less than the sum.",
    svg: drawPlot(
      `Bars of what each rule costs, in value points. ${rows.map((row) => `${row.label}: ${row.words}`).join("; ")}.`,
      {
        width,
        height: rows.length * rowHeight + 50,
        marginLeft: 300,
        marginRight: 60,
        x: { domain: [0, dearest.total * 1.1], label: null },
        y: { domain: rows.map((row) => row.key), label: null },
        marks: [
          axisX({ ticks: 5 }),
          axisY({ tickFormat: namesBy(rows, "key", "label"), tickSize: 0, lineWidth: 18 }),
          barX(rows, { x: "total", y: "key", fill: "var(--bar)", insetTop: 5, insetBottom: 5 }),
          ruleX([0], { stroke: "currentColor" }),
          text(rows, { x: "total", y: "key", text: "words", textAnchor: "start", dx: 5 }),
        ],
      },
    ),
    data: {
      columns: ["Rule", "Level", "Points"],
      rows: rows.map((row) => [row.label, row.level_words, row.words]),
    },
  };
}

/** A tick format that shows the name of a row in place of its key, so that equal names stay apart. */
function namesBy<K extends string, N extends string>(
  rows: readonly (Readonly<Record<K, string>> & Readonly<Record<N, string>>)[],
  key: K,
  name: N,
) {
  const names = new Map<string, string>(rows.map((row) => [row[key], row[name]]));
  return (value: string) => names.get(value) ?? value;
}
